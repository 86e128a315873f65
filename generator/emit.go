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
	"stillpoint/generator/words"
)

// emit makes every file that is not a page: redirects, feeds, sitemap, texts, and the
// assets that pages asked for.
func (b *build) emit(ctx context.Context) error {
	steps := []func() error{b.emitAliases, b.emitTexts, b.emitFeeds, b.emitCalendars, b.emitHosted, b.emitSitemap, b.emitIcons, b.emitAssets}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	if err := b.finishPictures(ctx); err != nil {
		return err
	}
	if err := b.emitCopies(ctx); err != nil {
		return err
	}
	return b.emitHostFiles()
}

func (b *build) emitAliases() error {
	for _, alias := range b.site.Aliases {
		var page, small bytes.Buffer
		problems := b.set.Alias(&page, layouts.Redirect{
			Title: alias.Page.Title, Language: b.config.Site.Language, Direction: words.Direction(b.config.Site.Language),
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
		data := b.guardAlias(output, alias.Page.Name(), small.Bytes())
		if err := b.out.Stage(output, data); err != nil {
			return err
		}
		b.aliases = append(b.aliases, b.reader.Read(output, alias.Page.Name(), data))
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
	return b.emitLists(b.sitemapNames(), source.Digest{}, func() ([]outputs.File, error) {
		return outputs.Sitemap(b.sitemapEntries(), b.site.Permalink("/"))
	})
}

// emitAssets hands on the assets that layouts asked for.
func (b *build) emitAssets() error {
	made, problems := b.assets.Made()
	if b.options.Verify {
		for _, name := range b.assets.Lies(b.before().assets) {
			b.lie(assets.Folder+"/"+name, "form of it", "all that it is made from is the same")
		}
	}
	b.report(problems...)
	b.reportDrawings()
	for _, a := range made {
		b.claim(a.Output, assets.Folder, "the asset "+a.Output)
		if err := b.out.Stage(a.Output, a.Data); err != nil {
			return err
		}
		if a.Map == nil {
			continue
		}
		if err := b.out.Stage(a.Output+".map", a.Map); err != nil {
			return err
		}
	}
	return nil
}

// check looks at the finished site as a whole.
func (b *build) check(ctx context.Context) error {
	faults := b.checkLinks()
	found := b.found
	if b.checks != nil {
		answered, err := b.askOthers(ctx)
		if err != nil {
			return err
		}
		heavy, err := b.overweight(ctx)
		if err != nil {
			return err
		}
		found = slices.Concat(b.found, b.compare(), heavy, answered, b.checkRedirects(), b.blockedUses())
	} else {
		b.report(check.DuplicateIDs(b.fresh())...)
	}
	if b.checks != nil || len(faults) > 0 {
		b.report(b.judge(found, faults)...)
	}
	b.result.Checked = true
	b.checkHostRules()
	b.tellLies()
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
	if folder, ok := innermost(b.out).(*publish.Publication); ok && err == nil && b.warm != nil {
		b.mark = folder.Mark()
	}
	b.sweepCache()
	if memory, ok := b.out.(*publish.Memory); ok && err == nil {
		b.result.Files = memory.Files()
		b.result.origins = b.origins()
	}
	return err
}
