package words

import (
	"slices"

	"golang.org/x/text/language"
)

// Direction returns the way in which a language (BCP 47) is written, "ltr" or "rtl", by its script: that which the tag names, else the one
// that most people write it in.
func Direction(tag string) string {
	script, _ := language.Make(tag).Script()
	// The scripts of the Unicode Standard, version 16, that run from right to left and are in use today.
	if slices.Contains([]string{"Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand", "Mend", "Yezi", "Gara"}, script.String()) {
		return "rtl"
	}
	return "ltr"
}
