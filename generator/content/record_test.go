package content_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/wire"
)

// everyField is front matter with a value in each field that every page has.
const everyField = `---
title: Rest
description: On resting.
date: 2026-07-03
updated: 2026-07-04T10:00:00+02:00
draft: true
publish: 2026-07-05T10:00:00Z
expires: 2027-01-01T00:00
slug: rest
url: /rest.html
aliases: [/old/, /older/]
weight: 3
tags: [sleep, calm]
taxonomies: {soil: [loam, clay], sand: []}
menu: {main: {name: R, weight: 2}, footer: {}}
image: rest.jpg
imageAlt: A bed
imageFocus: top
layout: wide
kind: page
noindex: true
pageSize: 5
params: {text: a, yes: true, no: false, whole: -3, number: 2.5, day: 2026-07-03, nothing: null, list: [1, [a], {}], group: {inner: {x: 1}}, empty: [], "": ""}
---
Body
`

// handed is what the sections of the tests hand down.
const handed = "---\ncascade:\n  description: From above\n  layout: wide\n  params: {x: 1, above: [a, b]}\n  tags: [handed]\n---\n"

// TestEveryField reads each field back, also one that somebody adds later: the example must then have it.
func TestEveryField(t *testing.T) {
	c := newCase(t, "content/a.md", everyField, nil)
	fields := reflect.ValueOf(c.page.FrontMatter)
	for i := range fields.NumField() {
		if fields.Field(i).IsZero() {
			t.Errorf("the example has no %s", fields.Type().Field(i).Name)
		}
	}
	if !c.written {
		t.Fatal("the page cannot be written")
	}
	c.compare(t)
}

// TestReadBack writes pages of any front matter, and reads back the very same pages.
func TestReadBack(t *testing.T) {
	section, _ := content.Parse(whole(diag.NewFile("content/_index.md", []byte(handed))), false)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"content/a.md", "content/b/index.md", "content/c/_index.md"}).Draw(t, "name")
		var cascade *decode.Node
		if rapid.Bool().Draw(t, "handed down") {
			cascade = section.Cascade()
		}
		c := newCase(t, name, drawText(t), cascade)
		if c.page == nil {
			t.Fatalf("%q is not read", c.words)
		}
		if c.page.Typed != nil && c.written {
			t.Fatal("the fields of a kind cannot be written, but are")
		}
		if c.written {
			c.compare(t)
		} else if c.page.Typed == nil && !strings.Contains(c.words, "+02:00") {
			t.Fatalf("%q cannot be written", c.words)
		}
	})
}

// TestOthers leaves what could not be read back as it is to be decoded again.
func TestOthers(t *testing.T) {
	for _, front := range []string{"kind: article", "params: {x: 2026-07-03T10:00:00+02:00}"} {
		c := newCase(t, "content/a.md", "---\ntitle: A\n"+front+"\n---\n", nil)
		if c.written || len(c.bytes) != len("before") {
			t.Errorf("%s: written as %q", front, c.bytes)
		}
	}
}

// TestReadBackChanged refuses a file that is another than the one whose front matter was written.
func TestReadBackChanged(t *testing.T) {
	c := newCase(t, "content/a.md", "---\ntitle: A\n---\nBody\n", nil)
	page := c.read(t, diag.NewFile("content/a.md", []byte("---\ntitle: A\n---\nbody\n")))
	if _, problem := page.Open(); problem == nil || problem.Code != "file-changed" {
		t.Errorf("a changed file gives %v", problem)
	}
}

// FuzzReadPage reads any bytes as a page: they are refused, or give one that can be used.
func FuzzReadPage(f *testing.F) {
	for _, text := range []string{everyField, "+++\ntitle = 'A'\n+++\n", "{\n\"title\": \"A\"\n}\n\n", "Text alone"} {
		f.Add(newCase(f, "content/a.md", text, nil).bytes[len("before"):])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := diag.NewFile("content/a.md", []byte("---\ntitle: A\n---\n"))
		page, err := content.ReadPage(wire.NewReader(data), content.Origin{Name: file.Name(), Read: whole(file), Zone: time.UTC})
		if err != nil {
			return
		}
		use(page)
		if file, problem := page.Open(); problem == nil && page.Body > len(file.Text()) {
			t.Errorf("the body starts at %d of %d", page.Body, len(file.Text()))
		}
		var w wire.Writer
		if !page.Append(&w) {
			t.Error("a page that was read cannot be written")
		}
	})
}

func use(page *content.Page) string {
	return fmt.Sprint(page.FrontMatter, page.Path(), page.State(time.Unix(0, 0)), page.Moments(), page.FieldError("title", "", "", ""), page.Node().Keys())
}

// TestReadTruncated refuses a page that is cut off anywhere.
func TestReadTruncated(t *testing.T) {
	c := newCase(t, "content/a.md", everyField, nil)
	data := c.bytes[len("before"):]
	for n := range data {
		if _, err := content.ReadPage(wire.NewReader(data[:n]), content.Origin{Name: "content/a.md"}); err == nil {
			t.Errorf("the first %d of %d bytes are taken for a page", n, len(data))
		}
	}
}

// pageCase is a page as it was decoded, and what it was written as.
type pageCase struct {
	page    *content.Page
	words   string
	cascade *decode.Node
	zone    *time.Location
	bytes   []byte
	written bool
}

func newCase(t rapid.TB, name, words string, cascade *decode.Node) *pageCase {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	c := &pageCase{words: words, cascade: cascade, zone: zone}
	source, _ := content.Parse(whole(diag.NewFile(name, []byte(words))), false)
	if source == nil {
		return c
	}
	c.page, _ = source.Page(cascade, content.Options{Zone: zone, Kinds: []string{"article", "page"}, Taxonomies: []string{"soil", "sand"}})
	w := wire.Writer{Bytes: []byte("before")}
	c.written = c.page.Append(&w)
	c.bytes = w.Bytes
	return c
}

func (c *pageCase) read(t rapid.TB, file *diag.File) *content.Page {
	t.Helper()
	r := wire.NewReader(c.bytes[len("before"):])
	page, err := content.ReadPage(r, content.Origin{Name: file.Name(), Read: whole(file), Cascade: c.cascade, Zone: c.zone})
	if err != nil || !r.Done() {
		t.Fatalf("%q is not read back: %v", c.words, err)
	}
	return page
}

// compare looks at all that can be seen of a page and of the same page read back.
func (c *pageCase) compare(t rapid.TB) {
	t.Helper()
	back := c.read(t, diag.NewFile(c.page.File.Name(), []byte(c.words)))
	fields := reflect.ValueOf(c.page).Elem()
	for i := range fields.NumField() {
		if field := fields.Type().Field(i); field.IsExported() && field.Name != "File" {
			if want, got := fields.Field(i).Interface(), reflect.ValueOf(back).Elem().Field(i).Interface(); !reflect.DeepEqual(want, got) {
				t.Errorf("%q: %s is read back as\n%#v, not\n%#v", c.words, field.Name, got, want)
			}
		}
	}
	if want, got := use(c.page), use(back); want != got || string(c.page.File.Text()) != string(back.File.Text()) {
		t.Errorf("%q: read back as\n%s, not\n%s", c.words, got, want)
	}
	if diff := different(c.page.Node(), back.Node()); diff != "" {
		t.Errorf("%q: %s", c.words, diff)
	}
	fresh := c.read(t, diag.NewFile(c.page.File.Name(), []byte(c.words))) // that has made no tree yet
	for _, name := range append(c.page.Node().Keys(), "title", "photo", "unknown", "") {
		if fresh.Position(name) != c.page.Position(name) || fresh.Has(name) != c.page.Has(name) || fresh.Named(name) != c.page.Named(name) {
			t.Errorf("%q: %q is read back at %v, not at %v", c.words, name, fresh.Position(name), c.page.Position(name))
		}
	}
	if file, problem := back.Open(); problem != nil || string(file.Text()[back.Body:]) != c.words[c.page.Body:] {
		t.Errorf("%q: the body is not read back: %v", c.words, problem)
	}
}

// different says where two trees differ in a value or a place.
func different(a, b *decode.Node) string {
	if a.Kind() != b.Kind() || a.Text() != b.Text() || !slices.Equal(a.Keys(), b.Keys()) || len(a.Items()) != len(b.Items()) {
		return fmt.Sprintf("%v %q is read back as %v %q", a.Kind(), a.Text(), b.Kind(), b.Text())
	}
	if a.Position() != b.Position() {
		return fmt.Sprintf("%q stands at %v, not at %v", a.Text(), b.Position(), a.Position())
	}
	for _, key := range a.Keys() {
		if diff := different(a.Get(key), b.Get(key)); diff != "" {
			return diff
		}
		if x, y := a.KeyError(key, "", "", ""), b.KeyError(key, "", "", ""); !reflect.DeepEqual(x, y) {
			return fmt.Sprintf("%v is read back as %v", x, y)
		}
	}
	for i, item := range a.Items() {
		if diff := different(item, b.Items()[i]); diff != "" {
			return diff
		}
	}
	return ""
}

// drawText draws front matter of any fields, right and wrong ones, in YAML or JSON.
func drawText(t *rapid.T) string {
	word := rapid.SampledFrom([]string{"", "a", "Überblick", "two words", "1", "true", "2026-07-03", "\"\\", "瑜伽", "/a/", "a\nb"})
	moment := rapid.SampledFrom([]string{"2026-07-03", "2026-07-03T18:30:15", "2026-07-03T18:30:00.25+02:00", "2026-07-03T18:30:00-00:30", "2026-07-03T18:30:00+00:00",
		"2026-07-03T18:30Z", "0001-01-01", "0001-01-01T00:00:00+02:00", "no date"})
	words := rapid.SliceOfN(word, 0, 4)
	draw := map[string]func() any{}
	for _, name := range []string{"title", "description", "slug", "url", "image", "imageAlt", "imageFocus", "layout", "photo"} {
		draw[name] = func() any { return word.Draw(t, name) }
	}
	for _, name := range []string{"date", "updated", "publish", "expires"} {
		draw[name] = func() any { return moment.Draw(t, name) }
	}
	draw["draft"], draw["noindex"] = func() any { return rapid.Bool().Draw(t, "draft") }, func() any { return rapid.Bool().Draw(t, "noindex") }
	draw["weight"], draw["pageSize"] = func() any { return rapid.Int().Draw(t, "weight") }, func() any { return rapid.IntRange(-1, 9).Draw(t, "size") }
	draw["aliases"], draw["tags"] = func() any { return words.Draw(t, "aliases") }, func() any { return words.Draw(t, "tags") }
	draw["taxonomies"] = func() any {
		return rapid.MapOfN(rapid.SampledFrom([]string{"soil", "sand", "rock"}), words, 0, 3).Draw(t, "taxonomies")
	}
	draw["menu"] = func() any {
		return rapid.OneOf(rapid.Map(word, plain[string]), rapid.Map(words, plain[[]string]),
			rapid.Map(rapid.MapOfN(word, rapid.Just(map[string]any{"name": "N", "weight": -2}), 0, 3), plain[map[string]map[string]any])).Draw(t, "menu")
	}
	draw["kind"] = func() any { return rapid.SampledFrom([]string{"page", "article", "event", "none"}).Draw(t, "kind") }
	draw["params"] = func() any { return rapid.MapOfN(word, drawParam(word, moment, 3), 0, 5).Draw(t, "params") }
	fields := map[string]any{}
	for _, name := range sorted(draw) {
		if rapid.Bool().Draw(t, "has "+name) {
			fields[name] = draw[name]()
		}
	}
	text, err := json.MarshalIndent(fields, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	front := rapid.SampledFrom([]string{"---\n%s\n---\n", ";;;\n%s\n;;;\n", "\n\n---\r\n%s\r\n---\r\n"}).Draw(t, "form")
	return fmt.Sprintf(front, text) + rapid.SampledFrom([]string{"", "Body\n", "\n瑜伽"}).Draw(t, "body")
}

func drawParam(word, moment *rapid.Generator[string], depth int) *rapid.Generator[any] {
	plainOnes := []*rapid.Generator[any]{rapid.Map(word, plain[string]), rapid.Map(moment, plain[string]), rapid.Map(rapid.Bool(), plain[bool]), rapid.Map(rapid.Int64(), plain[int64]),
		rapid.Map(rapid.Float64(), plain[float64]), rapid.Just[any](nil)}
	if depth > 0 {
		inner := rapid.Deferred(func() *rapid.Generator[any] { return drawParam(word, moment, depth-1) })
		plainOnes = append(plainOnes, rapid.Map(rapid.SliceOfN(inner, 0, 3), plain[[]any]), rapid.Map(rapid.MapOfN(word, inner, 0, 3), plain[map[string]any]))
	}
	return rapid.OneOf(plainOnes...)
}

func plain[T any](v T) any { return v }

func sorted[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
