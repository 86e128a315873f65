package publish_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stillpoint/generator/publish"
)

// byTheBook is a manifest as encoding/json has it.
type byTheBook struct {
	Version    int                 `json:"version"`
	Unfinished bool                `json:"unfinished,omitempty"`
	Address    string              `json:"address,omitempty"`
	Trial      bool                `json:"trial,omitempty"`
	Files      map[string]bookLine `json:"files"`
}

type bookLine struct {
	Digest   string `json:"sha256"`
	Size     int64  `json:"size"`
	Modified int64  `json:"mtime,omitempty"`
	Planned  bool   `json:"planned,omitempty"`
}

func (b byTheBook) text(t fataler) []byte {
	t.Helper()
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	must(t, encoder.Encode(b))
	return text.Bytes()
}

// TestManifestIsAsEncodingJSONHasIt writes and reads manifests of any names and numbers: to the byte what encoding/json makes of them.
func TestManifestIsAsEncodingJSONHasIt(t *testing.T) {
	part := rapid.OneOf(rapid.StringMatching(`[a-z0-9 &<>'"\t\x01\x7f-]{1,9}`), rapid.StringMatching(`[äöü\x{2028}\x{1F33F}x]{1,4}`), rapid.Just("index.html"))
	rapid.Check(t, func(t *rapid.T) {
		book := byTheBook{Version: 1, Unfinished: rapid.Bool().Draw(t, "unfinished"), Trial: rapid.Bool().Draw(t, "trial"), Files: map[string]bookLine{},
			Address: rapid.OneOf(rapid.Just(""), rapid.Just("https://quiettide.example/"), part).Draw(t, "address")}
		for range rapid.IntRange(0, 5).Draw(t, "files") {
			name := strings.Join(rapid.SliceOfN(part, 1, 3).Draw(t, "name"), "/")
			book.Files[name] = bookLine{fmt.Sprintf("%032x", rapid.Uint64().Draw(t, "digest")), rapid.Int64().Draw(t, "size"),
				rapid.Int64().Draw(t, "mtime"), rapid.Bool().Draw(t, "planned")}
		}
		text := book.text(t)
		canonical, ok, general, err := publish.Reencoded(text)
		if err != nil || !bytes.Equal(general, text) {
			t.Fatalf("%v\n%s", err, cmp.Diff(string(text), string(general)))
		}
		if ok && !bytes.Equal(canonical, text) {
			t.Fatal(cmp.Diff(string(text), string(canonical)))
		}
	})
}

// TestOwnFormIsReadQuickly has the quick reader take what a build of ordinary names has written.
func TestOwnFormIsReadQuickly(t *testing.T) {
	for _, s := range []site{{"index.html": "x"}, {"a&b/<c>": "", "ä/index.html": "1", "z": ""}} {
		folder := t.TempDir()
		s.mustBuild(t, folder)
		text := readManifest(t, folder)
		if canonical, ok, _, _ := publish.Reencoded([]byte(text)); !ok || string(canonical) != text {
			t.Errorf("it was not read:\n%s", text)
		}
	}
}

// FuzzForms expects that the quick reader reads nothing otherwise than encoding/json does.
func FuzzForms(f *testing.F) {
	digest := strings.Repeat("0f", 16)
	for _, line := range []bookLine{{digest, 1, 2, true}, {digest, 0, 0, false}, {digest, 1 << 62, -1, false}} {
		f.Add(byTheBook{1, true, "https://quiettide.example/", true, map[string]bookLine{"a": line, "b/ä": line}}.text(f))
	}
	f.Add(byTheBook{1, false, "", false, map[string]bookLine{}}.text(f))
	f.Add([]byte("{\n \"version\": 1,\n \"files\": {\n  \"a\xff\": {\n   \"sha256\": \"" + digest + "\",\n   \"size\": 01\n  }\n }\n}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		canonical, ok, general, err := publish.Reencoded(text)
		if ok && (err != nil || !bytes.Equal(canonical, general)) {
			t.Errorf("read as\n%s\nand by encoding/json as\n%s%v", canonical, general, err)
		}
	})
}
