package secret

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/zalando/go-keyring"
)

// service is the name that everything in the keyring stands under.
const service = "stillpoint"

// Keyring keeps a secret for each account. Where it has none for one, errors wrap [ErrNone].
type Keyring interface {
	Get(ctx context.Context, account string) (string, error)
	Set(ctx context.Context, account, secret string) error
	Delete(ctx context.Context, account string) error
}

// System returns the keyring of the system. A machine without one, such as a runner of CI, has an empty keyring that cannot keep anything.
func System() Keyring { return system{} }

type system struct{}

func (system) Get(ctx context.Context, account string) (secret string, err error) {
	if !reachable() {
		return "", fmt.Errorf("%w, and this machine has no keyring", ErrNone)
	}
	return ask(ctx, func() (string, error) { return keyring.Get(service, account) })
}

func (system) Set(ctx context.Context, account, secret string) error {
	if !reachable() {
		return fmt.Errorf("this machine has no keyring to keep a password in; set the environment variable %s instead", Password)
	}
	_, err := ask(ctx, func() (string, error) { return "", keyring.Set(service, account, secret) })
	return err
}

func (system) Delete(ctx context.Context, account string) error {
	if !reachable() {
		return fmt.Errorf("%w, and this machine has no keyring", ErrNone)
	}
	_, err := ask(ctx, func() (string, error) { return "", keyring.Delete(service, account) })
	return err
}

// ask waits for the keyring, which may have to be unlocked by somebody first, but not longer than the context lives.
func ask(ctx context.Context, question func() (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	type answer struct {
		secret string
		err    error
	}
	answers := make(chan answer, 1)
	go func() {
		secret, err := question()
		answers <- answer{secret, err}
	}()
	select {
	case a := <-answers:
		return a.secret, explain(a.err)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNone
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return fmt.Errorf("%w, and this system has no keyring that Stillpoint knows", ErrNone)
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return errors.New("the password is too long for the keyring of this system")
	}
	return fmt.Errorf("the keyring of this system does not answer: %w", err)
}

// reachable tells whether there is a keyring to ask. Without this the library would start a D-Bus of its own on servers that have none, and leave it running.
func reachable() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join("/run/user", strconv.Itoa(os.Getuid()), name)); err == nil {
			return true
		}
	}
	return false
}
