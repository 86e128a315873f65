package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
)

// holdPlace locks a folder as a publication of another process would: holdplace FOLDER HOST PROCESS, where the host "here" is this machine.
func holdPlace(ts *testscript.TestScript, _ bool, args []string) {
	pid, err := strconv.Atoi(args[2])
	ts.Check(err)
	holder := deploy.Self{Who: "the pipeline 7", Host: args[1], PID: pid}
	if args[1] == "here" {
		holder = deploy.ThisProcess()
		holder.PID = pid
	}
	now := time.Now().UTC()
	text, err := json.Marshal(map[string]any{"token": "of another", "holder": holder, "since": now, "renewed": now})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+"/"+deploy.Own+"lock"), text, 0o644))
}

// breaking is a place that calls a function before each file of the site is put.
type breaking struct {
	deploy.Remote
	before func(name string) error
}

func (b breaking) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	if !strings.HasPrefix(o.Name, deploy.Own) {
		if err := b.before(o.Name); err != nil {
			return deploy.Entry{}, err
		}
	}
	return b.Remote.Put(ctx, o)
}

// TestPublicationThatEndsEarly says how far it has come, and what to do, when somebody stops it and when the place fails.
func TestPublicationThatEndsEarly(t *testing.T) {
	site := deploytest.Site(map[string][]byte{"a.png": []byte("a"), "b.png": []byte("b"), "c.css": []byte("c"), "index.html": []byte("d")})
	for name, c := range map[string]struct {
		before func(cancel context.CancelFunc) error
		want   string
	}{
		"stopped": {func(cancel context.CancelFunc) error { cancel(); return nil },
			"stopped\n2 of 4 files sent and 0 of 0 files removed. What is online is whole; stillpoint publish goes on from there"},
		"failed": {func(context.CancelFunc) error { return errors.New("no room is left") },
			"could not send c.css: no room is left\n2 of 4 files sent and 0 of 0 files removed. What is online is whole; stillpoint publish goes on from there"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			place := deploytest.NewMemory()
			remote := breaking{place.Open(), func(name string) error {
				if name == "c.css" {
					return c.before(cancel)
				}
				return nil
			}}
			var out bytes.Buffer
			err := send(ctx, terminal{out: &out, err: &out, env: os.LookupEnv}, publishFlags{jobs: 1, format: "text"}, site, deploy.To(remote))
			if err == nil || err.Error() != c.want || errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
			if out.Len() > 0 {
				t.Errorf("it says %q", out.String())
			}
		})
	}
}

// TestPublicationThatWaits tells once why it is not done yet, where a place fails more than once.
func TestPublicationThatWaits(t *testing.T) {
	site := deploytest.Site(map[string][]byte{"a.png": []byte("a"), "index.html": []byte("b")})
	tries := map[string]int{}
	remote := breaking{deploytest.NewMemory().Open(), func(name string) error {
		if tries[name]++; tries[name] < 3 {
			return fmt.Errorf("the place is busy: %w", deploy.ErrAgain)
		}
		return nil
	}}
	var out, told bytes.Buffer
	if err := send(t.Context(), terminal{out: &out, err: &told, env: os.LookupEnv}, publishFlags{jobs: 1, format: "text"}, site, deploy.To(remote)); err != nil {
		t.Fatal(err)
	}
	if want := "the place is busy: the connection was lost: trying again …\n"; told.String() != want {
		t.Errorf("it says %q, not %q", told.String(), want)
	}
}

// TestLongPlan shortens what nobody would read, and nothing for programs.
func TestLongPlan(t *testing.T) {
	files := map[string][]byte{}
	for i := range 60 {
		files[fmt.Sprintf("p%02d.png", i)] = []byte("picture")
	}
	plan := func(format string) string {
		var out bytes.Buffer
		flags := publishFlags{dryRun: true, format: format}
		if err := send(t.Context(), terminal{out: &out, err: &out, env: os.LookupEnv}, flags, deploytest.Site(files), deploy.To(deploytest.NewMemory().Open())); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if text := plan("text"); strings.Count(text, "\n") != 54 || !strings.Contains(text, "\nsend    p49.png  7 bytes  new\nsend    and 10 more\n\nTo memory: 60 files to send (420 bytes)") {
		t.Error(text)
	}
	if text := plan("json"); strings.Count(text, `"name"`) != 60 || !strings.Contains(text, `"bytes": 420,`) {
		t.Error(text)
	}
}

func TestSendBar(t *testing.T) {
	for want, c := range map[string]struct {
		at    deploy.Progress
		since time.Duration
	}{
		"[                              ] 0 of 4 files, 0 bytes of 4.0 MB, 0 bytes/s ":        {deploy.Progress{Total: 4, Bytes: 4e6}, time.Second},
		"[===============               ] 2 of 4 files, 2.0 MB of 4.0 MB, 1.0 MB/s, 2s left ": {deploy.Progress{Done: 2, Total: 4, Sent: 2e6, Bytes: 4e6}, 2 * time.Second},
		"[==============================] 4 of 4 files, 4.0 MB of 4.0 MB, 1.0 MB/s, 0s left ": {deploy.Progress{Done: 4, Total: 4, Sent: 4e6, Bytes: 4e6}, 4 * time.Second},
		"[===============               ] 500 of 1000 files, 10s left ":                       {deploy.Progress{Done: 500, Total: 1000}, 10 * time.Second},
	} {
		if got := sendBar(c.at, c.since, 0); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestBarsFit holds that a bar never takes a second line, which could not be drawn over.
func TestBarsFit(t *testing.T) {
	sending := deploy.Progress{Done: 12345, Total: 13023, Sent: 65e6, Bytes: 70.5e6}
	for columns, want := range map[int]string{
		100: "[============================  ] 12345 of 13023 files, 65.0 MB of 70.5 MB, 541.7 KB/s, 8s left ",
		80:  "[============= ] 12345 of 13023 files, 65.0 MB of 70.5 MB, 541.7 KB/s, 8s left ",
		60:  "[===== ] 12345 of 13023 files, 65.0 MB of 70.5 MB, 8s left ",
		30:  "12345 of 13023 files, 65.0 MB",
	} {
		if got := sendBar(sending, 2*time.Minute, columns); got != want || len(got) >= columns {
			t.Errorf("%d: %q", columns, got)
		}
		if got := bar(amount{9000, 10000}, amount{25, 10000}, 10*time.Minute, columns); len(got) >= columns {
			t.Errorf("%d: %q", columns, got)
		}
	}
}

func TestBytesInWords(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 999: "999 bytes", 1000: "1.0 KB", 123456: "123.5 KB", 5e6: "5.0 MB", 7e12: "7.0 TB", 7e15: "7000.0 TB"} {
		if got := bytesInWords(n); got != want {
			t.Errorf("%d is %q, not %q", n, got, want)
		}
	}
}
