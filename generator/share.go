package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image/color"
	"strings"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/cache"
	"stillpoint/generator/config"
	"stillpoint/generator/fonts"
	"stillpoint/generator/layouts"
	"stillpoint/generator/share"
	"stillpoint/generator/site"
)

// sharePictures are drawn for previews of links, each when it is first asked for.
type sharePictures struct {
	look    share.Look
	fonts   string // what stands for the fonts of the site
	painter func() (*share.Painter, error)
	drawn   sync.Map // name → func() error
}

// shareVersion is part of the name of every share picture. It must grow with
// each change of how they are drawn.
const shareVersion = 2

// The size of every share picture in pixels.
const shareWidth, shareHeight = 1200, 630

// newSharePictures takes over the painter of an earlier build where look and fonts are the same.
func (b *build) newSharePictures() *sharePictures {
	look, key, earlier := look(b.config.Site.Theme), b.fontKey(), b.before().shares
	if earlier != nil && earlier.look == look && earlier.fonts == key {
		return &sharePictures{look: look, fonts: key, painter: earlier.painter}
	}
	read, files := b.readLater(), b.shareFonts()
	return &sharePictures{look: look, fonts: key, painter: sync.OnceValues(func() (*share.Painter, error) {
		own, err := loadFonts(read, files)
		if err != nil {
			return nil, err
		}
		return share.NewPainter(look, own)
	})}
}

// fontChoice names the font files that share pictures are drawn with.
type fontChoice struct {
	heading, body string // "" for the built-in ones
	more          []string
}

// The weights that share pictures are drawn in: medium and regular.
const headingWeight, bodyWeight = 500, 400

// shareFonts chooses the upright fonts of the theme: of the headings the weight nearest to medium, of the text that nearest to regular. All others
// help out where these lack a character.
func (b *build) shareFonts() fontChoice {
	fonts := b.config.Site.Theme.Fonts
	choice := fontChoice{heading: b.nearestFont(fonts.Heading, headingWeight), body: b.nearestFont(fonts.Body, bodyWeight)}
	for _, f := range b.fontFiles {
		file := assets.Folder + "/" + f.name
		if !f.face.Italic && file != choice.heading && file != choice.body {
			choice.more = append(choice.more, file)
		}
	}
	return choice
}

// nearestFont returns the file of the first family of a stack that comes nearest to a weight, "" where there is none.
func (b *build) nearestFont(stack string, weight int) string {
	nearest, distance := "", 1000
	for _, f := range b.fontFiles {
		if f.face.Italic || !strings.EqualFold(f.face.Family, families(stack)[0]) || !f.face.Covers("e") {
			continue
		}
		away := max(f.face.Weight[0]-weight, weight-f.face.Weight[1], 0)
		if away < distance {
			nearest, distance = assets.Folder+"/"+f.name, away
		}
	}
	return nearest
}

// loadFonts reads font files. The built-in ones stand in for those that the site has not, and come last of all.
func loadFonts(read func(string) ([]byte, error), files fontChoice) (share.Fonts, error) {
	own := share.DefaultFonts()
	spare := [][]byte{own.Heading, own.Body}
	load := func(file string) ([]byte, error) {
		data, err := read(file)
		if err != nil {
			return nil, err
		}
		return fonts.SFNT(data)
	}
	var err error
	if files.heading != "" {
		own.HeadingWeight = headingWeight
		if own.Heading, err = load(files.heading); err != nil {
			return own, err
		}
	}
	if files.body != "" {
		own.BodyWeight = bodyWeight
		if own.Body, err = load(files.body); err != nil {
			return own, err
		}
	}
	for _, file := range files.more {
		data, err := load(file)
		if err != nil {
			return own, err
		}
		own.More = append(own.More, data)
	}
	own.More = append(own.More, spare...)
	return own, nil
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
	draw, _ := b.shares.drawn.LoadOrStore(name, sync.OnceValue(func() error { return b.draw(name, card) }))
	if err := draw.(func() error)(); err != nil {
		return layouts.Picture{}, err
	}
	return layouts.Picture{URL: b.site.Permalink("/" + name), Width: shareWidth, Height: shareHeight}, nil
}

// pictureOf gives the structured data the picture of a page: its own, where that is of
// a kind that search engines show, else the one that is drawn.
func (b *build) pictureOf(p *site.Page, record *layouts.Record) (string, bool) {
	if own := b.ownPicture(p, record); own != "" {
		return own, true
	}
	record.Share(p)
	picture, err := b.share(p)
	return picture.URL, err == nil && picture.URL != ""
}

func (b *build) card(p *site.Page) share.Card {
	own := b.site.Practice
	card := share.Card{Title: p.Title, Practice: own.Name, Place: own.Address.Locality, Language: b.config.Site.Language}
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
	recipe, _ := json.Marshal([]any{shareVersion, card, b.config.Site.Theme.Light(), b.shares.fonts}) // plain texts, which cannot fail
	digest := sha256.Sum256(recipe)
	return "share/" + hex.EncodeToString(digest[:8]) + ".png"
}

// draw publishes a picture, unless it is published already, from the cache where that has it. Where the font lacks
// a character of the title, the name of the practice takes its place.
func (b *build) draw(name string, card share.Card) error {
	if b.out == nil { // nothing will be published
		return nil
	}
	if kept, err := b.out.Keep(name, ""); kept || err != nil {
		return err
	}
	key := cache.KeyOf("share", name)
	if data, ok := b.cache.Get(key); ok {
		return b.out.Stage(name, data)
	}
	data, err := b.paint(card)
	if err != nil {
		return err
	}
	_ = b.cache.Put(key, data) // what cannot be kept is drawn again
	return b.out.Stage(name, data)
}

// paint draws a picture.
func (b *build) paint(card share.Card) ([]byte, error) {
	painter, err := b.shares.painter()
	if err != nil {
		return nil, err
	}
	picture, err := painter.Card(card)
	if err == nil && len(picture.Omitted) > 0 {
		picture, err = painter.Card(share.Card{Title: card.Practice, Place: card.Place, Language: card.Language})
	}
	if err != nil {
		return nil, err
	}
	return picture.PNG, nil
}
