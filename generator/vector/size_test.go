package vector_test

import (
	"math"
	"testing"
)

func TestSize(t *testing.T) {
	tests := []struct {
		attributes    string
		width, height float64
	}{
		{`width="24" height="12.5"`, 24, 12.5},
		{`width=" 24px " height="1.2E1PX"`, 24, 12},
		{`width="1in" height="72pt"`, 96, 96},
		{`width="2.54cm" height="25.4mm"`, 96, 96},
		{`width="1pc" height="101.6q"`, 16, 96},
		{`width="2em" height="2ex"`, 32, 16},
		{`viewBox="0 0 24 12"`, 24, 12},
		{`viewBox="-1,-2 , 24	12"`, 24, 12},
		{`width="100%" height="100%" viewBox="0 0 24 12"`, 24, 12},
		{`width="48" viewBox="0 0 24 12"`, 48, 24},
		{`height="48" viewBox="0 0 24 12"`, 96, 48},
		{`width="24" height="12" viewBox="0 0 1 1"`, 24, 12},
		{`width="0" height="0" viewBox="0 0 3 4"`, 3, 4},
		{`width="24"`, 0, 0},
		{`width="24" viewBox="0 0 24 0"`, 0, 0},
		{`width="100%" height="100%"`, 0, 0},
		{`viewBox="0 0 24"`, 0, 0},
		{`viewBox="0 0 24 12 5"`, 0, 0},
		{`viewBox="0 0 -24 12"`, 0, 0},
		{`viewBox="0 0 NaN 12"`, 0, 0},
		{`width="-1" height="2"`, 0, 0},
		{`width="Inf" height="0x10"`, 0, 0},
		{`width="1_0" height="1_0"`, 0, 0},
		{`width="1e999" height="1e999"`, 0, 0},
		{`width="1e308in" height="1e308in"`, 0, 0},
		{`height="1e300" viewBox="0 0 1e300 1"`, 0, 0},
		{`width="1furlong" height="1furlong"`, 0, 0},
		{`width="" height=""`, 0, 0},
	}
	for _, test := range tests {
		width, height := clean(t, `<svg `+test.attributes+`/>`).Size()
		if math.Abs(width-test.width) > 1e-9 || math.Abs(height-test.height) > 1e-9 {
			t.Errorf("%s: %v × %v", test.attributes, width, height)
		}
	}
}

func TestViewBox(t *testing.T) {
	tests := []struct{ attribute, want string }{
		{"0 0 24 24", "0 0 24 24"}, {" -1.50,2e1, 24,\n24 ", "-1.5 20 24 24"}, {"0 0 24", ""}, {"", ""}, {"a b c d", ""}, {"0 0 1 -1", ""},
	}
	for _, test := range tests {
		if got := clean(t, `<svg viewBox="`+test.attribute+`"/>`).ViewBox(); got != test.want {
			t.Errorf("%q: %q", test.attribute, got)
		}
	}
}
