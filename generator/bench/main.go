// Command bench builds the same generated site with Stillpoint and with Hugo,
// in turn and on the same machine, and prints how long each took, its processor time
// and its peak memory. See README.md beside this file.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	pages := flag.Int("pages", 10_000, "how many pages to generate")
	runs := flag.Int("runs", 5, "how many times to build with each program")
	work := flag.String("work", "", "folder to work in, best on a memory disk (default: a temporary one)")
	keep := flag.Bool("keep", false, "keep the generated sites, to look at them")
	hugo := flag.String("hugo", "hugo", "the hugo program; empty to leave it out")
	photos := flag.Int("photos", 0, "how many photographs of 12 megapixels to build a site of, instead of pages")
	flag.Parse()
	run := func() error { return compare(*pages, *runs, *work, *hugo, *keep) }
	if *photos > 0 {
		run = func() error { return comparePhotos(*photos, *runs, *work, *hugo, *keep) }
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// contender is a program that builds the site.
type contender struct {
	name, dir string
	command   []string
	runs      []measure
}

// measure is what one run took.
type measure struct {
	wall, cpu time.Duration
	memory    int64 // peak resident set in KiB, 0 where the system does not tell
}

func compare(pages, runs int, work, hugo string, keep bool) error {
	work, err := workFolder(work)
	if err != nil {
		return err
	}
	if keep {
		fmt.Println("the generated sites are in", work)
	} else {
		defer os.RemoveAll(work)
	}
	binary := filepath.Join(work, "stillpoint-under-test")
	if out, err := exec.Command("go", "build", "-o", binary, "stillpoint/cmd/stillpoint").CombinedOutput(); err != nil {
		return fmt.Errorf("building stillpoint: %s", out)
	}
	ours := &contender{name: "stillpoint", dir: filepath.Join(work, "stillpoint"), command: []string{binary, "build"}}
	contenders := []*contender{ours}
	if hugo != "" {
		contenders = append(contenders, &contender{name: "hugo", dir: filepath.Join(work, "hugo"), command: []string{hugo, "--minify", "--quiet"}})
	}
	if err := writeSites(contenders, pages); err != nil {
		return err
	}
	for range runs {
		for _, c := range contenders {
			if err := c.run(); err != nil {
				return err
			}
		}
	}
	report(contenders, pages)
	if len(contenders) == 2 {
		return compareOutputs(contenders[0], contenders[1])
	}
	return nil
}

func workFolder(parent string) (string, error) { return os.MkdirTemp(parent, "stillpoint-bench-") }

func writeSites(contenders []*contender, pages int) error {
	for _, c := range contenders {
		files := stillpointFiles()
		if c.name == "hugo" {
			files = hugoFiles()
		}
		if err := cmp.Or(writeFiles(c.dir, files), writeContent(c.dir, pages)); err != nil {
			return err
		}
	}
	return nil
}

// run builds once from nothing: no public folder, no cache.
func (c *contender) run() error {
	for _, folder := range []string{"public", "resources", ".stillpoint"} {
		if err := os.RemoveAll(filepath.Join(c.dir, folder)); err != nil {
			return err
		}
	}
	return c.build()
}

// build builds once over what is there.
func (c *contender) build() error {
	cmd := exec.Command(c.command[0], c.command[1:]...)
	cmd.Dir = c.dir
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", c.name, err, out)
	}
	c.runs = append(c.runs, measure{wall: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memory: peakMemory(cmd.ProcessState)})
	return nil
}

// median returns the middle one of a figure over all runs.
func median[T cmp.Ordered](runs []measure, figure func(measure) T) T {
	values := make([]T, len(runs))
	for i, m := range runs {
		values[i] = figure(m)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func report(contenders []*contender, pages int) {
	fmt.Printf("%d pages, %d runs each in turn, medians\n", pages, len(contenders[0].runs))
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\twall s\tCPU s\tpeak MiB\t")
	figures := []func(measure) float64{
		func(m measure) float64 { return m.wall.Seconds() },
		func(m measure) float64 { return m.cpu.Seconds() },
		func(m measure) float64 { return float64(m.memory) / 1024 },
	}
	for _, c := range contenders {
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.0f\t\n", c.name, median(c.runs, figures[0]), median(c.runs, figures[1]), median(c.runs, figures[2]))
	}
	if len(contenders) == 2 {
		fmt.Fprint(table, "ratio\t")
		for _, figure := range figures {
			fmt.Fprintf(table, "%.2f\t", median(contenders[0].runs, figure)/median(contenders[1].runs, figure))
		}
		fmt.Fprintln(table)
	}
	table.Flush()
}

// compareOutputs makes sure that both programs did the same work: the same
// pages, each with the same words.
func compareOutputs(a, b *contender) error {
	ours, err1 := pageWords(filepath.Join(a.dir, "public"))
	theirs, err2 := pageWords(filepath.Join(b.dir, "public"))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	var differ []string
	for name, words := range theirs {
		if ours[name] != words {
			differ = append(differ, name)
		}
	}
	for name := range ours {
		if _, there := theirs[name]; !there {
			differ = append(differ, name)
		}
	}
	slices.Sort(differ)
	fmt.Printf("%d pages by %s, %d by %s, %d with other words or links\n", len(ours), a.name, len(theirs), b.name, len(differ))
	for _, name := range differ[:min(len(differ), 5)] {
		fmt.Println("  differs:", name)
	}
	return nil
}

func pageWords(dir string) (map[string]string, error) {
	pages := map[string]string{}
	err := filepath.WalkDir(dir, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, file)
		pages[filepath.ToSlash(name)] = wordsOf(string(data))
		return err
	})
	return pages, err
}

// wordsOf reduces a page to its words and the addresses that it links to.
func wordsOf(page string) string {
	page = strings.NewReplacer("&rsquo;", "’", "&ldquo;", "“", "&rdquo;", "”", "&#39;", "'", "&quot;", `"`).Replace(page)
	var b strings.Builder
	for page != "" {
		open := strings.IndexByte(page, '<')
		if open < 0 {
			open = len(page)
		}
		b.WriteString(page[:open] + " ")
		page = page[open:]
		end := strings.IndexByte(page, '>')
		if end < 0 {
			break
		}
		if _, link, ok := strings.Cut(page[:end], "href="); ok && strings.HasPrefix(page, "<a ") {
			b.WriteString(strings.Trim(strings.Fields(link)[0], `"`) + " ")
		}
		page = page[end+1:]
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
