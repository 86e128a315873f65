package starter

import (
	"strings"

	"stillpoint/generator/claims"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// postal reads the address of the practice, and tells what is wrong with it.
func (a Answers) postal() (practice.Address, diag.List) {
	var b strings.Builder
	for _, f := range []struct{ name, value string }{
		{"street", a.Street}, {"locality", a.Town}, {"region", a.Region}, {"postcode", a.Postcode}, {"country", a.Country},
	} {
		if f.value == "" {
			continue
		}
		if quoted, err := quote(f.value); err == nil {
			b.WriteString(f.name + ": " + quoted + "\n")
		}
	}
	var address practice.Address
	node, problems := decode.Parse(diag.NewFile("address", []byte(b.String())), 0, b.Len(), decode.YAML)
	if len(problems) == 0 {
		problems = address.DecodeNode(node)
	}
	return address, problems
}

// addressLine returns the address on one line, "" where it is not whole.
func (a Answers) addressLine() string {
	address, problems := a.postal()
	if len(problems) > 0 {
		return ""
	}
	return strings.Join(address.Lines(), ", ")
}

// claims returns the packs of rules on health claims of the country, where there is no address that leads to them.
func (a Answers) claims() string {
	if a.addressLine() != "" {
		return ""
	}
	return strings.Join(claims.InForce(a.Country), ", ")
}

// complaint returns what is wrong with one part of the address, whatever else may be wrong with it.
func (a Answers) complaint(code string) error {
	_, problems := a.postal()
	for _, p := range problems {
		if p.Code == code {
			return refusal(diag.List{p})
		}
	}
	return nil
}

// lacks tells whether the rules of the country ask for a part of the address that there is not.
func (a Answers) lacks(part string) bool {
	_, problems := a.postal()
	for _, p := range problems {
		if p.Code == "missing-field" && strings.Contains(p.Message, `"`+part+`"`) {
			return true
		}
	}
	return false
}
