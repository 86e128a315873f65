package vector

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// kept says which addresses may stay at a place, other than those of the drawing's own parts.
type kept int

const (
	onlyParts kept = iota // "#shade"
	pictures              // and the bytes of a picture
	fonts                 // and the bytes of a font
	links                 // and where a visitor may be led to
)

// pictureData is the beginning of a picture of a kind that nothing can run in. A drawing within the drawing is none.
var pictureData = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^data:image/(png|jpeg|jpg|gif|webp|avif);base64,[A-Za-z0-9+/]*={0,2}$`)
})

var fontData = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^data:(font/(woff2?|ttf|otf|sfnt)|application/(x-)?font-(woff2?|ttf|otf|truetype|opentype|sfnt)|application/vnd\.ms-opentype);(charset=utf-8;)?base64,[A-Za-z0-9+/]*={0,2}$`)
})

var scheme = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`) })

// clean returns an address as a browser reads it, and whether it may stay.
func (k kept) clean(address string) (string, bool) {
	address = asBrowsersRead(address)
	switch {
	case strings.ContainsFunc(address, unicode.IsControl):
		return "", false
	case strings.HasPrefix(address, "#"):
		return address, !strings.ContainsAny(address, "\"'()\\<>")
	case k == links:
		return address, leadsSomewhere(address)
	case k == onlyParts:
		return "", false
	}
	return k.cleanData(address)
}

// cleanData returns a data address with its kind in small letters and without the blanks that editors put into long ones.
func (k kept) cleanData(address string) (string, bool) {
	head, body, found := strings.Cut(address, ",")
	if !found {
		return "", false
	}
	address = strings.ToLower(removeBlanks(head)) + "," + removeBlanks(body)
	if pictureData().MatchString(address) {
		return address, true
	}
	return address, k == fonts && fontData().MatchString(address)
}

// asBrowsersRead leaves out what browsers leave out of an address: characters of control and blanks around it, tabs and
// line ends anywhere. Without that, "java\nscript:" would have no scheme.
func asBrowsersRead(address string) string {
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address)
}

func removeBlanks(text string) string { return strings.Join(strings.Fields(text), "") }

// leadsSomewhere tells whether a link is one that a visitor may follow: on the web, by mail or telephone, or, where it has no
// scheme, on the site.
func leadsSomewhere(address string) bool {
	switch strings.ToLower(scheme().FindString(address)) {
	case "http:", "https:", "mailto:", "tel:", "":
		return true
	}
	return false
}

// referring returns what may stay in the attribute href of an element.
func referring(element string) kept {
	switch element {
	case "a":
		return links
	case "image", "feImage":
		return pictures
	}
	return onlyParts
}

// leadsOut tells whether a value looks like an address of something else, so that its loss is worth a word.
func leadsOut(value string) bool {
	value = asBrowsersRead(value)
	return strings.Contains(value, "://") || strings.HasPrefix(value, "//") ||
		strings.HasPrefix(strings.ToLower(value), "javascript:") || strings.HasPrefix(strings.ToLower(value), "data:")
}
