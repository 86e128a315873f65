package pictures

import (
	"regexp"
	"sync"
)

var markup = sync.OnceValue(func() (p struct{ choice, marks *regexp.Regexp }) {
	p.choice = regexp.MustCompile(`</?picture>|<source type="image/[^"]*" srcset="[^"]*"(?: sizes="[^"]*")?>`)
	p.marks = regexp.MustCompile(` srcset="[^"]*"(?: sizes="[^"]*")?| data-picture-loading="[^"]*"| class="picture-tone-[0-9a-f]*"| ?picture-tone-[0-9a-f]*`)
	return p
})

// Plain returns a piece of HTML with each picture as a plain <img> of one file, for readers of feeds, which know no more.
func Plain(html string) string {
	return markup().marks.ReplaceAllString(markup().choice.ReplaceAllString(html, ""), "")
}
