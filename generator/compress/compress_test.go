package compress_test

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/compress"
)

func text(t *rapid.T) []byte {
	words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{0,8} |<p class="note">|\PC{0,3}`), 0, 200).Draw(t, "words")
	return []byte(strings.Repeat(strings.Join(words, ""), rapid.IntRange(0, 4).Draw(t, "times")))
}

// TestGivesBack unpacks what was compressed and finds the same bytes again. A press that has done other work meanwhile makes the same of them as a
// new one, and counts as much as it makes.
func TestGivesBack(t *testing.T) {
	var worn compress.Press
	rapid.Check(t, func(t *rapid.T) {
		data, effort := text(t), rapid.SampledFrom([]compress.Effort{compress.Quick, compress.Best}).Draw(t, "effort")
		br, gz := worn.Brotli(data, effort), worn.Gzip(data)
		unzipped, err := compress.Ungzip(bytes.NewReader(gz))
		if err != nil {
			t.Fatal(err)
		}
		for name, from := range map[string]io.Reader{"br": compress.Unbrotli(bytes.NewReader(br)), "gz": unzipped} {
			if back, err := io.ReadAll(from); err != nil || !bytes.Equal(back, data) {
				t.Fatalf("%s gives back %q of %q, %v", name, back, data, err)
			}
		}
		var fresh compress.Press
		if !bytes.Equal(fresh.Brotli(data, effort), br) || !bytes.Equal(fresh.Gzip(data), gz) {
			t.Fatal("a press that was used makes something else than a new one")
		}
		if worn.BrotliSize(data, effort) != int64(len(br)) || worn.GzipSize(data) != int64(len(gz)) {
			t.Fatal("the sizes are those of something else")
		}
	})
}

// TestSideBySide has one press do the work of many at once.
func TestSideBySide(t *testing.T) {
	var press, alone compress.Press
	data := []byte(strings.Repeat("Be still, and let the water settle. ", 200))
	want := alone.Forms(data, compress.Best)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			got := press.Forms(data, compress.Best)
			if !bytes.Equal(got.Brotli, want.Brotli) || !bytes.Equal(got.Gzip, want.Gzip) {
				t.Error("another form came out")
			}
		})
	}
	group.Wait()
}

// TestForms leaves out a form that saves next to nothing.
func TestForms(t *testing.T) {
	var press compress.Press
	calm := press.Forms(bytes.Repeat([]byte("calm "), 100), compress.Quick)
	if calm.Brotli == nil || calm.Gzip == nil {
		t.Error("what can be made much smaller has no small form")
	}
	packed := press.Forms(press.Gzip([]byte(strings.Repeat("a b c", 300)+strings.ToUpper("still"))), compress.Quick)
	if packed.Brotli != nil || packed.Gzip != nil {
		t.Error("what is compressed already has a form that is no smaller")
	}
}

// TestIsWorth tells texts that are long enough from all else.
func TestIsWorth(t *testing.T) {
	for name, want := range map[string]bool{
		"index.html": true, "CSS/SITE.CSS": true, "js/a.mjs": true, "favicon.svg": true, "events.ics": true, "manifest.webmanifest": true, "feed.xml": true,
		"a.ttf": true, "a.woff2": false, "room.jpg": false, "a.avif": false, "talk.mp3": false, "leaflet.pdf": false, "a.html.br": false, "a.css.gz": false,
		"CNAME": false, "_headers": false, "favicon.ico": false,
	} {
		if got := compress.IsWorth(name, 256); got != want {
			t.Errorf("IsWorth(%q) = %t", name, got)
		}
		if compress.IsWorth(name, 255) {
			t.Errorf("%s is worth it although it is short", name)
		}
	}
}

// TestGzipSaysNothing has no time, no name and no system in the header of gzip (RFC 1952, 2.3).
func TestGzipSaysNothing(t *testing.T) {
	var press compress.Press
	head := press.Gzip([]byte("calm"))[:10]
	if want := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}; !bytes.Equal(head, want) {
		t.Errorf("the header is % x", head)
	}
}

func TestPlain(t *testing.T) {
	for name, want := range map[string][2]string{
		"a/index.html.br": {"a/index.html", "br"}, "site.css.gz": {"site.css", "gzip"}, "site.css": {"site.css", ""}, "a.gz/b.txt": {"a.gz/b.txt", ""}, "br": {"br", ""},
	} {
		if plain, encoding := compress.Plain(name); plain != want[0] || encoding != want[1] {
			t.Errorf("%s is %q of %q, want %q", name, encoding, plain, want)
		}
	}
}
