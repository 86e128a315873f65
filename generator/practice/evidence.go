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

// Shape tells the form of a DOI.
func (DOI) Shape() decode.Shape {
	return decode.Matching(`10\.\d{4,9}/[-._;()/:A-Za-z0-9]+`, "the DOI as it stands in the publication, without an address", "10.1186/s12891-019-3017-y")
}

// URL returns the address that leads to the publication.
func (d DOI) URL() string { return "https://doi.org/" + string(d) }

// Finding is what a study found on a claim.
type Finding string

// Findings returns all findings, the most favourable first.
func Findings() []string { return []string{"benefit", "mixed", "unclear", "no benefit"} }

// Shape names all findings.
func (Finding) Shape() decode.Shape { return decode.OneOf(Findings()...) }

// DecodeNode reads one of the findings.
func (f *Finding) DecodeNode(n *decode.Node) diag.List {
	s, problems := oneOf(n, "bad-finding", "a finding", Findings())
	*f = Finding(s)
	return problems
}

// Citation is a publication.
type Citation struct {
	Citation string `yaml:"citation" doc:"Authors, title and journal, as a list of references has them." example:"'A. Author, B. Author. The title. The Journal 12: 34'"`
	DOI      DOI    `yaml:"doi" doc:"The name of the publication in the DOI system, where it has one." example:"10.1186/s12891-019-3017-y"`
	Year     int    `yaml:"year" doc:"When it was published." example:"2020"`
	URL      WebURL `yaml:"url" doc:"Where it can be read, where it has no DOI." example:"https://journal.example/34"`
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

// Shape tells both ways to write a citation.
func (Citation) Shape() decode.Shape {
	type plain Citation
	group := decode.Group("Citation fields", plain{})
	group.Require("citation")
	group.Narrow(decode.Between(1800, 2100), "year")
	return decode.Either(decode.ShapeOf(""), group).Named("Citation")
}

func (c *Citation) check(n *decode.Node) diag.List {
	switch {
	case trim(c.Citation) == "":
		return diag.List{missing(n, "a reference", "citation", "write citation: and the authors, title and journal")}
	case n.Get("year").Kind() != decode.Null && (c.Year < 1800 || c.Year > 2100):
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

// evidence are the fields that a piece of evidence has beyond those of a citation.
type evidence struct {
	Claim   string  `yaml:"claim" doc:"What was studied." example:"Chronic pain, ten randomised trials"`
	Finding Finding `yaml:"finding" doc:"What the study found on it, whatever that is." example:"unclear"`
}

// Shape tells the fields of a piece of evidence.
func (Evidence) Shape() decode.Shape {
	type plain Citation
	s := decode.ShapeOfAll(evidence{}, plain{})
	s.Name = "Evidence"
	s.Require("claim", "finding", "citation")
	s.Narrow(decode.Between(1800, 2100), "year")
	return s
}

// DecodeNode reads a piece of evidence, which must name its claim, its source and what was found.
func (e *Evidence) DecodeNode(n *decode.Node) diag.List {
	type plain Citation
	own := evidence{}
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
