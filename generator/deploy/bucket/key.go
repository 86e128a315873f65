package bucket

import (
	"errors"
	"fmt"
	"strings"

	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Usual returns where a key usually is: in the variables that all programs for such buckets know, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for a key that is lent for some time,
// AWS_SESSION_TOKEN; or else where kept finds it, as ID:SECRET. Where there is no kept, or it returns "" since there is nothing, the error says what to set.
func Usual(variable func(name string) string, kept func() (string, error)) func() (id, secret, token string, err error) {
	return func() (id, secret, token string, err error) {
		id, secret = variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")
		switch {
		case id != "" && secret != "":
			return id, secret, variable("AWS_SESSION_TOKEN"), nil
		case id != "":
			return "", "", "", errors.New("AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not; set both")
		case secret != "":
			return "", "", "", errors.New("AWS_SECRET_ACCESS_KEY is set, and AWS_ACCESS_KEY_ID is not; set both")
		case kept == nil:
			return "", "", "", noKey()
		}
		text, err := kept()
		if err != nil {
			return "", "", "", fmt.Errorf("%w: %w", noKey(), err)
		}
		if text == "" {
			return "", "", "", noKey()
		}
		if id, secret, err = SplitKey(text); err != nil {
			return "", "", "", fmt.Errorf("the key that is kept for the bucket cannot be used; keep it anew: %w", err)
		}
		return id, secret, "", nil
	}
}

// SplitKey takes a key as it is kept, ID:SECRET, apart. The error does not show it.
func SplitKey(text string) (id, secret string, err error) {
	id, secret, _ = strings.Cut(strings.TrimSpace(text), ":")
	if id == "" || secret == "" {
		return "", "", errors.New("it is not of the form ID:SECRET")
	}
	return id, secret, nil
}

func noKey() error {
	return errors.New("there is no key for the bucket; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or keep one in the keyring of this machine: stillpoint publish --remember-password")
}

// Account returns the name that the key for an address is kept under: the bucket and its server, whatever the folder.
func Account(address string) (string, error) {
	p, err := parse(address)
	p.prefix = ""
	if err != nil {
		return "", err
	}
	return p.String(), nil
}

// key returns what requests are signed with.
func (o Options) key() (*credentials.Credentials, error) {
	if o.Credentials == nil {
		return nil, noKey()
	}
	id, secret, token, err := o.Credentials()
	if err != nil {
		return nil, err
	}
	if id == "" || secret == "" {
		return nil, noKey()
	}
	return credentials.NewStaticV4(id, secret, token), nil
}
