package folder

import (
	"os"
	"path/filepath"
	"strings"
)

// Within tells whether a path is another one, or lies inside it, links followed as far as the paths exist.
func Within(inner, outer string) bool {
	rel, err := filepath.Rel(real(outer), real(inner))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// real returns the path that a path leads to.
func real(place string) string {
	whole, err := filepath.Abs(place)
	if err != nil {
		return filepath.Clean(place)
	}
	rest := ""
	for dir := whole; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(dir); err == nil {
			if there, err := filepath.EvalSymlinks(dir); err == nil {
				return filepath.Join(there, rest)
			}
		}
		if dir == filepath.Dir(dir) {
			return whole
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}
