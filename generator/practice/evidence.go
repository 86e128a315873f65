package practice

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// DOI is the name of a publication in the Digital Object Identifier system,
// "10.1186/s12891-019-3017-y".
type DOI string

// doiForm is Crossref's pattern for modern names.
var doiForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$`) })

// DecodeNode reads a name.
func (d *DOI) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	for _, prefix := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"} {
		if rest, found := strings.CutPrefix(s, prefix); found {
			return diag.List{n.Error("bad-doi", fmt.Sprintf("%s is the address of a DOI", said(n)), "write the DOI alone: "+trim(rest))}
		}
	}
	if !doiForm().MatchString(s) {
		return diag.List{n.Error("bad-doi", fmt.Sprintf("%s is not a DOI", said(n)), "write it as it stands in the publication, such as 10.1186/s12891-019-3017-y")}
	}
	*d = DOI(s)
	return nil
}

// URL returns the address that leads to the publication.
func (d DOI) URL() string { return "https://doi.org/" + string(d) }

// Finding is what a study found on a claim.
type Finding string

// Findings returns all findings, the most favourable first.
func Findings() []string { return []string{"benefit", "mixed", "unclear", "no benefit"} }

// DecodeNode reads one of the findings.
func (f *Finding) DecodeNode(n *decode.Node) diag.List {
	s, problems := oneOf(n, "bad-finding", "a finding", Findings())
	*f = Finding(s)
	return problems
}

// Citation is a publication.
type Citation struct {
	Citation string `yaml:"citation"` // authors, title, journal, as a list of references has them
	DOI      DOI    `yaml:"doi"`
	Year     int    `yaml:"year"` // from 1800 to 2100
	URL      WebURL `yaml:"url"`  // where there is no DOI
}

// DecodeNode reads a citation, or its text alone.
func (c *Citation) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		s, ok := scalar(n)
		if c.Citation = s; !ok {
			return diag.List{n.Error("wrong-type", "a reference must be text, not "+n.Kind().String(), "write citation: and the authors, title and journal")}
		}
		return nil
	}
	type plain Citation
	if problems := n.Into((*plain)(c)); len(problems) > 0 {
		return problems
	}
	return c.check(n)
}

func (c *Citation) check(n *decode.Node) diag.List {
	switch {
	case trim(c.Citation) == "":
		return diag.List{missing(n, "a reference", "citation", "write citation: and the authors, title and journal")}
	case n.Get("year") != nil && (c.Year < 1800 || c.Year > 2100):
		return diag.List{n.Get("year").Error("bad-year", fmt.Sprintf("%d is not the year of a publication", c.Year), "write four digits, such as 2020")}
	}
	return nil
}

// Link returns where the publication can be read, or "".
func (c Citation) Link() string {
	if c.DOI != "" {
		return c.DOI.URL()
	}
	return string(c.URL)
}

// Evidence is what a publication says on one claim.
type Evidence struct {
	Citation
	Claim   string
	Finding Finding
}

// DecodeNode reads a piece of evidence, which must name its claim, its source and what was found.
func (e *Evidence) DecodeNode(n *decode.Node) diag.List {
	type plain Citation
	own := struct {
		Claim   string  `yaml:"claim"`
		Finding Finding `yaml:"finding"`
	}{}
	problems := n.IntoAll(&own, (*plain)(&e.Citation))
	e.Claim, e.Finding = own.Claim, own.Finding
	if len(problems) > 0 {
		return problems
	}
	if trim(e.Claim) == "" {
		problems = append(problems, missing(n, "evidence", "claim", "write claim: and what was studied"))
	}
	if e.Finding == "" {
		problems = append(problems, missing(n, "evidence", "finding", "it is one of: "+strings.Join(Findings(), ", ")))
	}
	return append(problems, e.Citation.check(n)...)
}
