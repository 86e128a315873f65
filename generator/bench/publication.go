package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
)

// publishing measures how a site is sent to a place, beside a rival that sends the same files somewhere else. In what the flags say, {public} stands for the folder of
// the finished site, {work} for a folder to work in, and {proxy}, {port} for the counted way to a server.
type publishing struct {
	to      string // place, as stillpoint publish --to has it
	through string // host and port of the server, where traffic is to be counted
	rival   string // a command of the shell
}

// The steps of the measurement. The first publication is of a place that is empty.
const (
	firstStep   = "first"
	changedStep = "1% changed"
	sameStep    = "unchanged"
)

// sending is what one publication took.
type sending struct {
	measure
	files      int
	bytes      int64 // of the files sent
	operations int   // that the place was asked for; 0 where nobody tells
	up, down   int64 // on the wire; 0 where nobody counts
}

// comparePublishing builds a site, publishes it, edits it and publishes it again.
func comparePublishing(ctx context.Context, o options, work string, out io.Writer) error {
	c := contenders(options{stillpoint: o.stillpoint}, work)[0]
	size := o.pages[0]
	if err := checkRoom(work, int64(size)*3*bytesPerPage); err != nil {
		return err
	}
	if err := writeFiles(c.dir, c.files()); err != nil {
		return err
	}
	if err := writeContent(c.dir, size); err != nil {
		return err
	}
	p := &publishers{publishing: o.publishing, contender: c, work: work, results: map[string][][]sending{}}
	if o.publishing.through != "" {
		proxy, err := newProxy(ctx, o.publishing.through)
		if err != nil {
			return err
		}
		defer proxy.Close()
		p.proxy = proxy
	}
	if err := p.all(ctx, size, o.runs); err != nil {
		return err
	}
	return p.report(out)
}

type publishers struct {
	publishing
	contender *contender
	work      string
	proxy     *proxy
	files     int
	results   map[string][][]sending // by step, of each run that of Stillpoint and that of the rival
}

func (p *publishers) all(ctx context.Context, size, runs int) error {
	if err := p.step(ctx, firstStep); err != nil {
		return err
	}
	for run := range runs {
		for page := range max(size/100, 1) {
			e := pageEdit(page*100%size, changeBody)
			if err := e.apply(p.contender, mark(run+1)); err != nil {
				return err
			}
		}
		for _, step := range []string{changedStep, sameStep} {
			if err := p.step(ctx, step); err != nil {
				return err
			}
		}
	}
	return nil
}

// step builds and publishes with both.
func (p *publishers) step(ctx context.Context, step string) error {
	if _, err := p.contender.once(ctx); err != nil {
		return err
	}
	ours, err := p.stillpoint(ctx)
	if err != nil {
		return err
	}
	both := []sending{ours}
	if p.rival != "" {
		theirs, err := p.run(ctx, exec.CommandContext(ctx, "sh", "-c", p.filled(p.rival)), io.Discard)
		if err != nil {
			return err
		}
		both = append(both, theirs)
	}
	p.results[step] = append(p.results[step], both)
	return nil
}

// filled puts in what the flags leave open.
func (p *publishers) filled(text string) string {
	address, port := p.through, ""
	if p.proxy != nil {
		address = p.proxy.address()
	}
	if at := strings.LastIndexByte(address, ':'); at >= 0 {
		port = address[at+1:]
	}
	return strings.NewReplacer("{public}", p.contender.public(), "{work}", p.work, "{proxy}", address, "{port}", port).Replace(text)
}

func (p *publishers) stillpoint(ctx context.Context) (sending, error) {
	var out bytes.Buffer
	s, err := p.run(ctx, exec.CommandContext(ctx, p.contender.program, "publish", "--no-build", "--format", "json", "--to", p.filled(p.to)), &out)
	if err != nil {
		return s, err
	}
	var said struct {
		Send, Remove []struct{}
		Unchanged    int
		Bytes        int64
		Operations   int
	}
	if err := json.Unmarshal(out.Bytes(), &said); err != nil {
		return s, err
	}
	s.files, s.bytes, s.operations = len(said.Send), said.Bytes, said.Operations
	p.files = len(said.Send) + said.Unchanged
	return s, nil
}

// run runs a program and measures it, with what goes over the wire where that is counted.
func (p *publishers) run(_ context.Context, cmd *exec.Cmd, out io.Writer) (sending, error) {
	var problems bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = p.contender.dir, out, &problems
	up, down := p.proxy.traffic()
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return sending{}, fmt.Errorf("%s: %w\n%s", filepath.Base(cmd.Path), err, problems.Bytes())
	}
	s := sending{measure: measureOf(time.Since(start), cmd.ProcessState)}
	upNow, downNow := p.proxy.traffic()
	s.up, s.down = upNow-up, downNow-down
	return s, nil
}

// report prints the medians of all runs.
func (p *publishers) report(out io.Writer) error {
	fmt.Fprintf(out, "%d files, published to %s\n\n", p.files, p.to)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "step\twho\tfiles\tKB of files\toperations\tKB up\tKB down\twall s\tcpu s\tpeak MiB\t")
	for _, step := range []string{firstStep, changedStep, sameStep} {
		runs := p.results[step]
		for who := range runs[0] {
			of := func(figure func(sending) float64) float64 {
				values := make([]float64, len(runs))
				for i, both := range runs {
					values[i] = figure(both[who])
				}
				return median(values)
			}
			name := stillpointName
			if who > 0 {
				name = strings.Fields(p.rival)[0]
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.2f\t%.2f\t%.1f\t\n", step, name,
				known(of(func(s sending) float64 { return float64(s.files) })), known(of(func(s sending) float64 { return float64(s.bytes) / 1000 })),
				known(of(func(s sending) float64 { return float64(s.operations) })), known(of(func(s sending) float64 { return float64(s.up) / 1000 })),
				known(of(func(s sending) float64 { return float64(s.down) / 1000 })),
				of(func(s sending) float64 { return wallSeconds(s.measure) }), of(func(s sending) float64 { return cpuSeconds(s.measure) }),
				of(func(s sending) float64 { return peakMiB(s.measure) }))
		}
	}
	return table.Flush()
}

// known shows a number, and a dash for one that nobody tells.
func known(n float64) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", n)
}
