package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// entry is one file of an archive.
type entry struct {
	name    string
	text    []byte
	program bool // may be run
}

// mode is what the file may be used for, whatever the mask of the user is.
func (e entry) mode() fs.FileMode {
	if e.program {
		return 0o755
	}
	return 0o644
}

// pack writes an archive, of the format that its system opens by itself. All lies in a folder of its name.
func (b *builder) pack(name string, t target, entries []entry) error {
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	for i := range entries {
		entries[i].name = name + "/" + entries[i].name
	}
	pack, ending := tarball, ".tar.gz"
	if t.os == "windows" {
		pack, ending = zipped, ".zip"
	}
	data, err := pack(entries, b.from.time)
	if err != nil {
		return err
	}
	return b.save(name+ending, data)
}

// tarball packs files for unix. Nothing in it tells of a user or of a clock.
func tarball(entries []entry, at time.Time) ([]byte, error) {
	var data bytes.Buffer
	squeezed, err := gzip.NewWriterLevel(&data, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(squeezed)
	for _, e := range entries {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: e.name, Size: int64(len(e.text)), Mode: int64(e.mode()), ModTime: at, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := w.Write(e.text); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(w.Close(), squeezed.Close()); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}

// zipped packs files for Windows.
func zipped(entries []entry, at time.Time) ([]byte, error) {
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: at}
		h.SetMode(e.mode())
		one, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := one.Write(e.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}

// sumsFile lists the checksums of all other files, as "sha256sum --check" reads them.
const sumsFile = "SHA256SUMS"

func (b *builder) sums() error {
	slices.Sort(b.made)
	var text bytes.Buffer
	for _, place := range b.made {
		data, err := os.ReadFile(place)
		if err != nil {
			return err
		}
		fmt.Fprintf(&text, "%x  %s\n", sha256.Sum256(data), filepath.Base(place))
	}
	return b.save(sumsFile, text.Bytes())
}
