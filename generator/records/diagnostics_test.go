package records_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stillpoint/generator/diag"
	"stillpoint/generator/records"
	"stillpoint/generator/wire"
)

func positions() *rapid.Generator[diag.Position] {
	return rapid.Custom(func(t *rapid.T) diag.Position {
		number := rapid.IntRange(0, 1<<20)
		return diag.Position{File: rapid.String().Draw(t, "file"), Line: number.Draw(t, "line"), Column: number.Draw(t, "column"), Length: number.Draw(t, "length")}
	})
}

func related() *rapid.Generator[diag.Related] {
	return rapid.Custom(func(t *rapid.T) diag.Related {
		return diag.Related{Position: positions().Draw(t, "position"), Message: rapid.String().Draw(t, "message")}
	})
}

func diagnostics() *rapid.Generator[diag.Diagnostic] {
	return rapid.Custom(func(t *rapid.T) diag.Diagnostic {
		text := rapid.String()
		d := diag.Diagnostic{
			Severity: rapid.SampledFrom([]diag.Severity{diag.Error, diag.Warning}).Draw(t, "severity"), Code: text.Draw(t, "code"),
			Position: positions().Draw(t, "position"), Source: text.Draw(t, "source"), Message: text.Draw(t, "message"), Hint: text.Draw(t, "hint"),
		}
		for _, r := range rapid.SliceOfN(related(), 0, 3).Draw(t, "related") {
			d = d.With(r.Position, r.Message)
		}
		return d
	})
}

// TestDiagnostics reads back whatever was written; cut short anywhere, it is an error and no diagnostics at all.
func TestDiagnostics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want diag.List
		for _, d := range rapid.SliceOfN(diagnostics(), 0, 4).Draw(t, "list") {
			want = append(want, d)
		}
		var w wire.Writer
		records.AppendDiagnostics(&w, want)
		r := wire.NewReader(w.Bytes)
		if diff := cmp.Diff(want, records.ReadDiagnostics(r)); diff != "" || !r.Done() {
			t.Fatalf("done: %v\n%s", r.Done(), diff)
		}
		short := wire.NewReader(w.Bytes[:rapid.IntRange(0, len(w.Bytes)-1).Draw(t, "cut")])
		if got := records.ReadDiagnostics(short); got != nil || short.Err() == nil {
			t.Fatalf("%v, %v from bytes that were cut short", got, short.Err())
		}
	})
}
