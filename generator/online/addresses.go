package online

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// urlPath is a decoded path that is shown as a browser has it.
type urlPath struct{ path string }

func (p *urlPath) String() string { return (&url.URL{Path: p.path}).EscapedPath() }

// near returns an address as it is seen from another: without the scheme and the host where they are the same.
func near(to, from *url.URL) string {
	if to.Scheme != from.Scheme || to.Host != from.Host {
		return to.String()
	}
	short := url.URL{Path: to.Path, RawPath: to.RawPath, RawQuery: to.RawQuery, Fragment: to.Fragment, RawFragment: to.RawFragment}
	return short.String()
}

// redirects returns what looks at each rule of the host, and at one address for those with placeholders.
func (r *round) redirects() []job {
	var jobs []job
	for _, rule := range r.Host.Redirects() {
		path := instance(rule.From)
		want := r.Host.Answer(path, "")
		if want.Status == http.StatusBadRequest {
			continue
		}
		jobs = append(jobs, func(ctx context.Context, w *worker) error {
			file := r.named[want.Name]
			a, err := w.ask(ctx, question{address: r.address(path), file: file})
			if err != nil {
				return err
			}
			expected := fmt.Sprint(want.Status)
			good := a.fault == "" && a.status == want.Status
			if want.Location != "" {
				to, err := r.base.Parse(want.Location)
				good = good && err == nil && a.location() != nil && samePlace(a.location(), to)
				expected += ", which leads to " + want.Location
			}
			found := a.says()
			if good && file != nil && a.differs != nil {
				expected, found, good = "the bytes of "+want.Name, "others: "+size(a.received), false
			}
			w.judge(rowRedirects, good, Problem{Address: shownPath(path), Expected: expected, Found: found})
			return nil
		})
	}
	return jobs
}

func (w *worker) judge(row string, good bool, p Problem) {
	if good {
		w.tally.good(row)
		return
	}
	w.tally.bad(row, w.job, p)
}

// instance returns an address that a rule is for, with words in the place of what may be anything.
func instance(pattern string) string {
	segments := strings.Split(pattern, "/")
	for i, segment := range segments {
		if name, is := strings.CutPrefix(segment, ":"); is && name != "" && !strings.ContainsAny(name, ".-:") {
			segments[i] = "any-" + name
		}
	}
	path := strings.Join(segments, "/")
	if open, is := strings.CutSuffix(path, "*"); is {
		return open + "any/place"
	}
	return path
}

// samePlace tells whether two addresses are the same, however their paths are escaped.
func samePlace(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Host, b.Host) && orSlash(a.Path) == orSlash(b.Path) && a.RawQuery == b.RawQuery && a.Fragment == b.Fragment
}

func orSlash(path string) string {
	if path == "" {
		return "/"
	}
	return path
}

// folder looks at the address of a page without its closing slash, where that should lead to the page.
func (v *visit) folder(ctx context.Context) error {
	short, is := strings.CutSuffix(v.path, "/")
	if !is || short == "" {
		return nil
	}
	want := v.Host.Answer(short, "")
	if want.Status != http.StatusMovedPermanently || want.Location != shownPath(v.path) {
		return nil
	}
	a, err := v.ask(ctx, question{address: v.round.address(short)})
	if err != nil {
		return err
	}
	to := a.location()
	good := a.fault == "" && to != nil && forGood(a.status) && to.Host == v.base.Host && to.Scheme == v.base.Scheme && to.Path == v.path
	v.judge(rowFolders, good, Problem{Address: shownPath(short), Expected: "301 or 308, which leads to " + shownPath(v.path), Found: a.says()})
	return nil
}

// forGood tells whether a redirect is one that browsers may remember.
func forGood(status int) bool {
	return status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect
}

// missing looks at addresses that there are not, one of them within a folder.
func (r *round) missing() job {
	return func(ctx context.Context, w *worker) error {
		page := r.named[missingPage]
		name := "no-such-page-" + strings.ToLower(rand.Text()[:12])
		for _, path := range []string{r.base.Path + name, r.base.Path + name + "/within/"} {
			if r.Host.Answer(path, "").Status != http.StatusNotFound {
				continue // a rule is for every address
			}
			a, err := w.ask(ctx, question{address: r.address(path), file: page})
			if err != nil {
				return err
			}
			v := &visit{worker: w, file: page, path: path, wanted: r.Host.Headers(path), answers: []*answer{a}}
			switch {
			case a.fault != "":
				v.bad(rowMissing, "404", a.fault)
			case a.status != http.StatusNotFound:
				v.bad(rowMissing, "404", a.says())
			case page != nil && a.differs != nil:
				v.bad(rowMissing, "the page 404.html", "another one, of "+size(a.received))
			default:
				v.good(rowMissing)
			}
			if page != nil && a.fault == "" && a.status == http.StatusNotFound {
				v.fields()
			}
		}
		return nil
	}
}

// keptBack looks at a file that is not for visitors. An empty one tells nobody anything.
func (r *round) keptBack(path string, size int64) []job {
	if size == 0 {
		return nil
	}
	return []job{func(ctx context.Context, w *worker) error {
		a, err := w.ask(ctx, question{address: r.address(path)})
		if err != nil || a.fault != "" {
			return err
		}
		shown := a.status == http.StatusOK
		if shown {
			other, err := w.ask(ctx, question{address: r.address(path + strings.ToLower(rand.Text()[:8]))})
			if err != nil {
				return err
			}
			shown = other.status != http.StatusOK || other.sum != a.sum // or every address has that
		}
		w.judge(rowKept, !shown, Problem{Address: shownPath(path), Expected: "404", Found: a.says() + ": everybody can read it", Warning: true})
		return nil
	}}
}
