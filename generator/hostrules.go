package generator

import (
	"path"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/diag"
	"stillpoint/generator/hosting"
)

// hostRules returns the files of the site that hosts take their rules from, by their published names: static
// files, or outputs of layouts.
func (b *build) hostRules() map[string]*diag.File {
	rules := map[string]*diag.File{}
	for _, name := range hosting.RuleFiles() {
		if text := b.text(path.Join(assets.StaticFolder, name)); text != nil {
			rules[name] = text
		} else if text := b.plain[name]; text != nil {
			rules[name] = text
		}
	}
	return rules
}

// newHost returns how hosts answer by the rules of the site, those for aliases left aside; nil where it has none.
func (b *build) newHost() *hosting.Host {
	rules := b.hostRules()
	if len(rules)+len(b.described.redirects) == 0 {
		return nil
	}
	return hosting.Describe(func(name string) ([]byte, bool) {
		if rules[name] != nil {
			return rules[name].Text(), true
		}
		return nil, b.site.Claims.Has(name)
	}, b.basePath(), hosting.Description{
		Redirects: b.described.redirects, OwnRedirects: b.readsOwn(hosting.RedirectsFile), OwnHeaders: rules["_headers"] != nil,
	})
}

// checkHostRules warns of rules that hosts will not understand. They break nothing that is
// published, so they are no errors.
func (b *build) checkHostRules() {
	if b.host == nil {
		return
	}
	rules := b.hostRules()
	for _, problem := range b.host.Problems() {
		file := rules[problem.File]
		if problem.Line == 0 {
			b.report(diag.New("host-rule", file.Name(), problem.Text, "").AsWarning())
			continue
		}
		begin, end := lineOf(file, problem.Line)
		b.report(file.Warning("host-rule", begin, end-begin, problem.Text, ""))
	}
}

// lineOf returns where a line of a file begins and ends, in bytes.
func lineOf(file *diag.File, line int) (begin, end int) {
	return file.Offset(line, 1), file.Offset(line, len(file.Text())+1)
}

// checkRedirects follows the rules of hosts and the aliases of pages to where they lead in the end.
func (b *build) checkRedirects() []check.Found {
	var found []check.Found
	s := b.linked()
	tell := func(r links.Route, at func(f links.Fault) diag.Diagnostic) {
		fault, wrong := s.Follow(r)
		if !wrong || b.checks.level(fault.Code) == rule.Off {
			return
		}
		told := at(fault)
		found = append(found, check.Found{Code: fault.Code, Message: fault.Message, Hint: fault.Hint, Source: told.Position.File, Told: &told})
	}
	if b.host == nil {
		return nil // each alias leads to a page that is published
	}
	for _, alias := range b.site.Aliases {
		tell(links.Route{From: alias.Path, To: b.site.URL(alias.Page.Path)}, func(f links.Fault) diag.Diagnostic {
			return alias.Page.Source.FieldError("aliases", f.Code, f.Message, f.Hint)
		})
	}
	file, own := b.hostRules()[hosting.RedirectsFile], b.readsOwn(hosting.RedirectsFile)
	for _, r := range b.host.Redirects() {
		if r.To == "" {
			continue // which page it leads to depends on the address
		}
		tell(links.Route{From: r.From, To: r.To, Sent: !r.Moves}, func(f links.Fault) diag.Diagnostic {
			if !own {
				return b.config.Amiss("redirects", b.described.places[r.Line-1], "to", f.Code, f.Message, f.Hint)
			}
			begin, end := lineOf(file, r.Line)
			return file.Error(f.Code, begin, end-begin, f.Message, f.Hint)
		})
	}
	return found
}
