package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// FuzzKinds reads free text as the fields of every kind. Nothing may panic, and
// every complaint must lie within the text and say something.
func FuzzKinds(f *testing.F) {
	for _, seed := range []string{
		"duration: 60 minutes\nprices: [75 GBP, {amount: 1 JPY, upTo: 2 JPY}]\n", "hours: {mon-sun: \"0:00-24:00\", seasons: [{from: 2026-01-01, to: 2026-01-02}]}\nclosures: [2026-12-25]\n",
		"address: {country: GB, postcode: 'SW1A 1AA', locality: x}\ngeo: 90, -180\nphone: +441632960417\n", "start: 2026-12-05T10:00\nonline: https://a.example\nstatus: full\n",
		"name: A\ntype: DaySpa\nlanguages: [en]\nbooking: /a\nemail: a@b.c\n", "evidence: [{claim: x, citation: y, doi: 10.1000/x, year: 2000, finding: mixed}]\n", "consent: true\ninitials: M. K.\n",
		"author: [x]\nreferences: {a: b}\nprices: x\nhours: []\n", "hours:\n  monday:\n    - 9:00-10:00\n    - {a: b}\n", "phone: {number: {number: 1}}\ngeo: {latitude: .nan, longitude: .inf}\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := diag.NewFile("a.md", []byte(text))
		node, problems := decode.Parse(file, 0, len(text), decode.YAML)
		if node == nil || len(problems) > 0 {
			return
		}
		problems = node.Into(&practice.Practice{})
		for _, kind := range practice.Kinds() {
			typed := practice.New(kind)
			problems = append(problems, node.IntoAll(typed)...)
			problems = append(problems, typed.Check(node, false)...)
			typed.Relations()
			typed.Texts()
			practice.Advice(kind)
		}
		lines := strings.Split(text, "\n")
		for _, d := range problems {
			if p := d.Position; p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 || d.Message == "" {
				t.Errorf("%q: %v lies outside of the text", text, d)
			}
		}
	})
}

// TestHoursAgain writes weeks of every shape and reads them: the same week must come back.
func TestHoursAgain(t *testing.T) {
	days := []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		want := make([]string, 7)
		for i, day := range days {
			cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, 24*60), 0, 6, rapid.ID).Draw(t, day)
			want[i] = strings.Join(spans(cuts), ", ")
			if want[i] == "" {
				want[i] = rapid.SampledFrom([]string{"closed", "by appointment"}).Draw(t, "word")
			}
			fmt.Fprintf(&text, "%s: \"%s\"\n", day[:rapid.SampledFrom([]int{3, len(day)}).Draw(t, "short")], want[i])
		}
		var h practice.Hours
		node, _ := decode.Parse(diag.NewFile("a.md", []byte(text.String())), 0, text.Len(), decode.YAML)
		if problems := node.Into(&h); len(problems) > 0 {
			t.Fatalf("%s%v", text.String(), problems)
		}
		for i, opening := range h.Week.Days() {
			if got := written(opening); got != want[i] || opening.Number() != i+1 {
				t.Fatalf("%s is %q, not %q", opening.Day(), got, want[i])
			}
		}
	})
}

// spans makes times of opening out of moments of a day, in order and apart.
func spans(moments []int) []string {
	slices.Sort(moments)
	var all []string
	for ; len(moments) >= 2; moments = moments[2:] {
		all = append(all, practice.Clock(moments[0]).String()+"-"+practice.Clock(moments[1]).String())
	}
	return all
}

func written(o practice.Opening) string {
	switch {
	case o.Closed():
		return "closed"
	case o.ByAppointment:
		return "by appointment"
	}
	var all []string
	for _, s := range o.Spans {
		all = append(all, s.Opens.String()+"-"+s.Closes.String())
	}
	return strings.Join(all, ", ")
}
