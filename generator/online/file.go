package online

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"stillpoint/generator/compress"
	"stillpoint/generator/hosting"
)

// least is the size in bytes from which a text should be packed: below it all fits into one packet of a network as it is.
const least = 1400

// file looks at one file: its bytes, its fields, what it is packed with, and that it is not sent twice.
func (r *round) file(file *File, path string) job {
	return func(ctx context.Context, w *worker) error {
		v := &visit{worker: w, file: file, path: path, address: r.address(path), wanted: r.Host.Headers(path)}
		plain, err := v.plain(ctx)
		if err != nil || plain == nil {
			return err
		}
		v.answers = []*answer{plain}
		if err := v.packed(ctx, plain); err != nil {
			return err
		}
		v.fields()
		if err := v.again(ctx); err != nil {
			return err
		}
		return v.folder(ctx)
	}
}

// visit is all that is asked of one file.
type visit struct {
	*worker
	file    *File
	path    string // decoded
	address string
	wanted  []hosting.Header // that the host should send
	answers []*answer        // that are good but for their fields: as it is, packed with br, packed with gzip
}

func (v *visit) good(row string) { v.tally.good(row) }

func (v *visit) bad(row, expected, found string) {
	v.tally.bad(row, v.job, Problem{Address: v.shown(), Expected: expected, Found: found})
}

func (v *visit) warn(row, expected, found string) {
	v.tally.bad(row, v.job, Problem{Address: v.shown(), Expected: expected, Found: found, Warning: true})
}

func (v *visit) shown() string { return shownPath(v.path) }

// shownPath returns a path as a browser has it.
func shownPath(path string) string { return (&urlPath{path}).String() }

// plain asks for the bytes as they are. It returns nil where it makes no sense to look further.
func (v *visit) plain(ctx context.Context) (*answer, error) {
	row := rowFiles
	if isPage(v.file.Name) {
		row = rowPages
	}
	a, err := v.ask(ctx, question{address: v.address, file: v.file})
	if err != nil {
		return nil, err
	}
	if v.withoutEnding(a) {
		v.address = a.location().String()
		if a, err = v.ask(ctx, question{address: v.address, file: v.file}); err != nil {
			return nil, err
		}
	}
	switch {
	case a.fault != "":
		v.bad(row, "an answer", a.fault)
		return nil, nil
	case a.status != http.StatusOK:
		v.bad(row, "200", a.says())
		return nil, nil
	case a.spoilt != nil:
		v.bad(row, "the bytes as they are", fmt.Sprintf("packed with %s, which cannot be unpacked", a.encoding))
		return nil, nil
	case a.differs != nil:
		expected, found := a.differs.tell(v.file.Size, a.received)
		v.bad(row, expected, found)
	case a.encoding != "":
		v.bad(row, "the bytes as they are, for who takes no others", "packed with "+a.encoding)
	default:
		v.good(row)
	}
	return a, nil
}

// withoutEnding tells whether a host shows a page under its name without the ending alone, as some do (developers.cloudflare.com/pages/configuration/serving-pages).
func (v *visit) withoutEnding(a *answer) bool {
	to := a.location()
	plain, page := strings.CutSuffix(v.path, ".html")
	return page && to != nil && to.Host == v.base.Host && to.Path == plain
}

// says says in few words what an answer is.
func (a *answer) says() string {
	switch {
	case a.fault != "":
		return a.fault
	case a.location() != nil:
		return fmt.Sprintf("%d, which leads to %s", a.status, near(a.location(), a.asked))
	case a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable:
		return fmt.Sprintf("%d: too busy, however often it was asked", a.status)
	}
	return fmt.Sprint(a.status)
}

// tell says what two files differ in.
func (d *difference) tell(expected, came int64) (string, string) {
	if expected != came && (d.expected == "" || d.came == "") {
		return size(expected), size(came)
	}
	if d.expected == "" || d.came == "" {
		return size(expected), "as many, but others from byte " + fmt.Sprint(d.at+1) + " on"
	}
	return size(expected) + ": " + d.expected, size(came) + ": " + d.came
}

// packed asks for a text as browsers do, packed with br and with gzip. Where packed forms were published, one of them must come, since every browser takes both.
func (v *visit) packed(ctx context.Context, plain *answer) error {
	published := map[string]bool{"br": v.named[v.file.Name+compress.BrotliEnding] != nil, "gzip": v.named[v.file.Name+compress.GzipEnding] != nil}
	must := published["br"] || published["gzip"]
	if !must && (!compress.IsText(v.file.Name) || v.file.Size < least) {
		return nil
	}
	packed := 0
	var plainly []string // the ways in which it was not packed
	for _, encoding := range []string{"br", "gzip"} {
		a, err := v.ask(ctx, question{address: v.address, encoding: encoding, file: v.file})
		if err != nil {
			return err
		}
		switch {
		case a.fault == "" && a.status == http.StatusOK && a.encoding == "":
			plainly = append(plainly, encoding)
			continue
		case v.unpacked(packedRow(encoding), encoding, a, plain):
			v.answers = append(v.answers, a)
		}
		packed++
	}
	if packed == 0 {
		v.tally.bad(rowGzip, v.job, Problem{Address: v.shown(), Expected: "br or gzip", Found: "not packed", Warning: !must})
		return nil
	}
	for _, encoding := range plainly {
		if published[encoding] {
			v.warn(packedRow(encoding), encoding+", for which there is a file", "not packed")
		}
	}
	return nil
}

func packedRow(encoding string) string {
	if encoding == "br" {
		return rowBrotli
	}
	return rowGzip
}

// unpacked looks at an answer that is packed, and tells whether it is good.
func (v *visit) unpacked(row, encoding string, a, plain *answer) bool {
	switch {
	case a.fault != "":
		v.bad(row, "an answer", a.fault)
	case a.status != http.StatusOK:
		v.bad(row, "200", a.says())
	case strings.TrimPrefix(a.encoding, "x-") != encoding:
		v.bad(row, encoding, "packed with "+a.encoding)
	case a.spoilt != nil:
		v.bad(row, encoding, "what is sent cannot be unpacked")
	case a.sum != plain.sum:
		v.bad(row, "the same as without", "other bytes when it is unpacked: "+size(a.received))
	case !listed(a.header.Values("Vary"), "Accept-Encoding"):
		v.bad(row, "Vary: Accept-Encoding", varying(a.header.Values("Vary")))
	default:
		v.good(row)
		return true
	}
	return false
}

func varying(values []string) string {
	if len(values) == 0 {
		return nothing
	}
	return "Vary: " + strings.Join(values, ", ")
}

// listed tells whether one of the values is in a list, or the list has all.
func listed(list []string, value string) bool {
	for one := range strings.SplitSeq(strings.Join(list, ","), ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.EqualFold(one, value) {
			return true
		}
	}
	return false
}

// fields looks at the fields of all answers. What is wrong with several of them is told once.
func (v *visit) fields() {
	v.field(rowType, func(a *answer) (bool, string, string) { return v.typed(a) })
	for _, want := range v.expected() {
		v.field(want.Name, func(a *answer) (bool, string, string) { return holds(want, a.header.Values(want.Name)) })
	}
	if a := v.answers[0]; isPage(v.file.Name) {
		if cookies := cookieNames(a); cookies != "" && !has(v.expected(), "Set-Cookie") {
			v.warn(rowCookies, "none", cookies)
		} else {
			v.good(rowCookies)
		}
	}
}

// expected returns the fields that the host should send, but for those that are looked at in ways of their own.
func (v *visit) expected() []hosting.Header {
	var all []hosting.Header
	for _, field := range v.wanted {
		switch http.CanonicalHeaderKey(field.Name) {
		case "Content-Type":
			continue
		case "Strict-Transport-Security":
			if v.base.Scheme == "http" {
				continue // browsers do not take it from there (RFC 6797, 7.2)
			}
		}
		all = append(all, field)
	}
	return all
}

func has(fields []hosting.Header, name string) bool {
	for _, field := range fields {
		if strings.EqualFold(field.Name, name) {
			return true
		}
	}
	return false
}

func cookieNames(a *answer) string {
	var names []string
	for _, cookie := range (&http.Response{Header: a.header}).Cookies() {
		names = append(names, cookie.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return "the cookie " + strings.Join(names, ", ")
}

// field looks at a field of all answers.
func (v *visit) field(row string, look func(*answer) (good bool, expected, found string)) {
	for i, a := range v.answers {
		good, expected, found := look(a)
		if good {
			continue
		}
		if i > 0 {
			found += ", packed with " + a.encoding
		}
		v.bad(row, expected, found)
		return
	}
	v.good(row)
}

// typed looks at the type of the content.
func (v *visit) typed(a *answer) (good bool, expected, found string) {
	want := hosting.ContentType(v.file.Name)
	for _, field := range v.wanted {
		if strings.EqualFold(field.Name, "Content-Type") {
			want = field.Value
		}
	}
	came := a.header.Get("Content-Type")
	return sameType(want, came), want, cmp.Or(came, nothing)
}

// again asks for what was sent just now as a browser that has it does.
func (v *visit) again(ctx context.Context) error {
	first := v.answers[min(1, len(v.answers)-1)]
	cache := directives(first.header.Values("Cache-Control"), ",")
	if _, never := cache["no-store"]; never {
		return nil
	}
	q := question{address: v.address, encoding: first.encoding, match: first.header.Get("ETag"), since: first.header.Get("Last-Modified")}
	if q.match == "" && q.since == "" {
		v.warn(rowAgain, "ETag or Last-Modified", "neither, so all of it is sent each time")
		return nil
	}
	a, err := v.ask(ctx, q)
	switch {
	case err != nil:
		return err
	case a.status == http.StatusNotModified:
		v.good(rowAgain)
	case q.match != "":
		v.bad(rowAgain, "304 for If-None-Match: "+q.match, a.says())
	default:
		v.bad(rowAgain, "304 for If-Modified-Since: "+q.since, a.says())
	}
	return nil
}
