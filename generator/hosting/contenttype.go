package hosting

import (
	"path"
	"strings"
	"sync"
)

// mediaTypes has a media type of the IANA registry in each line, and the endings of its files.
// There is none for .br, which is sent as bytes.
const mediaTypes = `
text/html html htm
text/css css
text/javascript js mjs
text/plain txt
text/markdown md
text/csv csv
text/calendar ics
text/vcard vcf
text/vtt vtt
application/xml xml xsl
application/rss+xml rss
application/atom+xml atom
application/json json map
application/ld+json jsonld
application/manifest+json webmanifest
application/pdf pdf
application/epub+zip epub
application/wasm wasm
application/zip zip
application/gzip gz
image/svg+xml svg
image/png png
image/jpeg jpg jpeg
image/webp webp
image/avif avif
image/gif gif
image/vnd.microsoft.icon ico
font/woff2 woff2
font/woff woff
font/ttf ttf
font/otf otf
video/mp4 mp4
video/webm webm
audio/mpeg mp3
audio/ogg ogg oga opus
audio/mp4 m4a
audio/wav wav
`

var mediaTypesByEnding = sync.OnceValue(func() map[string]string {
	types := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(mediaTypes)) {
		fields := strings.Fields(line)
		for _, ending := range fields[1:] {
			types["."+ending] = fields[0] + charset(fields[0])
		}
	}
	return types
})

// charset returns the parameter of text types and of those in XML, for which it is
// defined. JSON has none: it is always UTF-8 (RFC 8259, 11).
func charset(mediaType string) string {
	if strings.HasPrefix(mediaType, "text/") || strings.HasSuffix(mediaType, "xml") {
		return "; charset=utf-8"
	}
	return ""
}

// ContentType returns the value of the Content-Type field for a file, by the ending of its
// name in any case: "text/html; charset=utf-8" for "index.html". An ending that is not in the
// table, or none at all, gives "application/octet-stream". The table is fixed, so
// the machine on which Stillpoint runs makes no difference.
func ContentType(name string) string {
	if mediaType, ok := mediaTypesByEnding()[strings.ToLower(path.Ext(name))]; ok {
		return mediaType
	}
	return "application/octet-stream"
}

// MediaType is a media type, and the endings of the names of its files, without a dot.
type MediaType struct {
	Type    string // as a Content-Type field has it, with its charset
	Endings []string
}

// MediaTypes returns what [ContentType] knows, for hosts that are told of it.
func MediaTypes() []MediaType {
	var all []MediaType
	for line := range strings.Lines(strings.TrimSpace(mediaTypes)) {
		fields := strings.Fields(line)
		all = append(all, MediaType{fields[0] + charset(fields[0]), fields[1:]})
	}
	return all
}
