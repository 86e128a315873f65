package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// edit is a change of one file of a site, which is made again and again with another mark each time. All marks are
// equally long, and so is the file: a program that went by sizes alone would be caught.
type edit struct {
	file   func(*contender) string
	change func(text, mark string) string
	shown  string // address of a page that must show the mark afterwards
}

// mark is what the nth edit of a site writes into it.
func mark(n int) string { return fmt.Sprintf("Edition %06d", n) }

// apply makes the change in a program's site.
func (e edit) apply(c *contender, mark string) error {
	file := filepath.Join(c.dir, filepath.FromSlash(e.file(c)))
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(e.change(string(text), mark)), 0o644)
}

// check makes sure that the finished page shows the mark.
func (e edit) check(c *contender, mark string) error {
	page, err := os.ReadFile(filepath.Join(c.public(), filepath.FromSlash(e.shown), "index.html"))
	if err != nil {
		return err
	}
	if !strings.Contains(string(page), mark) {
		return fmt.Errorf("%s has built %s without the edit %q", c.name, e.shown, mark)
	}
	return nil
}

// editedSection is the section of the pages that are edited.
const editedSection = 3

// edits returns the edits of a site with so many pages. The first page of a section is the oldest: lists show its title
// at their end. The last one is the newest: every page of its section shows its title.
func edits(pages int) map[string]edit {
	oldest, newest := editedSection, (pages-1-editedSection)/sections*sections+editedSection
	return map[string]edit{
		"body":   pageEdit(oldest, changeBody),
		"title":  pageEdit(oldest, changeTitle),
		"recent": pageEdit(newest, changeTitle),
		"layout": {file: func(c *contender) string { return c.layout }, change: changeLayout, shown: pageAddress(oldest)},
	}
}

func pageEdit(page int, change func(text, mark string) string) edit {
	return edit{file: func(*contender) string { return pageFile(page) }, change: change, shown: pageAddress(page)}
}

// changeBody writes the mark at the end of a page, in place of the last one.
func changeBody(text, mark string) string {
	text, _, _ = strings.Cut(text, "\n\nEdition ")
	return strings.TrimRight(text, "\n") + "\n\n" + mark + ".\n"
}

// changeTitle gives a page a title with the mark.
func changeTitle(text, mark string) string {
	return regexp.MustCompile(`(?m)^title: .*$`).ReplaceAllLiteralString(text, "title: "+mark)
}

// changeLayout writes the mark into the footer, in place of the last one.
func changeLayout(text, mark string) string {
	return regexp.MustCompile(`<footer>\n(<p>Edition \d+</p>\n)?`).ReplaceAllLiteralString(text, "<footer>\n<p>"+mark+"</p>\n")
}
