package practice

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/bojanz/currency"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Money is an amount in a currency of ISO 4217, from 0 to 1,000,000. The zero
// Money means that nothing was written; no charge is an amount of 0.
type Money struct{ amount currency.Amount }

var moneyForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:([A-Za-z]{3}) *)?([0-9]+(?:\.[0-9]+)?) *([A-Za-z]{3})?$`)
})

// DecodeNode reads "75 GBP" or "GBP 75.50".
func (m *Money) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	parts := moneyForm().FindStringSubmatch(s)
	if parts == nil || parts[1] != "" && parts[3] != "" {
		return diag.List{n.Error("bad-money", fmt.Sprintf("%s is not an amount of money", said(n)), moneyHint(s))}
	}
	code := parts[1] + parts[3]
	if code == "" {
		return diag.List{n.Error("bad-money", fmt.Sprintf("%s has no currency", said(n)), "write the amount and the code of its currency, such as "+parts[2]+" GBP")}
	}
	if !currency.IsValid(code) {
		return diag.List{n.Error("bad-money", fmt.Sprintf("%q is not a currency%s", code, diag.DidYouMean(code, currency.GetCurrencyCodes())), "write its code of three capital letters, such as GBP, EUR or USD")}
	}
	amount, err := currency.NewAmount(parts[2], code)
	if err != nil {
		return diag.List{n.Error("bad-money", fmt.Sprintf("%s is not an amount of money", said(n)), moneyHint(s))}
	}
	if problem := fitsCurrency(n, s, amount); problem != nil {
		return diag.List{*problem}
	}
	*m = Money{amount}
	return nil
}

// Shape tells both ways to write an amount, with the codes of all currencies. That it is at most a million is left to the decoder.
func (Money) Shape() decode.Shape {
	byDigits := map[int][]string{}
	for _, code := range currency.GetCurrencyCodes() {
		digits, _ := currency.GetDigits(code)
		byDigits[int(digits)] = append(byDigits[int(digits)], code)
	}
	var forms []string
	for _, digits := range slices.Sorted(maps.Keys(byDigits)) {
		number := `[0-9]+`
		if digits > 0 {
			number += fmt.Sprintf(`(?:\.[0-9]{1,%d})?`, digits)
		}
		codes := "(?:" + strings.Join(byDigits[digits], "|") + ")"
		forms = append(forms, codes+" *"+number, number+" *"+codes)
	}
	s := decode.Matching(strings.Join(forms, "|"), "an amount and the code of its currency", "75 GBP")
	s.Name = "Money"
	return s
}

func fitsCurrency(n *decode.Node, s string, amount currency.Amount) *diag.Diagnostic {
	digits, _ := currency.GetDigits(amount.CurrencyCode())
	_, decimals, _ := strings.Cut(amount.Number(), ".")
	limit, _ := currency.NewAmount("1000000", amount.CurrencyCode())
	if len(decimals) > int(digits) {
		d := n.Error("bad-money", fmt.Sprintf("%s has more digits behind the point than %s has", said(n), amount.CurrencyCode()), fmt.Sprintf("write %d at most", digits))
		return &d
	}
	if above, err := amount.Cmp(limit); err == nil && above > 0 {
		d := n.Error("bad-money", fmt.Sprintf("%s is more than a session can cost", said(n)), "look for a digit too many")
		return &d
	}
	return nil
}

// moneyHint says how to write what was probably meant.
func moneyHint(s string) string {
	for _, sign := range []struct{ sign, codes string }{{"£", "GBP"}, {"€", "EUR"}, {"¥", "JPY"}, {"$", "USD, CAD or AUD"}} {
		if number := strings.TrimSpace(strings.ReplaceAll(s, sign.sign, "")); number != s && moneyForm().MatchString(strings.Replace(number, ",", ".", 1)) {
			return "write the code instead of the sign: " + strings.Replace(number, ",", ".", 1) + " " + sign.codes
		}
	}
	if point := strings.Replace(s, ",", ".", 1); point != s && moneyForm().MatchString(point) {
		return "write a point instead of the comma: " + point
	}
	return "write the amount and the code of its currency, such as 75 GBP"
}

// IsZero tells whether no amount was written.
func (m Money) IsZero() bool { return m.amount.CurrencyCode() == "" }

// IsFree tells whether the amount is 0.
func (m Money) IsFree() bool { return !m.IsZero() && m.amount.IsZero() }

// Number returns the amount in digits with a point, "75" or "75.50".
func (m Money) Number() string { return m.amount.Number() }

// Currency returns the code of ISO 4217, "GBP".
func (m Money) Currency() string { return m.amount.CurrencyCode() }

// Less tells whether the amount is below another of the same currency.
func (m Money) Less(other Money) bool {
	below, err := m.amount.Cmp(other.amount)
	return err == nil && below < 0
}

// In returns the amount as the readers of a language (BCP 47) write it, by the tables
// of the Unicode CLDR: "£75", "75 €". Whole amounts have no digits behind the point.
func (m Money) In(language string) string {
	if m.IsZero() {
		return ""
	}
	f := currency.NewFormatter(currency.NewLocale(language))
	if m.amount.Round().Equal(m.amount) && !strings.Contains(strings.TrimRight(strings.TrimRight(m.Number(), "0"), "."), ".") {
		f.MinDigits = 0
	}
	return f.Format(m.amount)
}

// Price is what one thing costs.
type Price struct {
	Name     string   `yaml:"name" doc:"What the price is for." example:"First visit"`
	Amount   Money    `yaml:"amount" doc:"The amount and the code of its currency; 0 GBP for what is free." example:"78 GBP"`
	UpTo     Money    `yaml:"upTo" doc:"The other end of a sliding scale." example:"95 GBP"`
	Duration Duration `yaml:"duration" doc:"How long that session is." example:"75 minutes"`
	Note     string   `yaml:"note" doc:"A few words beside the price." example:"with time to talk"`
}

// Shape tells both ways to write a price. That a sliding scale rises, in one currency, is left to the decoder.
func (Price) Shape() decode.Shape {
	type plain Price
	group := decode.Group("Price fields", plain{})
	group.Require("amount")
	return decode.Either(Money{}.Shape(), group).Named("Price")
}

// DecodeNode reads a price, or an amount alone.
func (p *Price) DecodeNode(n *decode.Node) diag.List {
	if n.Kind() != decode.Map {
		return p.Amount.DecodeNode(n)
	}
	type plain Price
	problems := n.Into((*plain)(p))
	switch {
	case len(problems) > 0:
	case p.Amount.IsZero():
		problems = append(problems, missing(n, "a price", "amount", "write amount: 75 GBP; for what is free, amount: 0 GBP"))
	case p.UpTo.IsZero():
	case p.UpTo.Currency() != p.Amount.Currency():
		problems = append(problems, n.Get("upTo").Error("bad-money", "a sliding scale has one currency", "write "+p.Amount.Currency()+" at both ends"))
	case !p.Amount.Less(p.UpTo):
		problems = append(problems, n.Get("upTo").Error("bad-money", "a sliding scale ends above its beginning", "swap amount and upTo"))
	}
	return problems
}

// Currency returns the currency that is paid with in a country, by the tables of the Unicode CLDR, "" where there is none.
func (c Country) Currency() string {
	code, _ := currency.ForCountryCode(string(c))
	return code
}
