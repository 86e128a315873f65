package links_test

import (
	"slices"
	"testing"

	"stillpoint/generator/check/links"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/rule/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, slices.DeleteFunc(links.Rules(), func(r rule.Rule) bool { return r.Page == nil }), links.Files)
}

func TestOutside(t *testing.T) {
	p := rule.Parse("", "", []byte(`<a href="https://example.org/a#b">a</a><a href="/b">b</a><a href="mailto:c@example.org">c</a><a href=" http://example.org/ ">d</a><img src="https://example.org/e.png"><a href="http://localhost:8080/">e</a>`))
	var got []string
	for _, address := range links.Outside(p) {
		got = append(got, address)
	}
	if want := []string{"https://example.org/a#b", "http://example.org/"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
