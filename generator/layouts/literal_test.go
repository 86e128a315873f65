package layouts_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	"stillpoint"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
)

// TestLayoutsHaveNoWords finds no words of people in the default layouts: neither between tags, nor in an attribute that is shown or read out,
// nor in a text within {{ and }} that stands for what is not written.
func TestLayoutsHaveNoWords(t *testing.T) {
	seen := 0
	err := fs.WalkDir(stillpoint.Defaults(), layouts.Folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".txt") {
			return err
		}
		text, err := fs.ReadFile(stillpoint.Defaults(), name)
		if err != nil {
			return err
		}
		seen++
		for _, found := range literals(t, name, string(text)) {
			t.Errorf("%s says %q itself: put it into generator/words/text, and ask for it with t", name, found)
		}
		return nil
	})
	if err != nil || seen < 60 {
		t.Fatal(seen, err)
	}
}

// TestLiteralsAreFound shows that the test above finds what it looks for.
func TestLiteralsAreFound(t *testing.T) {
	for text, want := range map[string]string{
		`<p>Book now</p>`: "Book now", `<nav aria-label="Main"></nav>`: "Main", `<p>{{.Page.Title}}: <a href="/x">Go</a></p>`: "Go", `<img alt="A {{.X}} room">`: "A  room",
		`{{default "Prices" .Label}}`: "Prices", `{{template "x" (dict "Caption" "The week")}}`: "The week", `{{with .X}}{{if .Y}}{{else}}free{{end}}{{end}}`: "free", `{{print "x" " to " .Y}}`: " to ",
		`<p class="x" id="y" {{with .Z}}data-z="{{.}}"{{end}}>{{t "home"}}</p>`: "", `<meta name="description" content="Words">`: "Words", `{{.Picture "sizes" "(min-width: 72rem) 66rem, calc(100vw - 2.25rem)"}}`: "",
	} {
		if got := strings.Join(literals(t, "x", text), "|"); got != want {
			t.Errorf("in %s it finds %q, not %q", text, got, want)
		}
	}
}

// gap stands for what {{ and }} put in.
const gap = "\x00"

// literals returns the words that a layout says itself.
func literals(t *testing.T, name, text string) []string {
	t.Helper()
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(text, "", "", trees); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, one := range trees {
		var html strings.Builder
		flatten(&html, one.Root, &found)
		found = append(found, shown(html.String())...)
	}
	return found
}

// flatten joins the text of a layout, and collects the texts within {{ and }} that people may come to read.
func flatten(html *strings.Builder, list *parse.ListNode, found *[]string) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			html.Write(n.Text)
		case *parse.ActionNode:
			html.WriteString(gap)
			*found = append(*found, spoken(n.Pipe)...)
		case *parse.TemplateNode:
			*found = append(*found, spoken(n.Pipe)...)
		case *parse.IfNode:
			flatten(html, n.List, found)
			flatten(html, n.ElseList, found)
		case *parse.WithNode:
			*found = append(*found, spoken(n.Pipe)...)
			flatten(html, n.List, found)
			flatten(html, n.ElseList, found)
		case *parse.RangeNode:
			flatten(html, n.List, found)
			flatten(html, n.ElseList, found)
		}
	}
}

var (
	twoWords = regexp.MustCompile(`\pL{2,} \pL{2,}|^ \pL+ $`)
	shownIn  = regexp.MustCompile(`(?s)\s(?:aria-label|alt|title|placeholder|label)="([^"]*)"|name="description" content="([^"]*)"`)
	tags     = regexp.MustCompile(`(?s)<(?:script|style).*?</(?:script|style)>|<!?/?[a-zA-Z][^<>]*>`)
)

// spoken returns the texts of an expression that people may read: of more than one word, or what default puts in the place of nothing.
func spoken(p *parse.PipeNode) []string {
	var all []string
	if p == nil {
		return nil
	}
	for _, c := range p.Cmds {
		called, _ := c.Args[0].(*parse.IdentifierNode)
		for i, argument := range c.Args {
			switch n := argument.(type) {
			case *parse.PipeNode:
				all = append(all, spoken(n)...)
			case *parse.StringNode:
				first := []rune(n.Text + "x")[0]
				if isDate := called != nil && called.Ident == "date"; !isDate && twoWords.MatchString(n.Text) || called != nil && called.Ident == "default" && i == 1 && unicode.IsUpper(first) {
					all = append(all, n.Text)
				}
			}
		}
	}
	return all
}

// shown returns what people see or hear of HTML.
func shown(html string) []string {
	var all []string
	add := func(text string) {
		if text = strings.TrimSpace(strings.ReplaceAll(text, gap, "")); strings.ContainsFunc(text, unicode.IsLetter) {
			all = append(all, text)
		}
	}
	for _, m := range shownIn.FindAllStringSubmatch(html, -1) {
		add(m[1] + m[2])
	}
	for _, piece := range tags.Split(html, -1) {
		add(piece)
	}
	return all
}

// TestWordsThatAreNotThere tells of words, names and styles that a layout asks for in vain when it is parsed, at their place.
func TestWordsThatAreNotThere(t *testing.T) {
	for text, want := range map[string]string{
		"<p>\n{{t \"book-a-sesion\"}}":        `layouts/page.html:2:5: there are no words "book-a-sesion": did you mean "book-a-session"?`,
		`{{t "back-top"}}`:                    `layouts/page.html:1:5: there are no words "back-top": did you mean "back-to-top"?`,
		`{{t}}`:                               `layouts/page.html:1:3: t wants the key of words`,
		`{{t "home" "n" 1}}`:                  `layouts/page.html:1:5: the words "home" have no {n}`,
		`{{t "price-range"}}`:                 `layouts/page.html:1:5: the words "price-range" have {from}, and nothing is given for it`,
		`{{t "price-range" "form" 1 "to" 2}}`: `layouts/page.html:1:5: the words "price-range" have no {form}: did you mean "from"?`,
		`{{t "price-range" 1}}`:               `layouts/page.html:1:5: the words "price-range" have {from}, {to}: write the name of each before its value`,
		`{{if t "hom"}}{{end}}`:               `layouts/page.html:1:8: there are no words "hom": did you mean "home"?`,
		`{{range .Page.Pages}}{{with default (t "hom") .Title}}{{end}}{{end}}`: `layouts/page.html:1:40: there are no words "hom"`,
		`{{define "main"}}{{t "hom"}}{{end}}`:                                  `layouts/page.html:1:22: there are no words "hom"`,
		`{{template "x" (dict "A" (t "hom"))}}{{define "x"}}{{end}}`:           `layouts/page.html:1:29: there are no words "hom"`,
		`{{t "date-long"}}`:               `layouts/page.html:1:5: "date-long" is a pattern of dates: write {{date "long" …}}`,
		`{{t "months"}}`:                  `layouts/page.html:1:5: "months" is a list of names that dates are written with`,
		`{{date "lnog" .Page.Date}}`:      `layouts/page.html:1:8: there is no style of dates "lnog": did you mean "long"?`,
		`{{dateTag "wekday" .Page.Date}}`: `layouts/page.html:1:11: there is no style of dates "wekday": did you mean "weekday"?`,
	} {
		_, problems := layouts.Parse([]*diag.File{diag.NewFile("layouts/page.html", []byte(text))}, layouts.Base{})
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), want) {
			t.Errorf("%s:\n got %v\nwant %s", text, problems, want)
		}
	}
	for _, text := range []string{`{{t (print "ho" "me")}}`, `{{"home" | t}}`, `{{.Page.Words | t "minutes-to-read"}}`, `{{t "price-range" (dict "from" 1 "to" 2)}}`, `{{date "02.01." .Page.Date}}`, `{{$x := "home"}}{{t $x}}`} {
		if _, problems := layouts.Parse([]*diag.File{diag.NewFile("layouts/page.html", []byte(text))}, layouts.Base{}); problems != nil {
			t.Errorf("%s: %v", text, problems)
		}
	}
	_, problems := layouts.Parse([]*diag.File{diag.NewFile("layouts/robots.txt", []byte(`{{t "hom"}}`))}, layouts.Base{})
	if len(problems) != 1 || !strings.Contains(problems[0].Hint, "words like it are home") {
		t.Errorf("in an output in plain text: %v", problems)
	}
}
