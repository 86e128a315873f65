package online

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
)

// mostSitemaps is how many files of a sitemap are read.
const mostSitemaps = 100

// sitemap looks for addresses that the sitemap which is online has, and the published folder has not.
func (r *round) sitemap(ctx context.Context, w *worker) error {
	waiting := []string{r.address(r.base.Path + "sitemap.xml")}
	for read := 0; read < len(waiting) && read < mostSitemaps; read++ {
		var text strings.Builder
		a, err := w.ask(ctx, question{address: waiting[read], text: &text})
		if err != nil {
			return err
		}
		if a.fault != "" || a.status != http.StatusOK {
			continue
		}
		pages, more := sitemapAddresses(text.String())
		for _, page := range pages {
			r.listedPage(w, page)
		}
		if read == 0 {
			waiting = append(waiting, r.own(more)...)
		}
	}
	return nil
}

// own returns those of some addresses that are of this site, on the host that is looked at.
func (r *round) own(addresses []string) []string {
	var own []string
	for _, address := range addresses {
		if u, err := url.Parse(address); err == nil && strings.HasPrefix(u.Path, r.base.Path) {
			own = append(own, r.address(u.Path))
		}
	}
	return own
}

// listedPage looks at one address of the sitemap.
func (r *round) listedPage(w *worker, address string) {
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(u.Path, r.base.Path) {
		return
	}
	want := r.Host.Answer(u.Path, "")
	w.judge(rowSitemap, want.Status == http.StatusOK, Problem{Address: shownPath(u.Path), Expected: "a page that was published", Found: "in the sitemap online alone"})
}

// sitemapAddresses returns the addresses of pages and of further sitemaps in a sitemap (www.sitemaps.org/protocol.html).
func sitemapAddresses(text string) (pages, sitemaps []string) {
	var read struct {
		Pages    []string `xml:"url>loc"`
		Sitemaps []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal([]byte(text), &read); err != nil {
		return nil, nil // it is told as one that differs
	}
	return read.Pages, read.Sitemaps
}
