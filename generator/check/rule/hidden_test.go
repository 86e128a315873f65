package rule_test

import (
	"testing"

	"stillpoint/generator/check/rule"
)

func TestHidden(t *testing.T) {
	for _, c := range []struct {
		html         string
		hidden, gone bool
	}{
		{`<p><b>x</b></p>`, false, false},
		{`<p hidden><b>x</b></p>`, true, true},
		{`<p aria-hidden="TRUE"><b>x</b></p>`, true, false},
		{`<p aria-hidden="false"><b>x</b></p>`, false, false},
		{`<template><b>x</b></template>`, true, true},
		{`<p style="color: red; Display : none"><b>x</b></p>`, true, true},
		{`<p style="visibility:hidden !important"><b>x</b></p>`, true, true},
		{`<p style="display:block"><b>x</b></p>`, false, false},
	} {
		page := rule.Parse("a", "b", []byte(c.html))
		b := page.First("b")
		if page.Hidden(b) != c.hidden || page.Gone(b) != c.gone {
			t.Errorf("%s: hidden %t, gone %t, want %t and %t", c.html, page.Hidden(b), page.Gone(b), c.hidden, c.gone)
		}
	}
}
