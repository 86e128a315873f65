package pictures_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/cache"
	"stillpoint/generator/config"
	"stillpoint/generator/images"
	"stillpoint/generator/images/corpus"
	"stillpoint/generator/pictures"
	"stillpoint/generator/source"
)

// shelf is a publication that notes what becomes of each file.
type shelf struct {
	mu     sync.Mutex
	staged map[string][]byte
	offers map[string]func() ([]byte, error)
	old    map[string]bool // published by an earlier build
	kept   int
}

func (s *shelf) Stage(name string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.staged[name] != nil {
		return fmt.Errorf("%s is staged twice", name)
	}
	s.staged[name] = bytes.Clone(data)
	return nil
}

func (s *shelf) Keep(name, _ string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.old[name] {
		s.kept++
	}
	return s.old[name], nil
}

func (s *shelf) Offer(name string, make func() ([]byte, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.offers[name] != nil {
		return fmt.Errorf("%s is offered twice", name)
	}
	s.offers[name] = make
	return nil
}

// photograph is a JPEG of one colour.
func photograph(width, height int, c color.Color) []byte {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// stage is one build of pictures.
type stage struct {
	*pictures.Store
	shelf *shelf
}

func open(t *testing.T, files map[string][]byte, o pictures.Options) stage {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	snapshot, problems := source.Scan(t.Context(), source.Layer{Name: "site", FS: fsys, Roots: []string{"content"}})
	if problems != nil {
		t.Fatal(problems)
	}
	o.Files, o.URL = snapshot.Lookup, func(path string) string { return path }
	o.Fingerprinted = func(string) bool { return false }
	o.Original = func(name string) string { return strings.TrimPrefix(name, "content/") }
	o.Read = func(name string) ([]byte, error) { return fs.ReadFile(fsys, name) }
	if o.Images.Formats == nil {
		o.Images = config.Default().Images
	}
	if o.Cache == nil {
		o.Cache = cache.Open("")
	}
	s := stage{pictures.New(o, nil), &shelf{staged: map[string][]byte{}, offers: map[string]func() ([]byte, error){}}}
	s.Publish(s.shelf)
	return s
}

func (s stage) ask(t *testing.T, r pictures.Request) *pictures.Image {
	t.Helper()
	image, problem := s.Image(r)
	if problem != nil {
		t.Fatal(problem)
	}
	return image
}

var hash = regexp.MustCompile(`\.[0-9a-f]{10}\.`)

func (s *shelf) names() string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(s.staged)) {
		names = append(names, hash.ReplaceAllString(name, "."))
	}
	return strings.Join(names, " ")
}

// TestOnce makes each form once: whoever asks, in this build and in the next.
func TestOnce(t *testing.T) {
	room := photograph(400, 200, color.RGBA{200, 100, 50, 255})
	files := map[string][]byte{"content/a/room.jpg": room, "content/b/room.jpg": room, "content/c/other.jpg": room}
	kept := cache.Open(t.TempDir())
	defer kept.Close()
	build := func() *shelf {
		s := open(t, files, pictures.Options{Cache: kept, Jobs: 4})
		for _, name := range []string{"content/a/room.jpg", "content/b/room.jpg", "content/c/other.jpg"} {
			html := s.ask(t, pictures.Request{File: name, Width: 100, Focus: pictures.Center()}).HTML(pictures.Markup{})
			if page, err := s.Finish(t.Context(), []byte(html)); err != nil || !bytes.Contains(page, []byte("tone tr12 tg6 tb3")) {
				t.Errorf("%s %v", page, err)
			}
		}
		if err := s.Flush(t.Context()); err != nil || len(s.Problems()) > 0 {
			t.Error(err, s.Problems())
		}
		return s.shelf
	}
	first := build()
	const want = "pictures/other-100.jpg pictures/other-100.webp pictures/other-200.webp pictures/room-100.jpg pictures/room-100.webp pictures/room-200.webp"
	if got := first.names(); got != want {
		t.Errorf("%s\nnot %s", got, want)
	}
	for name := range files { // what cannot be decoded any more can only come from the cache
		files[name] = append(bytes.Clone(room[:len(room)/2]), room[len(room)/2:]...)
	}
	if diff := cmp.Diff(first.staged, build().staged); diff != "" {
		t.Error(diff)
	}
}

// TestKept leaves what is published where it is, and decodes nothing for it.
func TestKept(t *testing.T) {
	files := map[string][]byte{"content/room.jpg": photograph(400, 200, color.Black)}
	kept := cache.Open(t.TempDir())
	defer kept.Close()
	first := open(t, files, pictures.Options{Cache: kept})
	first.ask(t, pictures.Request{File: "content/room.jpg", Width: 100})
	if err := first.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := open(t, files, pictures.Options{Cache: kept})
	second.shelf.old = map[string]bool{}
	for name := range first.shelf.staged {
		second.shelf.old[name] = true
	}
	second.ask(t, pictures.Request{File: "content/room.jpg", Width: 100})
	if err := second.Flush(t.Context()); err != nil || second.shelf.kept != 3 || len(second.shelf.staged) != 0 {
		t.Errorf("%v, %d kept, %s staged", err, second.shelf.kept, second.shelf.names())
	}
}

// TestInterrupted keeps what was made before a build was broken off.
func TestInterrupted(t *testing.T) {
	files := map[string][]byte{}
	for i := range 6 {
		files[fmt.Sprintf("content/%d.jpg", i)] = photograph(300+i, 200, color.Black)
	}
	dir := t.TempDir()
	kept := cache.Open(dir)
	defer kept.Close()
	ctx, stop := context.WithCancel(t.Context())
	s := open(t, files, pictures.Options{Cache: kept, Jobs: 1, Progress: func(done, _ int) {
		if done == 4 {
			stop()
		}
	}})
	for name := range files {
		s.ask(t, pictures.Request{File: name, Width: 100})
	}
	if err := s.Flush(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	entries, err := filepath.Glob(filepath.Join(dir, "entries-*", "*", "*"))
	if err != nil || len(entries) < 4 {
		t.Errorf("%d entries are kept, %v", len(entries), err)
	}
}

// TestOnDemand makes nothing before somebody reads it, and nothing of a file that is another by then.
func TestOnDemand(t *testing.T) {
	files := map[string][]byte{"content/room.jpg": photograph(400, 200, color.Black)}
	var later []byte
	o := pictures.Options{OnDemand: true}
	s := open(t, files, o)
	html := s.ask(t, pictures.Request{File: "content/room.jpg", Width: 100}).HTML(pictures.Markup{})
	page, err := s.Finish(t.Context(), []byte(html))
	if err != nil || bytes.Contains(page, []byte("picture-")) || bytes.Contains(page, []byte("tone")) {
		t.Errorf("%s %v", page, err)
	}
	if err := s.Flush(t.Context()); err != nil || len(s.shelf.staged) > 0 || len(s.shelf.offers) != 3 {
		t.Errorf("%v, %d made, %d offered", err, len(s.shelf.staged), len(s.shelf.offers))
	}
	for name, make := range s.shelf.offers {
		data, err := make()
		info, wrong := images.Inspect(data, images.Limits{})
		if err != nil || wrong != nil || info.Width != 100 && info.Width != 200 {
			t.Errorf("%s: %v, %v, %d wide", name, err, wrong, info.Width)
		}
		later = data
	}
	if later == nil {
		t.Error("nothing was offered")
	}
}

// TestChangedOnDemand serves no form of a photograph that has changed since.
func TestChangedOnDemand(t *testing.T) {
	files := map[string][]byte{"content/room.jpg": photograph(400, 200, color.Black)}
	s := open(t, files, pictures.Options{OnDemand: true})
	s.ask(t, pictures.Request{File: "content/room.jpg", Width: 100})
	if err := s.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	copy(files["content/room.jpg"], photograph(400, 200, color.White)) // the file system holds the same bytes
	for name, make := range s.shelf.offers {
		if _, err := make(); err == nil {
			t.Errorf("%s is made of another photograph", name)
		}
	}
}

// TestBroken tells of a file once, whether its header or its pixels are at fault, and publishes nothing of it.
func TestBroken(t *testing.T) {
	files := map[string][]byte{"content/text.jpg": []byte("no picture"), "content/cut.png": corpus.Find("damaged.png").Data}
	s := open(t, files, pictures.Options{})
	for range 2 {
		if _, problem := s.Image(pictures.Request{File: "content/text.jpg"}); problem == nil {
			t.Error("nothing is said of the text")
		}
		s.ask(t, pictures.Request{File: "content/cut.png"})
	}
	if err := s.Flush(t.Context()); err != nil {
		t.Error(err)
	}
	var told []string
	for _, d := range s.Problems() {
		told = append(told, d.Position.File+" "+d.Code)
	}
	if diff := cmp.Diff([]string{"content/cut.png broken-image", "content/text.jpg unknown-image"}, told); diff != "" || len(s.shelf.staged) > 0 {
		t.Error(diff, s.shelf.names())
	}
	if none, problem := s.Image(pictures.Request{File: "content/none.jpg"}); none != nil || problem != nil {
		t.Error("there is no such file")
	}
}

// TestForms plans the forms of a photograph of 1000 × 500 pixels.
func TestForms(t *testing.T) {
	file := "content/A Room, ours!.jpg"
	for name, c := range map[string]struct {
		r    pictures.Request
		o    config.Images
		want string
	}{
		"as it is":          {pictures.Request{}, config.Images{}, "1000×500 (max-width: 1000px) 100vw, 1000px webp:780,860,1000 jpeg:1000"},
		"a width":           {pictures.Request{Width: 200}, config.Images{}, "200×100 200px webp:200,400 jpeg:200"},
		"within":            {pictures.Request{Width: 200, Height: 50}, config.Images{}, "100×50 100px webp:100,200 jpeg:100"},
		"never enlarged":    {pictures.Request{Width: 3000}, config.Images{}, "1000×500 (max-width: 1000px) 100vw, 1000px webp:780,860,1000 jpeg:1000"},
		"filled":            {pictures.Request{Width: 100, Height: 100, Mode: pictures.Fill}, config.Images{}, "100×100 100px webp:100,200 jpeg:100"},
		"filled, too small": {pictures.Request{Width: 2000, Height: 2000, Mode: pictures.Fill}, config.Images{}, "500×500 webp:500 jpeg:500"},
		"a piece":           {pictures.Request{Width: 30, Height: 40, Mode: pictures.Crop}, config.Images{}, "30×40 webp:30 jpeg:30"},
		"single":            {pictures.Request{Single: true}, config.Images{}, "1000×500 jpeg:1000"},
		"a format":          {pictures.Request{Width: 100, Format: images.PNG}, config.Images{}, "100×50 100px png:100,200"},
		"two formats":       {pictures.Request{Width: 100}, config.Images{Formats: []string{"avif", "webp"}, MaxWidth: 2000}, "100×50 100px avif:100,200 webp:100,200 jpeg:100"},
		"no formats":        {pictures.Request{Width: 100}, config.Images{Formats: []string{}, MaxWidth: 2000}, "100×50 100px jpeg:100,200"},
		"bounded":           {pictures.Request{Width: 400}, config.Images{Formats: []string{"webp"}, MaxWidth: 300}, "300×150 webp:300 jpeg:300"},
	} {
		if c.o.MaxWidth > 0 {
			c.o.MaxPixels, c.o.MaxMemory = 100, 768
		}
		c.r.File = file
		s := open(t, map[string][]byte{file: photograph(1000, 500, color.Black)}, pictures.Options{Images: c.o, OnDemand: true})
		if got := described(s.ask(t, c.r)); got != c.want {
			t.Errorf("%s: %s\nnot %s", name, got, c.want)
		}
		if err := s.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		for output := range s.shelf.offers {
			if !strings.HasPrefix(output, "pictures/a-room-ours-") {
				t.Error(output)
			}
		}
	}
}

var widths = regexp.MustCompile(`a-room-ours-(\d+)\.`)

// described sums an image up: measures, sizes, and the widths of each format.
func described(i *pictures.Image) string {
	text := fmt.Sprintf("%d×%d", i.Width, i.Height)
	if i.Sizes != "" {
		text += " " + i.Sizes
	}
	list := func(format, set string) {
		var all []string
		for _, m := range widths.FindAllStringSubmatch(set, -1) {
			all = append(all, m[1])
		}
		text += " " + format + ":" + strings.Join(all, ",")
	}
	for _, s := range i.Sources {
		list(strings.TrimPrefix(s.Type, "image/"), s.Srcset)
	}
	fallback := i.Srcset
	if fallback == "" {
		fallback = i.URL
	}
	format, _ := images.FormatOf(i.URL)
	list(string(format), fallback)
	return text
}

// TestLoading loads the first large picture of a page at once, and the others when they are near.
func TestLoading(t *testing.T) {
	s := open(t, map[string][]byte{"content/a.jpg": photograph(800, 400, color.Black)}, pictures.Options{OnDemand: true})
	large := s.ask(t, pictures.Request{File: "content/a.jpg"}).HTML(pictures.Markup{})
	small := s.ask(t, pictures.Request{File: "content/a.jpg", Width: 50}).HTML(pictures.Markup{})
	lead := s.ask(t, pictures.Request{File: "content/a.jpg", Width: 50}).HTML(pictures.Markup{Lead: true})
	for name, c := range map[string]struct{ page, want string }{
		"large ones": {small + large + large, "later first later"},
		"a lead":     {small + large + lead, "later later first"},
		"small ones": {small + small, "later later"},
		"none":       {"<p>words</p>", ""},
	} {
		page, err := s.Finish(t.Context(), []byte(c.page))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range regexp.MustCompile(`loading="lazy" decoding="async">|decoding="async" fetchpriority="high">`).FindAllString(string(page), -1) {
			got = append(got, map[bool]string{true: "first", false: "later"}[strings.Contains(m, "high")])
		}
		if strings.Join(got, " ") != c.want || bytes.Contains(page, []byte("picture-")) {
			t.Errorf("%s: %v, not %s\n%s", name, got, c.want, page)
		}
	}
}

// TestDigest changes with what a page says of a picture, and with nothing else.
func TestDigest(t *testing.T) {
	drawing := func(size int, colour string) []byte {
		return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="9"><rect fill="%s"/></svg>`, size, colour)
	}
	digest := func(name string, data []byte) source.Digest {
		return open(t, map[string][]byte{name: data}, pictures.Options{}).Digest(pictures.Request{File: name})
	}
	const svg, jpg = "content/a.svg", "content/a.jpg"
	if digest(svg, drawing(9, "red")) != digest(svg, drawing(9, "blue")) {
		t.Error("the colour of a drawing is not on the page")
	}
	if digest(svg, drawing(9, "red")) == digest(svg, drawing(8, "red")) {
		t.Error("the size of a drawing is on the page")
	}
	if digest(jpg, photograph(9, 9, color.Black)) == digest(jpg, photograph(9, 9, color.White)) {
		t.Error("the forms of a photograph are named by what is in it")
	}
	if s := open(t, map[string][]byte{svg: drawing(9, "red")}, pictures.Options{}); s.Digest(pictures.Request{File: "content/none.svg"}) != (source.Digest{}) {
		t.Error("there is no such file")
	}
}
