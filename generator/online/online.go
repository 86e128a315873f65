package online

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stillpoint/generator/compress"
	"stillpoint/generator/hosting"
)

// File is a file of the published folder.
type File struct {
	Name string // slash-separated, "prices/index.html"
	Size int64  // in bytes
	// Open returns the bytes, from their beginning. It is called for every answer that should have them.
	Open func() (io.ReadCloser, error)
}

// Checker holds a site against its files. Its zero value is ready, but for Base, Files and Host.
type Checker struct {
	Base  string        // the address of the site, "https://quiettide.example/": with the path that Host has for its base, and a closing slash
	Files []File        // all that was published
	Host  *hosting.Host // how the site should answer

	Workers  int           // requests at once; below 1 means 8
	Timeout  time.Duration // how long the site may be silent before or within an answer; 0 means 20 seconds
	Tries    int           // where there is no answer; below 1 means 3
	Agent    string        // that requests name themselves by
	Progress func(done, total int)
	Now      time.Time      // zero means the clock
	Roots    *x509.CertPool // that vouch for certificates; nil means those of the system
	// Dial connects to an address such as "quiettide.example:443"; nil means to go over the network, by the proxy of the environment.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// AbsentError says that nothing could be looked at.
type AbsentError struct {
	Address string
	Reason  string // in plain words
}

func (e *AbsentError) Error() string {
	return fmt.Sprintf("%s cannot be looked at: %s", e.Address, e.Reason)
}

// Check looks at all of the site. The error is that of a canceled context, an *[AbsentError], or that of a file which cannot be read; whatever is wrong
// with the site is told in the report.
func (c *Checker) Check(ctx context.Context) (*Report, error) {
	base, err := url.Parse(c.Base)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || !strings.HasSuffix(base.Path, "/") {
		return nil, &AbsentError{c.Base, "it is no address of a site"}
	}
	r := newRound(c, base)
	defer r.transport.CloseIdleConnections()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r.stop = cancel
	start := time.Now()
	if err := r.greet(ctx); err != nil {
		return nil, err
	}
	err = r.work(ctx, r.jobs())
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err != nil {
		return nil, err
	}
	report := r.tally.report()
	report.Base, report.Requests, report.Bytes, report.Took = c.Base, int(r.requests.Load()), r.bytes.Load(), time.Since(start)
	return report, nil
}

// round is one call of [Checker.Check].
type round struct {
	*Checker
	base      *url.URL
	transport *http.Transport
	tally     tally
	named     map[string]*File // all files
	stop      context.CancelCauseFunc

	requests atomic.Int64
	bytes    atomic.Int64 // that came as bodies, as they were sent
	failures atomic.Int64 // in a row
	quiet    quiet

	shown sync.Map // address on the wire → certificate that was shown there
}

func newRound(c *Checker, base *url.URL) *round {
	r := &round{Checker: c, base: base, named: make(map[string]*File, len(c.Files))}
	for i := range c.Files {
		r.named[c.Files[i].Name] = &c.Files[i]
	}
	r.transport = r.newTransport()
	return r
}

func (c *Checker) workers() int {
	if c.Workers < 1 {
		return 8
	}
	return c.Workers
}

func (c *Checker) tries() int {
	if c.Tries < 1 {
		return 3
	}
	return c.Tries
}

func (c *Checker) timeout() time.Duration { return cmp.Or(c.Timeout, 20*time.Second) }

func (c *Checker) now() time.Time {
	if c.Now.IsZero() {
		return time.Now()
	}
	return c.Now
}

// job is something to look at. The number of a job is its place among all, so that what is found can be told in order.
type job func(ctx context.Context, w *worker) error

// jobs returns all that there is to look at, pages first.
func (r *round) jobs() []job {
	var pages, others []job
	for i := range r.Files {
		file := &r.Files[i]
		switch path := r.pathOf(file.Name); {
		case file.Name == missingPage || forHost(file.Name) || r.packed(file.Name):
		case hidden(file.Name):
			others = append(others, r.keptBack(path, file.Size)...)
		case r.elsewhere(path, file.Name): // which the rules are asked for
		case isPage(file.Name):
			pages = append(pages, r.file(file, path))
		default:
			others = append(others, r.file(file, path))
		}
	}
	all := append(pages, others...)
	for _, name := range ownRecords() {
		all = append(all, r.keptBack(r.base.Path+name, 1)...)
	}
	all = append(all, r.redirects()...)
	return append(all, r.missing(), r.sitemap, r.connection, r.plain, r.otherName)
}

// work does all jobs, some at a time.
func (r *round) work(ctx context.Context, all []job) error {
	var next, done atomic.Int64
	var workers sync.WaitGroup
	failures := make([]error, min(r.workers(), len(all)))
	var told sync.Mutex
	for i := range failures {
		workers.Go(func() {
			w := &worker{round: r}
			for n := next.Add(1) - 1; n < int64(len(all)) && ctx.Err() == nil; n = next.Add(1) - 1 {
				w.job = int(n)
				if err := all[n](ctx, w); err != nil {
					failures[i] = err
					r.stop(err)
					return
				}
				if r.Progress != nil {
					told.Lock()
					r.Progress(int(done.Add(1)), len(all))
					told.Unlock()
				}
			}
		})
	}
	workers.Wait()
	return errors.Join(failures...)
}

// greet asks for the first page, to know whether anybody is there before all else is asked for.
func (r *round) greet(ctx context.Context) error {
	w := &worker{round: r}
	a, err := w.ask(ctx, question{address: r.base.String()})
	switch {
	case err != nil:
		return err
	case a.fault != "":
		return &AbsentError{r.Base, a.fault}
	case a.status == http.StatusProxyAuthRequired || a.status == http.StatusUnauthorized:
		return &AbsentError{r.Base, fmt.Sprintf("a password is asked for (%d)", a.status)}
	}
	if to := a.location(); to != nil && (to.Host != r.base.Host || to.Scheme != r.base.Scheme) && r.Host.Answer(r.base.Path, "").Status == http.StatusOK {
		return &AbsentError{r.Base, fmt.Sprintf("it leads on to %s, so verify that", to)}
	}
	return nil
}

// hidden tells whether a file is one that hosts keep to themselves.
func hidden(name string) bool {
	if slices.Contains(hosting.RuleFiles(), name) {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// forHost tells whether a file says something to a host that may show it or not, as it likes.
func forHost(name string) bool {
	return name == "CNAME" || name == "vercel.json" || name == "staticwebapp.config.json"
}

// elsewhere tells whether a rule takes the address of a file.
func (r *round) elsewhere(path, name string) bool { return r.Host.Answer(path, "").Name != name }

// ownRecords returns the files in which Stillpoint notes what it has published, in the published folder and at the place that it is sent to.
func ownRecords() []string {
	return []string{".stillpoint.json", ".stillpoint-published/manifest.json.gz"}
}

// missingPage is the file that is shown where there is none.
const missingPage = "404.html"

// pathOf returns the decoded path of a file from the root of its host.
func (r *round) pathOf(name string) string {
	if name == "index.html" || strings.HasSuffix(name, "/index.html") {
		name = strings.TrimSuffix(name, "index.html")
	}
	return r.base.Path + name
}

// address returns the whole address of a decoded path.
func (r *round) address(path string) string {
	u := url.URL{Scheme: r.base.Scheme, Host: r.base.Host, Path: path}
	return u.String()
}

func isPage(name string) bool { return strings.HasSuffix(name, ".html") }

// packed tells whether a file is another one, made smaller with br or gzip. It is looked at together with that.
func (r *round) packed(name string) bool {
	plain, encoding := compress.Plain(name)
	return encoding != "" && r.named[plain] != nil
}
