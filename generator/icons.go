package generator

import (
	"regexp"
	"strconv"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/diag"
	"stillpoint/generator/outputs"
	"stillpoint/generator/share"
	"stillpoint/generator/source"
)

// iconFile is the one drawing that all icons of the site are made from.
const iconFile = assets.Folder + "/icon.svg"

// iconNames are the files that are made from it.
func iconNames() []string {
	return []string{"favicon.svg", "favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "manifest.webmanifest"}
}

// findIcons notes which icons are to be made: those that do not lie in assets/static.
func (b *build) findIcons() {
	b.icons = map[string]bool{}
	if b.snapshot.Lookup(iconFile) == nil {
		return
	}
	for _, name := range iconNames() {
		if !b.site.Claims.Has(name) {
			b.icons[name] = true
			b.claim(name, iconFile, "the icon "+name)
		}
	}
}

// emitIcons draws the icons and writes the manifest that names them.
func (b *build) emitIcons() error {
	if len(b.icons) == 0 {
		return nil
	}
	file, problem := b.snapshot.Lookup(iconFile).Text()
	if problem != nil {
		b.report(*problem)
		return nil
	}
	set, err := b.drawIcons(file)
	if err != nil {
		b.report(iconProblem(file, err))
		return nil
	}
	small, problem := b.minifier.File(file)
	if problem != nil {
		b.report(*problem)
		return nil
	}
	manifest, err := b.webManifest().JSON()
	if err != nil {
		return err
	}
	for i, data := range [][]byte{small, set.ICO, set.AppleTouch, set.Icon192, set.Icon512, set.Maskable512, manifest} {
		name := iconNames()[i]
		if !b.icons[name] {
			continue
		}
		if err := b.out.Stage(name, data); err != nil {
			return err
		}
	}
	return nil
}

// keptIcons are the icons of one drawing on one background.
type keptIcons struct {
	drawing    source.Digest
	background string
	set        share.IconSet
}

// drawIcons draws the icons, or takes over those of the build before.
func (b *build) drawIcons(file *diag.File) (share.IconSet, error) {
	fresh := &keptIcons{drawing: source.Sum(file.Text()), background: b.config.Site.Theme.Light().Background}
	if old := b.before().icons; old != nil && old.drawing == fresh.drawing && old.background == fresh.background {
		b.made.icons = old
		return old.set, nil
	}
	set, err := share.Icons(file.Text(), rgba(fresh.background))
	if err == nil && b.warm != nil {
		fresh.set = set
		b.made.icons = fresh
	}
	return set, err
}

var errorLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^line (\d+): `) })

// iconProblem puts what cannot be drawn at its line.
func iconProblem(file *diag.File, err error) diag.Diagnostic {
	message, offset := err.Error(), 0
	if at := errorLine().FindStringSubmatch(message); at != nil {
		line, _ := strconv.Atoi(at[1])
		message, offset = message[len(at[0]):], file.Offset(line, 1)
	}
	return file.Error("bad-icon", offset, 0, message, "or draw the icons elsewhere and put favicon.svg, favicon.ico and the others into assets/static")
}

func (b *build) webManifest() outputs.WebManifest {
	own, c := b.site.Practice, b.config.Site
	name := own.Name
	if name == "" {
		name = c.Title
	}
	day := c.Theme.Light()
	icon := func(file, sizes, kind, purpose string) outputs.ManifestIcon {
		return outputs.ManifestIcon{Source: b.site.URL("/" + file), Sizes: sizes, Type: kind, Purpose: purpose}
	}
	return outputs.WebManifest{
		Name: name, ShortName: c.Title, Description: c.Description, Language: c.Language,
		StartURL: b.site.URL("/"), Scope: b.site.URL("/"), Display: "minimal-ui", Background: day.Background, Theme: day.Background,
		Icons: []outputs.ManifestIcon{
			icon("favicon.svg", "any", "image/svg+xml", "any"), icon("icon-192.png", "192x192", "image/png", "any"),
			icon("icon-512.png", "512x512", "image/png", "any"), icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
		},
	}
}
