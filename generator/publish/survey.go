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
	root    *os.Root
	folders map[string]kind
}

func newSurvey(root *os.Root) *survey {
	return &survey{root: root, folders: map[string]kind{".": folder}}
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

func (s *survey) look(name string) (kind, error) {
	info, err := s.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return absent, nil
	case err != nil:
		return absent, err
	}
	return kindOf(info.Mode()), nil
}

func kindOf(mode fs.FileMode) kind {
	switch {
	case mode.IsRegular():
		return plainFile
	case mode.IsDir():
		return folder
	}
	return other
}

// isFolder reports whether a folder is there, and no symbolic link leads to it.
func (s *survey) isFolder(dir string) bool {
	_, k, err := s.obstacle(path.Join(dir, "file"))
	return k == folder && err == nil
}

// oneFile reports whether two names lead to the same file.
func (s *survey) oneFile(a, b string) bool {
	first, err := s.root.Lstat(a)
	if err != nil {
		return false
	}
	second, err := s.root.Lstat(b)
	return err == nil && os.SameFile(first, second)
}
