package budget

import (
	"fmt"
	"strings"

	"stillpoint/generator/check/rule"
)

// KB is the unit in which sizes are told.
const KB = 1024

// Limits are the most that a page may weigh, as a whole and by kinds of files, in bytes. Nothing is asked where a limit is 0.
type Limits struct{ Page, HTML, CSS, JS, Font, Image int64 }

// Default returns the limits that hold where a site sets none: with them a page is there in about three seconds on a slow phone line.
func Default() Limits {
	return Limits{Page: 500 * KB, HTML: 60 * KB, CSS: 40 * KB, JS: 50 * KB, Font: 120 * KB, Image: 400 * KB}
}

// Judge returns a finding for each limit that a page is over.
func (l Limits) Judge(w Weight, p *rule.Page) []rule.Finding {
	var found []rule.Finding
	judge := func(what string, size, limit int64, todo string, of ...kind) {
		if limit > 0 && size > limit {
			found = append(found, p.Found(0, fmt.Sprintf("%s %s KB, and %s KB is the limit", what, inKB(size), inKB(limit)), todo+w.heaviest(of...)))
		}
	}
	judge("all that this page loads at first is", w.Total(), l.Page, "leave out what the page can do without, or let it wait")
	judge("the text of this page with its tags is", w.HTML, l.HTML, "share it out over several pages, or take drawings out of it into files", html)
	judge("the styles of this page are", w.CSS, l.CSS, "take out what no page uses", css)
	judge("the scripts of this page are", w.JS, l.JS, "leave out those that the page works without", js)
	judge("the fonts of this page are", w.Font, l.Font, "load fewer weights, as WOFF2, with only the letters of your languages", font)
	judge("the pictures of this page are", w.Image, l.Image, `let pictures further down wait with loading="lazy", or make them smaller`, image)
	return found
}

// heaviest names the three heaviest files of some kinds, of all where none is said.
func (w Weight) heaviest(of ...kind) string {
	var names []string
	for _, item := range w.Heaviest {
		if (len(of) == 0 || kindOf(item.Output) == of[0]) && len(names) < 3 {
			names = append(names, fmt.Sprintf("%s (%s KB)", item.Output, inKB(item.Bytes)))
		}
	}
	return "; the heaviest: " + strings.Join(names, ", ")
}

// inKB returns a size in whole KB. It is rounded up, so that what is over a limit is seen to be.
func inKB(bytes int64) string { return fmt.Sprint((bytes + KB - 1) / KB) }
