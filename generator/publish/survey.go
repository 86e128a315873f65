package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"syscall"
)

// kind is what stands at a name in the destination.
type kind int

const (
	absent kind = iota
	plainFile
	folder
	other // a symbolic link, a device and the like: nothing that this package makes
)

// survey looks at the destination as it is before a commit changes it. It
// never looks through a symbolic link, and at each folder only once.
type survey struct {
	disk    disk
	folders map[string]kind
}

func newSurvey(d disk) *survey {
	return &survey{disk: d, folders: map[string]kind{".": folder}}
}

// at returns what stands at a name, absent where one of the folders on the way is
// not there or no folder.
func (s *survey) at(name string) (kind, error) {
	if _, k, err := s.obstacle(name); k != folder || err != nil {
		return absent, err
	}
	return s.look(name)
}

// obstacle returns the first place on the way to a name that is not a folder, and
// what it is instead; or the kind folder when the way is free.
func (s *survey) obstacle(name string) (string, kind, error) {
	dir := path.Dir(name)
	if k, seen := s.folders[dir]; seen {
		return dir, k, nil
	}
	if at, k, err := s.obstacle(dir); k != folder || err != nil {
		return at, k, err
	}
	k, err := s.look(dir)
	s.folders[dir] = k
	return dir, k, err
}

// look looks at a name to which all the way is folders.
func (s *survey) look(name string) (kind, error) {
	is, err := s.disk.lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return absent, nil
	case err != nil:
		return absent, err
	}
	return is.kind, nil
}

// isFolder reports whether a folder is there, and no symbolic link leads to it.
func (s *survey) isFolder(dir string) bool {
	_, k, err := s.obstacle(path.Join(dir, "file"))
	return k == folder && err == nil
}

// oneFile reports whether two names lead to the same file.
func (s *survey) oneFile(a, b string) bool {
	first, err := s.disk.root.Lstat(a)
	if err != nil {
		return false
	}
	second, err := s.disk.root.Lstat(b)
	return err == nil && os.SameFile(first, second)
}
