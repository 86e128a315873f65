//go:build race

package edits

// Fewer returns how often a test edits a site: the second number here, since the race detector makes each build ten times as slow.
func Fewer(_, racing int) int { return racing }
