package branch

import (
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/deploy"
)

// work is what a commit does to a branch.
type work struct {
	shown deploy.Plan // of it, for people
	tip   tip
	site  string                 // its address
	send  []deploy.Object        // files that are new or have other bytes, by name
	kept  map[string]deploy.Sent // files of ours that stay as they are
	gone  []string               // files of ours that are removed, by name
}

// errSource says that the branch is the wrong one.
var errSource = errors.New("this branch holds what a site is made from (stillpoint.yaml), and not a finished site: choose another branch, such as pages")

// compare plans how the branch becomes the site. Files of others in the way are a *[deploy.InTheWayError], another site is a *[deploy.AnotherSiteError].
func compare(ctx context.Context, format string, t tip, place string, site deploy.Site, o deploy.Options) (*work, error) {
	if _, source := t.files["stillpoint.yaml"]; source {
		return nil, errSource
	}
	w := &work{shown: deploy.Plan{Place: place}, tip: t, site: cmp.Or(site.Address, t.site), kept: map[string]deploy.Sent{}}
	if err := w.shown.CheckSite(site, o, t.site); err != nil {
		return nil, err
	}
	wanted := make(map[string]bool, len(site.Files))
	var taken []deploy.Object
	for _, o := range site.Files {
		if !fs.ValidPath(o.Name) || deploy.IsOwn(o.Name) {
			return nil, fmt.Errorf("%q cannot be sent: it is no name of a file, or one that Stillpoint keeps for itself", o.Name)
		}
		wanted[o.Name] = true
		if !w.place(o) {
			taken = append(taken, o)
		}
	}
	w.leave(wanted)
	if hard := w.blocked(wanted); len(hard) > 0 {
		return nil, &deploy.InTheWayError{Place: place, Files: hard, Hard: true}
	}
	foreign, err := w.take(ctx, format, taken, o.Adopt)
	if err != nil {
		return nil, err
	}
	if len(foreign) > 0 {
		slices.Sort(foreign)
		return nil, &deploy.InTheWayError{Place: place, Files: foreign}
	}
	w.finish()
	return w, nil
}

// finish brings the steps into order, and counts what is not in them.
func (w *work) finish() {
	slices.SortFunc(w.send, func(a, b deploy.Object) int { return strings.Compare(a.Name, b.Name) })
	for _, steps := range [][]deploy.Step{w.shown.Send, w.shown.Keep, w.shown.Adopt, w.shown.Remove, w.shown.Leave} {
		slices.SortFunc(steps, func(a, b deploy.Step) int { return cmp.Compare(a.Name, b.Name) })
	}
	if w.tip.commit != "" && w.tip.site == w.site {
		w.shown.Settle()
	}
	others := maps.Clone(w.tip.files)
	for _, steps := range [][]deploy.Step{w.shown.Send, w.shown.Keep, w.shown.Adopt, w.shown.Remove} {
		for _, step := range steps {
			delete(others, step.Name)
		}
	}
	maps.DeleteFunc(others, func(name string, _ leaf) bool { return deploy.IsOwn(name) })
	w.shown.Foreign = len(others)
}

// place decides what becomes of a file of the site, unless a file of others is there.
func (w *work) place(o deploy.Object) bool {
	l, there := w.tip.files[o.Name]
	sent, ours := w.tip.listed[o.Name]
	switch {
	case there && !ours:
		return false
	case there && sent.Digest == o.Digest && l == leaf{plainFile, sent.Tag}:
		w.keep(&w.shown.Keep, o, sent.Tag, "unchanged")
	case there && l != leaf{plainFile, sent.Tag}:
		w.put(o, deploy.ChangedThere)
	case there:
		w.put(o, "changed")
	case ours:
		w.put(o, deploy.Lost)
	default:
		w.put(o, "new")
	}
	return true
}

func (w *work) put(o deploy.Object, why string) {
	w.send = append(w.send, o)
	w.shown.Send = append(w.shown.Send, deploy.Step{Name: o.Name, Size: o.Size, Why: why})
}

func (w *work) keep(steps *[]deploy.Step, o deploy.Object, blob, why string) {
	w.kept[o.Name] = deploy.Sent{Digest: o.Digest, Size: o.Size, Tag: blob}
	*steps = append(*steps, deploy.Step{Name: o.Name, Size: o.Size, Why: why})
}

// leave decides what becomes of files of ours that the site no longer has. What somebody has changed by hand is theirs.
func (w *work) leave(wanted map[string]bool) {
	for name, sent := range w.tip.listed {
		switch l, there := w.tip.files[name]; {
		case !there || wanted[name]:
		case l.blob == sent.Tag:
			w.gone = append(w.gone, name)
			w.shown.Remove = append(w.shown.Remove, deploy.Step{Name: name, Size: sent.Size, Why: "not in the site any more"})
		default:
			w.shown.Leave = append(w.shown.Leave, deploy.Step{Name: name, Why: deploy.ChangedThere})
		}
	}
	slices.Sort(w.gone)
}

// take makes files of others ours that have the bytes that are to be there, and the rest if that is wanted. It returns the names of those that it must leave.
func (w *work) take(ctx context.Context, format string, taken []deploy.Object, adopt bool) (foreign []string, err error) {
	for _, o := range taken {
		blob, err := blobName(format, o)
		if err = errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		switch {
		case w.tip.files[o.Name] == leaf{plainFile, blob}:
			w.keep(&w.shown.Adopt, o, blob, "the same bytes are there")
		case adopt:
			w.put(o, "takes the place of another's")
		default:
			foreign = append(foreign, o.Name)
		}
	}
	return foreign, nil
}

// blobName returns the name that git gives to a file: the digest of its kind, its size and its bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). A git for
// each file would be slow where a whole site was put there by hand.
func blobName(format string, o deploy.Object) (string, error) {
	file, err := o.Open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	digest := sha1.New()
	if format == "sha256" {
		digest = sha256.New()
	}
	fmt.Fprintf(digest, "blob %d\x00", o.Size)
	if _, err := io.Copy(digest, file); err != nil {
		return "", fmt.Errorf("could not read %s: %w", o.Name, err)
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}

// blocked returns the files of others that stand where a folder of the site goes, and those in a folder where a file of it goes, sorted.
func (w *work) blocked(wanted map[string]bool) []string {
	stays := maps.Clone(w.tip.files)
	for _, name := range w.gone {
		delete(stays, name)
	}
	foreign := map[string]bool{}
	for name := range wanted {
		for above := path.Dir(name); above != "."; above = path.Dir(above) {
			if _, there := stays[above]; there && !wanted[above] {
				foreign[above] = true
			}
		}
	}
	for name := range stays {
		for above := path.Dir(name); above != "."; above = path.Dir(above) {
			if wanted[above] {
				foreign[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(foreign))
}
