package config

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Checks says what finished pages are held to. Which rules and jurisdictions there are is not known here: see [Known].
type Checks struct {
	Off    bool
	Claims []string          // jurisdictions whose rules on health claims apply; nil for that of the practice's country
	Levels map[string]string // "off", "warning" or "error", by the code of a rule
	Budget map[string]int    // the most KB that a page may weigh, by what of it is weighed; 0 for no limit

	node *decode.Node
}

// DecodeNode reads the word off, or the levels of rules beside the other fields.
func (c *Checks) DecodeNode(n *decode.Node) diag.List {
	c.node = n
	if n.Kind() != decode.Map {
		if text := n.Text(); text == "off" || text == "false" {
			c.Off = true
			return nil
		}
		return diag.List{n.Error("bad-checks", "checks is neither off nor a list of levels", "write checks: off, or below it claims: uk, or the code of a rule and its level")}
	}
	var problems diag.List
	c.Levels = map[string]string{}
	for _, key := range n.Keys() {
		value := n.Get(key)
		switch key {
		case "claims":
			problems = append(problems, c.claims(value)...)
		case "budget":
			problems = append(problems, c.budget(value)...)
		default:
			if level := levelOf(value); slices.Contains(levels(), level) {
				c.Levels[key] = level
			}
		}
	}
	return problems
}

// claims reads one jurisdiction or several, or off.
func (c *Checks) claims(n *decode.Node) diag.List {
	c.Claims = []string{}
	switch n.Kind() {
	case decode.List:
		return n.Into(&c.Claims)
	case decode.Map:
		return diag.List{n.Error("wrong-type", `"claims" must be a list, not `+n.Kind().String(), "write it as [uk, us]")}
	}
	if text := n.Text(); text != "off" && text != "false" {
		c.Claims = append(c.Claims, text)
	}
	return nil
}

// budgets returns what of a page can be weighed: all that it loads at first, its own text with its tags, and what it loads by kinds.
func budgets() []string { return []string{"page", "html", "styles", "scripts", "fonts", "pictures"} }

// budget reads the most that pages may weigh, in KB.
func (c *Checks) budget(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		return diag.List{n.Error("bad-budget", "budget is no list of limits",
			"write below it, each on a line of its own, "+strings.Join(budgets(), ", ")+" and a number of KB; page-weight: off leaves the weight of pages alone")}
	}
	c.Budget = map[string]int{}
	var problems diag.List
	for _, key := range n.Keys() {
		if !slices.Contains(budgets(), key) {
			problems = append(problems, n.KeyError(key, "unknown-budget", fmt.Sprintf("there is no budget for %q%s", key, diag.DidYouMean(key, budgets())),
				"there are "+strings.Join(budgets(), ", ")))
			continue
		}
		limit, ok := inKB(n.Get(key))
		if !ok {
			problems = append(problems, n.Get(key).Error("bad-budget", fmt.Sprintf("%q is no limit in KB", n.Get(key).Text()),
				fmt.Sprintf("write a whole number from 1 to %d without a unit, such as %s: 400, or %s: off for no limit", mostKB, key, key)))
			continue
		}
		c.Budget[key] = limit
	}
	return problems
}

// mostKB is the largest limit that can be set, in KB: a gigabyte.
const mostKB = 1 << 20

// inKB reads a limit, 0 where there is none.
func inKB(n *decode.Node) (limit int, ok bool) {
	if text := n.Text(); text == "off" || text == "false" {
		return 0, true
	}
	if n.Kind() != decode.Int || n.Into(&limit) != nil {
		return 0, false
	}
	return limit, 1 <= limit && limit <= mostKB
}

// levels returns the names of all levels.
func levels() []string { return []string{"off", "warning", "error"} }

// levelOf returns the level that is written, which YAML may have taken for a truth.
func levelOf(n *decode.Node) string {
	if text := n.Text(); text != "false" {
		return text
	}
	return "off"
}

// Known are the names that a configuration may use and that others make.
type Known struct {
	Rules         []string // codes of the rules that finished pages are held to
	Jurisdictions []string // whose rules on health claims there are
}

// check complains of rules and jurisdictions that there are not, and of what is no level.
func (c *Checks) check(known Known) diag.List {
	var problems diag.List
	for _, key := range c.node.Keys() {
		value := c.node.Get(key)
		switch level := levelOf(value); {
		case key == "claims":
			problems = append(problems, nowhere(value, known.Jurisdictions)...)
		case key == "budget":
		case !slices.Contains(known.Rules, key):
			names := append([]string{"claims", "budget"}, known.Rules...)
			problems = append(problems, c.node.KeyError(key, "unknown-rule", fmt.Sprintf("there is no rule %q%s", key, diag.DidYouMean(key, names)), "stillpoint check --rules lists them"))
		case value.Kind() == decode.Map || value.Kind() == decode.List:
			problems = append(problems, value.Error("bad-level", fmt.Sprintf("here must stand the level of a rule, not %s", value.Kind()), "write "+strings.Join(levels(), ", ")+" behind the code"))
		case !slices.Contains(levels(), level):
			problems = append(problems, value.Error("bad-level", fmt.Sprintf("%q is no level of a rule%s", level, diag.DidYouMean(level, levels())), "write "+strings.Join(levels(), ", ")+" behind the code"))
		}
	}
	return problems
}

// nowhere complains of the jurisdictions whose rules nobody has written down.
func nowhere(n *decode.Node, jurisdictions []string) diag.List {
	names := n.Items()
	if n.Kind() != decode.List {
		names = []*decode.Node{n}
	}
	var problems diag.List
	for _, name := range names {
		text := name.Text()
		off := n.Kind() != decode.List && (text == "off" || text == "false")
		if name.Kind() == decode.Map || name.Kind() == decode.List || off || slices.Contains(jurisdictions, text) {
			continue // what is no text is told already
		}
		problems = append(problems, name.Error("unknown-claims", fmt.Sprintf("there are no rules on claims for %q%s", text, diag.DidYouMean(text, jurisdictions)),
			"there are "+strings.Join(jurisdictions, ", ")))
	}
	return problems
}
