package online

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Report is what was found, as values.
type Report struct {
	Base     string        `json:"address"`
	Rows     []Row         `json:"rows"`
	Requests int           `json:"requests"`
	Bytes    int64         `json:"bytes"` // of bodies, as they were sent
	Took     time.Duration `json:"nanoseconds"`
}

// Row is what was found of one kind.
type Row struct {
	Name     string    `json:"name"` // "pages", or that of a header field
	Checked  int       `json:"checked"`
	Good     int       `json:"good"`
	Note     string    `json:"note,omitempty"` // what else there is to say, where all is good too
	Problems []Problem `json:"problems,omitempty"`
}

// Problem is something that is not as it should be.
type Problem struct {
	Address  string `json:"address"` // a path, with what was asked for besides; a whole address where it is not one of the site
	Expected string `json:"expected"`
	Found    string `json:"found"`
	Warning  bool   `json:"warning,omitempty"` // the site works, but not as well as it could
}

// Errors returns how many problems are no mere warnings.
func (r *Report) Errors() int { return r.count(false) }

// Warnings returns how many problems are warnings.
func (r *Report) Warnings() int { return r.count(true) }

func (r *Report) count(warnings bool) int {
	n := 0
	for _, row := range r.Rows {
		for _, p := range row.Problems {
			if p.Warning == warnings {
				n++
			}
		}
	}
	return n
}

// The rows, in the order in which they are told. Those of header fields stand where fieldRows is.
const (
	rowPages      = "pages"
	rowFiles      = "other files"
	rowRedirects  = "redirects"
	rowFolders    = "folders without their slash"
	rowMissing    = "addresses that there are not"
	rowType       = "Content-Type"
	fieldRows     = "\x00"
	rowCookies    = "no cookies"
	rowBrotli     = "packed with br"
	rowGzip       = "packed with gzip"
	rowAgain      = "asked again: not changed"
	rowKept       = "not for visitors"
	rowSitemap    = "addresses in the sitemap"
	rowConnection = "certificate and connection"
	rowPlain      = "http leads to https"
	rowOtherName  = "with and without www"
)

func rowOrder() []string {
	return []string{rowPages, rowFiles, rowFolders, rowRedirects, rowMissing, rowSitemap, rowKept, rowType, fieldRows, rowCookies, rowBrotli, rowGzip, rowAgain,
		rowConnection, rowPlain, rowOtherName}
}

// tally gathers what all workers find. It is safe for concurrent use.
type tally struct {
	mu   sync.Mutex
	rows map[string]*counted
}

type counted struct {
	checked, good int
	note          string
	problems      []found
}

// found is a problem, with the job that has found it.
type found struct {
	job int
	Problem
}

func (t *tally) row(name string) *counted {
	if t.rows == nil {
		t.rows = map[string]*counted{}
	}
	row := t.rows[name]
	if row == nil {
		row = &counted{}
		t.rows[name] = row
	}
	return row
}

// good counts something that is as it should be.
func (t *tally) good(row string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.row(row)
	r.checked++
	r.good++
}

// bad counts something that is not.
func (t *tally) bad(row string, job int, p Problem) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.row(row)
	r.checked++
	r.problems = append(r.problems, found{job, p})
}

func (t *tally) note(row, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.row(row).note = text
}

// report returns all rows in order.
func (t *tally) report() *Report {
	t.mu.Lock()
	defer t.mu.Unlock()
	place := map[string]int{}
	for i, name := range rowOrder() {
		place[name] = i + 1
	}
	report := &Report{}
	for name, row := range t.rows {
		slices.SortStableFunc(row.problems, func(a, b found) int { return a.job - b.job })
		out := Row{Name: name, Checked: row.checked, Good: row.good, Note: row.note}
		for _, f := range row.problems {
			out.Problems = append(out.Problems, f.Problem)
		}
		report.Rows = append(report.Rows, out)
	}
	slices.SortFunc(report.Rows, func(a, b Row) int {
		of := func(name string) int { return cmp.Or(place[name], place[fieldRows]) }
		return cmp.Or(of(a.Name)-of(b.Name), cmp.Compare(a.Name, b.Name))
	})
	return report
}
