package sftp

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/pkg/sftp"

	"stillpoint/generator/deploy"
)

const (
	posixRename = "posix-rename@openssh.com"
	hardLink    = "hardlink@openssh.com"
	flush       = "fsync@openssh.com"
)

// Put writes a file under a name below [deploy.Own] first, and renames it to its place when all of it is there.
func (r *Remote) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	if err := valid(o.Name); err != nil {
		return deploy.Entry{}, err
	}
	var entry deploy.Entry
	err := r.do(ctx, func(ctx context.Context, s *session) error {
		var err error
		return r.persist(func() error {
			entry, err = r.put(ctx, s, o)
			return err
		})
	})
	return entry, err
}

// errGone says that a name leads nowhere, where a folder should have been.
var errGone = errors.New("the folder is gone")

// persist tries again where a folder that was there has been removed meanwhile: that happens where files come and others go at the same time.
func (r *Remote) persist(try func() error) error {
	err := try()
	for range 4 {
		if !errors.Is(err, errGone) {
			return err
		}
		r.forgetFolders()
		err = try()
	}
	if errors.Is(err, errGone) {
		return &lost{text: "somebody removes folders on the server", cause: err}
	}
	return err
}

func (r *Remote) put(ctx context.Context, s *session, o deploy.Object) (deploy.Entry, error) {
	bytes, err := o.Open()
	if err != nil {
		return deploy.Entry{}, err
	}
	defer bytes.Close()
	folder := make(chan error, 1)
	go func() { folder <- r.ensure(ctx, s, path.Dir(o.Name)) }()
	draft, at, err := r.draft(ctx, s, bytes, o.Size)
	err = errors.Join(err, <-folder) // both, since nothing may be on its way when this returns
	if err == nil {
		at, err = r.later(s, o.Name, draft, at)
	}
	if err == nil {
		err = r.replace(s, draft, o.Name)
	}
	if err != nil {
		r.discard(s, draft)
		return deploy.Entry{}, r.failed(o.Name, err)
	}
	r.noteTime(o.Name, at)
	return deploy.Entry{Size: o.Size, Tag: seconds(at)}, nil
}

// draft writes bytes under a name that nobody asks for, and returns when that was, in seconds since 1970. The name is "" where there is no such file.
func (r *Remote) draft(ctx context.Context, s *session, bytes io.Reader, size int64) (string, int64, error) {
	own := path.Clean(deploy.Own)
	if err := r.ensure(ctx, s, own); err != nil {
		return "", 0, err
	}
	name := r.place(path.Join(own, "part-"+rand.Text()))
	f, err := s.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if errors.Is(err, fs.ErrNotExist) {
		err = errGone
	}
	if broken(err) {
		return name, 0, err // it may be there
	}
	if err != nil {
		return "", 0, err
	}
	info, err := write(ctx, s, f, bytes, size)
	if err == nil && info.Mode().Perm()&fileRights != fileRights {
		err = s.Chmod(name, info.Mode().Perm()|fileRights)
	}
	if err != nil {
		return name, 0, err
	}
	return name, info.ModTime().Unix(), nil
}

// discard removes a draft. Where the connection was lost, that is done on the next one.
func (r *Remote) discard(s *session, draft string) {
	if draft == "" {
		return
	}
	if err := s.Remove(draft); broken(err) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.orphans = append(r.orphans, draft)
	}
}

// sweep removes the drafts of connections that were lost. Where it does not come that far, whoever publishes next does it.
func (r *Remote) sweep(s *session) {
	r.mu.Lock()
	orphans := r.orphans
	r.orphans = nil
	r.mu.Unlock()
	for _, draft := range orphans {
		r.discard(s, draft)
	}
}

// write fills a new file, flushes and closes it.
func write(ctx context.Context, s *session, f *sftp.File, bytes io.Reader, size int64) (os.FileInfo, error) {
	sent, err := fill(ctx, f, bytes, size)
	if err == nil && sent != size {
		err = errors.New("the file has changed while it was sent")
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	// The server tells its time beside the rest: all bytes have arrived.
	type answer struct {
		info os.FileInfo
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		info, err := s.Lstat(f.Name())
		answers <- answer{info, err}
	}()
	if _, can := s.HasExtension(flush); can {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	a := <-answers
	if err = errors.Join(err, a.err); err == nil && a.info.Size() != size {
		err = fmt.Errorf("the server has kept %d of %d bytes", a.info.Size(), size)
	}
	return a.info, err
}

// packet is how many bytes every server takes at once (draft-ietf-secsh-filexfer-02, 3).
const packet = 32 << 10

// fill sends bytes. One byte too many is asked for, so that a file that has grown is noticed.
func fill(ctx context.Context, f *sftp.File, from io.Reader, size int64) (int64, error) {
	source := &source{ctx: ctx, from: io.LimitReader(from, size+1)}
	if size > packet {
		sent, err := f.ReadFromWithConcurrency(source, 0)
		return sent, errors.Join(err, source.err)
	}
	var small bytes.Buffer
	small.Grow(int(size) + bytes.MinRead)
	if _, err := small.ReadFrom(source); err != nil {
		return 0, err
	}
	if small.Len() == 0 {
		return 0, nil
	}
	n, err := f.Write(small.Bytes()[:min(small.Len(), packet)])
	return int64(max(n, small.Len())), err
}

// source reads a file of this machine until the context is done.
type source struct {
	ctx  context.Context
	from io.Reader
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	if s.err == nil {
		s.err = s.ctx.Err()
	}
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.from.Read(p)
	if err != nil && err != io.EOF {
		s.err = fmt.Errorf("reading what is to be sent: %w", err)
		err = s.err
	}
	return n, err
}

// later makes sure that a file does not look as if it had not been written again: SFTP tells whole seconds, and two writings may fall into one.
// Servers of pages, too, tell browsers by time and size whether a page is still the same.
func (r *Remote) later(s *session, name, draft string, now int64) (int64, error) {
	r.mu.Lock()
	last, known := r.times[name]
	r.mu.Unlock()
	if ahead := last - now; !known || ahead < 0 || ahead > 3600 {
		return now, nil
	}
	at := time.Unix(last+1, 0)
	return last + 1, s.Chtimes(draft, at, at)
}

func (r *Remote) noteTime(name string, at int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.times[name] = at
}

// replace gives a draft its name, in place of what has that name.
func (r *Remote) replace(s *session, draft, name string) error {
	place := r.place(name)
	rename := s.Rename
	_, atOnce := s.HasExtension(posixRename)
	if atOnce {
		rename = s.PosixRename
	}
	err := rename(draft, place)
	if err == nil || broken(err) {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return errGone
	}
	old, missing := s.Lstat(place)
	switch {
	case broken(missing):
		return missing
	case missing != nil:
		return err
	case old.IsDir():
		return fmt.Errorf("there is a folder of this name on the server, where a file is to go")
	case atOnce:
		return err
	}
	// This server refuses to rename to a name that is taken. The old file is put aside, and back where the new one cannot get there.
	aside := r.place(path.Join(deploy.Own, "part-"+rand.Text()))
	if err := s.Rename(place, aside); err != nil {
		return err
	}
	if err := s.Rename(draft, place); err != nil {
		return errors.Join(err, s.Rename(aside, place))
	}
	return s.Remove(aside)
}

// Create writes a small file that must not be there. Where the server can, all of it appears at once.
func (r *Remote) Create(ctx context.Context, name string, data []byte) error {
	if err := valid(name); err != nil {
		return err
	}
	return r.do(ctx, func(ctx context.Context, s *session) error {
		return r.persist(func() error { return r.failed(name, r.create(ctx, s, name, data)) })
	})
}

func (r *Remote) create(ctx context.Context, s *session, name string, data []byte) error {
	if err := r.ensure(ctx, s, path.Dir(name)); err != nil {
		return err
	}
	if _, can := s.HasExtension(hardLink); can {
		draft, _, err := r.draft(ctx, s, bytes.NewReader(data), int64(len(data)))
		if err == nil {
			err = s.Link(draft, r.place(name))
		}
		r.discard(s, draft)
		if err == nil || broken(err) || errors.Is(err, errGone) {
			return err
		}
		// Either the name is taken, or this folder cannot have links: the next step tells.
	}
	f, err := s.OpenFile(r.place(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return r.taken(s, name, err)
	}
	if _, err = write(ctx, s, f, bytes.NewReader(data), int64(len(data))); err != nil && !s.ended() {
		_ = s.Remove(r.place(name))
	}
	return err
}

// taken returns the error fs.ErrExist if there is something of a name, and otherwise the error that there was.
func (r *Remote) taken(s *session, name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errGone
	}
	if broken(err) {
		return err
	}
	_, missing := s.Lstat(r.place(name))
	switch {
	case missing == nil:
		return fs.ErrExist
	case broken(missing):
		return missing
	}
	return err
}
