package share

import (
	"fmt"
	"slices"

	"github.com/go-fonts/stix/stix2textmedium"
	"github.com/go-fonts/stix/stix2textregular"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Fonts are the files of fonts, as OpenType or TrueType. Headings are drawn with
// that of Heading, everything else with that of Body; characters that it lacks
// with the first of More that has them, at last with the other of the two. The
// weights, from 1 to 1000, are for fonts whose weight varies; 0 leaves them as they are.
type Fonts struct {
	Heading, Body             []byte
	More                      [][]byte
	HeadingWeight, BodyWeight int
}

// DefaultFonts returns STIX Two Text, a serif with the letters of all languages
// of Europe, which is free under the SIL Open Font License.
func DefaultFonts() Fonts { return Fonts{Heading: stix2textmedium.TTF, Body: stix2textregular.TTF} }

// collection is all fonts that were read.
type collection struct {
	heading, body             typeface
	more                      []typeface
	headingWeight, bodyWeight int
}

func readFonts(f Fonts) (c collection, err error) {
	c.headingWeight, c.bodyWeight = f.HeadingWeight, f.BodyWeight
	if c.heading, err = newTypeface("headings", f.Heading); err != nil {
		return c, err
	}
	if c.body, err = newTypeface("body", f.Body); err != nil {
		return c, err
	}
	for i, data := range f.More {
		t, err := newTypeface(fmt.Sprintf("other scripts, number %d,", i+1), data)
		if err != nil {
			return c, err
		}
		c.more = append(c.more, t)
	}
	return c, nil
}

// desk has what is needed to set the texts of one picture, and lends it to the next.
type desk struct {
	heading, body []*face
	buffer        *harfbuzz.Buffer
}

func newDesk(c collection) (d *desk, err error) {
	defer intact(&err)
	d = &desk{buffer: harfbuzz.NewBuffer()}
	for _, t := range slices.Concat([]typeface{c.heading}, c.more, []typeface{c.body}) {
		d.heading = append(d.heading, newFace(t, c.headingWeight))
	}
	d.body = slices.Clone(d.heading) // whose fonts are the same, but for the order and the weights
	last := len(d.body) - 1
	d.body[0], d.body[last] = d.body[last], d.body[0]
	for i, t := range slices.Concat([]typeface{c.body}, c.more, []typeface{c.heading}) {
		if d.body[i].varies() || c.headingWeight == 0 && c.bodyWeight > 0 {
			d.body[i] = newFace(t, c.bodyWeight)
		}
	}
	return d, nil
}

// setters returns the styles of a picture, whose texts are in a language.
func (d *desk) setters(tag string, o omissions) (heading, body *setter) {
	spoken := language.NewLanguage(tag)
	return &setter{d.heading, d.buffer, spoken, o}, &setter{d.body, d.buffer, spoken, o}
}
