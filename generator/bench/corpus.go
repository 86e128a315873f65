package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The shape of the generated site: pages of about 600 words in ten sections,
// two of twenty tags each.
const (
	sections     = 10
	tags         = 20
	wordsPerPage = 600
)

// timeBetweenPages is so short that the 100,000th page is of a day long ago: neither program builds what is not due.
const timeBetweenPages = 20 * time.Minute

// pageFile and pageAddress say where page number i is.
func pageFile(i int) string    { return fmt.Sprintf("content/section-%d/page-%05d.md", i%sections, i) }
func pageAddress(i int) string { return fmt.Sprintf("/section-%d/page-%05d/", i%sections, i) }

// vocabulary is what the pages are written with.
func vocabulary() []string {
	return strings.Fields(`mild quiet tide breath rest table hands head neck spine sacrum rhythm light touch weight coin hour
		room window warm slow soft ferry settle listen notice session client visit week month water shore stone garden
		morning evening letter question answer reader page sentence word story the a of and to in with for from about
		under over between after before while because some many most few often always never perhaps people practice
		body movement stillness pressure pause gentle simple plain honest careful patient curious open small large`)
}

// writer makes one page after another, the same for the same seed.
type writer struct {
	random *rand.Rand
	words  []string
}

func newWriter() *writer {
	return &writer{random: rand.New(rand.NewPCG(1, 2)), words: vocabulary()}
}

func (w *writer) word() string { return w.words[w.random.IntN(len(w.words))] }

func (w *writer) phrase(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = w.word()
	}
	return strings.ToUpper(words[0][:1]) + strings.Join(words, " ")[1:]
}

func (w *writer) paragraph(words int) string {
	var b strings.Builder
	for words > 0 {
		n := min(words, 8+w.random.IntN(10))
		b.WriteString(w.phrase(n))
		switch w.random.IntN(6) {
		case 0:
			fmt.Fprintf(&b, " *%s*", w.word())
		case 1:
			fmt.Fprintf(&b, " [%s](https://example.net/%s)", w.word(), w.word())
		}
		b.WriteString(". ")
		words -= n
	}
	return strings.TrimSpace(b.String())
}

// body returns Markdown of about 600 words: headings, paragraphs, a list, a
// table, a quotation, a piece of code.
func (w *writer) body() string {
	var b strings.Builder
	for part := range 4 {
		fmt.Fprintf(&b, "## %s\n\n%s\n\n%s\n\n", w.phrase(4), w.paragraph(wordsPerPage/10), w.paragraph(wordsPerPage/10))
		switch part {
		case 0:
			for range 5 {
				fmt.Fprintf(&b, "- %s\n", w.phrase(8))
			}
		case 1:
			b.WriteString("| When | What |\n| --- | --- |\n")
			for range 4 {
				fmt.Fprintf(&b, "| %s | %s |\n", w.word(), w.phrase(4))
			}
		case 2:
			fmt.Fprintf(&b, "> %s\n", w.paragraph(25))
		case 3:
			fmt.Fprintf(&b, "    %s\n", w.phrase(6))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// page returns page number i as a file.
func (w *writer) page(i int) string {
	date := time.Date(2020, 1, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(i) * timeBetweenPages)
	a, b := i%tags, (i*7+3)%tags
	if a == b {
		b = (b + 1) % tags
	}
	return fmt.Sprintf("---\ntitle: %s %d\ndescription: %s.\ndate: %s\ntags: [tag-%02d, tag-%02d]\n---\n\n%s",
		w.phrase(4), i, w.phrase(12), date.Format(time.RFC3339), a, b, w.body())
}

// writeContent writes n pages and their sections under a site's folder.
func writeContent(dir string, n int) error {
	files := map[string]string{"content/_index.md": "---\ntitle: Home\n---\n\nWelcome.\n"}
	files["content/tags/_index.md"] = "---\ntitle: Tags\n---\n"
	for s := range sections {
		files[fmt.Sprintf("content/section-%d/_index.md", s)] = fmt.Sprintf("---\ntitle: Section %d\nweight: %d\nmenu: main\n---\n\nAll pages.\n", s, s+1)
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	w := newWriter()
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(pageFile(i))), []byte(w.page(i)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func writeFiles(dir string, files map[string]string) error {
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
