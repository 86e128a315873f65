package generator

import (
	"cmp"
	"slices"

	"stillpoint/generator/cache"
	"stillpoint/generator/compress"
	"stillpoint/generator/hostfiles"
	"stillpoint/generator/publish"
	"stillpoint/generator/wire"
)

// precompressed is a publication that puts beside each text its compressed forms, NAME.br and NAME.gz, for hosts that send them as they lie
// there. They are no outputs that anybody may claim or link to: where the site has a file of that name itself, that one stays.
type precompressed struct {
	publication
	build *build
}

// keptForms are the compressed forms of a published text, by its digest and theirs, as package publish writes them. A form that
// saves too little has none.
type keptForms struct {
	saved        bool // in the base of the book
	of           string
	effort       compress.Effort
	brotli, gzip string
}

// sameAs tells whether the forms are of the same text, as they would be made now.
func (f *keptForms) sameAs(o *keptForms) bool {
	return f != nil && f.of == o.of && f.effort == o.effort
}

// precompressed wraps the publication where the site is to be published compressed, too. In memory it never is.
func (b *build) precompressed(out publication) publication {
	if !b.config.Precompressed() {
		return out
	}
	return precompressed{out, b}
}

// innermost returns the folder, or the memory, that a publication leads to in the end.
func innermost(out publication) publication {
	if outer, ok := out.(precompressed); ok {
		return outer.publication
	}
	return out
}

// patient is how many pages a site may have for its texts to be made as small as can be, which takes a processor 20 ms each when they are new:
// with 500 pages and a new footer, two processors are busy for five seconds. A larger site would wait for minutes to have each page smaller by some 300 bytes.
const patient = 500

func (b *build) effort() compress.Effort {
	if len(b.site.Pages) <= cmp.Or(b.options.patience, patient) {
		return compress.Best
	}
	return compress.Quick
}

// Stage hands over a file, and its compressed forms with it.
func (p precompressed) Stage(name string, data []byte) error {
	if err := p.publication.Stage(name, data); err != nil || !p.isWorth(name, len(data)) {
		return err
	}
	return p.stageForms(name, data, nil)
}

// isWorth tells whether a text of so many bytes has compressed forms. What the host alone reads has none.
func (p precompressed) isWorth(name string, size int) bool {
	return compress.IsWorth(name, size) && !slices.Contains(hostfiles.Names(p.build.config.Publish.Host), name)
}

// Keep takes over a file of an earlier build, and its compressed forms with it. Those that are lost, or were never there, are made.
func (p precompressed) Keep(name, digest string) (bool, error) {
	kept, err := p.publication.Keep(name, digest)
	if !kept || err != nil || !compress.IsText(name) {
		return kept, err
	}
	if size, _ := p.Size(name); !p.isWorth(name, int(size)) {
		return true, nil
	}
	now := &keptForms{of: digest, effort: p.build.effort()}
	old := p.build.before().forms[name]
	if !old.sameAs(now) {
		old = nil
	}
	there, whole, err := p.keepForms(name, old)
	if err != nil {
		return true, err
	}
	if whole {
		p.build.made.keepForms(name, old)
		return true, nil
	}
	data, err := p.Kept(name)
	if err != nil {
		return true, err
	}
	return true, p.stageForms(name, data, there)
}

// keepForms takes over the compressed forms of a file, and tells which it could, by their endings, and whether these are all that it has.
func (p precompressed) keepForms(name string, old *keptForms) (there map[string]bool, whole bool, err error) {
	if old == nil {
		return nil, false, nil
	}
	there, whole = map[string]bool{}, true
	for ending, digest := range map[string]string{compress.BrotliEnding: old.brotli, compress.GzipEnding: old.gzip} {
		if digest == "" || !p.free(name+ending) {
			continue
		}
		kept, err := p.publication.Keep(name+ending, digest)
		if err != nil {
			return nil, false, err
		}
		there[ending] = kept
		whole = whole && kept
	}
	return there, whole, nil
}

// free tells whether the site itself has no file of that name.
func (p precompressed) free(name string) bool { return p.build.site.Claims.Closest(name) == "" }

// stageForms hands over the compressed forms of a text, but for those that are there already.
func (p precompressed) stageForms(name string, data []byte, there map[string]bool) error {
	made := &keptForms{of: publish.Digest(data), effort: p.build.effort()}
	forms := p.forms(data, made)
	for _, form := range []struct {
		ending string
		data   []byte
		digest *string
	}{{compress.BrotliEnding, forms.Brotli, &made.brotli}, {compress.GzipEnding, forms.Gzip, &made.gzip}} {
		if form.data == nil {
			continue
		}
		*form.digest = publish.Digest(form.data)
		if there[form.ending] || !p.free(name+form.ending) {
			continue
		}
		if err := p.publication.Stage(name+form.ending, form.data); err != nil {
			return err
		}
	}
	p.remember(name, made)
	return nil
}

// remember notes which forms a text has, for the next build. With Options.Verify they are held against those of the build before.
func (p precompressed) remember(name string, made *keptForms) {
	b := p.build
	if b.warm == nil {
		return
	}
	if old := b.before().forms[name]; b.options.Verify && old.sameAs(made) && (old.brotli != made.brotli || old.gzip != made.gzip) {
		b.lie("", name+compress.BrotliEnding+" or "+compress.GzipEnding, "the file and the effort are the same")
	}
	b.made.keepForms(name, made)
}

// forms compresses a text, or finds in the cache what was made of the same text before. What took next to no time is not kept there.
func (p precompressed) forms(data []byte, how *keptForms) compress.Forms {
	b := p.build
	if how.effort == compress.Quick || b.options.Verify {
		return b.press.Forms(data, how.effort)
	}
	key := cache.KeyOf("compressed", string(data), compress.Version())
	if forms, ok := readForms(b.cache.Get(key)); ok {
		return forms
	}
	forms := b.press.Forms(data, how.effort)
	var w wire.Writer
	w.Text(string(forms.Brotli))
	w.Text(string(forms.Gzip))
	_ = b.cache.Put(key, w.Bytes) // what cannot be kept is made anew in the next build
	return forms
}

func readForms(entry []byte, found bool) (compress.Forms, bool) {
	if !found {
		return compress.Forms{}, false
	}
	r := wire.NewReader(entry)
	forms := compress.Forms{Brotli: filled(r.Fixed(r.Count())), Gzip: filled(r.Fixed(r.Count()))}
	return forms, r.Done()
}

// filled returns nil for no bytes.
func filled(data []byte) []byte {
	if len(data) == 0 {
		return nil
	}
	return data
}

// sent returns how many bytes of a text hosts send: in Brotli where it is published so, else in gzip, as nearly every host compresses it by
// itself.
func (b *build) sent(output string, data []byte) int64 {
	if !b.config.Precompressed() {
		return b.press.GzipSize(data)
	}
	if b.out != nil {
		if size, there := b.out.Size(output + compress.BrotliEnding); there {
			return size
		}
	}
	if !compress.IsWorth(output, len(data)) {
		return int64(len(data))
	}
	if small := b.press.BrotliSize(data, b.effort()); compress.Saves(small, int64(len(data))) {
		return small
	}
	return int64(len(data))
}
