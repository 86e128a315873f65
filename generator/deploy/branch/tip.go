package branch

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"stillpoint/generator/deploy"
)

// Names of references in the repository of our own.
const (
	tipRef  = "refs/stillpoint/tip"
	madeRef = "refs/stillpoint/made"
)

// tip is what stands on the branch before we publish.
type tip struct {
	commit string                 // "" where there is no such branch yet
	files  map[string]leaf        // all of them, those of others included
	site   string                 // whose address the list names
	listed map[string]deploy.Sent // what was published before, the tag of each the name of its blob
}

// leaf is a file as a commit has it.
type leaf struct{ mode, blob string }

// plainFile is the mode of a file that is neither a program nor a link.
const plainFile = "100644"

// remoteName is what our own repository calls the one that is published to.
const remoteName = "place"

// newRepository makes the bare repository of our own. It is one that may lack objects, as long as the other has them.
func newRepository(ctx context.Context, g git, remote, format string) (git, error) {
	if _, err := g.run(ctx, "init", "--quiet", "--bare", "--template=", "--object-format="+format, "."); err != nil {
		return g, err
	}
	for _, s := range []setting{{"core.repositoryformatversion", "1"}, {"extensions.partialclone", remoteName}} {
		if _, err := g.run(ctx, "config", s.key, s.value); err != nil {
			return g, err
		}
	}
	g = g.with(setting{"remote." + remoteName + ".promisor", "true"}, setting{"remote." + remoteName + ".partialclonefilter", "blob:none"})
	if !isAddress(remote) { // then both ends are ours, and a server that nobody has set up may leave files out, too
		g = g.with(setting{"remote." + remoteName + ".uploadpack", "git -c uploadpack.allowfilter=true upload-pack"})
	}
	return g, nil
}

// heads asks the other repository for the commit of the branch, "" where there is no such branch, and for the length of its names of objects.
func heads(ctx context.Context, g git, branch string) (commit string, digits int, err error) {
	out, err := g.run(ctx, "ls-remote", remoteName, "HEAD", "refs/heads/"+branch)
	for line := range strings.Lines(string(out)) {
		id, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if digits = len(id); name == "refs/heads/"+branch {
			commit = id
		}
	}
	return commit, digits, err
}

// fetch reads what stands on the branch.
func fetch(ctx context.Context, g git, branch string) (tip, error) {
	t := tip{files: map[string]leaf{}}
	if _, err := g.run(ctx, "fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", remoteName,
		"+refs/heads/"+branch+":"+tipRef); err != nil {
		return t, err
	}
	out, err := g.run(ctx, "rev-parse", "--verify", tipRef+"^{commit}")
	if err != nil {
		return t, err
	}
	t.commit = strings.TrimSpace(string(out))
	tree, err := g.run(ctx, "ls-tree", "-r", "-z", "--full-tree", t.commit)
	if err != nil {
		return t, err
	}
	for entry := range bytes.SplitSeq(tree, []byte{0}) {
		about, name, found := strings.Cut(string(entry), "\t")
		if parts := strings.Fields(about); found && len(parts) == 3 {
			t.files[name] = leaf{parts[0], parts[2]}
		}
	}
	m, err := t.manifest(ctx, g)
	if err != nil {
		return t, fmt.Errorf("the list of what was published before, %s on the branch, cannot be read: %w", deploy.ManifestName, err)
	}
	t.site, t.listed = m.Site, m.Files
	return t, nil
}

// manifest reads the list of what was published before. Of all files of the branch it is the only one that is fetched.
func (t tip) manifest(ctx context.Context, g git) (deploy.Manifest, error) {
	l, found := t.files[deploy.ManifestName]
	if !found {
		return deploy.Manifest{}, nil
	}
	text, err := g.run(ctx, "cat-file", "blob", l.blob)
	if err != nil {
		return deploy.Manifest{}, err
	}
	return deploy.DecodeManifest(text)
}
