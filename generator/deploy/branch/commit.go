package branch

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"time"

	"stillpoint/generator/deploy"
)

// commit is what is told of a commit.
type commit struct {
	author  string // "Ada Lind <ada@example.org>"
	when    time.Time
	message string
}

// importer writes objects by git fast-import, which keeps no more in memory than names, and writes one pack however many files there are
// (https://git-scm.com/docs/git-fast-import).
type importer struct {
	to    *bufio.Writer
	from  *bufio.Reader
	marks int
	deaf  bool // it does not answer
}

// write makes the commit that turns the tip into what is planned, and returns its name.
func write(outer context.Context, g git, p *work, c commit) (string, error) {
	ctx, stop := context.WithCancel(outer)
	defer stop()
	process := g.command(ctx, "fast-import", "--quiet", "--force", "--done", "--date-format=raw")
	var says bytes.Buffer
	process.Stderr = &says
	in, err := process.StdinPipe()
	if err != nil {
		return "", err
	}
	out, err := process.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := process.Start(); err != nil {
		return "", g.failure(ctx, "fast-import", err, "")
	}
	i := &importer{to: bufio.NewWriterSize(in, 1<<16), from: bufio.NewReader(out)}
	wrote := i.all(p, c)
	ended := i.to.Flush() != nil || i.deaf // by itself, and it has said why
	if wrote != nil {
		stop() // so that nothing is made of the half
	}
	_ = in.Close() // closed already where the process has ended
	err = g.failure(outer, "fast-import", process.Wait(), says.String())
	switch {
	case wrote != nil && !ended && outer.Err() == nil:
		return "", wrote
	case err != nil || wrote != nil:
		return "", cmp.Or(err, wrote)
	}
	name, err := g.run(ctx, "rev-parse", "--verify", madeRef)
	return strings.TrimSpace(string(name)), err
}

// all writes the files, the manifest with the names that git has given them, and the commit.
func (i *importer) all(p *work, c commit) error {
	list := deploy.Manifest{Site: p.site, Files: maps.Clone(p.kept)}
	var changes strings.Builder
	for _, name := range p.gone { // first, since a folder may take the place of a file
		fmt.Fprintf(&changes, "D %s\n", quoted(name))
	}
	for _, o := range p.send {
		blob, mark, err := i.object(o)
		if err != nil {
			return err
		}
		list.Files[o.Name] = deploy.Sent{Digest: o.Digest, Size: o.Size, Tag: blob}
		fmt.Fprintf(&changes, "M %s :%d %s\n", plainFile, mark, quoted(o.Name))
	}
	text := list.Encode()
	_, mark, err := i.blob(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return err
	}
	fmt.Fprintf(&changes, "M %s :%d %s\n", plainFile, mark, quoted(deploy.ManifestName))
	fmt.Fprintf(i.to, "commit %s\ncommitter %s %d +0000\ndata %d\n%s\n", madeRef, c.author, c.when.Unix(), len(c.message), c.message)
	if p.tip.commit != "" {
		fmt.Fprintf(i.to, "from %s\n", p.tip.commit)
	}
	fmt.Fprintf(i.to, "%s\ndone\n", changes.String())
	return i.to.Flush()
}

// object writes a file. One that has other bytes than were planned is an error, since somebody builds at this moment.
func (i *importer) object(o deploy.Object) (blob string, mark int, err error) {
	file, err := o.Open()
	if err != nil {
		return "", 0, err
	}
	defer file.Close()
	digest := sha256.New()
	blob, mark, err = i.blob(io.TeeReader(file, digest), o.Size)
	if errors.Is(err, io.EOF) || err == nil && hex.EncodeToString(digest.Sum(nil)) != o.Digest {
		err = fmt.Errorf("%s was changed while it was published, so nothing was: wait until the build is through, and publish again", o.Name)
	}
	return blob, mark, err
}

// blob writes a number of bytes, and returns the name that git gives them. The error is io.EOF where there are fewer.
func (i *importer) blob(from io.Reader, size int64) (name string, mark int, err error) {
	i.marks++
	fmt.Fprintf(i.to, "blob\nmark :%d\ndata %d\n", i.marks, size)
	if _, err := io.CopyN(i.to, from, size); err != nil {
		return "", 0, err
	}
	fmt.Fprintf(i.to, "\nget-mark :%d\n", i.marks)
	if err := i.to.Flush(); err != nil {
		return "", 0, err
	}
	name, err = i.from.ReadString('\n')
	i.deaf = err != nil
	return strings.TrimSpace(name), i.marks, err
}

// quoted writes a name as fast-import reads it whatever is in it.
func quoted(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(name) + `"`
}
