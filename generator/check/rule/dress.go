package rule

import (
	"hash/maphash"
	"sync"
)

// Dress is what the pages of a site are dressed in: style sheets, and what was found out about them, once for all pages that are looked
// at together. It is safe for concurrent use.
type Dress struct {
	// Sheet returns the text of the style sheet that a page, named by its output, has at an address. It returns false for one that is
	// not of the site, or of which nobody would tell the page that it has changed.
	Sheet func(output, address string) (text string, known bool)

	seed maphash.Seed
	made sync.Map // of what was found out, by its key
}

// NewDress returns a dress that asks for style sheets with a function.
func NewDress(sheet func(output, address string) (text string, known bool)) *Dress {
	return &Dress{Sheet: sheet, seed: maphash.MakeSeed()}
}

// Once returns what a function makes of some words, made when somebody first asks. Nothing may come of it but what follows from the words.
func (d *Dress) Once(words []string, make func() any) any {
	var hash maphash.Hash
	hash.SetSeed(d.seed)
	for _, word := range words {
		hash.WriteString(word)
		hash.WriteByte(0)
	}
	key := hash.Sum64()
	if known, ok := d.made.Load(key); ok {
		return known.(func() any)()
	}
	once, _ := d.made.LoadOrStore(key, sync.OnceValue(make))
	return once.(func() any)()
}
