package branch_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

// TestPlan holds what a plan tells of each file, and that planning changes nothing.
func TestPlan(t *testing.T) {
	p := newPlace(t)
	p.put(t, files{"theirs.html": "theirs", "same.html": "same"})
	p.must(t, files{"kept": "1", "changed": "1", "gone": "1", "by hand": "1", "by hand, and gone": "1", "lost": "1"})
	p.put(t, files{"by hand": "2", "by hand, and gone": "2", "lost": "", "notes.txt": "theirs"})
	before := p.head()
	s := files{"kept": "1", "changed": "22", "by hand": "1", "lost": "1", "new": "333", "same.html": "same", "theirs.html": "ours"}
	target := branch.New(p.options)
	plan, err := target.Plan(t.Context(), s.site(), deploy.Options{Adopt: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for kind, steps := range map[string][]deploy.Step{"send": plan.Send, "keep": plan.Keep, "adopt": plan.Adopt, "remove": plan.Remove, "leave": plan.Leave} {
		for _, step := range steps {
			got = append(got, fmt.Sprintf("%s %s %d: %s", kind, step.Name, step.Size, step.Why))
		}
	}
	slices.Sort(got)
	want := []string{
		"adopt same.html 4: the same bytes are there", "keep kept 1: unchanged", "leave by hand, and gone 0: was changed there", "remove gone 1: not in the site any more",
		"send by hand 1: was changed there", "send changed 2: changed", "send lost 1: was lost there", "send new 3: new", "send theirs.html 4: takes the place of another's",
	}
	if !slices.Equal(got, want) || plan.Idle() || plan.Place != "git:"+p.folder+"#pages" || plan.Foreign != 2 {
		t.Errorf("the plan for %s, with %d files of others, is\n%s\nnot\n%s", plan.Place, plan.Foreign, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := target.Close(); err != nil || p.head() != before {
		t.Errorf("the branch was changed by a plan, or %v", err)
	}
	if again := p.must(t, files{}); again.Sent != 0 || again.Removed != 3 || again.Plan.Idle() {
		t.Errorf("removing all was %+v", again)
	}
	if idle := p.must(t, files{}); !idle.Plan.Idle() || idle.commit != "" {
		t.Errorf("doing nothing was %+v", idle)
	}
}

// TestAnotherSite holds that no site takes the place of another on a branch, unless that is wanted.
func TestAnotherSite(t *testing.T) {
	p := newPlace(t)
	p.must(t, files{"a": "1"}) // by a Stillpoint that did not note of whom it is
	p.address = "https://quiettide.example/"
	if noted := p.must(t, files{"a": "1"}); noted.Sent > 0 || noted.commit == "" {
		t.Errorf("it was not noted of whom the files are: %+v", noted)
	}
	if idle := p.must(t, files{"a": "1"}); idle.commit != "" {
		t.Errorf("it was noted again: %+v", idle)
	}
	p.address = "https://stillwaters.example/"
	before := p.head()
	var another *deploy.AnotherSiteError
	if _, err := p.publish(t, files{"b": "1"}); !errors.As(err, &another) || another.There != "https://quiettide.example/" || p.head() != before {
		t.Fatal(err)
	}
	p.adopt = true
	if taken := p.must(t, files{"b": "1"}); taken.Removed != 1 || len(taken.Plan.Notes) != 1 {
		t.Errorf("%+v", taken)
	}
	p.adopt = false
	if idle := p.must(t, files{"b": "1"}); !idle.Plan.Idle() {
		t.Errorf("%+v", idle)
	}
}

// TestChangedMeanwhile holds that nothing is published where a file is not what was planned any more.
func TestChangedMeanwhile(t *testing.T) {
	for name, text := range map[string]string{"other bytes": "HELLO", "fewer": "hell"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			p.must(t, site())
			before := p.head()
			s := site().with("a.html", "hello").with("z.html", "z").site()
			s.Files[slices.IndexFunc(s.Files, func(o deploy.Object) bool { return o.Name == "a.html" })].Open = func() (io.ReadSeekCloser, error) {
				return memory{bytes.NewReader([]byte(text))}, nil
			}
			target := branch.New(p.options)
			plan, err := target.Plan(t.Context(), s, deploy.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := target.Publish(t.Context(), s, plan, deploy.Options{}); err == nil || !strings.Contains(err.Error(), "a.html was changed while it was published") {
				t.Errorf("the error is %v", err)
			}
			if err := target.Close(); err != nil || p.head() != before {
				t.Errorf("the branch was changed, or %v", err)
			}
		})
	}
}

// TestStopped holds that somebody who stops a publication is told so, and that nothing is left behind.
func TestStopped(t *testing.T) {
	p := newPlace(t)
	s := site().site()
	ctx, stop := context.WithCancel(t.Context())
	s.Files[3].Open = func() (io.ReadSeekCloser, error) {
		stop()
		return memory{bytes.NewReader(nil)}, nil
	}
	target := branch.New(p.options)
	plan, err := target.Plan(ctx, s, deploy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := target.Publish(ctx, s, plan, deploy.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if err := target.Close(); err != nil || p.head() != "" || tree(t, p.options.Kept) != "" {
		t.Errorf("something is left: %v", err)
	}
}

// TestProgress holds that it is told how far all is, to the end.
func TestProgress(t *testing.T) {
	p := newPlace(t)
	target := branch.New(p.options)
	defer target.Close()
	var last deploy.Progress
	o := deploy.Options{Progress: func(now deploy.Progress) {
		if now.Done < last.Done || now.Sent < last.Sent {
			t.Errorf("%+v after %+v", now, last)
		}
		last = now
	}}
	plan, err := target.Plan(t.Context(), site().site(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := target.Publish(t.Context(), site().site(), plan, o); err != nil {
		t.Fatal(err)
	}
	if want := (deploy.Progress{Done: 6, Total: 6, Sent: plan.Bytes(), Bytes: plan.Bytes()}); last != want {
		t.Errorf("the end was %+v, not %+v", last, want)
	}
}
