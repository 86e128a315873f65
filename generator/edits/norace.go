//go:build !race

package edits

// Fewer returns how often a test edits a site: the first number, or the second under the race detector, which makes each build ten times as slow.
func Fewer(plain, _ int) int { return plain }
