package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// known is what records at a place tell of its files.
type known struct {
	manifest Manifest
	sites    []string          // the addresses of the sites that the records are of
	open     bool              // there are notes of runs that did not come to their end
	runs     []string          // of the notes that are there, the manifest's own included
	arrived  map[string][]Sent // by such runs, with tags
	planned  map[string][]Sent // by such runs, without
	damage   []string          // in plain words
}

// readKnown reads the manifest, and notes of runs that were cut.
func readKnown(ctx context.Context, r Remote, entries map[string]Entry) (known, error) {
	k := known{arrived: map[string][]Sent{}, planned: map[string][]Sent{}}
	if _, there := entries[ManifestName]; there {
		m, err := k.read(ctx, r, ManifestName)
		if err != nil {
			return k, err
		}
		k.manifest = m
		k.sites = append(k.sites, m.Site)
	}
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		run, ok := runOf(name)
		if !ok {
			continue
		}
		if !slices.Contains(k.runs, run) {
			k.runs = append(k.runs, run)
		}
		if slices.Contains(k.manifest.Runs, run) {
			continue
		}
		m, err := k.read(ctx, r, name)
		if err != nil {
			return k, err
		}
		k.note(m)
	}
	return k, nil
}

// runOf returns the run that a note is of: "ab12" for the note "run-ab12-0003.json.gz".
func runOf(name string) (string, bool) {
	rest, ok := strings.CutPrefix(name, runPrefix)
	if !ok {
		return "", false
	}
	run, _, ok := strings.Cut(rest, "-")
	return run, ok
}

// read reads a record. One that is damaged counts as none; it is not worth more than sending files again.
func (k *known) read(ctx context.Context, r Remote, name string) (Manifest, error) {
	data, err := r.Read(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, nil
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("could not read %s at %s: %w", name, r, err)
	}
	m, err := DecodeManifest(data)
	if errors.Is(err, ErrNewer) {
		return Manifest{}, fmt.Errorf("%s at %s cannot be used: %w", name, r, err)
	}
	if err != nil {
		k.damage = append(k.damage, fmt.Sprintf("%s is damaged and counts as empty", name))
	}
	return m, nil
}

func (k *known) note(m Manifest) {
	k.open = true
	k.sites = append(k.sites, m.Site)
	for name, s := range m.Files {
		if s.Tag == "" {
			k.planned[name] = append(k.planned[name], s)
		} else {
			k.arrived[name] = append(k.arrived[name], s)
		}
	}
}

// standing is how a file at a place stands to us.
type standing struct {
	mine    bool
	listed  bool // in a record of ours, whoever has written to it since
	certain bool // it is what sent says
	sent    Sent
}

// of tells how a file stands to us, as far as records say.
func (k *known) of(name string, e Entry) standing {
	m, inManifest := k.manifest.Files[name]
	s := standing{listed: inManifest || len(k.planned[name])+len(k.arrived[name]) > 0}
	for _, c := range k.arrived[name] {
		if c.at(e) {
			s.certain = !s.mine || s.certain && s.sent == c
			s.mine, s.sent = true, c
		}
	}
	if inManifest && !s.mine && m.at(e) {
		s.mine, s.sent = true, m
		s.certain = len(k.planned[name]) == 0 // else a run that was cut may have written it since
	}
	return s
}
