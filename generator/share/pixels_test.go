package share

import (
	"image"
	"image/color"
	"testing"
)

func backdrop() color.RGBA { return color.RGBA{0xff, 0xff, 0xff, 0xff} }

// drawn shows elements at a size of 100 pixels on white.
func drawn(t *testing.T, elements string) *image.RGBA {
	t.Helper()
	d, err := readSVG([]byte(inSVG(elements)))
	if err != nil {
		t.Fatal(err)
	}
	return d.picture(100, 0, backdrop())
}

// near allows for what edges mix.
func near(a, b color.RGBA, most int) bool {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		if max(d, -d) > most {
			return false
		}
	}
	return true
}

func TestPixels(t *testing.T) {
	const w, k, r = "ffffff", "000000", "ff0000"
	type spot struct {
		x, y int
		want string
	}
	for elements, spots := range map[string][]spot{
		`<rect x="10" y="20" width="30" height="40" fill="red"/>`:                                                                {{9, 30, w}, {10, 20, r}, {39, 59, r}, {40, 30, w}, {20, 60, w}},
		`<rect x="10" y="10" width="80" height="80" rx="40"/>`:                                                                   {{12, 12, w}, {50, 11, k}, {88, 88, w}, {50, 50, k}},
		`<circle cx="50" cy="50" r="20" fill="none" stroke="#f00" stroke-width="10"/>`:                                           {{50, 50, w}, {50, 30, r}, {70, 50, r}, {50, 77, w}, {50, 38, w}},
		`<ellipse cx="50" cy="50" rx="40" ry="10"/>`:                                                                             {{12, 50, k}, {50, 58, k}, {50, 62, w}, {20, 42, w}},
		`<line x1="20" y1="50" x2="80" y2="50" stroke="red" stroke-width="10"/>`:                                                 {{19, 50, w}, {20, 50, r}, {79, 46, r}, {80, 50, w}, {50, 44, w}},
		`<line x1="20" y1="50" x2="80" y2="50" stroke="red" stroke-width="10" stroke-linecap="square"/>`:                         {{16, 46, r}, {83, 53, r}, {14, 50, w}, {86, 50, w}},
		`<line x1="20" y1="50" x2="80" y2="50" stroke="red" stroke-width="10" stroke-linecap="round"/>`:                          {{17, 50, r}, {15, 45, w}, {82, 50, r}},
		`<path d="M50 50z" stroke="red" stroke-width="20" stroke-linecap="round"/>`:                                              {{50, 42, r}, {42, 50, r}, {41, 41, w}},
		`<polyline points="20,80 50,20 80,80" fill="none" stroke="red" stroke-width="10"/>`:                                      {{50, 12, r}, {50, 40, w}, {34, 50, r}},
		`<polyline points="20,80 50,20 80,80" fill="none" stroke="red" stroke-width="10" stroke-linejoin="bevel"/>`:              {{50, 12, w}, {50, 20, r}},
		`<polygon points="10,10 90,10 10,90" stroke="red" stroke-width="4" stroke-linejoin="round"/>`:                            {{30, 30, k}, {70, 70, w}, {10, 50, r}, {50, 50, r}},
		`<path d="M10 10h80v80h-80zM30 30v40h40v-40z"/>`:                                                                         {{20, 20, k}, {50, 50, w}, {80, 80, k}},
		`<path d="M10,50 A40,40 0 0 1 90,50"/>`:                                                                                  {{50, 12, k}, {50, 48, k}, {50, 52, w}},
		`<path d="m10 50a40 40 0 0 0 80 0"/>`:                                                                                    {{50, 88, k}, {50, 52, k}, {50, 48, w}},
		`<path d="M10 50a10 10 0 0 1 80 0"/>`:                                                                                    {{50, 12, k}, {50, 52, w}}, // grows to reach
		`<path d="M50 50L90 50A40 40 0 1 1 50 10Z"/>`:                                                                            {{30, 70, k}, {60, 40, w}, {80, 70, k}},
		`<path d="M0 50Q25 0 50 50T100 50V100H0Z"/>`:                                                                             {{25, 28, k}, {25, 22, w}, {75, 72, w}, {75, 78, k}},
		`<path d="M0 50c20-40 30-40 50 0s30 40 50 0v50h-100z"/>`:                                                                 {{25, 25, k}, {25, 15, w}, {75, 70, w}, {75, 85, k}},
		`<path d="M10 10 30 10 30 30 10 30M50.5.5.5.5"/>`:                                                                        {{20, 20, k}, {40, 20, w}},
		`<g transform="translate(50 50) rotate(90) scale(2)"><rect width="10" height="5" fill="red"/></g>`:                       {{45, 55, r}, {41, 69, r}, {39, 60, w}, {55, 55, w}},
		`<g transform="matrix(-1 0 0 1 100 0)"><rect width="10" height="10"/></g>`:                                               {{95, 5, k}, {5, 5, w}},
		`<g fill="red" color="#0f0"><rect width="50" height="50"/><rect x="50" width="50" height="50" fill="currentColor"/></g>`: {{25, 25, r}, {75, 25, "00ff00"}},
		`<g opacity=".5" fill="red"><rect width="60" height="60"/><rect width="60" height="60"/></g>`:                            {{30, 30, "ff7f7f"}},
		`<rect width="60" height="60" fill-opacity=".5"/>`:                                                                       {{30, 30, "7f7f7f"}},
		`<rect width="60" height="60" fill="#ff000080"/>`:                                                                        {{30, 30, "ff7f7f"}},
		`<rect width="60" height="60" fill="rgb(100%, 0%, 0%)"/>`:                                                                {{30, 30, r}},
		`<rect width="60" height="60" opacity="0"/><rect width="60" height="60" fill="none"/>`:                                   {{30, 30, w}},
		`<rect x="-1e6" y="-1e6" width="1e6" height="1e6"/><rect x="-9e5" y="40" width="1e6" height="20" fill="red"/>`:           {{0, 0, w}, {0, 50, r}, {99, 50, r}, {50, 61, w}},
	} {
		picture := drawn(t, elements)
		for _, s := range spots {
			want, _ := hexColor(s.want)
			if got := picture.RGBAAt(s.x, s.y); !near(got, color.RGBA(want), 2) {
				t.Errorf("%s at %d,%d: got %v, want %v", elements, s.x, s.y, got, want)
			}
		}
	}
}

// The same shapes, written in different ways, must look the same.
func TestEqualShapes(t *testing.T) {
	for a, b := range map[string]string{
		`<ellipse cx="50" cy="50" rx="40" ry="20" transform="rotate(30 50 50)"/>`:                        `<path d="M84.641 70A40 20 30 1 1 15.359 30A40 20 30 0 1 84.641 70z"/>`,
		`<circle cx="50" cy="50" r="30"/>`:                                                               `<circle cx="50" cy="50" r="15" stroke="#000" stroke-width="30"/>`,
		`<rect x="20" y="20" width="60" height="60" rx="10"/>`:                                           `<rect x="25" y="25" width="50" height="50" stroke="#000" stroke-width="10" rx="5"/>`,
		`<line x1="30" y1="50" x2="70" y2="50" stroke="#000" stroke-width="20" stroke-linecap="round"/>`: `<rect x="20" y="40" width="60" height="20" ry="10"/>`,
		`<circle cx="5" cy="5" r="3" transform="scale(10 5)"/>`:                                          `<ellipse cx="50" cy="25" rx="30" ry="15"/>`,
	} {
		first, second := drawn(t, a), drawn(t, b)
		for i := 0; i < len(first.Pix); i += 4 {
			if d := int(first.Pix[i]) - int(second.Pix[i]); max(d, -d) > 12 {
				t.Errorf("%s and %s differ by %d at %d,%d", a, b, d, i/4%100, i/400)
				break
			}
		}
	}
}
