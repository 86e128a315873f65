package main

import (
	"context"
	"errors"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/secret"
	"stillpoint/generator/deploy/sftp"
)

// openServer connects to a server, so that what is wrong with the address, the key or the login is told before the site is built.
func openServer(ctx context.Context, t terminal, s *generator.Sending, to string) (deploy.Target, error) {
	if _, err := sftp.Parse(to); err != nil {
		return nil, usageError{err}
	}
	remote, err := sftp.Open(ctx, to, sftp.Usual(t.env, secret.System(), s.Publish.HostKeys))
	if err != nil {
		return nil, err
	}
	return deploy.To(remote), nil
}

// passwordAccount returns what the keyring knows the password of a place by.
func passwordAccount(s *generator.Sending, to string) (string, error) {
	if to == "" {
		to = s.Publish.To
	}
	scheme, _, err := splitAddress(to)
	if err != nil {
		return "", err
	}
	if scheme != "sftp" {
		return "", usageError{errors.New("only places that begin with sftp:// have a password to remember: say which with --to, or below publish: in stillpoint.yaml")}
	}
	address, err := sftp.Parse(to)
	if err != nil {
		return "", usageError{err}
	}
	return address.Account(), nil
}
