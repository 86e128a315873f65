package servertest_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"stillpoint/generator/hostfiles/servertest"
)

// TestStart starts each server for a folder without any configuration of its own.
func TestStart(t *testing.T) {
	t.Parallel()
	for _, kind := range servertest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			if err := os.WriteFile(filepath.Join(root, "a.txt"), []byte("here"), 0o644); err != nil {
				t.Fatal(err)
			}
			if kind == "caddy" { // which serves nothing without being told
				write(t, filepath.Join(root, ".host", "Caddyfile"), "file_server\n")
			}
			response, err := http.Get(servertest.Start(t, kind, root) + "/a.txt")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = response.Body.Close() }()
			if body, err := io.ReadAll(response.Body); err != nil || string(body) != "here" {
				t.Errorf("got %q, %v", body, err)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
