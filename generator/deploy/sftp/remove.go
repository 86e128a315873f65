package sftp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// Read returns the bytes of a file.
func (r *Remote) Read(ctx context.Context, name string) ([]byte, error) {
	if err := valid(name); err != nil {
		return nil, err
	}
	var data bytes.Buffer
	err := r.do(ctx, func(ctx context.Context, s *session) error {
		data.Reset()
		err := r.within(ctx, s, name)
		if err == nil {
			err = r.read(s, name, &data)
		}
		if err != nil {
			return r.failed(name, err)
		}
		return nil
	})
	return data.Bytes(), err
}

func (r *Remote) read(s *session, name string, data *bytes.Buffer) error {
	info, err := s.Lstat(r.place(name))
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("it is not a plain file on the server: %w", fs.ErrNotExist)
	}
	f, err := s.Open(r.place(name))
	if err != nil {
		return err
	}
	_, err = f.WriteTo(data)
	return errors.Join(err, f.Close())
}

// Remove removes a file, or a link, and the folders that become empty by that.
func (r *Remote) Remove(ctx context.Context, name string) error {
	if err := valid(name); err != nil {
		return err
	}
	return r.do(ctx, func(ctx context.Context, s *session) error {
		err := r.within(ctx, s, name)
		if err == nil {
			err = r.remove(s, name)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return r.failed(name, err)
		}
		return r.prune(ctx, s, path.Dir(name))
	})
}

// remove removes a file. The library removes empty folders, too.
func (r *Remote) remove(s *session, name string) error {
	if r.isFolder(name) {
		return errors.New("it is a folder on the server, not a file")
	}
	err := s.Remove(r.place(name))
	r.mu.Lock()
	delete(r.times, name)
	r.mu.Unlock()
	return err
}

// prune removes a folder that is empty, and those above it. Servers refuse to remove one that is not.
func (r *Remote) prune(ctx context.Context, s *session, folder string) error {
	for ; folder != "." && ctx.Err() == nil; folder = path.Dir(folder) {
		err := s.RemoveDirectory(r.place(folder))
		if broken(err) {
			return err
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		r.forgetFolder(folder)
	}
	return nil
}
