package generator

import (
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/config"
	"stillpoint/generator/diag"
	"stillpoint/generator/fonts"
	"stillpoint/generator/layouts"
	"stillpoint/generator/source"
)

// siteFont is one font file of assets/fonts.
type siteFont struct {
	name   string // within assets/, "fonts/lora-400.woff2"
	digest source.Digest
	face   *fonts.Face
}

// keptFont is what was found out about a font file.
type keptFont struct {
	digest  source.Digest
	face    fonts.Face
	problem *diag.Diagnostic
}

// readFonts reads what the font files say of themselves. What is wrong with one is reported.
func (b *build) readFonts() {
	for _, file := range b.snapshot.Under(assets.FontFolder) {
		if !slices.Contains([]string{".woff2", ".woff", ".ttf", ".otf"}, strings.ToLower(path.Ext(file.Path))) {
			continue
		}
		read := b.readFont(file)
		if read.problem != nil {
			b.report(*read.problem)
			continue
		}
		face := read.face
		b.fontFiles = append(b.fontFiles, &siteFont{strings.TrimPrefix(file.Path, assets.Folder+"/"), read.digest, &face})
	}
	b.divideFonts()
}

func (b *build) readFont(file *source.File) keptFont {
	old := b.before().fonts[file.Path]
	if old.digest == (source.Digest{}) || old.digest != file.Digest() {
		old = b.parseFont(file)
	}
	if b.warm != nil {
		b.made.fonts[file.Path] = old
	}
	return old
}

func (b *build) parseFont(file *source.File) keptFont {
	data, err := file.Read()
	if err != nil {
		d := source.Unreadable(file.Path, err)
		return keptFont{problem: &d}
	}
	face, err := fonts.Read(data)
	if err != nil {
		d := diag.New("bad-font", file.Path, err.Error(), "get the font anew from where it comes from, as WOFF2")
		return keptFont{digest: source.Sum(data), problem: &d}
	}
	return keptFont{digest: source.Sum(data), face: *face}
}

// divideFonts has files of one family, weight and style share the characters between them.
func (b *build) divideFonts() {
	faces := make([]*fonts.Face, len(b.fontFiles))
	for i, f := range b.fontFiles {
		faces[i] = f.face
	}
	for i, covered := range fonts.Ranges(faces) {
		faces[i].Ranges = covered
	}
}

// fontRules returns the rules that tell style sheets of the font files, and of the fonts that stand in until they
// have come, so alike in their measures that no line moves.
func (b *build) fontRules(theme config.Theme) string {
	var rules strings.Builder
	for _, f := range b.fontFiles {
		rules.WriteString(f.face.CSS("/"+f.name, "swap"))
		rules.WriteString(f.face.FallbackCSS(generic(theme, f.face.Family)))
	}
	return rules.String()
}

// stacks are the fonts of a theme, each with those that take its place.
func stacks(t config.Theme) []string { return []string{t.Fonts.Heading, t.Fonts.Body} }

// families returns the names in a list of fonts: `Lora, "Noto Serif", serif`.
func families(stack string) []string {
	var names []string
	for name := range strings.SplitSeq(stack, ",") {
		names = append(names, strings.Trim(strings.TrimSpace(name), `"'`))
	}
	return names
}

// generic returns the kind of font that a theme names last behind a family.
func generic(t config.Theme, family string) string {
	for _, stack := range stacks(t) {
		names := families(stack)
		if last := names[len(names)-1]; slices.Contains(names, family) && slices.Contains([]string{"serif", "sans-serif", "monospace"}, last) {
			return last
		}
	}
	return "sans-serif"
}

// withFallbacks puts behind each family that the site has a file of the font that stands in for it.
func (b *build) withFallbacks(t config.Theme) config.Theme {
	for _, stack := range []*string{&t.Fonts.Heading, &t.Fonts.Body} {
		if *stack == "" {
			continue
		}
		var names []string
		for _, name := range families(*stack) {
			own := slices.ContainsFunc(b.fontFiles, func(f *siteFont) bool { return strings.EqualFold(f.face.Family, name) })
			names = append(names, quoteFamily(name))
			if own {
				names = append(names, quoteFamily(name+" Fallback"))
			}
		}
		*stack = strings.Join(names, ",")
	}
	return t
}

// quoteFamily quotes the name of a family unless it is one word, which may be a keyword.
func quoteFamily(name string) string {
	if strings.ContainsAny(name, " ") {
		return fmt.Sprintf("%q", name)
	}
	return name
}

// fonts gives layouts the font files that the theme names, those of the headings first.
func (b *build) fonts() []layouts.Font {
	var all []layouts.Font
	seen := map[*siteFont]bool{}
	for _, stack := range stacks(b.config.Site.Theme) {
		for _, f := range b.fontFiles {
			if seen[f] || !strings.EqualFold(families(stack)[0], f.face.Family) {
				continue
			}
			seen[f] = true
			made, err := b.asset(f.name)
			if err != nil || made.URL == "" {
				continue
			}
			all = append(all, layouts.Font{
				URL: made.URL, Type: "font/" + strings.TrimPrefix(path.Ext(f.name), "."), Family: f.face.Family,
				Weight: weight(f.face), Italic: f.face.Italic, Preload: first(f.face),
			})
		}
	}
	return all
}

// weight writes the weight of a face, or the two ends of its range.
func weight(f *fonts.Face) string {
	if f.Weight[0] == f.Weight[1] {
		return fmt.Sprint(f.Weight[0])
	}
	return fmt.Sprint(f.Weight[0], " ", f.Weight[1])
}

// first tells whether a face is one that nearly every page shows at once: upright, of ordinary weight, with common letters.
func first(f *fonts.Face) bool {
	return !f.Italic && f.Weight[0] <= 400 && f.Weight[1] >= 400 && f.Covers("e")
}

// fontKey stands for all font files.
func (b *build) fontKey() string {
	key := ""
	for _, f := range b.fontFiles {
		key += f.name + " " + hex.EncodeToString(f.digest[:]) + "\n"
	}
	return key
}
