package config

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Checks says what finished pages are held to. Which rules and jurisdictions there are is not known here: see [Checks.Unknown].
type Checks struct {
	Off      bool
	Claims   []string          // jurisdictions whose rules on health claims apply; nil for that of the practice's country
	Levels   map[string]string // "off", "warning" or "error", by the code of a rule
	Baseline string            // file of findings that are known and do not count

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
		case "baseline":
			problems = append(problems, value.Into(&c.Baseline)...)
		default:
			problems = append(problems, c.level(key, value)...)
		}
	}
	return problems
}

// claims reads one jurisdiction or several, or off.
func (c *Checks) claims(n *decode.Node) diag.List {
	c.Claims = []string{}
	if n.Kind() == decode.List {
		return n.Into(&c.Claims)
	}
	if text := n.Text(); text != "off" && text != "false" {
		c.Claims = append(c.Claims, text)
	}
	return nil
}

func (c *Checks) level(code string, n *decode.Node) diag.List {
	level := n.Text()
	if level == "false" {
		level = "off"
	}
	levels := []string{"off", "warning", "error"}
	if !slices.Contains(levels, level) {
		return diag.List{n.Error("bad-level", fmt.Sprintf("%q is no level of a rule%s", level, diag.DidYouMean(level, levels)), "write "+strings.Join(levels, ", ")+" behind the code")}
	}
	c.Levels[code] = level
	return nil
}

// Unknown complains of the rules and jurisdictions that there are not.
func (c *Checks) Unknown(codes, jurisdictions []string) diag.List {
	var problems diag.List
	for _, code := range c.node.Keys() {
		if _, isLevel := c.Levels[code]; isLevel && !slices.Contains(codes, code) {
			problems = append(problems, c.node.KeyError(code, "unknown-rule", fmt.Sprintf("there is no rule %q%s", code, diag.DidYouMean(code, codes)), "stillpoint check --rules lists them"))
		}
	}
	for _, name := range c.Claims {
		if !slices.Contains(jurisdictions, name) {
			problems = append(problems, c.node.Get("claims").Error("unknown-claims", fmt.Sprintf("there are no rules on claims for %q%s", name, diag.DidYouMean(name, jurisdictions)),
				"there are "+strings.Join(jurisdictions, ", ")))
		}
	}
	return problems
}
