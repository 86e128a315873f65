package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// TestRememberPassword puts a password into the keyring and takes it out again, without ever showing it.
func TestRememberPassword(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/not/asked") // or else machines without a keyring are not asked for one
	keyring.MockInit()
	folder := t.TempDir()
	site := "checks: off\nsite:\n  title: Quiet Tide\n  url: https://quiettide.example/\n  language: en-GB\n  timeZone: Europe/London\npublish:\n  to: sftp://web@example.org:2222/htdocs\n"
	if err := os.WriteFile(filepath.Join(folder, "stillpoint.yaml"), []byte(site), 0o644); err != nil {
		t.Fatal(err)
	}
	do := func(input string, flags ...string) (int, string) {
		var out bytes.Buffer
		code := run(t.Context(), append([]string{"publish", "--source", folder}, flags...),
			terminal{in: strings.NewReader(input), out: &out, err: &out, env: func(string) (string, bool) { return "", false }})
		if strings.Contains(out.String(), "sesame") {
			t.Errorf("%v shows the password: %s", flags, out.String())
		}
		return code, out.String()
	}
	if code, out := do("open sesame\n", "--remember-password"); code != exitDone || !strings.Contains(out, "sftp://web@example.org:2222 is in the keyring") {
		t.Errorf("%d: %s", code, out)
	}
	if got, err := keyring.Get("stillpoint", "sftp://web@example.org:2222"); err != nil || got != "open sesame" {
		t.Errorf("the keyring has %q, %v", got, err)
	}
	if code, out := do("", "--remember-password"); code != exitSite || !strings.Contains(out, "nothing was kept") {
		t.Errorf("nothing typed: %d: %s", code, out)
	}
	if code, out := do("other sesame", "--remember-password", "--to", "sftp://web@example.org/elsewhere"); code != exitDone {
		t.Errorf("another place: %d: %s", code, out)
	}
	if code, out := do("", "--forget-password"); code != exitDone {
		t.Errorf("%d: %s", code, out)
	}
	if code, out := do("", "--forget-password"); code != exitSite || !strings.Contains(out, "was not removed") {
		t.Errorf("twice: %d: %s", code, out)
	}
	if got, err := keyring.Get("stillpoint", "sftp://web@example.org"); err != nil || got != "other sesame" {
		t.Errorf("the keyring has %q, %v for the other place", got, err)
	}
	const place = "s3://practice/www?endpoint=https://buckets.example"
	if code, out := do("only-half-sesame\n", "--remember-password", "--to", place); code != exitSite || !strings.Contains(out, "ID:SECRET") {
		t.Errorf("half a key: %d: %s", code, out)
	}
	if code, out := do("AKID:open sesame\n", "--remember-password", "--to", place); code != exitDone || !strings.Contains(out, "The key of s3://practice at buckets.example is in the keyring") {
		t.Errorf("a key: %d: %s", code, out)
	}
	if got, err := keyring.Get("stillpoint", "s3://practice at buckets.example"); err != nil || got != "AKID:open sesame" {
		t.Errorf("the keyring has %q, %v for the bucket", got, err)
	}
}
