package generator

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"stillpoint/generator/assets"
	"stillpoint/generator/bodies"
	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/markdown"
	"stillpoint/generator/pool"
	"stillpoint/generator/publish"
	"stillpoint/generator/site"
)

// rendered is what one page leaves behind once its bytes have been handed on.
type rendered struct {
	outputs  []*keptOutput
	links    []check.Reference
	found    []check.Found
	outside  []check.Found
	problems diag.List
}

// render makes every page: its body just when it is needed, then its layout, once
// for each of its outputs. Finished bytes go straight to the publication, so
// memory does not grow with them.
func (b *build) render(ctx context.Context) error {
	var stopped atomic.Bool
	stopped.Store(b.failed())
	if err := b.openDestination(); err != nil || b.halted {
		return err
	}
	if err := b.prepare(); err != nil {
		return err
	}
	pages := b.site.Pages
	slots := make([]rendered, len(pages))
	var done, rendered atomic.Int64
	err := each(ctx, b.jobs(), len(pages), func(i int) error {
		w := worker{build: b, page: pages[i], slot: &slots[i], silent: stopped.Load()}
		err := w.run(ctx)
		if w.slot.problems.Errors() > 0 {
			stopped.Store(true)
		}
		if !w.replayed {
			rendered.Add(1)
		}
		if b.options.Progress != nil {
			b.options.Progress(int(done.Add(1)), len(pages))
		}
		return err
	})
	b.result.Rendered = int(rendered.Load())
	var problems diag.List
	for _, slot := range slots {
		problems = append(problems, slot.problems...)
		b.outputs = append(b.outputs, slot.outputs...)
		b.links = append(b.links, slot.links...)
		b.found = append(b.found, slot.found...)
		b.outside = append(b.outside, slot.outside...)
	}
	b.report(layouts.Collapse(problems)...)
	b.tellLies()
	if b.halted = b.failed(); b.halted {
		b.report(b.judgeBroken()...)
	}
	return err
}

// prepare makes what all pages share.
func (b *build) prepare() error {
	var err error
	if b.checks, err = newChecks(b.config, b.options.Rules); err != nil {
		return err
	}
	if b.checks != nil {
		b.checks.dress = rule.NewDress(b.sheet)
	}
	b.reader.Host = b.hostName()
	b.prepareGuards()
	if b.config.Build.Minify {
		b.minifier = assets.NewMinifier()
	}
	b.prepareAssets()
	b.shares = b.newSharePictures()
	b.preparePictures()
	md := b.config.Markdown
	converter := markdown.New(markdown.Options{Typographer: md.Typographer, RawHTML: md.RawHTML, Linkify: md.Linkify})
	b.env = &layouts.Env{
		Site: b.site, Data: b.data, Feeds: b.feedsOf, Calendar: b.calendarOf, Asset: b.asset, Graph: b.graph, Share: b.share,
		Image: b.pictures.Image, PictureNames: b.pictureNames, Icon: b.icon, Sprite: b.sprite, Fonts: b.fonts,
	}
	b.renderer = bodies.New(converter, b.set, b.env, bodies.Levels{Min: md.TOC.MinLevel, Max: md.TOC.MaxLevel})
	b.env.Bodies, b.env.Text = b, b.renderer.Text
	if b.warm != nil {
		b.made.assets, b.made.pictures, b.made.shares = b.assets, b.pictures, b.shares
		b.bodies = make([]bodySlot, len(b.site.Pages))
	}
	return nil
}

// asset gives a layout the published form of an asset.
func (b *build) asset(name string) (layouts.Asset, error) {
	made, found := b.assets.Get(name)
	switch {
	case !found:
		return layouts.Asset{}, fmt.Errorf("there is no file %q in assets/%s", name, diag.DidYouMean(name, b.assets.Names()))
	case made == nil: // told once, after all pages, at its own line
		return layouts.Asset{}, nil
	}
	return layouts.Asset{URL: b.site.URL("/" + made.Output), Integrity: made.Integrity}, nil
}

// worker makes the outputs of one page.
type worker struct {
	build  *build
	page   *site.Page
	slot   *rendered
	silent bool // an error was met elsewhere: look for more of them, but stage nothing

	replayed bool
	held     *keptPage // what would have been handed on, with Options.Verify
	why      why
	kept     []string // outputs that the publication has taken over already
}

func (w *worker) run(ctx context.Context) error {
	if w.replayed = w.replay(); w.replayed {
		return nil
	}
	record := layouts.NewRecord()
	result := w.build.read(w.page, record)
	w.slot.problems = append(w.slot.problems, result.Problems...)
	w.slot.links = result.References
	for i := range w.page.Slices {
		if err := w.output(ctx, &w.page.Slices[i], result.Body, record); err != nil {
			return err
		}
	}
	w.remember(record)
	if w.page.Source != nil {
		w.build.letGo(w.page)
	}
	return nil
}

func (w *worker) output(ctx context.Context, slice *site.Slice, body *layouts.Body, record *layouts.Record) error {
	page, small := pool.Borrow(&w.build.buffers), pool.Borrow(&w.build.buffers)
	defer w.build.buffers.Put(page)
	defer w.build.buffers.Put(small)
	start := time.Now()
	name, problems := w.build.set.Page(page, w.build.env, layouts.Request{Page: w.page, Slice: slice, Body: body, Record: record})
	w.build.result.Stats.template(name, time.Since(start))
	w.slot.problems = append(w.slot.problems, problems...)
	if w.silent || w.slot.problems.Errors() > 0 {
		return nil
	}
	output := site.Output(slice.Path)
	finished, err := w.build.pictures.Finish(ctx, page.Bytes())
	if err != nil {
		return err
	}
	if err := w.build.minifier.HTML(small, finished); err != nil {
		w.slot.problems = append(w.slot.problems, diag.New("bad-html", w.page.Name(),
			fmt.Sprintf("the finished page %s cannot be minified: %v", output, err), "look in its layout for a tag that is not closed"))
		return nil
	}
	return w.hand(output, small.Bytes())
}

// inspect holds a finished page to the rules.
func (w *worker) inspect(made *keptOutput, page *rule.Page, data []byte) {
	k := w.build.checks
	if k == nil {
		return
	}
	k.tell(page, w.page)
	w.slot.found = append(w.slot.found, k.inspector.Page(page)...)
	made.summary = rule.Summarise(page)
	made.weight = w.build.readWeight(page, data)
	if w.build.options.External {
		w.slot.outside = append(w.slot.outside, check.Outside(page)...)
	}
}

// hand gives a finished file to the publication, and notes what is in it.
func (w *worker) hand(output string, data []byte) error {
	needs := ""
	var page *rule.Page // nil where nobody looks at it
	if w.build.checks != nil || w.build.guards.telling != untold {
		page = w.build.guards.reader.Read(output, w.page.Name(), data)
		defer w.build.guards.reader.Done(page)
		data, needs = w.build.guard(page, data)
	}
	if !slices.Contains(w.kept, output) {
		if err := w.build.out.Stage(output, data); err != nil {
			return err
		}
	}
	made := &keptOutput{name: output, source: w.page.Name(), page: w.build.reader.Read(output, w.page.Name(), data), made: w.build.number, needs: needs}
	w.slot.outputs = append(w.slot.outputs, made)
	w.inspect(made, page, data)
	if w.build.warm == nil {
		return nil
	}
	made.digest, made.anchors = publish.Digest(data), digestOf(made.page.Anchors)
	made.settled = w.build.before().pages[w.page.Name()].hasAnchors(output, made.anchors)
	record := pool.Borrow(&w.build.writers)
	defer w.build.writers.Put(record)
	made.page.Append(record)
	made.ref = w.build.warm.keep(record.Bytes)
	return nil
}
