package main

import (
	"context"
	"errors"
	"strings"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
	"stillpoint/generator/deploy/secret"
)

// openBucket opens a bucket with the key that the environment has, or else the keyring of the system.
func openBucket(ctx context.Context, t terminal, to string, jobs int) (deploy.Target, error) {
	variable := func(name string) string {
		value, _ := t.env(name)
		return strings.TrimSpace(value) // secrets of CI often end with a line break
	}
	account, err := bucket.Account(to)
	if err != nil {
		return nil, usageError{err}
	}
	kept := func() (string, error) {
		text, err := secret.System().Get(ctx, account)
		if errors.Is(err, secret.ErrNone) {
			err = nil
		}
		return text, err
	}
	remote, err := bucket.Open(to, bucket.Options{Jobs: jobs, Credentials: bucket.Usual(variable, kept)})
	if err != nil {
		return nil, err
	}
	return deploy.To(remote), nil
}
