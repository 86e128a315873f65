package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/compress"
	"stillpoint/generator/edits"
)

// TestBookIsCold edits a site at random, lets time pass, breaks builds off, touches what is published and damages what is kept; and builds it each time as a new
// process does, with all that the builds before have left on disk. The outcome must be that of a build from nothing.
func TestBookIsCold(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := newShelf(t, seed)
			for range *editCount {
				s.round(t)
			}
			t.Logf("%d good builds, %d of them stood; %d of %d pages were rendered; %d remarks", s.good, s.stood, s.rendered, s.pages, s.remarks)
			if s.good < *editCount/3 || s.rendered > s.pages*3/4 || s.stood == 0 {
				t.Error("too few good builds, or too many pages rendered anew, for this to show anything")
			}
		})
	}
}

// shelf is a site with what its builds have left on disk.
type shelf struct {
	dir     string
	options generator.Options
	editor  *edits.Editor
	random  *rand.Rand
	done    []string
	bad     int                       // builds in a row
	forms   map[string]compress.Forms // by the text

	good, stood, rendered, pages, remarks int
}

func newShelf(t *testing.T, seed uint64) *shelf {
	dir := folder(t, edits.Site())
	return &shelf{
		dir: dir, editor: edits.New(dir, seed), random: rand.New(rand.NewPCG(seed, 3)), forms: map[string]compress.Forms{},
		options: generator.Options{Source: dir, Destination: filepath.Join(dir, "public"), Defaults: edits.Defaults(stillpoint.Defaults()),
			Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Remember: true}.Patient(1),
	}
}

// round builds the site, compares, and does something to it.
func (s *shelf) round(t *testing.T) {
	t.Helper()
	before := published(t, s.options.Destination)
	warm := s.build(t)
	cold := must(generator.Build(t.Context(), s.cold()))
	if problem := complaintsDiffer(cold, warm); problem != "" {
		t.Fatalf("after %q: %s", s.done[max(0, len(s.done)-8):], problem)
	}
	want := before
	if s.bad++; !cold.Failed() {
		want = map[string][]byte{}
		for _, name := range cold.Files.Names() {
			want[name], _ = cold.Files.Get(name).Read()
		}
		if cold.Site.Config.Precompressed() {
			s.press(want)
		}
		s.count(warm, len(cold.Site.Pages))
	}
	if problem := foldersDiffer(want, published(t, s.options.Destination)); problem != "" {
		t.Fatalf("after %q: %s", s.done[max(0, len(s.done)-8):], problem)
	}
	s.act(t)
}

// press puts beside each text what a build for disk puts there: its compressed forms, unless the site has files of those names itself.
func (s *shelf) press(site map[string][]byte) {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		data := site[name]
		if !compress.IsWorth(name, len(data)) {
			continue
		}
		forms, known := s.forms[string(data)]
		if !known {
			forms = new(compress.Press).Forms(data, compress.Quick)
			s.forms[string(data)] = forms
		}
		for ending, form := range map[string][]byte{".br": forms.Brotli, ".gz": forms.Gzip} {
			if _, own := site[name+ending]; form != nil && !own {
				site[name+ending] = form
			}
		}
	}
}

func (s *shelf) count(warm *generator.Result, pages int) {
	s.bad = 0
	s.good++
	s.pages += pages
	s.rendered += warm.Rendered
	if warm.Stood {
		s.stood++
	}
	if warm.Remark != "" {
		s.remarks++
	}
}

func (s *shelf) cold() generator.Options {
	o := s.options
	o.InMemory, o.Remember = true, false
	return o
}

// build builds as a process does, which may be broken off at some page, and then begins anew.
func (s *shelf) build(t *testing.T) *generator.Result {
	t.Helper()
	o := s.options
	o.Jobs = []int{1, 2, 8}[s.random.IntN(3)]
	if s.random.IntN(5) == 0 {
		ctx, cancel := context.WithCancel(t.Context())
		left := s.random.IntN(30)
		o.Progress = func(int, int) {
			if left--; left < 0 {
				cancel()
			}
		}
		o.Jobs = 1
		builder := generator.NewBuilder(o)
		_, _ = builder.Build(ctx)
		if err := builder.Close(); err != nil {
			t.Fatal(err)
		}
		cancel()
		o.Progress = nil
	}
	o.Verify = s.random.IntN(6) == 0
	builder := generator.NewBuilder(o)
	result := must(builder.Build(t.Context()))
	if err := builder.Close(); err != nil {
		t.Fatal(err)
	}
	return result
}

// act does something between two builds.
func (s *shelf) act(t *testing.T) {
	t.Helper()
	what, err := "restore", error(nil)
	switch kind := s.random.IntN(16); {
	case s.bad > 3:
		err = s.editor.Restore()
	case kind == 0:
		s.options.Now = s.options.Now.Add(time.Duration(s.random.IntN(40)) * time.Hour)
		what = "time passes"
	case kind == 1:
		what = s.touch(t)
	case kind == 2:
		what = s.damage(t)
	case kind == 3:
		what = "nothing"
	default:
		what, err = s.editor.Edit()
	}
	if err != nil {
		t.Fatal(what, err)
	}
	s.done = append(s.done, what)
}

// touch changes or takes away a published file, as a person does.
func (s *shelf) touch(t *testing.T) string {
	t.Helper()
	names := slices.Sorted(maps.Keys(published(t, s.options.Destination)))
	if len(names) == 0 || s.bad > 0 { // what is touched while the site is broken stays touched, as it should
		return "nothing"
	}
	name := filepath.Join(s.options.Destination, names[s.random.IntN(len(names))])
	err := os.Remove(name)
	if s.random.IntN(2) == 0 {
		err = os.WriteFile(name, []byte("touched"), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return "touch " + name
}

// damage changes a byte of what is kept, or takes a file of it away.
func (s *shelf) damage(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, ".stillpoint", "books-1", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		return "nothing"
	}
	name := files[s.random.IntN(len(files))]
	data, err := os.ReadFile(name)
	if err == nil && len(data) > 0 && s.random.IntN(3) > 0 {
		data[s.random.IntN(len(data))] ^= 0x10
		err = os.WriteFile(name, data, 0o644)
	} else if err == nil {
		err = os.Remove(name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return "damage " + filepath.Base(name)
}

// published returns the files of a published folder, but for those that Stillpoint keeps there for itself.
func published(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".stillpoint") {
			return err
		}
		name, _ := filepath.Rel(dir, file)
		all[filepath.ToSlash(name)], err = os.ReadFile(file)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return all
}

func foldersDiffer(want, got map[string][]byte) string {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if there, ok := got[name]; !ok || !bytes.Equal(there, want[name]) {
			return fmt.Sprintf("%s (there: %v) is\n%.2000s\nnot\n%.2000s", name, ok, there, want[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			return name + " should not be there"
		}
	}
	return ""
}
