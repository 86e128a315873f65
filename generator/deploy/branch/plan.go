package branch

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/deploy"
)

// plan is what a commit does to a branch.
type plan struct {
	tip     tip
	send    []deploy.Object   // files that are new or have other bytes, by name
	kept    map[string]record // files of ours that stay as they are
	gone    []string          // files of ours that are removed, by name
	adopted int               // files that others put there, with the same bytes
}

// idle tells whether the branch is as it should be.
func (p *plan) idle() bool { return len(p.send)+len(p.gone)+p.adopted == 0 && p.tip.commit != "" }

// InTheWayError says that files of others lie where files of the site go.
type InTheWayError struct{ Names []string }

// Error names some of the files.
func (e *InTheWayError) Error() string {
	const most = 5
	names := strings.Join(e.Names[:min(most, len(e.Names))], ", ")
	if len(e.Names) > most {
		names += fmt.Sprintf(" and %d more", len(e.Names)-most)
	}
	return "the branch has files that Stillpoint did not put there, where files of the site go: " + names
}

// compare plans how the branch becomes the site.
func compare(ctx context.Context, g git, t tip, objects []deploy.Object, adopt bool) (*plan, error) {
	if _, source := t.files["stillpoint.yaml"]; source {
		return nil, fmt.Errorf("this branch holds what a site is made from (stillpoint.yaml), and not a finished site: choose another branch, such as pages")
	}
	p := &plan{tip: t, kept: map[string]record{}}
	wanted := make(map[string]bool, len(objects))
	var taken []deploy.Object
	for _, o := range objects {
		wanted[o.Name] = true
		l, there := t.files[o.Name]
		r, ours := t.listed[o.Name]
		switch {
		case there && !ours:
			taken = append(taken, o)
		case there && r.Digest == o.Digest && l == leaf{plainFile, r.Tag}:
			p.kept[o.Name] = r
		default:
			p.send = append(p.send, o)
		}
	}
	for name, r := range t.listed {
		// What somebody has changed by hand is theirs.
		if l, there := t.files[name]; there && !wanted[name] && l.blob == r.Tag {
			p.gone = append(p.gone, name)
		}
	}
	slices.Sort(p.gone)
	foreign, err := p.take(ctx, g, taken, adopt)
	if err != nil {
		return nil, err
	}
	foreign = append(foreign, p.blocked(wanted)...)
	if len(foreign) > 0 {
		slices.Sort(foreign)
		return nil, &InTheWayError{slices.Compact(foreign)}
	}
	slices.SortFunc(p.send, func(a, b deploy.Object) int { return strings.Compare(a.Name, b.Name) })
	return p, nil
}

// take makes files of others ours that have the bytes that are to be there, and the rest if that is wanted. It returns the names of those that it must leave.
func (p *plan) take(ctx context.Context, g git, taken []deploy.Object, adopt bool) (foreign []string, err error) {
	for _, o := range taken {
		blob, err := hash(ctx, g, o)
		if err != nil {
			return nil, err
		}
		switch {
		case p.tip.files[o.Name] == leaf{plainFile, blob}:
			p.kept[o.Name] = record{Digest: o.Digest, Size: o.Size, Tag: blob}
			p.adopted++
		case adopt:
			p.send = append(p.send, o)
		default:
			foreign = append(foreign, o.Name)
		}
	}
	return foreign, nil
}

// hash returns the name that git gives to a file.
func hash(ctx context.Context, g git, o deploy.Object) (string, error) {
	file, err := o.Open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	var out strings.Builder
	err = g.pipe(ctx, file, &out, "hash-object", "--no-filters", "--stdin")
	return strings.TrimSpace(out.String()), err
}

// blocked returns the files of others that stand where a folder of the site goes, and those in a folder where a file of it goes.
func (p *plan) blocked(wanted map[string]bool) []string {
	stays := maps.Clone(p.tip.files)
	for _, name := range p.gone {
		delete(stays, name)
	}
	var foreign []string
	for name := range wanted {
		for above := path.Dir(name); above != "."; above = path.Dir(above) {
			if _, there := stays[above]; there && !wanted[above] {
				foreign = append(foreign, above)
			}
		}
	}
	for name := range stays {
		for above := path.Dir(name); above != "."; above = path.Dir(above) {
			if wanted[above] {
				foreign = append(foreign, name)
			}
		}
	}
	return foreign
}
