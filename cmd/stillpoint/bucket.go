package main

import (
	"strings"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
)

// openBucket opens a bucket with the key that the environment has.
func openBucket(t terminal, to string, jobs int) (deploy.Target, error) {
	variable := func(name string) string {
		value, _ := t.env(name)
		return strings.TrimSpace(value) // secrets of CI often end with a line break
	}
	remote, err := bucket.Open(to, bucket.Options{Jobs: jobs, Credentials: bucket.Usual(variable, nil)})
	if err != nil {
		return nil, usageError{err}
	}
	return deploy.To(remote), nil
}
