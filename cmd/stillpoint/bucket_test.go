package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"stillpoint/generator/deploy/buckettest"
)

// TestBucket runs the command lines in testdata/bucket with a real server of buckets. In them $BUCKET is the address of a folder in a bucket, and $HELD where the server has it.
func TestBucket(t *testing.T) {
	g := buckettest.Start(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/bucket", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true, Cmds: commands(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("BUCKET", g.To("site"))
			env.Setenv("HELD", filepath.Join(g.Folder, buckettest.Bucket, "site"))
			env.Setenv("ID", buckettest.ID)
			env.Setenv("SECRET", buckettest.Secret)
			return plainTerminal(env)
		},
	})
}
