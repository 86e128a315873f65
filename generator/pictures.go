package generator

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/assets"
	"stillpoint/generator/cache"
	"stillpoint/generator/content"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
)

// CacheFolder is the folder within a site's own that keeps what was costly to make, where Options.Cache names no other.
const CacheFolder = ".stillpoint"

// cacheFolder returns where what was costly to make is kept, "" for nowhere.
func (o Options) cacheFolder() string {
	if o.NoCache {
		return ""
	}
	if o.Cache != "" {
		return o.Cache
	}
	return filepath.Join(o.Source, CacheFolder)
}

// preparePictures makes the store of pictures.
func (b *build) preparePictures() {
	b.openCache()
	b.pictures = pictures.New(pictures.Options{
		Files: b.snapshot.Lookup, Images: b.config.Images, Cache: b.cache,
		URL: b.site.URL, Original: b.original, Fingerprinted: fingerprinted, OnDemand: b.options.OnDemand, Read: b.readLater(),
		Jobs: b.jobs(), Progress: b.options.Pictures,
	}, b.before().pictures)
	if b.out != nil {
		b.pictures.Publish(b.out)
	}
}

// openCache opens the cache; the builds of a Builder have it in common, and never close it, since pictures on demand are made later.
func (b *build) openCache() {
	if b.warm != nil && b.warm.cache != nil {
		b.cache = b.warm.cache
		return
	}
	b.cache = cache.Open(b.options.cacheFolder())
	if b.warm != nil {
		b.warm.cache = b.cache
	}
}

// fingerprinted tells whether a file is published under a name that says what is in it.
func fingerprinted(file string) bool {
	return under(file, assets.Folder) && !under(file, assets.StaticFolder)
}

// original returns the output of a file that is published as it is, "" where it is not.
func (b *build) original(file string) string {
	switch {
	case under(file, assets.StaticFolder):
		return assets.Static(file)
	case under(file, assets.Folder):
		made, _ := b.assets.Get(strings.TrimPrefix(file, assets.Folder+"/"))
		if made == nil {
			return ""
		}
		return made.Output
	}
	return b.site.ResourceOutput(file)
}

// readLater returns a function that reads a file of the site when the build, and with it the open folder, is long gone.
func (b *build) readLater() func(name string) ([]byte, error) {
	dir, defaults := b.options.Source, b.options.Defaults
	return func(name string) ([]byte, error) {
		root, err := source.OpenFolder(dir)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		data, err := fs.ReadFile(root.FS(), name)
		if errors.Is(err, fs.ErrNotExist) && defaults != nil {
			return fs.ReadFile(defaults, name)
		}
		return data, err
	}
}

// finishPictures makes what pages asked for and no page has waited for.
func (b *build) finishPictures(ctx context.Context) error {
	if err := b.pictures.Flush(ctx); err != nil {
		return err
	}
	b.report(b.pictures.Problems()...)
	all := b.pictures.Outputs()
	for _, output := range slices.Sorted(maps.Keys(all)) {
		b.claim(output, all[output], "a form of the picture "+all[output])
	}
	return nil
}

// sweepCache lets go of what no build has used for as many days as the configuration says. Of the builds of a Builder the first
// alone does so.
func (b *build) sweepCache() {
	if b.warm != nil && b.warm.live {
		return
	}
	_, _ = b.cache.Sweep(time.Duration(b.config.Images.Keep) * 24 * time.Hour) // it is no fault of the site, and the next build tries again
}

// pictureNames are what a layout may have meant by the name of a picture, seen from a page.
func (b *build) pictureNames(p *site.Page) []string {
	var names []string
	for _, name := range b.assets.Names() {
		if pictures.Known(name) {
			names = append(names, name)
		}
	}
	if p == nil || p.Source == nil {
		return names
	}
	folder := path.Dir(p.Source.File.Name())
	for _, f := range b.snapshot.Under(content.Folder) {
		if rest, ok := strings.CutPrefix(f.Path, folder+"/"); ok && pictures.Known(f.Path) {
			names = append(names, rest)
		}
	}
	return names
}

// ownPicture gives the structured data a page's own picture in a form that search engines take: JPEG or PNG, at least 1200
// pixels wide where the source has them (developers.google.com/search/docs/appearance/structured-data/article).
func (b *build) ownPicture(p *site.Page, record *layouts.Record) string {
	if p.Source == nil || p.Source.Image == "" {
		return ""
	}
	target, problem := b.env.Resolve(p.Source.File.Name(), p.Source.Image, record)
	if problem != nil || target == nil {
		return ""
	}
	file := layouts.PictureFile(target)
	if !pictures.Known(file) || strings.EqualFold(path.Ext(file), ".svg") {
		return ""
	}
	image := b.env.Show(pictures.Request{File: file, Width: structuredWidth, Single: true, Focus: pictures.Center()}, record)
	if image == nil || image.URL == "" {
		return ""
	}
	return b.origin() + image.URL
}

// structuredWidth is how wide a picture in structured data is at most, in pixels.
const structuredWidth = 1200

// origin returns the address of the host: "https://example.org".
func (b *build) origin() string {
	return strings.TrimSuffix(b.site.Permalink("/"), b.site.Addresses.BasePath())
}

// askFor has the pictures, assets and share pictures published that facts tell of. It reports false where one of them has
// gone wrong, so that it must be told.
func (b *build) askFor(facts factList) bool {
	for _, known := range facts.all[:facts.beyond] {
		if known.asked.Load() == b.number {
			continue
		}
		if !b.ask(known.Fact) {
			return false
		}
		known.asked.Store(b.number)
	}
	return true
}

func (b *build) ask(fact layouts.Fact) bool {
	switch fact.Kind {
	case "asset":
		made, _ := b.assets.Get(fact.Name)
		return made != nil
	case "icon":
		b.drawing(fact.Name) // what was taken out of it is told in every build
	case "fonts":
		b.fonts()
	case "share":
		_, err := b.share(b.facts.pages()[fact.Name])
		return err == nil
	case "picture":
		request, err := pictures.ParseName(fact.Name)
		if err != nil {
			return false
		}
		_, problem := b.pictures.Image(request)
		return problem == nil
	}
	return true
}
