package generator

import (
	"slices"

	"stillpoint/generator/check"
	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
	"stillpoint/generator/config"
	"stillpoint/generator/practice"
	"stillpoint/generator/site"
)

// checks are the rules that finished pages are held to, and their levels. A nil one holds them to nothing.
type checks struct {
	inspector *check.Inspector
	levels    map[string]rule.Level
	limits    budget.Limits
	dress     *rule.Dress
}

// level returns the level of a rule. For sites that are held to nothing there are still those without which no site is whole.
func (k *checks) level(code string) rule.Level {
	if k == nil {
		return rule.Error
	}
	return k.levels[code]
}

// newChecks returns those that the configuration asks for.
func newChecks(c *config.Config, only []string) (*checks, error) {
	if c.Checks.Off && len(only) == 0 {
		return nil, nil
	}
	packs, err := packsOf(c)
	if err != nil {
		return nil, err
	}
	k := &checks{levels: map[string]rule.Level{}, limits: limitsOf(c)}
	var on []rule.Rule
	for _, r := range check.Rules(packs) {
		level := r.Level
		if set, found := c.Checks.Levels[r.Code]; found {
			level = rule.Level(slices.Index(rule.Levels(), set))
		}
		if len(only) > 0 && !slices.Contains(only, r.Code) {
			level = rule.Off
		} else if len(only) > 0 {
			level = max(level, rule.Warning)
		}
		if k.levels[r.Code] = level; level != rule.Off {
			on = append(on, r)
		}
	}
	k.inspector = check.NewInspector(on)
	return k, nil
}

// packsOf returns the rules on health claims of the jurisdictions that are configured, else that of the practice's country.
func packsOf(c *config.Config) ([]*claims.Pack, error) {
	ids := c.Checks.Claims
	if ids == nil {
		ids = claims.InForce(string(c.Practice.Address.Country))
	}
	var packs []*claims.Pack
	for _, id := range ids {
		pack, err := claims.ReadPack(id)
		if err != nil {
			return nil, err
		}
		packs = append(packs, pack)
	}
	return packs, nil
}

// tell tells the rules what they need to know of a finished page beside what stands on it.
func (k *checks) tell(p *rule.Page, page *site.Page) {
	p.Kind, p.Proofs, p.Dress = page.Kind, proofs(page), k.dress
}

// compare holds all finished pages together to the rules.
func (b *build) compare() []check.Found {
	all := &rule.Site{BaseURL: b.config.Site.URL, Indexed: map[string]bool{}}
	for _, output := range b.outputs {
		all.Pages = append(all.Pages, output.summary)
	}
	for _, entry := range b.sitemapEntries() {
		all.Indexed[entry.URL] = true
	}
	return b.checks.inspector.Site(all)
}

// proofs returns the evidence that a page on a therapy names.
func proofs(page *site.Page) []rule.Proof {
	therapy, ok := page.Typed.(*practice.Therapy)
	if !ok {
		return nil
	}
	var all []rule.Proof
	for _, e := range therapy.Evidence {
		all = append(all, rule.Proof{Claim: e.Claim, Finding: string(e.Finding)})
	}
	return all
}
