package main

import (
	"context"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/secret"
	"stillpoint/generator/deploy/sftp"
)

// openServer opens a folder of a server, and logs in there.
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
