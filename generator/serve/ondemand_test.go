package serve_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"stillpoint/generator"
	"stillpoint/generator/publish"
)

// TestOnDemand has a picture made when a browser asks for it, and not for the page that shows it.
func TestOnDemand(t *testing.T) {
	memory, made := publish.NewMemory(nil), 0
	for name, make := range map[string]func() ([]byte, error){
		"p/a.webp": func() ([]byte, error) { made++; return []byte("picture"), nil },
		"p/b.webp": func() ([]byte, error) { return nil, errors.New("the WebP is cut short") },
	} {
		if err := memory.Offer(name, make); err != nil {
			t.Fatal(err)
		}
	}
	if err := memory.Stage("index.html", []byte(page("", `<img src="/p/a.webp">`))); err != nil {
		t.Fatal(err)
	}
	if _, err := memory.Commit(); err != nil {
		t.Fatal(err)
	}
	s := serving(t, nil)
	s.Show(&generator.Result{Files: memory.Files()})
	if w := get(s, "/"); w.Code != http.StatusOK || made != 0 {
		t.Errorf("%d, made %d times for the page", w.Code, made)
	}
	w := get(s, "/p/a.webp")
	if w.Code != http.StatusOK || w.Body.String() != "picture" || w.Header().Get("Content-Type") != "image/webp" || w.Header().Get("ETag") == "" || made != 1 {
		t.Errorf("%d %v %s, made %d times", w.Code, w.Header(), w.Body, made)
	}
	if w := get(s, "/p/b.webp"); w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "the WebP is cut short") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestSourceMap tells developer tools where the map of a style sheet is, and leaves the sheet as it is.
func TestSourceMap(t *testing.T) {
	s := serving(t, files{"css/a.1f.css": "a{}", "css/a.1f.css.map": "{}", "css/b.css": "b{}"})
	if w := get(s, "/css/a.1f.css"); w.Header().Get("SourceMap") != "a.1f.css.map" || w.Body.String() != "a{}" {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	if w := get(s, "/css/b.css"); w.Header().Get("SourceMap") != "" {
		t.Errorf("%v", w.Header())
	}
}
