package vector_test

import (
	"strings"
	"testing"

	"stillpoint/generator/diag"
	"stillpoint/generator/vector"
)

// head is how a drawing begins, and tail how it ends.
const (
	head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 24 24">`
	tail = `</svg>`
)

func read(t *testing.T, text string) (*vector.Drawing, diag.List) {
	t.Helper()
	return vector.Read(diag.NewFile("leaf.svg", []byte(text)))
}

// clean reads a drawing that nothing is wrong with.
func clean(t *testing.T, text string) *vector.Drawing {
	t.Helper()
	d, problems := read(t, text)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return d
}

// within returns what a file holds of a drawing, without the outermost element.
func within(d *vector.Drawing) string {
	text := strings.TrimSuffix(strings.TrimSpace(string(d.Bytes())), tail)
	_, text, _ = strings.Cut(text, ">")
	return text
}
