package generator

import (
	"context"
	"fmt"
	"slices"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/pictures"
	"stillpoint/generator/publish"
	"stillpoint/generator/source"
	"stillpoint/generator/strip"
)

// fileCopy is a file that is published under a name of its own.
type fileCopy struct {
	file   *source.File
	output string
	static bool // published as it is, but for what a picture tells of where and by whom it was taken
}

// emitCopies publishes the files that lie among the pages, and static files. The former are made ready for browsers, the
// latter stay as they are.
func (b *build) emitCopies(ctx context.Context) error {
	all := b.copies()
	problems := make([]diag.List, len(all))
	err := each(ctx, b.jobs(), len(all), func(i int) error {
		var err error
		problems[i], err = b.copyFile(all[i])
		return err
	})
	b.report(slices.Concat(problems...)...)
	return err
}

// copies returns all files that are to be copied. A photograph beside a page is as large as the camera has made it; pages
// show smaller forms of it, so that it is published itself only where a page links to it, or the configuration wants it.
func (b *build) copies() []fileCopy {
	var all []fileCopy
	for _, file := range b.snapshot.Under(assets.StaticFolder) {
		all = append(all, fileCopy{file, assets.Static(file.Path), true})
	}
	var linked map[string]bool
	for _, resource := range b.site.Resources {
		if pictures.Photograph(resource.File) && b.config.Images.Originals != "all" {
			if linked == nil {
				linked = check.Linked(b.finished(), b.linked())
			}
			if !linked[resource.Output] {
				continue
			}
		}
		all = append(all, fileCopy{b.snapshot.Lookup(resource.File), resource.Output, false})
	}
	return all
}

// copyFile publishes a file, or leaves it where an earlier build has put it.
func (b *build) copyFile(c fileCopy) (diag.List, error) {
	made := &keptCopy{from: c.file.Digest(), static: c.static, minify: b.config.Build.Minify, limit: b.config.Build.StaticLimit}
	if b.warm != nil {
		old := b.before().copies[c.output]
		if old.sameAs(made) && !b.options.Verify {
			b.made.keepCopy(c.output, old)
			if kept, err := b.out.Keep(c.output, old.digest); kept || err != nil {
				return old.problems, err
			}
		}
	}
	data, err := c.file.Read()
	if err != nil {
		return diag.List{source.Unreadable(c.file.Path, err)}, nil
	}
	data, made.problems = b.clean(c, data)
	if made.problems.Errors() > 0 {
		return made.problems, nil
	}
	if b.warm != nil {
		made.digest = publish.Digest(data)
		if old := b.before().copies[c.output]; b.options.Verify && old.sameAs(made) && (old.digest != made.digest || fmt.Sprint(old.problems) != fmt.Sprint(made.problems)) {
			b.lie(c.file.Path, "copy of it", "the file and the configuration are the same")
		}
		b.made.keepCopy(c.output, made)
	}
	return made.problems, b.out.Stage(c.output, data)
}

// clean returns what is published of a file.
func (b *build) clean(c fileCopy, data []byte) ([]byte, diag.List) {
	if !c.static {
		return b.minifier.Clean(diag.NewFile(c.file.Path, data))
	}
	clean, _, err := strip.Picture(data)
	if err != nil {
		return nil, diag.List{assets.Unclean(c.file.Path, err)}
	}
	return clean, b.weigh(c.file.Path, len(clean))
}

// weigh warns of a static file that is large for a visitor on a phone.
func (b *build) weigh(file string, size int) diag.List {
	limit := b.config.Build.StaticLimit
	if limit == 0 || size <= limit<<20 {
		return nil
	}
	return diag.List{diag.New("large-file", file, fmt.Sprintf("this file has %.1f MB, which takes long to load on a phone", float64(size)/(1<<20)),
		fmt.Sprintf("make it smaller, or raise build: staticLimit: %d (MB) in stillpoint.yaml", limit)).AsWarning()}
}
