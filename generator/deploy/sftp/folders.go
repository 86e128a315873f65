package sftp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// The rights of what everybody may see. What the server grants beyond these stays.
const (
	fileRights   fs.FileMode = 0o644
	folderRights fs.FileMode = 0o755
)

// LinkError says that something was asked for below a link to a folder.
type LinkError struct{ Name string }

func (e *LinkError) Error() string {
	return fmt.Sprintf("%s is a symbolic link on the server, and what is below it may be anywhere: Stillpoint does not follow it. Put a folder in its place, or give the pages another address", e.Name)
}

// fileError says that a file is where a folder is needed.
type fileError struct{ name string }

func (e *fileError) Error() string {
	return fmt.Sprintf("%s is a file on the server, where a folder is needed", e.name)
}

// ensure makes a folder, those above it included. Every one of them is a folder then, and no link.
func (r *Remote) ensure(ctx context.Context, s *session, name string) error {
	if r.isFolder(name) {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if name != "." {
		if err := r.ensure(ctx, s, path.Dir(name)); err != nil {
			return err
		}
	}
	var err error
	for range 3 { // since somebody may remove it, too, between two looks
		if err = s.Mkdir(r.place(name)); err == nil {
			return r.widen(s, name)
		}
		if broken(err) {
			return err
		}
		if name != "." && errors.Is(err, fs.ErrNotExist) {
			return errGone
		}
		// Servers have but one error for everything that fails: it may be there already.
		if found := r.inspect(s, name); !errors.Is(found, fs.ErrNotExist) {
			return found
		}
	}
	return r.failed("making the folder "+name, err)
}

// widen lets all enter a new folder. Whether that is needed depends on the server's umask, which the first folder shows.
func (r *Remote) widen(s *session, name string) error {
	r.mu.Lock()
	known, narrow := r.umask, r.narrow
	r.mu.Unlock()
	if known && !narrow {
		r.noteFolder(name)
		return nil
	}
	info, err := s.Lstat(r.place(name))
	if errors.Is(err, fs.ErrNotExist) {
		return errGone
	}
	if err != nil {
		return r.failed("looking at the folder "+name, err)
	}
	narrow = info.Mode().Perm()&folderRights != folderRights
	r.mu.Lock()
	r.umask, r.narrow = true, r.narrow || narrow
	r.mu.Unlock()
	if narrow {
		err = s.Chmod(r.place(name), info.Mode().Perm()|folderRights)
	}
	if err == nil {
		r.noteFolder(name)
	}
	return r.failed("letting visitors into the folder "+name, err)
}

// inspect is an error unless a name is a folder and no link. The error wraps fs.ErrNotExist where there is nothing.
func (r *Remote) inspect(s *session, name string) error {
	look := s.Lstat
	if name == "." {
		look = s.Stat // the folder itself may be a link
	}
	info, err := look(r.place(name))
	switch {
	case err != nil:
		return r.failed("looking at the folder "+name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return &LinkError{Name: name}
	case !info.IsDir():
		return &fileError{name}
	}
	r.noteFolder(name)
	return nil
}

// within is an error unless the folder that a file is in, and all above it, are there and no links.
func (r *Remote) within(ctx context.Context, s *session, name string) error {
	folder := path.Dir(name)
	if r.isFolder(folder) {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if folder != "." {
		if err := r.within(ctx, s, folder); err != nil {
			return err
		}
	}
	return r.inspect(s, folder)
}

func (r *Remote) isFolder(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.folders[name]
}

func (r *Remote) noteFolder(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.folders[name] = true
}

func (r *Remote) forgetFolder(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.folders, name)
}

// forgetFolders is for when the server says that one is gone that was there.
func (r *Remote) forgetFolders() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.folders)
}
