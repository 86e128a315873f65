package check_test

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/diag"
	"stillpoint/generator/wire"
)

// TestRecord reads back a page and a reference, whatever stands on them: the same checks find the same, and the same bytes are
// written again. Cut short anywhere, it is an error.
func TestRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-c/#?.é]{0,6}`)
		var html bytes.Buffer
		for range rapid.IntRange(0, 8).Draw(t, "elements") {
			fmt.Fprintf(&html, `<a href="%s" id="%s">x</a>`, name.Draw(t, "link"), name.Draw(t, "id"))
		}
		page := new(check.Reader).Read(rapid.String().Draw(t, "output"), rapid.String().Draw(t, "source"), html.Bytes())
		reference := []check.Reference{{Output: rapid.String().Draw(t, "target"), Fragment: name.Draw(t, "fragment"), Broken: diag.New("a", "b.md", rapid.String().Draw(t, "message"), "")}}
		var w, again wire.Writer
		page.Append(&w)
		check.AppendReferences(&w, reference)
		r := wire.NewReader(w.Bytes)
		copied, link := check.ReadPage(r), check.ReadReferences(r)
		if !r.Done() || copied.Output != page.Output || copied.Source != page.Source || !reflect.DeepEqual(link, reference) {
			t.Fatalf("%v and %v, not %v and %v", copied, link, page, reference)
		}
		copied.Append(&again)
		check.AppendReferences(&again, link)
		want, got := check.All([]*check.Page{page}, nil, nil, at(published{}, "/")), check.All([]*check.Page{copied}, nil, nil, at(published{}, "/"))
		if text(want) != text(got) || !bytes.Equal(w.Bytes, again.Bytes) {
			t.Fatalf("%q, not %q", text(got), text(want))
		}
		short := wire.NewReader(w.Bytes[:rapid.IntRange(0, len(w.Bytes)-1).Draw(t, "cut")])
		check.ReadPage(short)
		check.ReadReferences(short)
		if short.Err() == nil {
			t.Fatal("no error for bytes that were cut short")
		}
	})
}

// TestRecordFaults reads back what is wrong with links, on one page or on many, at a known place or at none. Cut short anywhere, it is an error.
func TestRecordFaults(t *testing.T) {
	text := rapid.SampledFrom([]string{"", "a", "é"})
	rapid.Check(t, func(t *rapid.T) {
		var faults []check.Fault
		for range rapid.IntRange(1, 6).Draw(t, "faults") {
			f := check.Fault{Fault: links.Fault{Code: "x", Message: text.Draw(t, "message"), Target: text.Draw(t, "target"), Dead: rapid.Bool().Draw(t, "dead")},
				Link: text.Draw(t, "link"), Output: text.Draw(t, "output"), Source: text.Draw(t, "source")}
			if rapid.Bool().Draw(t, "told") {
				f.Told = diag.NewFile("b.md", []byte("words")).Error("x", 1, 2, text.Draw(t, "words"), "")
			}
			faults = append(faults, f)
		}
		var w wire.Writer
		check.AppendFaults(&w, faults)
		r := wire.NewReader(w.Bytes)
		if got := check.ReadFaults(r); !r.Done() || !reflect.DeepEqual(got, faults) {
			t.Fatalf("%+v, not %+v", got, faults)
		}
		short := wire.NewReader(w.Bytes[:rapid.IntRange(0, len(w.Bytes)-1).Draw(t, "cut")])
		if check.ReadFaults(short); short.Err() == nil {
			t.Fatal("no error for bytes that were cut short")
		}
	})
}
