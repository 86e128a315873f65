package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"stillpoint/generator/assets"
	"stillpoint/generator/bodies"
	"stillpoint/generator/cache"
	"stillpoint/generator/check"
	"stillpoint/generator/compress"
	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/hosting"
	"stillpoint/generator/layouts"
	"stillpoint/generator/outputs"
	"stillpoint/generator/pictures"
	"stillpoint/generator/pool"
	"stillpoint/generator/publish"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
	"stillpoint/generator/words"
)

// Options say what to build and how. The zero value of each field but Source
// is a sensible choice.
type Options struct {
	Source      string                // the site's folder
	Defaults    fs.FS                 // layouts/ and assets/ to fall back on; nil for none
	Destination string                // where to publish; "" means build.destination of the configuration
	BaseURL     string                // replaces site.url
	Environment string                // overlays stillpoint.ENVIRONMENT.yaml where that exists
	Drafts      bool                  // publish drafts too
	Future      bool                  // publish pages too whose time has not come
	Expired     bool                  // publish pages too whose time has passed
	Strict      bool                  // warnings stop the site from being published
	Jobs        int                   // pages rendered at once; below 1 means as many as there are processors
	Now         time.Time             // decides what is future and what has expired; zero means the clock
	Cache       string                // the folder that keeps what was costly to make; "" means .stillpoint in Source
	Progress    func(done, total int) // of the pages
	Pictures    func(done, total int) // of the pictures, as far as they have been asked for
	InMemory    bool                  // leave the finished files in the result, and publish nothing
	Weigh       bool                  // with OnDemand: make those pictures nevertheless that pages load at first, to find out how large they are
	SourceMaps  bool                  // publish source maps of style sheets and scripts beside them, for a server to name in a header
	OnDemand    bool                  // with InMemory: make pictures only when somebody reads them
	Remember    bool                  // with a Builder: keep what was made in the folder of the cache for the builds of other processes
	NoCache     bool                  // neither use nor leave anything in the folder of the cache
	Verify      bool                  // with a Builder: render everything, and report each record of an earlier build that would have lied

	Asked    func(done, total int) // of the addresses that other sites are asked for
	External bool                  // ask other sites whether what pages link to is still there
	Rules    []string              // codes of the rules that finished pages are held to; none for all that the configuration asks for
	forget   string                // for tests: a kind of fact that is not recorded
	patience int                   // for tests: up to how many pages texts are made as small as can be; 0 for what holds for all
}

// Result tells how a build went.
type Result struct {
	Site        *site.Site // nil where it came to no graph, or needed none
	Pages       int        // how many the site has
	Summary     publish.Summary
	Diagnostics diag.List // sorted
	Stats       Stats
	Destination string
	Files       *Files    // the finished site where Options.InMemory asks for it; nil when Failed
	Changes     []Change  // what became of the inputs since the build before that a Builder knows of, sorted by path
	Idle        bool      // no input has changed and nothing has come due: the build before still stands
	Stood       bool      // nothing has changed since the last build of another process, and the published site was left as it is
	Remark      string    // why what earlier builds have kept was not used, or this one could keep nothing; mostly ""
	Rendered    int       // pages that were rendered anew
	Findings    diag.List // of the rules, those included that are known
	Known       diag.List // findings that the baseline has, and that do not count
	Checked     bool      // the finished pages were held to the rules: it came to finished pages
	Allowed     []Allowed // findings that comments let pass, by their places
	Folders     []Folder  // every folder that the inputs lie in or could come to lie in, to be watched
	origins     map[string]Origin
	traces      map[finding]traces
	strict      bool
	host        func(read func(name string) ([]byte, bool)) *hosting.Host // nil where it came to no finished site
}

// Failed tells whether something stopped the site from being published.
func (r *Result) Failed() bool { return blocked(r.Diagnostics, r.strict) }

func blocked(problems diag.List, strict bool) bool {
	return problems.Errors() > 0 || strict && problems.Warnings() > 0
}

// build is one run of the pipeline: what each phase leaves for the next.
type build struct {
	options    Options
	now        time.Time // of the whole build, however long it takes
	root       *source.Folder
	snapshot   *source.Snapshot
	config     *config.Config
	set        *layouts.Set
	words      *words.Words
	files      []*source.File // of pages, and what was made of each
	parsed     []*parsed
	pages      []*content.Page
	allowing   []string // files of pages that may let findings of the checks pass
	unreadable []string // files of pages that could not be parsed
	data       map[string]any
	site       *site.Site
	minifier   assets.Minifier
	assets     *assets.Store
	env        *layouts.Env
	renderer   *bodies.Renderer
	out        publication
	buffers    pool.Pool[bytes.Buffer] // two for each worker
	writers    pool.Pool[wire.Writer]

	cache     *cache.Store
	pictures  *pictures.Store
	shares    *sharePictures
	fontFiles []*siteFont
	drawings  sync.Map        // name of an icon → func() iconDrawing
	icons     map[string]bool // the icons to be made, by their names

	calendars     map[*site.Page]*calendarFile
	calendarFiles []*calendarFile // in the order of the pages

	hosted []outputs.File // that the host of the site looks for

	feedFiles []feedFile
	feedLinks map[*site.Page][]layouts.Feed

	warm      *warmth    // what the builds before have left; nil for a build that stands alone
	number    uint64     // of the build among those of its Builder, from 1
	made      *kept      // what this one leaves for the next
	facts     *facts     // what was read, by its digests
	bodies    []bodySlot // by the number of the page
	inputs    []source.Input
	shape     source.Digest // of all that the graph is made from
	same      bool          // the graph is made from the same as that of the last good build
	claims    source.Digest // of which outputs there are
	faults    []check.Fault // of links
	host      *hosting.Host // nil where no host takes rules from the site
	described described     // what the configuration tells hosts
	mark      string        // of the published folder
	scanned   diag.List     // what the scan complained of

	reader   check.Reader
	guards   guards
	checks   *checks // nil where pages are held to nothing
	press    compress.Press
	loads    sync.Map      // what pages load at first, each once
	outputs  []*keptOutput // of all pages
	aliases  []*check.Page // finished pages that lead on to others
	links    []check.Reference
	found    []check.Found         // on all pages
	outside  []check.Found         // links to other sites, with Options.External
	plain    map[string]*diag.File // outputs of layouts in plain text, by name
	problems diag.List
	lying    sync.Mutex
	lies     diag.List // of what is kept, with Options.Verify
	halted   bool      // the next phase could not do its work
	result   *Result
}

// Build turns a site's folder into its published form. What is wrong with the site
// is told in the result's diagnostics; then nothing is published and what stood there before
// stays as it was. The error is for what is no fault of the site: a canceled
// context, a destination that cannot be written.
func Build(ctx context.Context, o Options) (*Result, error) {
	b := newBuild(o)
	return b.end(b.all(ctx))
}

func (b *build) all(ctx context.Context) error {
	return b.run(ctx, b.scan, b.load, b.assemble, b.render, b.emit, b.check, b.publish)
}

func newBuild(o Options) *build {
	now := o.Now
	if now.IsZero() {
		now = time.Now()
	}
	return &build{options: o, now: now, result: &Result{strict: o.Strict, Destination: o.Destination}}
}

// end lets go of the folders and completes the result. What was staged and not
// published is dropped.
func (b *build) end(err error) (*Result, error) {
	err = errors.Join(err, b.closeDestination())
	if b.root != nil {
		err = errors.Join(err, b.root.Close())
	}
	if b.cache != nil && b.warm == nil {
		err = errors.Join(err, b.cache.Close())
	}
	if b.snapshot != nil {
		b.snapshot.LetGo()
	}
	b.result.Diagnostics = b.problems.Sorted()
	b.result.Site = b.site
	if b.site != nil {
		b.result.Pages = len(b.site.Pages)
	}
	b.result.Folders = b.folders()
	return b.result, err
}

// List runs the first phases alone, up to the graph, and publishes nothing.
func List(ctx context.Context, o Options) (*Result, error) {
	b := newBuild(o)
	return b.end(b.run(ctx, b.scan, b.load, b.assemble))
}

// phase is one step. An error in one page does not keep the later phases from
// looking at the others, so that a run tells all that it can find; a phase whose
// result the next one cannot do without sets halted.
type phase func(context.Context) error

func (b *build) run(ctx context.Context, phases ...phase) error {
	for i, p := range phases {
		if err := ctx.Err(); err != nil {
			return err
		}
		start := time.Now()
		err := p(ctx)
		b.result.Stats.phase(phaseNames()[i], time.Since(start))
		if err != nil {
			return err
		}
		if b.halted {
			return nil
		}
	}
	return nil
}

func phaseNames() []string {
	return []string{"scan", "load", "assemble", "bodies and pages", "emit", "check", "publish"}
}

// failed tells whether the problems so far forbid going on. Warnings under
// Strict are weighed only before publishing, so that a run tells all of them.
func (b *build) failed() bool { return b.problems.Errors() > 0 }

func (b *build) report(problems ...diag.Diagnostic) { b.problems = append(b.problems, problems...) }

func (b *build) jobs() int {
	if b.options.Jobs > 0 {
		return b.options.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// destination returns the folder that a site is published to, from the
// options or, within the site's folder, the one that the configuration names.
func (o Options) destination(configured string) string {
	if o.Destination != "" {
		return o.Destination
	}
	return filepath.Join(o.Source, filepath.FromSlash(configured))
}

// publication is where finished files go: a folder, or memory.
type publication interface {
	Stage(name string, data []byte) error
	Keep(name, digest string) (bool, error)
	Offer(name string, make func() ([]byte, error)) error
	Kept(name string) ([]byte, error)
	Size(name string) (int64, bool)
	Staged(name string) ([]byte, error)
	Offered(name string) bool
	Warnings() []string
	Commit() (publish.Summary, error)
	Close() error
}

// openDestination opens the published folder, unless it holds or lies in what the
// site is made from. Where nothing will be published, none is open.
func (b *build) openDestination() error {
	if b.failed() {
		return b.closeDestination()
	}
	if b.options.InMemory {
		b.result.Destination = b.options.destination(b.config.Build.Destination) // which nothing is written to
		b.out = publish.NewMemory(b.warm.published())
		return nil
	}
	destination := b.options.destination(b.config.Build.Destination)
	folder, open := b.out.(*publish.Publication)
	if !open || b.result.Destination != destination {
		if err := b.closeDestination(); err != nil {
			return err
		}
		b.result.Destination = destination
		if why := b.unfit(destination); why != "" {
			b.report(diag.New("bad-destination", "", fmt.Sprintf("cannot publish to %s: %s", destination, why),
				"choose an empty folder, such as public"))
			b.halted = true
			return nil
		}
		var err error
		if folder, err = publish.Open(destination); err != nil {
			return err
		}
	}
	folder.Tell(publish.About{Address: b.config.Site.URL, Trial: b.options.Drafts || b.options.Future || b.options.Expired})
	b.out = b.precompressed(folder)
	return nil
}

func (b *build) closeDestination() error {
	if b.out == nil {
		return nil
	}
	err := b.out.Close()
	b.out = nil
	return err
}

func (b *build) unfit(destination string) string {
	to, err1 := filepath.Abs(destination)
	from, err2 := filepath.Abs(b.options.Source)
	if err1 != nil || err2 != nil {
		return ""
	}
	if inside(from, to) {
		return "it holds the site's own folder"
	}
	for _, folder := range inputFolders() {
		if inside(to, filepath.Join(from, folder)) {
			return "it is a folder that the site is made from"
		}
	}
	return ""
}

// inside tells whether a path is a folder or lies below it.
func inside(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}
