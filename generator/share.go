package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image/color"
	"path"
	"strings"
	"sync"

	"stillpoint/generator/config"
	"stillpoint/generator/layouts"
	"stillpoint/generator/share"
	"stillpoint/generator/site"
)

// pictures are the share pictures of a build, each drawn when it is first asked for.
type pictures struct {
	look    share.Look
	painter func() (*share.Painter, error)
	drawn   sync.Map // name → func() error
}

// shareVersion is part of the name of every share picture. It must grow with
// each change of how they are drawn.
const shareVersion = 1

// The size of every share picture in pixels.
const shareWidth, shareHeight = 1200, 630

// newPictures takes over the painter of an earlier build, which may be nil, where the look is the same.
func newPictures(theme config.Theme, earlier *pictures) *pictures {
	look := look(theme)
	if earlier != nil && earlier.look == look {
		return &pictures{look: look, painter: earlier.painter}
	}
	return &pictures{look: look, painter: sync.OnceValues(func() (*share.Painter, error) {
		return share.NewPainter(look, share.DefaultFonts())
	})}
}

func look(t config.Theme) share.Look {
	day := t.Light()
	return share.Look{Background: rgba(day.Background), Text: rgba(day.Text), Accent: rgba(day.Accent)}
}

// rgba reads a colour that the configuration has checked.
func rgba(hex string) color.RGBA {
	r, g, b, _ := config.RGB(hex)
	return color.RGBA{r, g, b, 0xff}
}

// share gives a layout the share picture of a page; none to a page that is not to be found.
func (b *build) share(p *site.Page) (layouts.Picture, error) {
	if p.NoIndex() {
		return layouts.Picture{}, nil
	}
	card := b.card(p)
	name := b.shareName(card)
	draw, _ := b.pictures.drawn.LoadOrStore(name, sync.OnceValue(func() error { return b.draw(name, card) }))
	if err := draw.(func() error)(); err != nil {
		return layouts.Picture{}, err
	}
	return layouts.Picture{URL: b.site.Permalink("/" + name), Width: shareWidth, Height: shareHeight}, nil
}

// pictureOf gives the structured data the picture of a page: its own, where that is of
// a kind that search engines show, else the one that is drawn.
func (b *build) pictureOf(p *site.Page, record *layouts.Record) (string, bool) {
	if own := b.ownPicture(p); own != "" {
		return own, true
	}
	record.Share(p)
	picture, err := b.share(p)
	return picture.URL, err == nil && picture.URL != ""
}

func (b *build) ownPicture(p *site.Page) string {
	if p.Source == nil {
		return ""
	}
	switch strings.ToLower(path.Ext(p.Source.Image)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif":
	default:
		return ""
	}
	target, problem := b.site.Resolve(p.Source.File.Name(), p.Source.Image)
	if problem != nil || target == nil || target.File == "" {
		return ""
	}
	return b.site.Permalink("/" + target.File)
}

func (b *build) card(p *site.Page) share.Card {
	own := b.site.Practice
	card := share.Card{Title: p.Title, Practice: own.Name, Place: own.Address.Locality}
	if card.Practice == "" {
		card.Practice = b.config.Site.Title
	}
	if p.Parent != nil && p.Parent.Kind != site.KindHome {
		card.Kicker = p.Parent.Title
	}
	if card.Title == "" {
		card.Title = card.Practice
	}
	return card
}

// shareName returns the name of a picture, which says all that it is made of.
func (b *build) shareName(card share.Card) string {
	recipe, _ := json.Marshal([]any{shareVersion, card, b.config.Site.Theme.Light()}) // plain texts, which cannot fail
	digest := sha256.Sum256(recipe)
	return "share/" + hex.EncodeToString(digest[:8]) + ".png"
}

// draw publishes a picture, unless it is published already. Where the font lacks
// a character of the title, the name of the practice takes its place.
func (b *build) draw(name string, card share.Card) error {
	if b.out == nil { // nothing will be published
		return nil
	}
	if kept, err := b.out.Keep(name, ""); kept || err != nil {
		return err
	}
	painter, err := b.pictures.painter()
	if err != nil {
		return err
	}
	picture, err := painter.Card(card)
	if err == nil && len(picture.Omitted) > 0 {
		picture, err = painter.Card(share.Card{Title: card.Practice, Place: card.Place})
	}
	if err != nil {
		return err
	}
	return b.out.Stage(name, picture.PNG)
}
