//go:build !race

package rebuild_test

const racing = 1
