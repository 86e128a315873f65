// Package links holds the rules on links. Those within the site, and redirects, are held against what is published ([Site]); what leads
// out of it, against what other sites have answered, which is not asked here but told.
package links

import (
	"embed"
	"fmt"
	"iter"
	"net/url"
	"strings"

	"stillpoint/generator/check/rule"
)

// Files are the documentation and the cases of the rules, each in CODE.txt.
//
//go:embed *.txt
var Files embed.FS

// Rules returns all rules of the package. Those that nothing is done for here are judged once all pages are there.
func Rules() []rule.Rule {
	all := []rule.Rule{mailAddress(), telephone(), {Code: Dead, Level: rule.Error}, {Code: Moved, Level: rule.Warning}, {Code: Unanswered, Level: rule.Warning}}
	for _, w := range within() {
		all = append(all, rule.Rule{Code: w.code, Level: w.level})
	}
	for _, r := range ofRoutes() {
		all = append(all, rule.Rule{Code: r.code, Level: r.level})
	}
	return all
}

// The codes of the rules on what other sites have answered.
const (
	Dead       = "dead-link"
	Moved      = "moved-link"
	Unanswered = "unanswered-link"
)

// Outside yields the elements of a page that link to other sites, with the addresses, as they are to be asked for. What leads to a machine of
// the author's is none, and told as link-local.
func Outside(p *rule.Page) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := range p.All("a", "area") {
			address := strings.TrimSpace(p.Nodes[i].Attr("href"))
			if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || private(u.Host) {
				continue
			}
			if !yield(i, address) {
				return
			}
		}
	}
}

// Told returns the code and the words for an address that another site has said something of: that it is gone, or has moved to another
// address, or nothing that tells.
func Told(address, code, reason, to string) (message, hint string) {
	switch code {
	case Dead:
		return fmt.Sprintf("the link to %s leads to nothing: %s", address, reason), "look for where it is now, or take the link away"
	case Moved:
		return fmt.Sprintf("%s has moved for good", address), "link to " + to
	}
	return fmt.Sprintf("nobody knows whether %s is still there: %s", address, reason), "open it in a browser; if it is there, there is nothing to do"
}
