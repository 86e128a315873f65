package secret_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"stillpoint/generator/deploy/secret"
)

// ring is a keyring of a test.
type ring map[string]string

func (r ring) Get(_ context.Context, account string) (string, error) {
	if password, ok := r[account]; ok {
		return password, nil
	}
	return "", secret.ErrNone
}

func (r ring) Set(_ context.Context, account, password string) error {
	r[account] = password
	return nil
}

func (r ring) Delete(_ context.Context, account string) error {
	if _, ok := r[account]; !ok {
		return secret.ErrNone
	}
	delete(r, account)
	return nil
}

const account = "sftp://web@example.org"

func TestPassword(t *testing.T) {
	for name, test := range map[string]struct {
		vault secret.Vault
		want  string
	}{
		"nowhere":                   {secret.Vault{}, ""},
		"in the environment":        {secret.Vault{Env: env(secret.Password, "open\r\n")}, "open"},
		"in the keyring":            {secret.Vault{Keyring: ring{account: "sesame"}}, "sesame"},
		"in both":                   {secret.Vault{Env: env(secret.Password, "open"), Keyring: ring{account: "sesame"}}, "open"},
		"of another account":        {secret.Vault{Keyring: ring{account + ":2222": "sesame"}}, ""},
		"empty in the environment":  {secret.Vault{Env: env(secret.Password, ""), Keyring: ring{account: "sesame"}}, "sesame"},
		"with blanks at both sides": {secret.Vault{Env: env(secret.Password, " a b ")}, " a b "},
	} {
		got, err := test.vault.Password(t.Context(), account)
		if got != test.want || (test.want == "") != errors.Is(err, secret.ErrNone) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func env(name, value string) func(string) (string, bool) {
	return func(asked string) (string, bool) { return value, asked == name }
}

func TestRememberAndForget(t *testing.T) {
	k := ring{}
	said := ""
	answer := func(text string, err error) func(context.Context, string) (string, error) {
		return func(_ context.Context, prompt string) (string, error) {
			said = prompt
			return text, err
		}
	}
	if err := secret.Remember(t.Context(), k, account, answer("sesame\n", nil)); err != nil || k[account] != "sesame" {
		t.Errorf("%v, %v", k, err)
	}
	if !strings.Contains(said, account) {
		t.Errorf("nobody knows which password is wanted: %q", said)
	}
	if err := secret.Remember(t.Context(), k, account, answer("", nil)); err == nil || k[account] != "sesame" {
		t.Errorf("nothing was typed: %v, %v", k, err)
	}
	stopped := errors.New("stopped")
	if err := secret.Remember(t.Context(), k, account, answer("x", stopped)); !errors.Is(err, stopped) || k[account] != "sesame" {
		t.Errorf("stopped: %v, %v", k, err)
	}
	if err := secret.Forget(t.Context(), k, account); err != nil || len(k) > 0 {
		t.Errorf("%v, %v", k, err)
	}
	if err := secret.Forget(t.Context(), k, account); !errors.Is(err, secret.ErrNone) {
		t.Errorf("twice: %v", err)
	}
}

// TestSystem asks the library, which has a keyring in memory for tests.
func TestSystem(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/not/asked")
	keyring.MockInit()
	checkSystem(t)
	if _, err := keyring.Get("stillpoint", account); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("something is left: %v", err)
	}
	keyring.MockInitWithError(errors.New("it is locked"))
	if _, err := secret.System().Get(t.Context(), account); err == nil || errors.Is(err, secret.ErrNone) || !strings.Contains(err.Error(), "it is locked") {
		t.Errorf("a locked keyring: %v", err)
	}
	keyring.MockInitWithError(keyring.ErrSetDataTooBig)
	if err := secret.System().Set(t.Context(), account, "x"); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("a long password: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := secret.System().Get(ctx, account); err == nil {
		t.Error("it goes on after all has ended")
	}
}

func checkSystem(t *testing.T) {
	t.Helper()
	k := secret.System()
	if _, err := k.Get(t.Context(), account); !errors.Is(err, secret.ErrNone) {
		t.Errorf("an empty keyring: %v", err)
	}
	if err := k.Delete(t.Context(), account); !errors.Is(err, secret.ErrNone) {
		t.Errorf("removing from an empty keyring: %v", err)
	}
	for _, password := range []string{"sesame", "öffne dich, \"Sesam\" \\ $x"} {
		if err := k.Set(t.Context(), account, password); err != nil {
			t.Fatal(err)
		}
		if got, err := k.Get(t.Context(), account); err != nil || got != password {
			t.Errorf("%q, %v", got, err)
		}
	}
	if _, err := k.Get(t.Context(), account+":2222"); !errors.Is(err, secret.ErrNone) {
		t.Errorf("another account: %v", err)
	}
	if err := k.Delete(t.Context(), account); err != nil {
		t.Error(err)
	}
	if _, err := k.Get(t.Context(), account); !errors.Is(err, secret.ErrNone) {
		t.Errorf("a password that was removed: %v", err)
	}
}

const inside = "STILLPOINT_TEST_KEYRING"

// TestRealKeyring asks the GNOME Keyring, in a session of its own with a keyring of its own.
func TestRealKeyring(t *testing.T) {
	if os.Getenv(inside) != "" {
		unlock(t)
		checkSystem(t)
		return
	}
	for _, tool := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
				t.Fatalf("this test needs %s, which is not here", tool)
			}
			t.Skipf("this test needs %s, which is not here", tool)
		}
	}
	home := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dbus-run-session", "--", os.Args[0], "-test.run", "^TestRealKeyring$", "-test.v")
	cmd.Env = append(os.Environ(), inside+"=1", "HOME="+home, "XDG_DATA_HOME="+filepath.Join(home, "data"), "XDG_RUNTIME_DIR="+home)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "PASS: TestRealKeyring") {
		t.Errorf("%v\n%s", err, out)
	}
}

// unlock starts a keyring that has a password of its own.
func unlock(t *testing.T) {
	t.Helper()
	cmd := exec.Command("gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground")
	cmd.Stdin = strings.NewReader("the keyring's own password")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	// Whoever asks before it is ready starts another one, which stays locked.
	control := filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "keyring", "control")
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(control); err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the keyring does not start")
		}
	}
}

// TestNoKeyring is about a runner of CI.
func TestNoKeyring(t *testing.T) {
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join("/run/user", strconv.Itoa(os.Getuid()), name)); err == nil || runtime.GOOS != "linux" {
			t.Skip("somebody works at this machine, and has a keyring")
		}
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	if _, err := secret.System().Get(t.Context(), account); !errors.Is(err, secret.ErrNone) {
		t.Errorf("reading: %v", err)
	}
	if err := secret.System().Delete(t.Context(), account); !errors.Is(err, secret.ErrNone) {
		t.Errorf("removing: %v", err)
	}
	if err := secret.System().Set(t.Context(), account, "x"); err == nil || !strings.Contains(err.Error(), secret.Password) {
		t.Errorf("writing: %v", err)
	}
}
