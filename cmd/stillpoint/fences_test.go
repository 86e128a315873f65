package main

import (
	"slices"
	"strings"
	"testing"
)

// fence is a block of code of a page. Of its info string the first word is the language; behind it may stand:
//
//	file=NAME        the block is written into this file before the next one is run
//	append=NAME      the block is added to the end of this file
//	fails            the last command of the block does not end with 0
//	no-run: REASON   the block is not run, for this reason
//
// Blocks in the language sh are run as a script. In those in the language console, lines that begin with “$ ” are commands, and what follows is what
// they print. A comment <!-- given: COMMANDS --> in the text is a block of the language given, which is run and not shown to readers.
type fence struct {
	line     int // of the page, from 1
	language string
	info     string // behind the language
	text     string
}

// fences returns the blocks of code of a page, and what it takes as given, in their order.
func fences(page string) []fence {
	var all []fence
	open, indent := "", 0
	for i, line := range strings.Split(page, "\n") {
		text := strings.TrimLeft(line, " ")
		mark := text[:len(text)-len(strings.TrimLeft(text, "`"))]
		switch {
		case open != "" && len(mark) >= len(open) && strings.TrimSpace(text) == mark:
			open = ""
		case open != "":
			last := &all[len(all)-1]
			last.text += strings.TrimPrefix(line, strings.Repeat(" ", min(indent, len(line)-len(text)))) + "\n"
		case len(mark) >= 3:
			open, indent = mark, len(line)-len(text)
			language, info, _ := strings.Cut(strings.TrimSpace(text[len(mark):]), " ")
			all = append(all, fence{line: i + 1, language: language, info: strings.TrimSpace(info)})
		case strings.HasPrefix(line, "<!-- given: "):
			commands := strings.TrimSuffix(strings.TrimPrefix(line, "<!-- given: "), "-->")
			all = append(all, fence{line: i + 1, language: "given", text: strings.TrimSpace(commands) + "\n"})
		}
	}
	return all
}

// runs tells whether a block has commands.
func (f fence) runs() bool { return slices.Contains([]string{"sh", "console", "given"}, f.language) }

// excuse returns why a block is not run.
func (f fence) excuse() (reason string, excused bool) { return strings.CutPrefix(f.info, "no-run:") }

// word returns the value of a word such as file=NAME behind the language.
func (f fence) word(name string) string {
	for w := range strings.FieldsSeq(f.info) {
		if value, found := strings.CutPrefix(w, name+"="); found {
			return value
		}
	}
	return ""
}

// command is what is typed, and what is shown below it.
type command struct {
	text string
	want string // with … in place of anything
	lone bool   // it goes on until somebody stops it
}

// commands parts a block into what is run at once: a script as a whole but for what goes on until it is stopped, a dialogue command by command.
func (f fence) commands() []command {
	var all []command
	for line := range strings.Lines(f.text) {
		typed, isCommand := line, f.language != "console"
		if !isCommand {
			typed, isCommand = strings.CutPrefix(line, "$ ")
		}
		last := len(all) - 1
		switch {
		case !isCommand && last < 0:
			all = append(all, command{text: "false # a dialogue begins with a command\n"})
		case !isCommand && strings.HasPrefix(line, "> ") && strings.HasSuffix(all[last].text, "\\\n"):
			all[last].text += strings.TrimPrefix(line, "> ")
		case !isCommand:
			all[last].want += line
		case goesOn(typed):
			all = append(all, command{text: typed, lone: true})
		case f.language == "console" || last < 0 || all[last].lone:
			all = append(all, command{text: typed})
		default:
			all[last].text += typed
		}
	}
	return all
}

// goesOn tells whether a command goes on until it is stopped.
func goesOn(line string) bool {
	typed, _, _ := strings.Cut(line, " #")
	words := strings.Fields(typed)
	if len(words) < 2 || words[0] != "stillpoint" || slices.Contains(words, "--help") {
		return false
	}
	return words[1] == "serve" || words[1] == "build" && (slices.Contains(words, "--watch") || slices.Contains(words, "-w"))
}

// like tells whether a text is as shown. A line that is only … stands for any number of lines, and one within a line for anything in it.
func like(want, got string) bool {
	return likeLines(strings.Split(strings.TrimRight(want, "\n"), "\n"), strings.Split(strings.TrimRight(got, "\n"), "\n"))
}

func likeLines(want, got []string) bool {
	switch {
	case len(want) == 0:
		return len(got) == 0
	case strings.TrimSpace(want[0]) == "…":
		for skipped := range len(got) + 1 {
			if likeLines(want[1:], got[skipped:]) {
				return true
			}
		}
		return false
	case len(got) == 0:
		return false
	}
	return likeLine(strings.TrimRight(want[0], " "), strings.TrimRight(got[0], " ")) && likeLines(want[1:], got[1:])
}

func likeLine(want, got string) bool {
	parts := strings.Split(want, "…")
	if len(parts) == 1 {
		return want == got
	}
	rest, found := strings.CutPrefix(got, parts[0])
	if !found {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		if _, rest, found = strings.Cut(rest, part); !found {
			return false
		}
	}
	return strings.HasSuffix(rest, parts[len(parts)-1])
}

// TestLike shows that output is not taken for what it is not.
func TestLike(t *testing.T) {
	for _, c := range []struct {
		want, got string
		like      bool
	}{
		{"a\nb\n", "a\nb\n", true},
		{"a\nb\n", "a\nc\n", false},
		{"a\n", "a\nb\n", false},
		{"a\n…\n", "a\nb\nc\n", true},
		{"a\n…\nd\n", "a\nb\nc\n", false},
		{"49 pages in …\n", "49 pages in 120 ms\n", true},
		{"49 pages in … ms\n", "49 pages in 120 s\n", false},
		{"… of … pages\n", "4 of 9 pages\n", true},
		{"", "a\n", false},
		{"", "", true},
		{"…\n", "", true},
	} {
		if like(c.want, c.got) != c.like {
			t.Errorf("%q is shown, %q was printed", c.want, c.got)
		}
	}
}

// TestFences takes a page apart.
func TestFences(t *testing.T) {
	page := "# A\n\n<!-- given: mkdir a -->\n```sh no-run: needs a printer\nlpr\n```\n\n- In a list:\n\n  ````markdown file=b.md\n  ```sh\n    c\n  ```\n  ````\n\n" +
		"```console fails\n$ d\ne\n$ f \\\n> g\n```\n```sh\nh # serve\nstillpoint serve # here\ni\nj\n```\n"
	all := fences(page)
	if len(all) != 5 || all[0].text != "mkdir a\n" || all[2].text != "```sh\n  c\n```\n" || all[2].word("file") != "b.md" || all[2].runs() {
		t.Fatalf("%+v", all)
	}
	if reason, excused := all[1].excuse(); !excused || reason != " needs a printer" {
		t.Errorf("%q", reason)
	}
	if got := all[3].commands(); len(got) != 2 || got[0] != (command{text: "d\n", want: "e\n"}) || got[1].text != "f \\\ng\n" {
		t.Errorf("%+v", got)
	}
	if got := all[4].commands(); len(got) != 3 || !got[1].lone || got[2].text != "i\nj\n" {
		t.Errorf("%+v", got)
	}
}
