package decode

import "stillpoint/generator/diag"

// BothWays reads a part of a file as plain YAML, nil where it is not plain, and with the library.
func BothWays(file *diag.File, start, end int) (plain, library *Node, problems diag.List) {
	reader := func() *builder {
		text := file.Text()[start:end]
		return &builder{file: file, block: diag.NewFile(file.Name(), text), start: start, text: text}
	}
	plain, ok := reader().plain()
	if !ok {
		plain = nil
	}
	library, problems = reader().library()
	return plain, library, problems
}
