package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"stillpoint/generator"
	"stillpoint/generator/rebuild"
	"stillpoint/generator/serve"
	"stillpoint/generator/watch"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	siteFlags
	rangeFlags
	watchFlags
	cacheFlags
	baseURL string
	host    string
	port    int
	open    bool
	lan     bool
	editor  string
}

// defaultPort is where serve looks for a free port first.
const defaultPort = 4040

func serveCommand(t terminal) *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in the browser, and every change as it is saved",
		Long: `Serve builds the site in memory, shows it on this machine, and builds it again whenever
a file is saved. The browser shows each change by itself; public/ is not touched.

Drafts and pages whose time has not come are shown too, with a ribbon. A mistake is shown over the page,
which stays as it was until it is mended.`,
		Example: `  stillpoint serve
  stillpoint serve --open                  and open the browser
  stillpoint serve --lan                   for your telephone, too: in the same network, with a QR code
  stillpoint serve --drafts=false --future=false     just what would be published
  stillpoint serve --editor idea           where “Edit this page” opens a file`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), t, f) },
	}
	flags := cmd.Flags()
	f.siteFlags.add(cmd, "development")
	f.rangeFlags.add(cmd, true)
	f.watchFlags.add(cmd)
	f.cacheFlags.addUse(cmd)
	flags.StringVar(&f.baseURL, "base-url", "", "address of the site in place of site.url")
	flags.StringVar(&f.host, "host", "localhost", "name or address to serve on")
	flags.IntVarP(&f.port, "port", "p", defaultPort, "port to serve on, or the next free one; 0 for any")
	flags.BoolVarP(&f.open, "open", "o", false, "open the browser")
	flags.BoolVar(&f.lan, "lan", false, "serve to other devices in the network, too, for those who know a token")
	flags.StringVar(&f.editor, "editor", "", "where files are opened: vscode, idea, zed, sublime, none, or an address with {file}, {line} and {column} (default: $STILLPOINT_EDITOR, vscode)")
	return cmd
}

func runServe(ctx context.Context, t terminal, f serveFlags) error {
	options, err := f.options(t)
	if err != nil {
		return err
	}
	f.rangeFlags.apply(&options)
	f.cacheFlags.apply(&options)
	options.BaseURL = f.baseURL
	options.InMemory, options.OnDemand, options.SourceMaps = true, true, true
	place, err := f.listen()
	if err != nil {
		return err
	}
	defer place.close()
	server, err := f.server(t, place)
	if err != nil {
		return usageError{err}
	}
	watcher, err := f.watcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	say := &narrator{terminal: t, serving: place, open: f.open}
	return serveUntil(ctx, options, place, server, watcher, say)
}

// serveUntil serves and builds side by side until ctx ends or one of them cannot go on.
func serveUntil(ctx context.Context, options generator.Options, place *place, server *serve.Server, watcher *watch.Watcher, say *narrator) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return server.Serve(ctx, place.listeners...) })
	group.Go(func() error {
		bar := newProgress(say.terminal)
		bar.follow(&options)
		builder := generator.NewBuilder(options)
		err := rebuild.Loop(ctx, builder, watcher, func(r rebuild.Round) {
			bar.clear()
			server.Show(r.Result)
			say.round(r)
		})
		return errors.Join(err, builder.Close())
	})
	err := group.Wait()
	if err == nil {
		say.stopped()
	}
	return err
}

func (f serveFlags) server(t terminal, place *place) (*serve.Server, error) {
	root, err := filepath.Abs(f.source)
	if err != nil {
		return nil, err
	}
	editor := f.editor
	if editor == "" {
		editor, _ = t.env("STILLPOINT_EDITOR")
	}
	return serve.New(serve.Options{Root: root, Editor: editor, Hosts: place.names, Token: place.token})
}

// newToken returns a token that nobody can guess: 26 letters and digits, of 130 random bits.
func newToken() string { return rand.Text() }

// watchFlags are the flags of all commands that watch.
type watchFlags struct{ poll time.Duration }

// defaultPoll is the pace of --poll without a value.
const defaultPoll = time.Second

func (f *watchFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.DurationVar(&f.poll, "poll", 0, "look at all files at this pace instead of waiting for the system to tell of changes: for network drives, containers and virtual machines")
	flags.Lookup("poll").NoOptDefVal = defaultPoll.String()
}

func (f *watchFlags) watcher() (*watch.Watcher, error) {
	w, err := watch.New(watch.Options{Poll: f.poll})
	if err != nil {
		return nil, usageError{fmt.Errorf("--poll must not be negative, but is %s", f.poll)}
	}
	return w, nil
}
