package generator_test

import (
	"bytes"
	"io"
	"maps"
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

// pressed is a site that is published compressed, too, with a text of 4 KB among its static files.
func pressed(t *testing.T) generator.Options {
	t.Helper()
	files := edits.Site()
	files["stillpoint.yaml"] = pressing("yes", "")
	files["assets/static/long.txt"] = strings.Repeat("Be still, and let the water settle.\n", 120)
	dir := folder(t, files)
	return generator.Options{Source: dir, Destination: filepath.Join(dir, "public"), Defaults: edits.Defaults(stillpoint.Defaults()), Remember: true,
		Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
}

// pressing returns the configuration of the site with another say on what is compressed, and for a host.
func pressing(precompress, host string) string {
	return strings.NewReplacer("precompress: auto", "precompress: "+precompress, `host: ""`, `host: "`+host+`"`).Replace(edits.Site()["stillpoint.yaml"])
}

// rebuild builds a site as a new process does, with what is kept of the builds before, and returns what is published.
func rebuild(t *testing.T, o generator.Options) map[string][]byte {
	t.Helper()
	builder := generator.NewBuilder(o)
	result := must(builder.Build(t.Context()))
	check(t, builder.Close())
	if result.Failed() {
		t.Fatal(result.Diagnostics)
	}
	return published(t, o.Destination)
}

// TestPrecompressed finds beside each text that is long enough its two forms, which unpack to it, and beside nothing else any.
func TestPrecompressed(t *testing.T) {
	site := rebuild(t, pressed(t))
	texts := 0
	for name, data := range site {
		plain := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
		if name != plain {
			if !compress.IsWorth(plain, len(site[plain])) {
				t.Errorf("%s is there, although %s has %d bytes", name, plain, len(site[plain]))
			}
			if back := unpack(t, name, data); !bytes.Equal(back, site[plain]) {
				t.Errorf("%s is not what was compressed into it", name)
			}
			continue
		}
		if compress.IsWorth(name, len(data)) && strings.HasSuffix(name, ".html") {
			if texts++; site[name+".br"] == nil || site[name+".gz"] == nil {
				t.Errorf("%s is not there compressed", name)
			}
		}
	}
	if texts < 10 || site["long.txt.br"] == nil || site["sitemap.xml.gz"] == nil || site["hello.txt.br"] != nil {
		t.Errorf("%d pages; %v", texts, slices.Sorted(maps.Keys(site)))
	}
}

func unpack(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	from := compress.Unbrotli(bytes.NewReader(data))
	if strings.HasSuffix(name, ".gz") {
		var err error
		if from, err = compress.Ungzip(bytes.NewReader(data)); err != nil {
			t.Fatal(name, err)
		}
	}
	plain, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(name, err)
	}
	return plain
}

// TestPrecompressedStays builds again and again: forms that are lost come back, those of a site that wants none go, and each build, with and without what is
// kept, with one worker and with eight, leaves the same.
func TestPrecompressedStays(t *testing.T) {
	o := pressed(t)
	first := rebuild(t, o)
	same := func(what string, got map[string][]byte) {
		t.Helper()
		if problem := foldersDiffer(first, got); problem != "" {
			t.Fatalf("%s: %s", what, problem)
		}
	}
	for _, name := range []string{"long.txt.br", "index.html.gz"} {
		check(t, os.Remove(filepath.Join(o.Destination, name)))
	}
	same("after files were lost", rebuild(t, o))
	check(t, os.RemoveAll(o.Destination))
	same("after all was lost", rebuild(t, o))
	alone := o
	alone.Jobs, alone.NoCache, alone.Destination = 1, true, filepath.Join(o.Source, "other")
	same("one worker, no cache", rebuild(t, alone))

	change(t, o.Source, map[string]string{"stillpoint.yaml": pressing("no", "")})
	plain := rebuild(t, o)
	for name := range plain {
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			t.Errorf("%s is there still", name)
		}
	}
	if len(plain) > len(first)/2 {
		t.Errorf("%d of %d files are left", len(plain), len(first))
	}
	change(t, o.Source, map[string]string{"stillpoint.yaml": pressing("auto", "caddy")})
	hosted := rebuild(t, o)
	delete(hosted, ".host/Caddyfile")
	same("switched on by the host", hosted)
	if _, err := generator.Clean(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if left := published(t, o.Destination); len(left) > 0 {
		t.Errorf("clean leaves %v", slices.Sorted(maps.Keys(left)))
	}
}

// TestPrecompressedIsOfThePage compresses anew what has changed, and takes more time over texts only as long as there are few.
func TestPrecompressedIsOfThePage(t *testing.T) {
	o := pressed(t)
	first := rebuild(t, o)
	change(t, o.Source, map[string]string{"assets/static/long.txt": strings.Repeat("And again the water settles.\n", 99)})
	second := rebuild(t, o)
	if !bytes.Equal(unpack(t, "long.txt.br", second["long.txt.br"]), second["long.txt"]) {
		t.Error("the form is that of the old text")
	}
	if !bytes.Equal(first["index.html.br"], second["index.html.br"]) {
		t.Error("a page that is the same has another form")
	}
	hurried := o.Patient(1)
	hurried.NoCache, hurried.Destination = true, filepath.Join(o.Source, "other")
	quick := rebuild(t, hurried)
	if len(quick["index.html.br"]) <= len(second["index.html.br"]) {
		t.Errorf("the home page has %d bytes when it should be quick, and %d when it should be small", len(quick["index.html.br"]), len(second["index.html.br"]))
	}
}

// TestPrecompressedIsNobodys leaves files alone that the site itself has under such a name, whatever is in them.
func TestPrecompressedIsNobodys(t *testing.T) {
	o := pressed(t)
	own := map[string]string{"assets/static/long.txt.gz": "mine", "content/articles/walk/shore.svg.br": "mine too"}
	change(t, o.Source, own)
	for range 2 {
		site := rebuild(t, o)
		if string(site["long.txt.gz"]) != "mine" || string(site["articles/walk/shore.svg.br"]) != "mine too" || site["long.txt.br"] == nil {
			t.Errorf("%q, %q", site["long.txt.gz"], site["articles/walk/shore.svg.br"])
		}
	}
	change(t, o.Source, map[string]string{"assets/static/long.txt.gz": ""})
	if site := rebuild(t, o); !bytes.Equal(unpack(t, "long.txt.gz", site["long.txt.gz"]), site["long.txt"]) {
		t.Error("the form does not come when the own file is gone")
	}
}

// TestVerifyComparesForms holds what is kept of compressed forms against what is made.
func TestVerifyComparesForms(t *testing.T) {
	o := pressed(t)
	builder := generator.NewBuilder(o)
	must(builder.Build(t.Context()))
	builder.Spoil("long.txt", "form")
	builder.Verifying()
	change(t, o.Source, map[string]string{"assets/static/hello.txt": "another"})
	told := must(builder.Build(t.Context())).Diagnostics
	check(t, builder.Close())
	var lies []string
	for _, d := range told {
		if d.Code == "stale-record" {
			lies = append(lies, d.Message)
		}
	}
	if len(lies) != 1 || !strings.Contains(lies[0], "long.txt.br") {
		t.Errorf("%q", lies)
	}
}
