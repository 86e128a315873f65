package pictures

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSizes reads how wide a picture is in a window of 360, 768 and 1440 pixels.
func TestSizes(t *testing.T) {
	for text, want := range map[string][3]float64{
		"640px":                          {640, 640, 640},
		"100vw":                          {360, 768, 1440},
		"(min-width: 48rem) 40rem, 92vw": {331.2, 640, 640},
		"(max-width:600px) 100vw, (max-width: 1000px) 50vw, 30em": {360, 384, 480},
		"(min-width: 600px) and (max-width: 1000px) 10px, 20px":   {20, 10, 20},
		"calc(100vw - 2rem)":        {328, 736, 1408},
		"min(100vw, 44rem)":         {360, 704, 704},
		"max(10vw, 5rem)":           {80, 80, 144},
		"clamp(10rem, 50vw, 30rem)": {180, 384, 480},
		"calc((100vw - 3rem) / 3)":  {104, 240, 464},
		"CALC(2 * 10PX)":            {20, 20, 20},
		"calc(100vw - 1000px)":      {0, 0, 440},
	} {
		s, err := parseSizes(text)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(want, [3]float64{s.at(360), s.at(768), s.at(1440)}, approximately()); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func approximately() cmp.Option {
	return cmp.Comparer(func(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 })
}

func TestSizesThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"":                      `"" is not a length`,
		"wide":                  `"wide" is not a length`,
		"10cm":                  `"10cm" is not in px, rem, em or vw`,
		"50%":                   `"50%" is not in px, rem, em or vw`,
		"(hover) 10px":          `a condition is (min-width: …) or (max-width: …), not "hover"`,
		"(min-width: 10px 10px": "a bracket is not closed",
		"calc(10px":             "a bracket is not closed",
		"clamp(1px, 2px)":       "clamp() cannot be used so",
		"turn(1px)":             "turn() cannot be used so",
		"10px 20px":             `there is "20px" where a comma should be`,
		"10px,":                 `"" is not a length`,
	} {
		_, err := parseSizes(text)
		if want = "the sizes \"" + text + "\" cannot be understood: " + want; err == nil || err.Error() != want {
			t.Errorf("%v\nnot %s", err, want)
		}
	}
}

func FuzzSizes(f *testing.F) {
	f.Add("(min-width: 48rem) calc(40rem - (2 * 3px)), min(92vw, 10em)")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := parseSizes(text); err == nil {
			for _, width := range s.widths(2000) {
				if width < 1 || width > 2000 {
					t.Errorf("%q needs a width of %d", text, width)
				}
			}
		}
	})
}

// TestWidths chooses few widths that fit the devices closely.
func TestWidths(t *testing.T) {
	for text, want := range map[string][]int{
		"160px":                          {160, 320},
		"(min-width: 48rem) 44rem, 92vw": {718, 792, 1408},
		"100vw":                          {780, 860, 1024, 1440, 1600},
	} {
		s, err := parseSizes(text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, s.widths(1600)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
