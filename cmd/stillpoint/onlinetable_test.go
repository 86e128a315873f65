package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/diag"
	"stillpoint/generator/online"
)

// found is a report with what a table has to cope with.
func found() *online.Report {
	const policy = "default-src 'none'; script-src 'self' 'sha256-Zk9lQ1v0cYvTtBkV4Gm9vX1rGm6oQbqY2mT1YtJ3q1w='; style-src 'self'; img-src 'self' data:; form-action https://forms.quiettide.example"
	r := &online.Report{Base: "https://quiettide.example/", Requests: 35005, Bytes: 140_231_000, Took: 84210 * time.Millisecond, Rows: []online.Row{
		{Name: "pages", Checked: 1200, Good: 1159},
		{Name: "other files", Checked: 61, Good: 61},
		{Name: "folders without their slash", Checked: 3},
		{Name: "redirects", Checked: 9, Good: 8, Problems: []online.Problem{
			{Address: "/old-prices/", Expected: "301, which leads to /prices/", Found: "302, which leads to http://quiettide.example/prices/"}}},
		{Name: "Content-Type", Checked: 80, Good: 79, Problems: []online.Problem{{Address: "/downloads/" + strings.Repeat("a-very-long-name-", 7) + ".md", Expected: "text/markdown; charset=utf-8", Found: "nothing"}}},
		{Name: "Content-Security-Policy", Checked: 1201, Good: 1200, Problems: []online.Problem{{Address: "/contact/", Expected: policy, Found: "nothing"}}},
		{Name: "X-Content-Type-Options", Checked: 1201, Good: 1200, Problems: []online.Problem{{Address: "/contact/", Expected: "nosniff", Found: "\x1b[2Jsniff"}}},
		{Name: "packed with gzip", Checked: 90, Good: 89, Problems: []online.Problem{{Address: "/", Expected: "br or gzip", Found: "not packed", Warning: true}}},
		{Name: "certificate and connection", Checked: 3, Good: 3, Note: "valid for 61 days, TLS 1.3, HTTP/2"},
	}}
	for i := range 40 {
		r.Rows[0].Problems = append(r.Rows[0].Problems, online.Problem{Address: fmt.Sprintf("/articles/%d/", i), Expected: "200", Found: "404"})
	}
	r.Rows[0].Problems = append(r.Rows[0].Problems, online.Problem{
		Address: "/prices/", Expected: "9,812 bytes: …</footer></body></html>", Found: "9,870 bytes: …</footer></body><script src=https://ads.example/x.js></script></html>"})
	for _, path := range []string{"/prices", "/about", "/contact"} {
		r.Rows[2].Problems = append(r.Rows[2].Problems, online.Problem{Address: path, Expected: "301 or 308, which leads to " + path + "/", Found: "200"})
	}
	for i := range 12 {
		r.Rows[7].Problems = append(r.Rows[7].Problems, online.Problem{Address: "/feed.xml", Expected: "the same as without", Found: fmt.Sprintf("other bytes when it is unpacked: %d bytes", i)})
	}
	return r
}

// TestOnlineTable draws the table at two widths, without colour and with it.
func TestOnlineTable(t *testing.T) {
	for name, table := range map[string]onlineTable{"80.txt": {width: 80}, "120.txt": {width: 120}, "color.txt": {width: 80, color: true}, "40.txt": {width: 40}} {
		var text bytes.Buffer
		table.w = &text
		table.print(found())
		sameAsGolden(t, filepath.Join("testdata", "online", name), text.Bytes())
		for line := range strings.Lines(text.String()) {
			if line = strings.TrimSuffix(line, "\n"); !table.color && diag.Width(line) > max(table.width, 50) {
				t.Errorf("%s: %q has %d columns", name, line, diag.Width(line))
			}
		}
	}
}

// TestOnlineGitHub tells what is wrong as GitHub shows it, what is alike once.
func TestOnlineGitHub(t *testing.T) {
	var text bytes.Buffer
	if err := diag.WriteGitHub(&text, diagnostics(found())); err != nil {
		t.Fatal(err)
	}
	sameAsGolden(t, filepath.Join("testdata", "online", "github.txt"), text.Bytes())
}

func sameAsGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))) {
		t.Errorf("%s:\n%s\nwant\n%s", file, got, want)
	}
}

// TestConclusion sums up in plain words.
func TestConclusion(t *testing.T) {
	problems := func(all ...bool) *online.Report {
		r := &online.Report{Requests: 1, Bytes: 812, Took: 40 * time.Millisecond, Rows: []online.Row{{}}}
		for _, warning := range all {
			r.Rows[0].Problems = append(r.Rows[0].Problems, online.Problem{Warning: warning})
		}
		return r
	}
	for want, r := range map[string]*online.Report{
		"All is as it should be: 1 request, 812 bytes received, in 40 ms.":                                    problems(),
		"All is there, and 1 thing could be better: 1 request, 812 bytes received, in 40 ms.":                 problems(true),
		"1 thing is not as it should be: 1 request, 812 bytes received, in 40 ms.":                            problems(false),
		"2 things are not as they should be, and 1 could be better: 1 request, 812 bytes received, in 40 ms.": problems(false, true, false),
	} {
		if got := conclusion(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
