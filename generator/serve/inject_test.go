package serve_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func TestPlaceOfTheScript(t *testing.T) {
	tests := []struct{ page, want string }{
		{"<!DOCTYPE html><html><head><title>T</title></head>", "<!DOCTYPE html><html><head>SCRIPT<title>T</title></head>"},
		{"<!DOCTYPE html>\n<!-- <head> -->\n<HTML lang=en>\n<HEAD class=a>\n<p>", "<!DOCTYPE html>\n<!-- <head> -->\n<HTML lang=en>\n<HEAD class=a>SCRIPT\n<p>"},
		{"<!DOCTYPE html><title>T</title><p>", "<!DOCTYPE html>SCRIPT<title>T</title><p>"},
		{"<!DOCTYPE html><p><head>", "<!DOCTYPE html>SCRIPT<p><head>"},
		{"\ufeff<!DOCTYPE html>text", "\ufeff<!DOCTYPE html>SCRIPTtext"},
		{"<!DOCTYPE html><html><body><script>'<head>'</script>", "<!DOCTYPE html><html>SCRIPT<body><script>'<head>'</script>"},
		{"<!DOCTYPE html>\ufeff<head>", "<!DOCTYPE html>SCRIPT\ufeff<head>"},
		{"", "SCRIPT"},
		{"<!DOCTYPE html>", "<!DOCTYPE html>SCRIPT"},
	}
	script := regexp.MustCompile(`<script src="/\.stillpoint[^>]*></script>`)
	for _, test := range tests {
		s := serving(t, files{"index.html": test.page})
		if got := script.ReplaceAllString(get(s, "/").Body.String(), "SCRIPT"); got != test.want {
			t.Errorf("%q becomes %q", test.page, got)
		}
	}
}

func TestPoliciesAreAmended(t *testing.T) {
	meta := `<meta http-equiv="content-security-policy" content="default-src 'none'">`
	s := serving(t, files{
		"index.html": page(meta, ""),
		"_headers":   "/*\n  Content-Security-Policy: connect-src 'none'\n  Content-Security-Policy-Report-Only: connect-src 'none'\n",
	})
	w := get(s, "/")
	if got := w.Header().Get("Content-Security-Policy"); got != "connect-src http://localhost:8080/.stillpoint/events" {
		t.Errorf("the header says %s", got)
	}
	if got := w.Header().Get("Content-Security-Policy-Report-Only"); got != "connect-src 'none'" {
		t.Errorf("the report-only header says %s", got)
	}
	want := `content="default-src &#39;none&#39;; script-src http://localhost:8080/.stillpoint/live.js; connect-src http://localhost:8080/.stillpoint/events"`
	if text := w.Body.String(); !strings.Contains(text, want) {
		t.Errorf("the page says %s", text)
	}
	for _, other := range []string{`<meta http-equiv="refresh" content="default-src 'none'">`, `<meta http-equiv="Content-Security-Policy" content="img-src 'none'">`} {
		s.Show(files{"index.html": page(other, "")}.result())
		if text := get(s, "/").Body.String(); !strings.Contains(text, other) {
			t.Errorf("the page says %s", text)
		}
	}
}

// The script is told where it may not ask for what a page is made of.
func TestPoliciesThatForbidFetching(t *testing.T) {
	tests := []struct {
		header, meta string
		want         bool
	}{
		{"", "", false},
		{"img-src 'none'", "script-src 'none'", false},
		{"default-src 'none'; connect-src 'Self'", "default-src *", false},
		{"default-src 'none'", "", true},
		{"default-src 'self'; connect-src a.example", "", true},
		{"", "connect-src 'none'", true},
		{"connect-src 'self'", "default-src 'none'", true},
		{"default-src 'self', connect-src 'none'", "", true},
	}
	for _, test := range tests {
		f := files{"index.html": page(`<meta http-equiv="Content-Security-Policy" content="`+test.meta+`">`, "")}
		if test.header != "" {
			f["_headers"] = "/*\n  Content-Security-Policy: " + test.header + "\n"
		}
		if got := strings.Contains(get(serving(t, f), "/").Body.String(), " data-fetchless "); got != test.want {
			t.Errorf("header %q and element %q: %t", test.header, test.meta, got)
		}
	}
}

// The script is in the head, once, and nothing else of the page is touched, whatever the page.
func TestAnyPageGetsTheScript(t *testing.T) {
	pieces := []string{"<!DOCTYPE html>", "<html>", "<head>", "</head>", "<body>", "<p>", "text", " ", "<!-- c -->", "<title>", "</title>", "<script>", "</script>", "<", "\x00", "<head", ">", "\ufeff", "<svg>", "<style>"}
	script := regexp.MustCompile(`<script src="/\.stillpoint[^>]*></script>`)
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(r, "page"), "")
		sent := get(serving(t, files{"index.html": text}), "/").Body.String()
		if found := script.FindAllString(sent, -1); len(found) != 1 || script.ReplaceAllString(sent, "") != text {
			r.Fatalf("%q becomes %q", text, sent)
		}
		document, err := html.Parse(strings.NewReader(strings.TrimPrefix(sent, "\ufeff"))) // as browsers decode it
		if err != nil {
			r.Fatal(err)
		}
		if parent := parentOfScript(document); parent != "head" {
			r.Fatalf("the script is in %q of %q", parent, sent)
		}
	})
}

func parentOfScript(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "script" && len(d.Attr) > 0 && d.Attr[0].Val == "/.stillpoint/live.js" {
			return d.Parent.Data
		}
	}
	return ""
}
