package deploy

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"

	"stillpoint/generator/publish"
)

// Site is a finished site that is to be sent.
type Site struct {
	Folder string   // for messages
	Files  []Object // sorted by name, each once
	publish.About
	held *publish.Held
	root *os.Root
}

// Close lets go of the folder that a site was read from, so that it may be built again.
func (s Site) Close() error {
	if s.held == nil {
		return nil
	}
	return errors.Join(s.held.Close(), s.root.Close())
}

// ReadFolder reads the folder of a finished site, and keeps builds from changing it until the site is closed. Files that no build has put there are not of the site. The
// error says in plain words what to do where a file is not as it was built. Types and other header fields of the objects are left empty.
func ReadFolder(ctx context.Context, dir string) (Site, error) {
	held, err := publish.Hold(dir)
	if err != nil {
		return Site{}, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Site{}, errors.Join(fmt.Errorf("could not open the folder %s: %w", dir, err), held.Close())
	}
	s := Site{Folder: dir, About: held.About, Files: make([]Object, len(held.Contents)), held: held, root: root}
	err = each(ctx, runtime.GOMAXPROCS(0), len(held.Contents), func(i int) error {
		o, err := object(root, held.Contents[i])
		s.Files[i] = o
		return err
	})
	if err != nil {
		return Site{}, errors.Join(err, s.Close())
	}
	slices.SortFunc(s.Files, func(a, b Object) int { return cmp.Compare(a.Name, b.Name) })
	return s, nil
}

// object reads a file once, to see that it is what was built.
func object(root *os.Root, c publish.Content) (Object, error) {
	o := Object{Name: c.Name, Size: c.Size, Open: func() (io.ReadSeekCloser, error) { return root.Open(c.Name) }}
	info, err := root.Lstat(c.Name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() != c.Size) {
		return o, changed(root, c.Name)
	}
	if err == nil {
		o.Digest, err = digest(o)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return o, fmt.Errorf("%s is gone since it was built: build the site again", shown(root, c.Name))
	case err != nil:
		return o, fmt.Errorf("could not read %s: %w", shown(root, c.Name), err)
	case !strings.HasPrefix(o.Digest, c.Digest):
		return o, changed(root, c.Name)
	}
	return o, nil
}

func changed(root *os.Root, name string) error {
	return fmt.Errorf("%s was changed since it was built: build the site again", shown(root, name))
}

func shown(root *os.Root, name string) string {
	return strings.TrimSuffix(root.Name(), "/") + "/" + name
}

// digest returns the SHA-256 of the bytes of an object, in hexadecimal digits.
func digest(o Object) (string, error) {
	file, err := o.Open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	return hex.EncodeToString(hash.Sum(nil)), err
}

// Digest returns the SHA-256 of bytes as an [Object] has it.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Fields returns the header fields of an object as a manifest has them.
func (o Object) Fields() string {
	if o.Type+o.Cache+o.Encoding == "" {
		return ""
	}
	return o.Type + "\n" + o.Cache + "\n" + o.Encoding
}
