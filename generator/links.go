package generator

import (
	"net/url"
	"slices"

	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/hosting"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// checkLinks looks whether every link of the finished site leads somewhere, and returns what is wrong. Where there are the same outputs as in
// the last good build, with the same places in them, it is enough to look at the pages that were made anew: of the others, the same is
// wrong as then.
func (b *build) checkLinks() []check.Fault {
	b.host = b.newHost()
	b.claims = b.claimed()
	settled := b.settled()
	if settled {
		b.faults = b.settledFaults()
	}
	if !settled || b.options.Verify {
		all := check.All(b.finished(), nil, b.links, b.linked())
		if settled {
			b.verifyLinks(b.faults, all)
		}
		b.faults = all
	}
	return b.faults
}

// linked returns what links are held against.
func (b *build) linked() links.Site {
	s := links.Site{Base: b.basePath(), Host: b.hostName(), Published: b.site.Claims, Aliases: make(map[string]string, len(b.site.Aliases))}
	for _, alias := range b.site.Aliases {
		s.Aliases[site.Output(alias.Path)] = b.site.URL(alias.Page.Path)
	}
	if b.host != nil && len(b.host.Redirects()) > 0 {
		s.Rules, s.Forced = b.byRule, b.host.Forces()
	}
	return s
}

// byRule returns what the rules of the host say of an address.
func (b *build) byRule(path string) links.Answer {
	answer, _ := b.host.ByRule(path)
	switch {
	case answer.Location != "":
		return links.Answer{Sends: true, To: answer.Location, Permanent: answer.Status == 301 || answer.Status == 308}
	case answer.Status == 200:
		return links.Answer{Sends: true}
	}
	return links.Answer{}
}

// hostName returns the name of the site's host, with the port where the address has one.
func (b *build) hostName() string {
	u, err := url.Parse(b.config.Site.URL)
	if err != nil {
		return ""
	}
	return u.Host
}

// basePath returns the path of the site on its host, "/" or "/sub/", not percent-encoded.
func (b *build) basePath() string {
	base, err := url.PathUnescape(b.site.Addresses.BasePath())
	if err != nil {
		return "/"
	}
	return base
}

// settled tells whether links of pages that were not made anew still lead where they did in the last good build.
func (b *build) settled() bool {
	if b.warm == nil || b.claims != b.warm.last.claims {
		return false
	}
	for _, output := range b.outputs {
		if output.made == b.number && !output.settled {
			return false
		}
	}
	return true
}

// settledFaults returns what is wrong with links where those of pages that were not made anew are as they were.
func (b *build) settledFaults() []check.Fault {
	anew := map[string]bool{} // by outputs, and by files
	for _, output := range b.outputs {
		if output.made == b.number {
			anew[output.name], anew[output.source] = true, true
		}
	}
	for _, page := range b.aliases {
		anew[page.Output] = true
	}
	references := slices.DeleteFunc(slices.Clone(b.links), func(r check.Reference) bool { return !anew[r.Broken.Position.File] })
	found := check.All(b.fresh(), b.finder(), references, b.linked())
	return check.Merged(b.warm.last.faults, func(f *check.Fault) bool {
		return f.Output != "" && anew[f.Output] || f.Output == "" && anew[f.Source]
	}, found)
}

// claimed digests which outputs there are, the places in those that lead on to others, where these lead, and the rules of the host.
func (b *build) claimed() source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Bytes = make([]byte, 0, roomy*len(b.site.Pages))
		w.Text(b.config.Site.URL)
		b.site.Claims.Say(w)
		for i, page := range b.aliases {
			page.Anchors(w)
			w.Text(b.site.Aliases[i].Page.Path)
		}
		for _, rule := range b.described.redirects {
			w.Text(rule.String())
		}
		w.Text(b.config.Publish.Host)
		rules := b.hostRules()
		for _, name := range hosting.RuleFiles() {
			if rules[name] != nil {
				w.Text(string(rules[name].Text()))
			}
		}
	})
}

// fresh returns the finished pages that this build has made.
func (b *build) fresh() []*check.Page {
	all := b.aliases[:len(b.aliases):len(b.aliases)]
	for _, output := range b.outputs {
		if output.made == b.number {
			all = append(all, output.page)
		}
	}
	return all
}

// finished returns all finished pages.
func (b *build) finished() []*check.Page {
	all := make([]*check.Page, len(b.outputs), len(b.outputs)+len(b.aliases))
	for i, output := range b.outputs {
		all[i] = b.finishedPage(output)
	}
	return append(all, b.aliases...)
}

// finder returns a function that finds a finished page.
func (b *build) finder() func(output string) *check.Page {
	var all map[string]*keptOutput
	return func(name string) *check.Page {
		if all == nil {
			all = make(map[string]*keptOutput, len(b.outputs))
			for _, output := range b.outputs {
				all[output.name] = output
			}
		}
		if output := all[name]; output != nil {
			return b.finishedPage(output)
		}
		return nil
	}
}

// bookedPage reads a finished page from the book, or anew where that has it no more.
func (b *build) bookedPage(o *keptOutput) *check.Page {
	if data, ok := b.warm.book.Blob(o.ref); ok {
		r := wire.NewReader(data)
		if page := check.ReadPage(r); r.Done() {
			return page
		}
	}
	data, _ := b.out.Kept(o.name) // it was there when it was kept; what is gone now has no links
	return b.reader.Read(o.name, o.source, data)
}

// finishedPage returns what checks need of a page: from the build before, or from its published bytes where the book has it no more.
func (b *build) finishedPage(o *keptOutput) *check.Page {
	if o.page == nil {
		o.page = b.bookedPage(o)
	}
	return o.page
}
