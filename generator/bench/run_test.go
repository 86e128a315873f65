package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestStillpointAlone runs every scenario with the real program, which is built for it.
func TestStillpointAlone(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "runs.jsonl")
	var out bytes.Buffer
	err := run(t.Context(), []string{"-hugo", "", "-pages", "100", "-runs", "1", "-saves", "2", "-work", t.TempDir(), "-json", journal}, &out)
	if err != nil {
		t.Fatal(err, out.String())
	}
	for _, want := range []string{"100 pages. stillpoint has made 133 pages", "body", "layout", "2 saves"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, out.String())
		}
	}
	checkJournal(t, journal)
}

// TestChecks measures the checks against the same site without. For that no Hugo need be there.
func TestChecks(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-checks", "-hugo", "/nowhere", "-pages", "100", "-scenarios", "cold", "-runs", "1", "-work", t.TempDir()}, &out); err != nil {
		t.Fatal(err, out.String())
	}
	for _, want := range []string{"checked has made 133 pages", "stillpoint the same", "ratio of medians"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, out.String())
		}
	}
}

func checkJournal(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, row := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		var l line
		if err := json.Unmarshal([]byte(row), &l); err != nil {
			t.Fatal(err)
		}
		if l.Program != stillpointName || l.Wall <= 0 && l.Event <= 0 || l.Page < l.Event {
			t.Errorf("a strange measurement: %s", row)
		}
		counts[l.Scenario]++
	}
	for _, scenario := range allScenarios() {
		want := 1
		if scenario == saveScenario {
			want = 2
		}
		if counts[scenario] != want {
			t.Errorf("%d measurements of %q, want %d", counts[scenario], scenario, want)
		}
	}
}

func TestFlagsThatMakeNoSense(t *testing.T) {
	for _, args := range [][]string{
		{"-pages", "100,"}, {"-pages", "9"}, {"-pages", "many"}, {"-scenarios", "cold,warm"}, {"-runs", "0"}, {"-saves", "0"},
	} {
		if err := run(t.Context(), args, &bytes.Buffer{}); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}

func TestServersComeLast(t *testing.T) {
	o, err := parse([]string{"-scenarios", "save,layout,cold", "-pages", "100,1000"}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	if got := o.scenarios.String() + " " + o.pages.String(); got != "cold,layout,save 100,1000" {
		t.Errorf("got %q", got)
	}
}

func TestNoRoom(t *testing.T) {
	if _, known := freeRoom(t.TempDir()); known {
		if err := checkRoom(t.TempDir(), 1<<60); err == nil {
			t.Error("there is room for everything")
		}
	}
	if err := checkRoom(t.TempDir(), 1); err != nil {
		t.Error(err)
	}
}
