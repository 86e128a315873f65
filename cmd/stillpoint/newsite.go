package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stillpoint/generator/starter"
)

// vacant tells whether a folder is free for files of these names, or says which of them are there already.
func vacant(dir string, names []string) error {
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return notAFolder(dir, err)
	}
	defer root.Close()
	var taken []string
	for _, name := range names {
		if there := inTheWay(root, name); there != "" && !slices.Contains(taken, there) {
			taken = append(taken, there)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	const most = 8
	list := strings.Join(taken[:min(most, len(taken))], ", ")
	if len(taken) > most {
		list += fmt.Sprintf(" and %d more", len(taken)-most)
	}
	return fmt.Errorf("%s has %s already: nothing was written; choose another folder, or move away what is there", dir, list)
}

// notAFolder says that something else lies where the folder should be.
func notAFolder(dir string, err error) error {
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file, not a folder: choose another name", dir)
	}
	return err
}

// inTheWay returns what lies where a file is to be written: the file itself, or something that is no folder above it.
func inTheWay(root *os.Root, name string) string {
	for above := path.Dir(name); above != "."; above = path.Dir(above) {
		if info, err := root.Lstat(filepath.FromSlash(above)); err == nil && !info.IsDir() {
			return above
		}
	}
	if _, err := root.Lstat(filepath.FromSlash(name)); err == nil {
		return name
	}
	return ""
}

// writeSite writes all files of a new site, or none: a folder that is new appears as a whole, and in one that is there already, what was
// written before an error is removed again. Nothing is overwritten, and nothing is written outside the folder, wherever links in it lead.
func writeSite(dir string, files starter.Files) error {
	names := slices.Sorted(maps.Keys(files))
	if err := vacant(dir, names); err != nil {
		return err
	}
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return writeNewFolder(dir, files)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return notAFolder(dir, err)
	}
	defer root.Close()
	made, err := writeFiles(root, files)
	if err != nil {
		undo(root, made)
	}
	return err
}

// writeNewFolder writes the files beside the place of a new folder, and moves them there at once.
func writeNewFolder(dir string, files starter.Files) error {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(parent, ".stillpoint-init-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)             // is gone when all went well
	whole := filepath.Join(temporary, "site") // with the rights that new folders have here
	if err := os.Mkdir(whole, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(whole)
	if err != nil {
		return err
	}
	_, err = writeFiles(root, files)
	if err = errors.Join(err, root.Close()); err != nil {
		return err
	}
	return os.Rename(whole, dir)
}

// writeFiles writes files that are not there yet, and returns all files and folders that it has made, in order.
func writeFiles(root *os.Root, files starter.Files) (made []string, err error) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		folders, err := makeFolders(root, path.Dir(name))
		if made = append(made, folders...); err != nil {
			return made, err
		}
		file, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return made, err
		}
		made = append(made, name)
		_, err = file.Write(files[name])
		if err = errors.Join(err, file.Close()); err != nil {
			return made, err
		}
	}
	return made, nil
}

// makeFolders makes a folder and those above it, and returns those that were not there.
func makeFolders(root *os.Root, folder string) (made []string, err error) {
	if folder == "." {
		return nil, nil
	}
	if made, err = makeFolders(root, path.Dir(folder)); err != nil {
		return made, err
	}
	switch err := root.Mkdir(filepath.FromSlash(folder), 0o777); {
	case err == nil:
		return append(made, folder), nil
	case errors.Is(err, fs.ErrExist):
		return made, nil
	default:
		return made, err
	}
}

// undo removes what was made, the last first. A folder that somebody has put something into meanwhile stays.
func undo(root *os.Root, made []string) {
	for _, name := range slices.Backward(made) {
		_ = root.Remove(filepath.FromSlash(name))
	}
}
