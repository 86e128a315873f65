package generator

import (
	"net/url"
	"path"

	"stillpoint/generator/assets"
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

// checkHostRules warns of rules that hosts will not understand. They break nothing that is
// published, so they are no errors.
func (b *build) checkHostRules() {
	rules := b.hostRules()
	if len(rules) == 0 {
		return
	}
	base, err := url.PathUnescape(b.site.Addresses.BasePath())
	if err != nil {
		base = "/"
	}
	host := hosting.New(func(name string) ([]byte, bool) {
		if rules[name] == nil {
			return nil, false
		}
		return rules[name].Text(), true
	}, base)
	for _, problem := range host.Problems() {
		file := rules[problem.File]
		if problem.Line == 0 {
			b.report(diag.New("host-rule", file.Name(), problem.Text, "").AsWarning())
			continue
		}
		begin, end := file.Offset(problem.Line, 1), file.Offset(problem.Line, len(file.Text())+1)
		b.report(file.Warning("host-rule", begin, end-begin, problem.Text, ""))
	}
}
