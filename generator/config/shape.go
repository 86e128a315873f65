package config

import (
	"stillpoint/generator/bundle"
	"stillpoint/generator/decode"
	"stillpoint/generator/practice"
)

// Shape tells what may be written in stillpoint.yaml, with the defaults of [Default] and the names that are known. A file that is
// laid over it, stillpoint.ENVIRONMENT.yaml, has the shape of its [decode.Shape.Partial].
func Shape(known Known) decode.Shape {
	s := Default().Shape()
	s.Find("checks").Shape = known.shape()
	return s
}

// Shape tells what each part may hold; its checks without the names of rules.
func (c Config) Shape() decode.Shape {
	type plain Config
	s := decode.Group("Config", plain(c))
	s.Require("site")
	s.Find("menus").Shape.Names = namePattern
	s.Find("taxonomies").Shape.Names = namePattern
	return s
}

// Shape tells what an entry must have.
func (MenuEntry) Shape() decode.Shape {
	s := decode.Group("MenuEntry", menuEntry{})
	s.Filled = true
	s.Rules = []decode.Rule{
		{AnyOf: []string{"page", "url"}},
		{When: "page", Without: []string{"url"}},
		{When: "url", AnyOf: []string{"name"}},
	}
	return s
}

// Shape tells that a path is one within the site.
func (t Taxonomy) Shape() decode.Shape {
	type plain Taxonomy
	s := decode.Group("Taxonomy", plain(t))
	s.Narrow(func(path *decode.Shape) { path.Not = `[?#\\:]|\.\.` }, "path")
	return s
}

// Shape bounds the levels. That the least is not above the highest is left to the decoder.
func (t TOC) Shape() decode.Shape {
	type plain TOC
	s := decode.Group("TOC", plain(t))
	s.Narrow(decode.Between(1, 6), "minLevel")
	s.Narrow(decode.Between(1, 6), "maxLevel")
	return s
}

// Shape bounds the numbers, and tells what a browser and a destination look like.
func (b Build) Shape() decode.Shape {
	type plain Build
	s := decode.Group("Build", plain(b))
	s.Narrow(decode.Between(1, 1000), "pageSize")
	s.Narrow(decode.Between(0, 100), "related")
	s.Narrow(decode.Between(0, 10000), "staticLimit")
	s.Narrow(decode.Words("auto", "yes", "no"), "precompress")
	s.Narrow(func(browser *decode.Shape) {
		*browser = decode.Shape{Kind: decode.String, Pattern: bundle.BrowserPattern(), Says: "the name of a browser and its version", Example: "firefox128", Offers: bundle.Default()}
	}, "browsers")
	s.Narrow(func(folder *decode.Shape) {
		folder.Says = "the name of a folder within the site, which the site is not made from"
		folder.Pattern = `^[^/\\:][^\\:]*$`
		folder.Not = `^(?:content|layouts|assets|data|\.)(?:/|$)|(?:^|/)\.\.(?:/|$)`
	}, "destination")
	return s
}

// Shape names the formats, and bounds the number of entries.
func (f Feeds) Shape() decode.Shape {
	type plain Feeds
	s := decode.Group("Feeds", plain(f))
	s.Narrow(decode.Words("rss", "atom", "json"), "formats")
	s.Narrow(decode.Between(1, 500), "limit")
	return s
}

// Shape names the choices, and bounds the numbers.
func (i Images) Shape() decode.Shape {
	type plain Images
	s := decode.Group("Images", plain(i))
	s.Narrow(decode.Words("avif", "webp"), "formats")
	s.Narrow(decode.Words("tone", "none"), "placeholder")
	s.Narrow(decode.Words("linked", "all"), "originals")
	for _, format := range []string{"jpeg", "webp", "avif"} {
		s.Narrow(decode.Between(0, 100), "quality", format)
	}
	s.Narrow(decode.Between(64, 8192), "maxWidth")
	s.Narrow(decode.Between(1, 1000), "maxPixels")
	s.Narrow(decode.Between(64, 65536), "maxMemory")
	s.Narrow(decode.Between(1, 3650), "keep")
	return s
}

// Shape tells what a site must have.
func (s Site) Shape() decode.Shape {
	type plain Site
	shape := decode.Group("Site", plain(s))
	shape.Require("title", "url")
	shape.Narrow(func(address *decode.Shape) {
		address.Pattern = `^[Hh][Tt][Tt][Pp][Ss]?://[^\x00-\x20\x7f"\\/?#@%:<>\[\]^|{}` + "`" + `]+(?::\d*)?(?:/(?:[^?#%\x00-\x20\x7f]|%[0-9A-Fa-f]{2})*)?$`
		address.Numerals, address.Says = decode.Null, "a whole address such as https://example.org/, without ? and #"
	}, "url")
	language, zone := practice.LanguageShape(), practice.Zone{}.Shape()
	zone.Pattern = `^$|` + zone.Pattern // an empty one is UTC
	shape.Find("language").Shape, shape.Find("timeZone").Shape = language, zone
	return shape
}

// colorShape tells the form of a colour; an empty one is as if it were left out.
func colorShape(color *decode.Shape) {
	color.Pattern, color.Numerals = `^(?:#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6})?$`, decode.Null
	color.Says = "# and six digits in quotes, such as '#2f6f73'"
}

// colored narrows what all groups of colours have.
func colored(s decode.Shape) decode.Shape {
	for _, name := range []string{"background", "text", "accent"} {
		s.Narrow(colorShape, name)
	}
	return s
}

// Shape tells the form of colours. That text can be read on its background is left to the decoder.
func (c Colors) Shape() decode.Shape {
	type plain Colors
	return colored(decode.Group("Colors", plain(c)))
}

// Shape tells the form of colours.
func (d DarkColors) Shape() decode.Shape {
	type plain DarkColors
	return colored(decode.Group("DarkColors", plain(d)))
}

// Shape tells what a list of fonts cannot have in it.
func (f Fonts) Shape() decode.Shape {
	type plain Fonts
	s := decode.Group("Fonts", plain(f))
	for _, name := range []string{"heading", "body"} {
		s.Narrow(decode.Pattern(`^[^;{}<>\\@/()\n]*$`, "names of fonts with commas between them"), name)
	}
	return s
}

// Shape tells how checks are written where no rules are known.
func (c Checks) Shape() decode.Shape { return Known{}.shape() }

// shape tells how checks are written: off, or a group.
func (k Known) shape() decode.Shape {
	off := func(numbersToo ...decode.Shape) decode.Shape {
		ways := []decode.Shape{decode.OneOf("off"), {Kind: decode.Bool, Words: []string{"false"}}}
		for i := range ways {
			ways[i].Filled = true
		}
		s := decode.Either(append(numbersToo, ways...)...)
		s.Filled = true
		return s
	}
	level := decode.Either(decode.OneOf(levels()...), decode.Shape{Kind: decode.Bool, Words: []string{"false"}})
	level.Filled = true
	law := decode.OneOf(k.Jurisdictions...)
	law.Filled = true
	claims := off(law, decode.Shape{Kind: decode.List, Item: &law})
	group := decode.Shape{Kind: decode.Map, Name: "Checks", Fields: []decode.Field{
		{Name: "claims", Doc: "The jurisdictions whose rules on health claims apply, or off; that of the practice's country where it is left out.", Example: "uk", Shape: claims},
		{Name: "budget", Doc: "The most KB that a page may weigh, or off, by what of it is weighed.", Example: "{page: 500}", Shape: budgetShape(off)},
	}}
	for _, rule := range k.Rules {
		group.Fields = append(group.Fields, decode.Field{Name: rule, Doc: "The level of the rule " + rule + ": stillpoint explain " + rule + " tells what it asks for.", Example: "warning", Shape: level})
	}
	s := off(group)
	s.Filled = false
	return s
}

// budgetShape tells how limits are written.
func budgetShape(off func(...decode.Shape) decode.Shape) decode.Shape {
	number := decode.Shape{Kind: decode.Int, Filled: true}
	decode.Between(1, mostKB)(&number)
	docs := map[string]string{
		"page": "All that the page loads at first, in KB.", "html": "Its own text with its tags, in KB.", "styles": "Its style sheets, in KB.",
		"scripts": "Its scripts, in KB.", "fonts": "Its fonts, in KB.", "pictures": "Its pictures, in KB.",
	}
	s := decode.Shape{Kind: decode.Map, Name: "Budget", Filled: true}
	for _, name := range budgets() {
		s.Fields = append(s.Fields, decode.Field{Name: name, Doc: docs[name], Example: "400", Shape: off(number)})
	}
	return s
}
