package pictures_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/pictures"
)

// TestAsk reads the words with which layouts ask for pictures.
func TestAsk(t *testing.T) {
	whole := pictures.Request{Focus: pictures.Center()}
	for name, c := range map[string]struct {
		words  []any
		want   pictures.Request
		markup pictures.Markup
	}{
		"nothing": {nil, whole, pictures.Markup{}},
		"width":   {[]any{"width", 640}, pictures.Request{Focus: pictures.Center(), Width: 640}, pictures.Markup{}},
		"fill": {[]any{"width", 640, "height", "360", "mode", "fill", "focus", "right 20%"},
			pictures.Request{Width: 640, Height: 360, Mode: pictures.Fill, Focus: [2]float64{1, 0.2}}, pictures.Markup{}},
		"file": {[]any{"format", "jpg", "quality", 70, "sizes", "50vw"},
			pictures.Request{Focus: pictures.Center(), Format: "jpeg", Quality: 70, Sizes: "50vw"}, pictures.Markup{}},
		"words": {[]any{"alt", "A room", "class", "wide", "title", "Ours", "lead", true, "mode", "resize"},
			whole, pictures.Markup{Alt: "A room", Class: "wide", Title: "Ours", Lead: true}},
		"none said": {[]any{"alt", nil, "focus", "", "format", "", "sizes", ""}, whole, pictures.Markup{}},
	} {
		got, markup, err := pictures.Ask(whole, pictures.Markup{}, c.words...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, got) + cmp.Diff(c.markup, markup); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAskWrongly puts every mistake into words that the author of a layout understands.
func TestAskWrongly(t *testing.T) {
	for want, words := range map[string][]any{
		`a picture is asked for with names and values in turn: "width" 640`:                                      {"width"},
		"5 is not the name of an option of a picture":                                                            {5, 6},
		`unknown option "widht" of a picture: did you mean "width"?`:                                             {"widht", 640},
		"the width of a picture is a whole number from 0 to 8192, not wide":                                      {"width", "wide"},
		"the height of a picture is a whole number from 0 to 8192, not -1":                                       {"height", -1},
		"the quality of a picture is a whole number from 0 to 100, not 101":                                      {"quality", 101},
		`a picture with the mode "fill" needs both "width" and "height"`:                                         {"width", 640, "mode", "fill"},
		`unknown mode "fil" of a picture: did you mean "fill"?: write fit, fill or crop`:                         {"mode", "fil"},
		`a picture cannot be made in the format "gif": write jpeg, png, webp or avif`:                            {"format", "gif"},
		`the option "lead" of a picture is true or false, not yes`:                                               {"lead", "yes"},
		`the sizes "10cm" cannot be understood: "10cm" is not in px, rem, em or vw`:                              {"sizes", "10cm"},
		`"head" is no point of a picture: write "top", "left bottom" or "30% 20%" (from the left, from the top)`: {"focus", "head"},
	} {
		if _, _, err := pictures.Ask(pictures.Request{}, pictures.Markup{}, words...); err == nil || err.Error() != want {
			t.Errorf("%v gives %v, not %s", words, err, want)
		}
	}
}

// TestFocus reads points of pictures.
func TestFocus(t *testing.T) {
	for text, want := range map[string][2]float64{
		"": {0.5, 0.5}, "center": {0.5, 0.5}, "top": {0.5, 0}, "Left Bottom": {0, 1}, "bottom right": {1, 1}, "30% 20%": {0.3, 0.2}, "100% 0%": {1, 0}, "left 25%": {0, 0.25},
	} {
		if got, err := pictures.ParseFocus(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), not %v", text, got, err, want)
		}
	}
	for _, text := range []string{"30%", "30 20", "101% 0%", "-1% 0%", "NaN% 0%", "a b c", "top 20% 3%"} {
		if got, err := pictures.ParseFocus(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// FuzzName turns requests into names and back.
func FuzzName(f *testing.F) {
	f.Add("content/a room.jpg", 640, 360, "fill", 0.25, "(min-width: 3rem) 10vw, 5px", "webp", 80, true)
	f.Fuzz(func(t *testing.T, file string, width, height int, mode string, focus float64, sizes, format string, quality int, single bool) {
		asked := pictures.Request{File: file, Width: width, Height: height, Mode: pictures.Mode(mode), Focus: [2]float64{focus, 1}, Sizes: sizes, Quality: quality, Single: single}
		got, err := pictures.ParseName(asked.Name())
		if err != nil || got.Name() != asked.Name() {
			t.Errorf("%+v becomes %+v (%v)", asked, got, err)
		}
	})
}

// TestPlain leaves of a picture what readers of feeds know.
func TestPlain(t *testing.T) {
	i := &pictures.Image{URL: "/p/a.jpg", Width: 640, Height: 480, Sizes: "50vw", Tone: "picture-tone-0123456789abcdef",
		Sources: []pictures.Source{{Type: "image/webp", Srcset: "/p/a.webp 640w, /p/b.webp 1280w"}}}
	html := "<p>Look: " + i.HTML(pictures.Markup{Alt: "A & B", Class: "wide"}) + i.HTML(pictures.Markup{}) + "</p>"
	const want = `<p>Look: <img src="/p/a.jpg" alt="A &amp; B" class="wide" width="640" height="480"><img src="/p/a.jpg" alt="" width="640" height="480"></p>`
	if diff := cmp.Diff(want, pictures.Plain(html)); diff != "" {
		t.Error(diff)
	}
}
