package content_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/wire"
)

// article is a page as practices write them.
func article(i int) *diag.File {
	return diag.NewFile(fmt.Sprintf("content/s%02d/page-%05d.md", i%10, i), fmt.Appendf(nil, `---
title: "Page %d: on resting"
description: What the page with the number %d says in one sentence.
date: 2026-%02d-%02d
tags: [tag-%d, topic-%d]
weight: %d
params:
  author: Anna
  minutes: %d
---
%s`, i, i, i%12+1, i%28+1, i%20, i%7, i%5, i%9, strings.Repeat("Words of the page, which nobody reads here.\n", 80)))
}

// options are those of every benchmark.
var options = content.Options{Zone: time.UTC, Kinds: []string{"page"}, Taxonomies: []string{"tags"}}

func decoded(b *testing.B, file *diag.File) *content.Page {
	source, problems := content.Parse(whole(file), false)
	if problems != nil {
		b.Fatal(problems)
	}
	page, problems := source.Page(nil, options)
	if problems != nil {
		b.Fatal(problems)
	}
	return page
}

// BenchmarkDecode takes the head of one page apart and decodes it.
func BenchmarkDecode(b *testing.B) {
	file := article(7)
	for b.Loop() {
		decoded(b, file)
	}
}

// BenchmarkReadPage reads 10,000 pages back.
func BenchmarkReadPage(b *testing.B) {
	var w wire.Writer
	var files []*diag.File
	for i := range 10_000 {
		files = append(files, article(i))
		if !decoded(b, files[i]).Append(&w) {
			b.Fatal("a page cannot be written")
		}
	}
	pages := make([]*content.Page, len(files))
	b.SetBytes(int64(len(w.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		r := wire.NewReader(w.Bytes)
		for i, file := range files {
			page, err := content.ReadPage(r, content.Origin{Name: file.Name(), Read: nil, Zone: time.UTC})
			if err != nil {
				b.Fatal(err)
			}
			pages[i] = page
		}
	}
}

// BenchmarkAppend writes 10,000 pages.
func BenchmarkAppend(b *testing.B) {
	page := decoded(b, article(7))
	for b.Loop() {
		var w wire.Writer
		for range 10_000 {
			page.Append(&w)
		}
	}
}
