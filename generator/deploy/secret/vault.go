package secret

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrNone says that there is no such secret.
var ErrNone = errors.New("there is no such secret")

// Vault is where secrets are looked for. Its zero value is empty.
type Vault struct {
	Env     func(name string) (string, bool) // such as os.LookupEnv; nil for none
	Keyring Keyring                          // nil for none
}

// Variable returns what the environment has under a name, without the line break that a secret of CI often ends with; "" where it has nothing.
func (v Vault) Variable(name string) string {
	if v.Env == nil {
		return ""
	}
	text, _ := v.Env(name)
	return strings.TrimRight(text, "\r\n")
}

// Password returns the password of an account: that of the environment, else that of the keyring. The error wraps [ErrNone] where neither has one, and
// says why the keyring could not be asked.
func (v Vault) Password(ctx context.Context, account string) (string, error) {
	if password := v.Variable(Password); password != "" {
		return password, nil
	}
	if v.Keyring == nil {
		return "", ErrNone
	}
	password, err := v.Keyring.Get(ctx, account)
	if err != nil {
		return "", err
	}
	return password, nil
}

// Remember asks for the password of an account, which the function ask does without showing it, and puts it into the keyring, in place of one that is there.
func Remember(ctx context.Context, k Keyring, account string, ask func(ctx context.Context, prompt string) (string, error)) error {
	password, err := ask(ctx, fmt.Sprintf("Password of %s (nothing is shown as you type): ", account))
	if err != nil {
		return err
	}
	if password = strings.TrimRight(password, "\r\n"); password == "" {
		return errors.New("no password was given, so nothing was kept")
	}
	return k.Set(ctx, account, password)
}

// Forget removes the password of an account from the keyring. The error wraps [ErrNone] where it has none.
func Forget(ctx context.Context, k Keyring, account string) error { return k.Delete(ctx, account) }
