package share

import (
	"github.com/go-fonts/stix/stix2textmedium"
	"github.com/go-fonts/stix/stix2textregular"
)

// Fonts are the files of two fonts, as OpenType or TrueType. Their letters are
// set one after another with kerning, but without the rules that Arabic or the
// scripts of India need: characters of those count as such that cannot be drawn.
type Fonts struct{ Heading, Body []byte }

// DefaultFonts returns STIX Two Text, a serif with the letters of all languages
// of Europe, which is free under the SIL Open Font License.
func DefaultFonts() Fonts { return Fonts{Heading: stix2textmedium.TTF, Body: stix2textregular.TTF} }
