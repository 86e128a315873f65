package manual

import (
	"embed"
	"io/fs"
	"strings"
)

// drawings are shown by examples of blocks.
//
//go:embed text/*.svg
var drawings embed.FS

// ignored keeps what is made from the documentation out of version control.
const ignored = "# What is made from the program, and what is published.\n/content/reference/\n/public/\n/.stillpoint/\n"

// Site returns the whole documentation as a Stillpoint site: the bytes of each file by its name within the folder of the site.
func (m *Manual) Site() (map[string][]byte, error) {
	files := map[string][]byte{".gitignore": []byte(ignored)}
	err := fs.WalkDir(m.files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, "content/reference/") {
			return err
		}
		text, err := fs.ReadFile(m.files, name)
		files[name] = text
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, t := range m.topics {
		files["content/"+t.File] = []byte(t.page())
	}
	for _, name := range []string{"window.svg", "cup.svg"} {
		drawing, err := drawings.ReadFile("text/" + name)
		if err != nil {
			return nil, err
		}
		files["content/reference/components/"+name] = append([]byte("<!-- "+Mark+" -->\n"), drawing...)
	}
	return files, nil
}
