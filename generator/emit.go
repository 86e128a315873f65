package generator

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/outputs"
	"stillpoint/generator/publish"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
)

// emit makes every file that is not a page: redirects, feeds, sitemap, texts, and the
// assets that pages asked for.
func (b *build) emit(ctx context.Context) error {
	steps := []func() error{b.emitAliases, b.emitTexts, b.emitFeeds, b.emitSitemap, b.emitIcons, b.emitAssets}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return b.emitCopies(ctx)
}

func (b *build) emitAliases() error {
	for _, alias := range b.site.Aliases {
		var page, small bytes.Buffer
		problems := b.set.Alias(&page, layouts.Redirect{
			Title: alias.Page.Title, Language: b.config.Site.Language,
			URL: b.site.URL(alias.Page.Path), Permalink: b.site.Permalink(alias.Page.Path),
		})
		b.report(problems...)
		if len(problems) > 0 {
			return nil
		}
		if err := b.minifier.HTML(&small, page.Bytes()); err != nil {
			return fmt.Errorf("minifying the page at %s: %w", alias.Path, err)
		}
		output := site.Output(alias.Path)
		if err := b.out.Stage(output, small.Bytes()); err != nil {
			return err
		}
		b.finished = append(b.finished, b.reader.Read(output, alias.Page.Name(), small.Bytes()))
	}
	return nil
}

func (b *build) emitTexts() error {
	b.plain = map[string]*diag.File{}
	for _, name := range b.set.Texts() {
		var text bytes.Buffer
		problems := b.set.Text(&text, b.env, name)
		b.report(problems...)
		if len(problems) > 0 {
			continue
		}
		b.plain[name] = diag.NewFile(layouts.Folder+"/"+name, text.Bytes())
		if err := b.out.Stage(name, text.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// sitemapEntries lists the pages that search engines may show.
func (b *build) sitemapEntries() []outputs.SitemapEntry {
	var entries []outputs.SitemapEntry
	for _, p := range b.site.Pages {
		if !p.NoIndex() {
			entries = append(entries, outputs.SitemapEntry{URL: b.site.Permalink(p.Path), Modified: p.Updated()})
		}
	}
	return entries
}

func (b *build) sitemapNames() []string {
	return outputs.SitemapNames(len(b.site.Pages))
}

func (b *build) emitSitemap() error {
	files, err := outputs.Sitemap(b.sitemapEntries(), b.site.Permalink("/"))
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := b.out.Stage(f.Name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// emitAssets hands on the assets that layouts asked for.
func (b *build) emitAssets() error {
	made, problems := b.assets.Made()
	b.report(problems...)
	for _, a := range made {
		b.claim(a.Output, assets.Folder, "the asset "+a.Output)
		if err := b.out.Stage(a.Output, a.Data); err != nil {
			return err
		}
	}
	return nil
}

// emitCopies publishes the files that lie among the pages, and static files.
// The former are minified where they are text, the latter stay as they are.
func (b *build) emitCopies(ctx context.Context) error {
	static := b.snapshot.Under(assets.StaticFolder)
	total := len(b.site.Resources) + len(static)
	problems := make([]diag.List, total)
	err := each(ctx, b.jobs(), total, func(i int) error {
		var err error
		if i < len(static) {
			problems[i], err = b.copyFile(static[i], assets.Static(static[i].Path), assets.Minifier{})
			return err
		}
		resource := b.site.Resources[i-len(static)]
		problems[i], err = b.copyFile(b.snapshot.Lookup(resource.File), resource.Output, b.minifier)
		return err
	})
	b.report(slices.Concat(problems...)...)
	return err
}

func (b *build) copyFile(file *source.File, output string, minifier assets.Minifier) (diag.List, error) {
	made := keptCopy{from: file.Digest(), minify: minifier != assets.Minifier{}}
	if b.warm != nil {
		old := b.before().copies[output]
		if old.from == made.from && old.minify == made.minify && made.from != (source.Digest{}) {
			b.made.keepCopy(output, old)
			if kept, err := b.out.Keep(output, old.digest); kept || err != nil {
				return nil, err
			}
		}
	}
	data, err := file.Read()
	if err != nil {
		return diag.List{diag.New("unreadable", file.Path, "cannot be read: "+err.Error(), "check that it exists and may be read")}, nil
	}
	small, problem := minifier.File(diag.NewFile(file.Path, data))
	if problem != nil {
		return diag.List{*problem}, nil
	}
	if b.warm != nil {
		made.digest = publish.Digest(small)
		b.made.keepCopy(output, made)
	}
	return nil, b.out.Stage(output, small)
}

// check looks at the finished site as a whole.
func (b *build) check(context.Context) error {
	b.report(check.All(b.finished, b.links, b.site.Claims, b.site.Addresses.BasePath())...)
	b.checkHostRules()
	return nil
}

// publish puts the staged files in place.
func (b *build) publish(context.Context) error {
	if blocked(b.problems, b.options.Strict) {
		return nil
	}
	for _, warning := range b.out.Warnings() {
		b.report(diag.New("destination", "", warning, "").AsWarning())
	}
	var err error
	b.result.Summary, err = b.out.Commit()
	if memory, ok := b.out.(*publish.Memory); ok && err == nil {
		b.result.Files = memory.Files()
		b.result.origins = b.origins()
	}
	return err
}
