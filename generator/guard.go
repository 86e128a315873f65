package generator

import (
	"slices"
	"sync"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/config"
	"stillpoint/generator/hostfiles"
	"stillpoint/generator/policy"
	"stillpoint/generator/wire"
)

// telling is how browsers are told the policies of pages.
type telling int

const (
	untold    telling = iota // nobody said what serves the site
	inFields                 // by header fields of the host
	inElement                // by the pages themselves
)

// telling returns how browsers are told of policies by the host that is configured.
func (b *build) telling() telling {
	switch host := b.config.Publish.Host; {
	case host == "":
		return untold
	case hostfiles.Fieldless(host):
		return inElement
	}
	return inFields
}

// guards finds what pages need, and tells their policies. It is safe for concurrent use.
type guards struct {
	telling telling
	allowed policy.Allowed
	reader  rule.Reader
	needs   sync.Map // of pages, as bytes, each once
	sheets  sync.Map // *policy.Needs of style sheets, by their outputs
	aliases []published
	pages   []published              // all that have a policy, once they are there
	wanted  map[string]*policy.Needs // what these need, by its bytes
	shown   []string                 // other sites that pages show within themselves, and may
}

// prepareGuards makes ready what all pages share.
func (b *build) prepareGuards() {
	b.guards.telling, b.guards.allowed = b.telling(), allowedBy(b.config)
}

// allowedBy returns what a configuration allows. A frame of the address where sessions are booked is allowed as a form is that leads to the address of the contact form.
func allowedBy(c *config.Config) policy.Allowed {
	a := policy.Allowed{Site: policy.Origin(c.Site.URL)}
	_, lists := c.Security.Allow.All()
	copy(a.Origins[:], lists)
	if origin := policy.Origin(string(c.Practice.ContactForm.Action)); origin != "" {
		a.Named[policy.Forms] = []string{origin}
	}
	if origin := policy.Origin(string(c.Practice.Booking.URL)); origin != "" {
		a.Named[policy.Frames] = []string{origin}
	}
	return a
}

// sayPolicy writes what the bytes of a page have of the policies: where these stand in pages, all that they are made from.
func (b *build) sayPolicy(w *wire.Writer) {
	w.Count(int(b.telling()))
	if b.telling() != inElement {
		return
	}
	a := allowedBy(b.config)
	w.Text(a.Site)
	for kind := range policy.Configured {
		w.Texts(a.Origins[kind])
		w.Texts(a.Named[kind])
	}
}

// guard returns a finished page as it is published, with its policy where the page itself tells that, and what it needs, as bytes. These are "" where nobody asks.
func (b *build) guard(page *rule.Page, data []byte) (guarded []byte, needs string) {
	if b.guards.telling == untold {
		return data, ""
	}
	n := policy.Read(page, b.sheetsOf(page.Output))
	needs = string(n.Bytes())
	same, _ := b.guards.needs.LoadOrStore(needs, needs)
	if b.guards.telling == inElement {
		data = policy.Insert(data, policy.Of(&n, &b.guards.allowed).Element()+`<meta name="referrer" content="`+referrers+`">`)
	}
	return data, same.(string)
}

// guardAlias returns a finished page that leads on to another as it is published, and notes what it needs.
func (b *build) guardAlias(output, source string, data []byte) []byte {
	if b.guards.telling == untold {
		return data
	}
	page := b.guards.reader.Read(output, source, data)
	defer b.guards.reader.Done(page)
	data, needs := b.guard(page, data)
	b.guards.aliases = append(b.guards.aliases, published{output, source, needs})
	return data
}

// sheetsOf returns a function that finds what the style sheets need that stand at addresses on a page, or on another sheet, named by its output. Above are
// the sheets that led there, since sheets may load each other.
func (b *build) sheetsOf(output string, above ...string) policy.Sheets {
	return func(address string) *policy.Needs {
		name, within := b.named(output, address)
		if !within || slices.Contains(above, name) {
			return nil
		}
		if known, ok := b.guards.sheets.Load(name); ok {
			return known.(*policy.Needs)
		}
		text, known := b.sheet(output, address)
		if !known {
			return nil
		}
		n := policy.ReadSheet(text, b.sheetsOf(name, append(slices.Clone(above), name)...))
		if len(above) == 0 { // else it lacks what those above would have told it of
			b.guards.sheets.Store(name, &n)
		}
		return &n
	}
}
