package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"time"

	"stillpoint/generator/wire"
)

// Program returns the digest of the program that runs, every byte of it, so that a record of a program that was built anew is
// never trusted. What it takes to read is taken once: the digest is remembered in the folder of a cache, in
// a file of its own, for as long as the program's file is the same one and unchanged. An empty folder remembers nothing.
func Program(dir string) (string, error) {
	file, err := running()
	if err != nil {
		return "", fmt.Errorf("could not read the program that runs: %w", plain(err))
	}
	defer file.Close()
	return digestOf(file, dir)
}

// self is the file that runs, under Linux, whatever has its name by now.
const self = "/proc/self/exe"

// running opens the file of the program.
func running() (*os.File, error) {
	if runtime.GOOS == "linux" {
		if file, err := os.Open(self); err == nil {
			return file, nil
		}
	}
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || fileStamp(info).latest() >= started.UnixNano() {
		file.Close()
		return nil, errors.Join(err, fmt.Errorf("%s was changed since it was started", name))
	}
	return file, nil
}

// started is when the program began, or soon after.
var started = time.Now()

// digestOf returns the digest of an open file, out of memory if it can.
func digestOf(file *os.File, dir string) (string, error) {
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	stamp := fileStamp(info)
	if digest, ok := recall(dir, stamp); ok {
		return digest, nil
	}
	began := time.Now()
	d := sha256.New()
	if _, err := io.Copy(d, file); err != nil {
		return "", err
	}
	digest := hex.EncodeToString(d.Sum(nil))
	info, err = file.Stat()
	if err != nil || fileStamp(info) != stamp {
		return "", errors.Join(err, errors.New("the program was changed while it was read"))
	}
	if stamp.changed != 0 && stamp.latest() < began.Add(-settled).UnixNano() {
		_ = memorize(dir, stamp, digest) // what cannot be remembered is read again
	}
	return digest, nil
}

// settled is how old a file must be before its stamp is trusted: it could be changed once more within the grain of the clock.
const settled = 2 * time.Second

// stamp tells, without reading it, that a file is the one that was read. Where the system tells neither its place nor when
// it was last changed, it is not used: an old time is easily given to another file.
type stamp struct {
	size, modified, changed int64
	device, inode           uint64
}

func fileStamp(info fs.FileInfo) stamp {
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	s.identify(info)
	return s
}

func (s stamp) latest() int64 { return max(s.modified, s.changed) }

func (s stamp) append(w *wire.Writer) {
	for _, n := range []int64{s.size, s.modified, s.changed, int64(s.device), int64(s.inode)} {
		w.Number(n)
	}
}

// program is the file that remembers the digest of the program.
const program = "program"

const programMagic = "stillpoint program\n"

// memory returns the text of the file that remembers a digest.
func memory(s stamp, digest string) []byte {
	w := wire.Writer{Bytes: []byte(programMagic)}
	s.append(&w)
	w.Text(digest)
	sum := sha256.Sum256(w.Bytes)
	return append(w.Bytes, sum[:]...)
}

// recall returns the digest that is remembered for a stamp.
func recall(dir string, s stamp) (string, bool) {
	if dir == "" || s.changed == 0 {
		return "", false
	}
	shelf, err := openShelf(dir, false)
	if err != nil {
		return "", false
	}
	defer shelf.Close()
	file, _, err := openFile(shelf, program)
	if err != nil {
		return "", false
	}
	defer file.Close()
	data := make([]byte, 512)
	n, err := file.ReadAt(data, 0)
	if !errors.Is(err, io.EOF) || n < 3*sha256.Size {
		return "", false
	}
	digest := string(data[n-3*sha256.Size : n-sha256.Size])
	return digest, string(data[:n]) == string(memory(s, digest))
}

// memorize remembers a digest.
func memorize(dir string, s stamp, digest string) error {
	if dir == "" {
		return nil
	}
	shelf, err := openShelf(dir, true)
	if err != nil {
		return err
	}
	defer shelf.Close()
	temp := fmt.Sprintf(".%s-%x", program, newID())
	if err = shelf.WriteFile(temp, memory(s, digest), 0o644); err == nil {
		err = shelf.Rename(temp, program)
	}
	if err != nil {
		return errors.Join(err, remove(shelf, temp))
	}
	return nil
}
