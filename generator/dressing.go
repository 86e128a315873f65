package generator

import (
	"fmt"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/vector"
)

// siteSheet is the style sheet that the theme goes into.
const siteSheet = "css/site.css"

// prepareAssets makes the store of what pages are dressed in.
func (b *build) prepareAssets() {
	o := assets.Options{Snapshot: b.snapshot, Minifier: b.minifier, Browsers: b.config.Build.Browsers, SourceMaps: b.options.SourceMaps}
	b.readFonts()
	theme := b.config.Site.Theme
	o.Prelude = map[string]string{siteSheet: b.fontRules(theme) + assets.Theme(b.withFallbacks(theme))}
	earlier := b.before().assets
	if b.options.Verify {
		earlier = nil
	}
	b.assets = assets.NewStore(o, earlier)
}

// icon gives a layout a drawing for the middle of a page.
func (b *build) icon(name string, o vector.Inline) (layouts.HTML, error) {
	drawing := b.drawing(name)
	if drawing == nil {
		return "", b.noIcon(name)
	}
	return layouts.HTML(drawing.Inline(o)), nil
}

func (b *build) noIcon(name string) error {
	return fmt.Errorf("there is no icon %q in assets/icons%s", name, diag.DidYouMean(name, b.assets.Icons()))
}

// drawing reads an icon, once in a build; nil where there is none.
func (b *build) drawing(name string) *vector.Drawing {
	once, _ := b.drawings.LoadOrStore(name, sync.OnceValue(func() iconDrawing {
		drawing, problems := b.assets.Icon(name)
		return iconDrawing{drawing, problems}
	}))
	return once.(func() iconDrawing)().drawing
}

// iconDrawing is an icon, and what is wrong with it.
type iconDrawing struct {
	drawing  *vector.Drawing
	problems diag.List
}

// reportDrawings tells what is wrong with the icons that pages have asked for.
func (b *build) reportDrawings() {
	b.drawings.Range(func(_, once any) bool {
		b.report(once.(func() iconDrawing)().problems...)
		return true
	})
}

// sprite gives a layout the address of an icon in the file that holds all of them.
func (b *build) sprite(name string) (string, error) {
	if b.drawing(name) == nil {
		return "", b.noIcon(name)
	}
	made, err := b.asset(assets.Sprite)
	return made.URL + "#" + name, err
}
