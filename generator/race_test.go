//go:build race

package generator_test

// racing is how many times fewer edits tests make where the race detector makes each ten times as slow.
const racing = 5
