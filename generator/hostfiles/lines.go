package hostfiles

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/hosting"
)

// leading is what the first line of a file says.
const leading = "# Stillpoint writes this file with each build, from stillpoint.yaml.\n"

// netlify writes _redirects and _headers as Netlify reads them (docs.netlify.com/routing/redirects, docs.netlify.com/routing/headers), which is just as package hosting
// does. Fields of one name from several rules are joined there, and two policies let through only what both do; so one policy for all pages is
// sent for all, and a rule of the site's own cannot take the place of a field that is sent everywhere. Pages are asked for anew each time by themselves there.
func (w *writer) netlify() {
	var redirects strings.Builder
	for _, rule := range w.site.Redirects {
		redirects.WriteString(rule.String() + "\n")
	}
	w.addRules(hosting.RedirectsFile, redirects.String())

	w.tellOne("Netlify", largest)
	blocks := []block{{w.site.every().String(), nil, w.everywhere(w.policy)}}
	blocks = append(blocks, w.kept()...)
	for i, rule := range w.site.Headers {
		fields := slices.DeleteFunc(slices.Clone(rule.Fields), func(f hosting.Header) bool {
			if !named(blocks[0].fields, f.Name) {
				return false
			}
			w.tell("headers", i, fmt.Sprintf("Netlify joins this %s with that for all other addresses, so this one is left out", f.Name), "give it for all addresses, /*, or not at all")
			return true
		})
		blocks = append(blocks, block{rule.For.String(), nil, fields})
	}
	w.addRules("_headers", written(blocks))
}

// block is a rule of _headers.
type block struct {
	address string
	without []string // fields that rules above it have set
	fields  []hosting.Header
}

// written writes rules that have something to say.
func written(blocks []block) string {
	var b strings.Builder
	for _, rule := range blocks {
		if len(rule.without)+len(rule.fields) == 0 {
			continue
		}
		b.WriteString(rule.address + "\n")
		for _, name := range rule.without {
			b.WriteString("  ! " + name + "\n")
		}
		for _, field := range rule.fields {
			b.WriteString("  " + field.Name + ": " + field.Value + "\n")
		}
	}
	return b.String()
}

// addRules adds a file of rules that has any.
func (w *writer) addRules(name, text string) {
	if text != "" {
		w.add(name, leading+text)
	}
}

// everywhere returns the fields that all answers have, but those that the site's own configuration gives for all addresses.
func (w *writer) everywhere(policy string) []hosting.Header {
	fields := slices.Clone(w.site.Fields)
	if policy != "" {
		fields = append(fields, hosting.Header{Name: policyField, Value: policy})
	}
	for _, rule := range w.site.Headers {
		if rule.For.String() == w.site.every().String() {
			fields = slices.DeleteFunc(fields, func(f hosting.Header) bool { return named(rule.Fields, f.Name) })
		}
	}
	return fields
}

// kept returns rules that let browsers keep the files whose names have their fingerprints, but those for which the site itself says how long.
func (w *writer) kept() []block {
	var blocks []block
	for _, address := range w.site.immutable() {
		owned := slices.ContainsFunc(w.site.Headers, func(r Rule) bool {
			return named(r.Fields, cacheField) && slices.ContainsFunc(w.site.Immutable, func(name string) bool {
				return address.Matches(w.site.Base+name) && r.For.Matches(w.site.Base+name)
			})
		})
		if !owned {
			blocks = append(blocks, block{address.String(), nil, []hosting.Header{{Name: cacheField, Value: CacheImmutable}}})
		}
	}
	return blocks
}

// common returns the policy for pages that have none of their own, and for what is not there, on hosts that cannot tell the two apart.
func (s *Site) common() string {
	if own := s.Policies["/"+notFound]; own != "" && s.Policy != "" {
		return united([]string{s.Policy, own})
	}
	return s.Policy
}

// What Cloudflare Pages takes (developers.cloudflare.com/pages/configuration/redirects and .../headers).
const (
	cloudflareFixed   = 2000 // redirects of single addresses
	cloudflareDynamic = 100  // and of others
	cloudflareBlocks  = 100
	cloudflareLine    = 2000 // characters in _headers
)

// cloudflare writes _redirects and _headers as Cloudflare Pages reads them: every rule wins over files, closing slashes count, a splat does not stand for nothing, and "! Name" takes back
// what an earlier rule has set.
func (w *writer) cloudflare() {
	w.cloudflareRedirects()
	w.tellEach()
	blocks := w.cloudflareHeaders()
	if len(blocks) > cloudflareBlocks {
		w.tellOne("Cloudflare", cloudflareLine-len("  "+policyField+": "))
		blocks = w.cloudflareHeaders()
	}
	if len(blocks) > cloudflareBlocks {
		w.tell("", 0, fmt.Sprintf("Cloudflare takes %d rules for header fields, and there are %d; the last ones are left out", cloudflareBlocks, len(blocks)), "give fields for folders rather than for single addresses")
		blocks = blocks[:cloudflareBlocks]
	}
	for i := range blocks {
		blocks[i].fields = slices.DeleteFunc(blocks[i].fields, func(f hosting.Header) bool {
			if len("  "+f.Name+": "+f.Value) <= cloudflareLine {
				return false
			}
			w.tell("", 0, fmt.Sprintf("Cloudflare takes lines of %d characters, and that of %s for %s is longer, so it is left out", cloudflareLine, f.Name, blocks[i].address), "")
			return true
		})
	}
	w.addRules("_headers", written(blocks))
}

func (w *writer) cloudflareHeaders() []block {
	all := w.everywhere(w.policy)
	blocks := []block{{w.site.every().String(), nil, all}}
	for _, p := range w.site.pagePolicies(w.policies) {
		if !named(all, policyField) {
			continue
		}
		address := p.addresses[0]
		if strings.HasSuffix(p.address, ".html") {
			address = p.addresses[1] // where Cloudflare sends visitors
		}
		blocks = append(blocks, block{address.String(), []string{policyField}, []hosting.Header{{Name: policyField, Value: p.value}}})
	}
	blocks = append(blocks, w.kept()...)
	for _, rule := range w.site.Headers { // what is sent everywhere is taken back before any of the site's own is set, since those add up
		var without []string
		for _, field := range rule.Fields {
			if named(all, field.Name) {
				without = append(without, field.Name)
			}
		}
		if len(without) > 0 {
			blocks = append(blocks, block{rule.For.String(), without, nil})
		}
	}
	for _, rule := range w.site.Headers {
		blocks = append(blocks, block{rule.For.String(), nil, rule.Fields})
	}
	return blocks
}

func (w *writer) cloudflareRedirects() {
	var b strings.Builder
	fixed, dynamic := 0, 0
	for i, rule := range w.site.Redirects {
		if rule.Status == 404 {
			w.tell("redirects", i, "Cloudflare cannot send a page with status 404 by a rule, so the rule is left out", "let 404.html tell visitors of it")
			continue
		}
		if name := w.site.covers(rule.From); !rule.Force && name != "" {
			if !rule.From.Fixed() {
				w.tell("redirects", i, fmt.Sprintf("on Cloudflare every rule wins over files, and this one would over %s, so it is left out", name), "name the addresses, or say force: true")
			}
			continue // the file is what visitors get
		}
		lines := slashed(rule, true)
		count, limit := &fixed, cloudflareFixed
		if !rule.From.Fixed() || dynamic > 0 { // what follows one with a placeholder counts as such
			count, limit = &dynamic, cloudflareDynamic
		}
		if *count+len(lines) > limit {
			w.tell("redirects", i, fmt.Sprintf("Cloudflare takes %d redirects of single addresses, and then %d others; this one is left out", cloudflareFixed, cloudflareDynamic), "put those of single addresses first")
			continue
		}
		*count += len(lines)
		b.WriteString(strings.Join(lines, ""))
	}
	w.addRules(hosting.RedirectsFile, b.String())
}

// slashed returns the lines of a rule for hosts where closing slashes count, and, if so asked, where a splat does not stand for nothing.
func slashed(rule hosting.Rule, bare bool) []string {
	from := strings.TrimSuffix(rule.From.String(), "/")
	line := func(from, to string) string { return fmt.Sprintf("%s %s %d\n", from, to, rule.Status) }
	switch {
	case rule.From.Splat && bare && len(rule.From.Segments) > 0:
		return []string{line(strings.TrimSuffix(from, "/*"), emptied(rule)), line(from, rule.Target())}
	case rule.From.Splat:
		return []string{line(from, rule.Target())}
	case from == "":
		return []string{line("/", rule.Target())}
	}
	return []string{line(from, rule.Target()), line(from+"/", rule.Target())}
}

// emptied returns the target of a rule where nothing follows its address.
func emptied(rule hosting.Rule) string {
	var b strings.Builder
	for _, part := range rule.To {
		switch {
		case part.Name == "splat":
		case part.Name != "":
			b.WriteString(":" + part.Name)
		default:
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// What GitLab Pages takes (docs.gitlab.com/user/project/pages/redirects).
const (
	gitlabRules = 1000
	gitlabBytes = 64 << 10
)

// gitlab writes _redirects as GitLab Pages reads it: no rule wins over a file, and a redirect is a 301 or a 302. It takes no header fields.
func (w *writer) gitlab() {
	var b strings.Builder
	count := 0
	for i, rule := range w.site.Redirects {
		status := map[int]int{200: 200, 301: 301, 308: 301, 302: 302, 303: 302, 307: 302}[rule.Status] // a visitor who asks for a page sees no difference
		name := w.site.covers(rule.From)
		line := fmt.Sprintf("%s %s %d\n", strings.TrimSuffix(rule.From.String(), "/"), rule.Target(), status)
		if rule.From.String() == "/" {
			line = fmt.Sprintf("/ %s %d\n", rule.Target(), status)
		}
		switch {
		case status == 0:
			w.tell("redirects", i, "GitLab Pages cannot send a page with status 404 by a rule, so the rule is left out", "let 404.html tell visitors of it")
		case rule.Force && rule.From.Fixed() && name != "":
			w.tell("redirects", i, fmt.Sprintf("GitLab Pages sends the file %s, whatever a rule says, so the rule is left out", name), "take away the page, or the rule")
		case count == gitlabRules || b.Len()+len(line)+len(leading) > gitlabBytes:
			w.tell("redirects", i, fmt.Sprintf("GitLab Pages takes %d redirects, in a file of 64 KiB; this one is left out", gitlabRules), "let one rule with * stand for several")
		default:
			count++
			b.WriteString(line)
		}
	}
	w.addRules(hosting.RedirectsFile, b.String())
	w.noFields("GitLab Pages")
}

// codeberg writes _redirects as git-pages reads it, which serves Codeberg Pages (codeberg.org/git-pages/git-pages, README, "Features"): closing slashes count, there are no placeholders, a splat
// is a part of its own, and the query is always that of the visitor. Header fields are for the operators to allow, and they allow none that matter here.
func (w *writer) codeberg() {
	var b strings.Builder
	for i, rule := range w.site.Redirects {
		why := ""
		for j, part := range rule.To {
			before := j > 0 && strings.HasSuffix(rule.To[j-1].Text, "/")
			after := j == len(rule.To)-1 || strings.HasPrefix(rule.To[j+1].Text, "/")
			switch {
			case part.Name == "splat" && !(before && after):
				why = "Codeberg Pages knows :splat only between slashes"
			case strings.Contains(part.Text, "?"):
				why = "Codeberg Pages sends the query of the visitor on, and no other"
			}
		}
		if len(rule.From.Names()) > 1 || len(rule.From.Names()) == 1 && !rule.From.Splat {
			why = "Codeberg Pages knows no placeholders but * at the end"
		}
		if why != "" {
			w.tell("redirects", i, why+", so the rule is left out", "write a rule for each address")
			continue
		}
		for _, line := range slashed(rule, false) {
			if rule.Force {
				line = strings.TrimSuffix(line, "\n") + "!\n"
			}
			b.WriteString(line)
		}
	}
	w.addRules(hosting.RedirectsFile, b.String())
	w.noFields("Codeberg Pages")
}
