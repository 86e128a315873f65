// Package claim holds the rules on what a page says of health, for one or several jurisdictions. Package claims finds the claims; here
// it is decided which of them a jurisdiction objects to, in which words it is told, and what evidence changes.
package claim

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

// Files are the documentation and the cases of the rules, each in CODE.txt.
//
//go:embed *.txt
var Files embed.FS

// Rules returns all rules of the package, for the packs of at least one jurisdiction.
func Rules(packs []*claims.Pack) []rule.Rule {
	if len(packs) == 0 {
		return nil
	}
	b := bench{packs}
	return []rule.Rule{b.effect(), b.selfHealing(), b.proven(), b.absolute(), b.discourage(), b.testimonial(), b.disclaimer()}
}

// bench is the jurisdictions that judge together.
type bench struct{ packs []*claims.Pack }

// told is a claim where it stands on a page.
type told struct {
	claims.Claim
	passage  rule.Passage
	sentence string
}

// claimsOf is the key of the claims of a page.
type claimsOf struct{}

// on returns the claims of a page.
func (b bench) on(p *rule.Page) []told {
	return rule.Once(p, claimsOf{}, func() []told { return find(p) })
}

func find(p *rule.Page) []told {
	judge := claims.For(language(p))
	if judge == nil {
		return nil
	}
	var all []told
	for _, passage := range p.Passages() {
		question := ""
		for sentence := range passage.Sentences() {
			if strings.HasSuffix(sentence, "?") {
				question = sentence
				continue
			}
			whole := sentence
			if question != "" {
				whole = question + " " + sentence // what is asked is answered right behind
			}
			for _, claim := range judge.Sentence(whole) {
				if claim.End > len(question) && !cites(p, passage.Node) {
					all = append(all, told{claim, passage, whole})
				}
			}
			question = ""
		}
	}
	return all
}

// cites tells whether a text names a publication: its title is not what the practice says.
func cites(p *rule.Page, node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		n := &p.Nodes[i]
		if n.Tag == "cite" || n.HasClass("source") || n.HasClass("citation") || n.HasClass("citations") || n.HasClass("references") {
			return true
		}
	}
	return false
}

// language returns that of a page, English where it says none.
func language(p *rule.Page) string {
	tag, _, _ := strings.Cut(p.Nodes[p.First("html")].Attr("lang"), "-")
	if tag == "" {
		return "en"
	}
	return strings.ToLower(tag)
}

// testifies tells whether a claim is one that a client makes: it is quoted, told of clients, or stands on a page of what they say.
func (t told) testifies(p *rule.Page) bool {
	return t.Reported || t.passage.Quoted || p.Kind == "testimonial"
}

// words returns those that make the claim.
func (t told) words() string { return t.sentence[t.Start:t.End] }

// of returns the rule on all claims of a kind that the practice itself makes.
func (b bench) of(kind claims.Kind, code, problem string) rule.Rule {
	return rule.Rule{Code: code, Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for _, t := range b.on(p) {
			if t.Kind == kind && !t.testifies(p) && !supported(p, t) {
				found = append(found, b.found(p, t, string(kind), problem))
			}
		}
		return found
	}}
}

// found says what is wrong with a claim, by which law, and what would pass.
func (b bench) found(p *rule.Page, t told, kind, problem string) rule.Finding {
	on := t.On
	if t.Body {
		on = ""
	}
	message := fmt.Sprintf("“%s” %s", t.words(), problem)
	return p.Found(t.passage.Node, b.lawful(message, kind), b.remedy(p, kind, on)).In(t.sentence).About(t.words())
}

// remedy says what would pass in place of a claim about a condition, in the language of the page where a jurisdiction has it.
func (b bench) remedy(p *rule.Page, kind, on string) string {
	for _, pack := range b.packs {
		if law := pack.Rules[kind]; law.Always {
			return law.Advice
		}
	}
	pack := b.packs[max(0, slices.IndexFunc(b.packs, func(pack *claims.Pack) bool { return pack.Language == language(p) }))]
	return "a wording that passes: “" + pack.Rules[kind].Wording(on) + "”"
}

// lawful adds the laws to a message, with the reason of the first.
func (b bench) lawful(message, kind string) string {
	var laws []string
	for _, pack := range b.packs {
		law := pack.Rules[kind]
		laws = append(laws, fmt.Sprintf("%s, %s, %s", pack.Name, law.Rule, law.Date))
	}
	return fmt.Sprintf("%s: %s (%s)", message, b.packs[0].Rules[kind].Says, strings.Join(laws, "; "))
}

// supported tells whether the front matter of the page names a study that found the claimed benefit. What a study found is for the
// author to state as it is; that it is proven, or for everyone, no study says.
func supported(p *rule.Page, t told) bool {
	if t.Kind != claims.Effect {
		return false
	}
	return slices.ContainsFunc(p.Proofs, func(proof rule.Proof) bool {
		return proof.Finding == "benefit" && t.On != "" && strings.Contains(strings.ToLower(proof.Claim), strings.ToLower(t.On))
	})
}
