package content

import (
	"slices"

	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
)

// SectionKind stands for the page of a folder, _index.md, where [Shape] is asked for it.
const SectionKind = "section"

// Shape tells what may be written in the front matter of a page of one kind: one of [practice.Kinds], any other that a layout
// makes, such as "page", or [SectionKind]. For "" it is a [decode.Switch] over what the page says of its kind. The page may leave
// its kind to the section above.
func Shape(kind string, o Options) decode.Shape {
	if kind != "" {
		return shapeOf(kind, o)
	}
	s := decode.Shape{Kind: decode.Map, Name: "FrontMatter", Switch: &decode.Switch{Field: "kind", Otherwise: shapeOf("page", o)}}
	for _, kind := range practice.Kinds() {
		s.Switch.Cases = append(s.Switch.Cases, decode.Case{Is: kind, Shape: shapeOf(kind, o)})
	}
	return s
}

func shapeOf(kind string, o Options) decode.Shape {
	s := fieldsOf(kind, o)
	s.Name = "FrontMatter of " + kind
	cascade := cascadeShape(o)
	s.Fields = append(s.Fields, decode.Field{Name: "cascade", Doc: "Fields that a section hands down to all pages in it.", Example: "{kind: article}", Shape: cascade})
	s.Rules = append(s.Rules,
		decode.Rule{When: "slug", Without: []string{"url"}},
		decode.Rule{When: "imageAlt", AnyOf: picturesOf(kind)},
		decode.Rule{When: "imageFocus", AnyOf: picturesOf(kind)})
	switch kind {
	case SectionKind, practice.KindTestimonial: // whose initials stand for its title
	case practice.KindPractitioner:
		s.Rules = append(s.Rules, decode.Rule{AnyOf: []string{"title", "name"}})
	case practice.KindFAQ:
		s.Rules = append(s.Rules, decode.Rule{AnyOf: []string{"title", "question"}})
	default:
		title := s.Find("title")
		title.Required, title.Shape.Pattern = true, `^[^\n\r]*`+decode.Written+`[^\n\r]*$`
	}
	return s
}

// picturesOf returns the fields that a page of a kind can name its picture in.
func picturesOf(kind string) []string {
	if kind == practice.KindPractitioner {
		return []string{"image", "photo"}
	}
	return []string{"image"}
}

// fieldsOf returns the fields of every page and those of a kind, each narrowed as [Page.validate] does.
func fieldsOf(kind string, o Options) decode.Shape {
	targets := []any{FrontMatter{}}
	if typed := practice.New(kind); typed != nil {
		targets = append(targets, typed)
	}
	s := decode.ShapeOfAll(targets...)
	s.Narrow(decode.Pattern(`^[^\n\r]*$`, "one line"), "title")
	s.Narrow(func(slug *decode.Shape) { slug.Not, slug.Says = `[/\\?#]|^\.{1,2}$`, "one part of an address" }, "slug")
	s.Narrow(pathShape(`^(?:`+pathPattern+`)?$`), "url")
	s.Narrow(pathShape(`^(?:`+pathPattern+`)$`), "aliases")
	s.Narrow(decode.Pattern(decode.Written, "a word or two"), "tags")
	s.Narrow(decode.Between(0, 1000), "pageSize")
	s.Find("taxonomies").Shape = taxonomiesShape(o)
	if kind == SectionKind { // which has no kind of its own
		s.Fields = slices.DeleteFunc(s.Fields, func(f decode.Field) bool { return f.Name == "kind" })
		return s
	}
	s.Find("kind").Shape = kindShape(kind, o)
	return s
}

// The addresses within the site that [Page.checkPath] lets pass: parts that begin with no point and hold no sign that a file name
// cannot have, neither as it is nor behind a percent sign.
const (
	pathSign    = `[^/?#%\\:*"<>|\x00-\x1f\x7f-\x9f]`
	pathEscape  = `%(?:2[013-9B-Db-d]|3[0-9BbDdFf]|[46][0-9A-Fa-f]|5[0-9ABD-Fabd-f]|7[0-9ABDEabde]|[89A-Fa-f][0-9A-Fa-f])`
	pathFirst   = `[^/.?#%\\:*"<>|\x00-\x1f\x7f-\x9f]`
	pathPattern = `/|(?:/(?:` + pathFirst + `|` + pathEscape + `)(?:` + pathSign + `|` + pathEscape + `|%2[Ee])*)+/?`
)

func pathShape(pattern string) func(*decode.Shape) {
	return func(s *decode.Shape) {
		s.Pattern, s.Numerals, s.Says = pattern, decode.Null, "an address as it comes after the domain, such as /prices/"
	}
}

// kindShape names what a page of a kind may say of its kind: itself, or any kind without fields of its own.
func kindShape(kind string, o Options) decode.Shape {
	if practice.New(kind) != nil {
		return decode.OneOf(kind)
	}
	return decode.OneOf(slices.DeleteFunc(slices.Clone(o.Kinds), func(k string) bool { return practice.New(k) != nil })...)
}

// taxonomiesShape names the taxonomies of the site, each with terms as tags are written.
func taxonomiesShape(o Options) decode.Shape {
	terms := decode.Shape{Fields: []decode.Field{{Name: "terms", Shape: decode.ShapeOf([]string{})}}}
	terms.Narrow(decode.Pattern(decode.Written, "a word or two"), "terms")
	s := decode.Shape{Kind: decode.Map, Name: "Taxonomies"}
	for _, name := range o.Taxonomies {
		s.Fields = append(s.Fields, decode.Field{Name: name, Doc: "The terms of " + name + " that the page has.", Example: "[Rest]", Shape: terms.Fields[0].Shape})
	}
	return s
}

// cascadeShape tells what a section may hand down: the fields of every page, and those of the kind that it hands down.
func cascadeShape(o Options) decode.Shape {
	one := func(kind string) decode.Shape {
		s := fieldsOf(kind, o).Unasked()
		s.Name = "Cascade of " + kind
		return s
	}
	s := decode.Shape{Kind: decode.Map, Name: "Cascade", Switch: &decode.Switch{Field: "kind", Otherwise: one("page")}}
	for _, kind := range practice.Kinds() {
		s.Switch.Cases = append(s.Switch.Cases, decode.Case{Is: kind, Shape: one(kind)})
	}
	return s
}

// Shape tells the three ways to write menus.
func (Menus) Shape() decode.Shape {
	name := decode.Shape{Kind: decode.String, Says: "the name of a menu", Offers: []string{"main", "footer"}}
	each := name
	each.Filled = true
	entry := decode.Group("MenuEntry of a page", MenuEntry{})
	return decode.Either(name, decode.Shape{Kind: decode.List, Item: &each}, decode.Shape{Kind: decode.Map, Others: &entry})
}
