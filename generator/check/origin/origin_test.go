package origin_test

import (
	"testing"

	"stillpoint/generator/check/origin"
	"stillpoint/generator/diag"
)

const page = `---
title: "Relief from *back* pain"
description: It’s calm & quiet
---
Some words, then *relieves* [migraines](migraine.md) at once.

![Two chairs](chairs.jpg)

Read [here](prices.md), and here.

[tide](a.md) or [tide](a.md)

Come in. Come in.

::: quote {by="Ben O., Saltmere" consent=no}
:::
`

const layout = `{{define "main"}}
<nav class="menu" aria-label="{{.Title}}"><a href="{{.URL}}">here</a></nav>
<img class="mark" src="{{.Mark}}">
<img src="/other.png" class="other">
<figure><figcaption>{{.}}</figcaption></figure>
{{end}}`

func TestFind(t *testing.T) {
	own := origin.NewText(diag.NewFile("content/a.md", []byte(page)))
	shared := origin.NewText(diag.NewFile("layouts/a.html", []byte(layout)))
	other := origin.NewText(diag.NewFile("content/b.md", []byte("---\ndescription: What another page says of itself\n---\n")))
	others := func(string) []*origin.Text { return []*origin.Text{other} }
	cases := []struct {
		name string
		what origin.What
		want string
	}{
		{"words of a sentence, past marks and links", origin.What{Tag: "<p>", Text: "Some words, then relieves migraines at once.", Words: "relieves migraines"}, "content/a.md:5:19"},
		{"a title", origin.What{Tag: "<h1>", Text: "Relief from back pain"}, "content/a.md:2:9"},
		{"another kind of apostrophe", origin.What{Text: "It's calm & quiet", Words: "quiet"}, "content/a.md:3:26"},
		{"a link by its words, not the words elsewhere", origin.What{Tag: `<a href="/prices/">`, Text: "here", Words: "here"}, "content/a.md:9:6"},
		{"the second of two that are alike", origin.What{Tag: `<a href="/tides/">`, Text: "tide", Words: "tide", Nth: 1}, "content/a.md:11:17"},
		{"the second of two sentences", origin.What{Text: "Come in.", Nth: 1}, "content/a.md:13:10"},
		{"a picture", origin.What{Tag: `<img src="/chairs.1234.webp" alt="Two chairs">`, Text: "Two chairs"}, "content/a.md:7:1"},
		{"a picture without words, by its file", origin.What{Tag: `<img src="/chairs.1234.webp">`}, "content/a.md:7:15"},
		{"a tag of a layout, by what is written out", origin.What{Tag: `<img class="mark" src="/mark.svg">`}, "layouts/a.html:3:1"},
		{"a tag of a layout with other attributes", origin.What{Tag: `<img class="other" src="/other.png">`}, "layouts/a.html:4:1"},
		{"what another page says of itself", origin.What{Tag: "<p>", Text: "What another page says of itself", Words: "another page"}, "content/b.md:2:19"},
		{"it beside other words", origin.What{Tag: "<p>", Text: "Next: What another page says of itself", Words: "another page says of itself"}, "content/b.md:2:19"},
		{"the description, whatever it says", origin.What{Tag: `<meta name="description" content="x">`, Text: "x"}, "content/a.md:3:1"},
		{"a part of the words that a block is given", origin.What{Tag: "<figcaption>", Text: "Ben O., Saltmere", Words: "Saltmere"}, "content/a.md:15:24"},
		{"all words that a block is given", origin.What{Tag: "<figcaption>", Text: "Ben O., Saltmere"}, "content/a.md:15:16"},
		{"nothing of the kind", origin.What{Tag: `<video src="/film.mp4">`}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			place, found := origin.Find([]*origin.Text{own, shared}, others, c.what)
			got := ""
			if found {
				got = place.Position().String()
			}
			if got != c.want {
				t.Errorf("at %q, want %q", got, c.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	if got := origin.Words("It’s *calm* & [quiet](a.md)\n"); got != "it s calm quiet" {
		t.Errorf("%q", got)
	}
}
