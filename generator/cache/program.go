package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"stillpoint/generator/stamp"
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
	if info, err := file.Stat(); err != nil || !stamp.Of(info).Before(started) {
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
	mark := stamp.Of(info)
	if digest, ok := recall(dir, mark); ok {
		return digest, nil
	}
	began := time.Now()
	d := sha256.New()
	if _, err := io.Copy(d, file); err != nil {
		return "", err
	}
	digest := hex.EncodeToString(d.Sum(nil))
	info, err = file.Stat()
	if err != nil || stamp.Of(info) != mark {
		return "", errors.Join(err, errors.New("the program was changed while it was read"))
	}
	if mark.Changed != 0 && mark.Before(began.Add(-stamp.Grain)) {
		_ = memorize(dir, mark, digest) // what cannot be remembered is read again
	}
	return digest, nil
}

// program is the file that remembers the digest of the program.
const program = "program"

const programMagic = "stillpoint program\n"

// memory returns the text of the file that remembers a digest.
func memory(s stamp.Stamp, digest string) []byte {
	w := wire.Writer{Bytes: []byte(programMagic)}
	s.Append(&w)
	w.Text(digest)
	sum := sha256.Sum256(w.Bytes)
	return append(w.Bytes, sum[:]...)
}

// recall returns the digest that is remembered for a stamp. Where the system tells neither its place nor when it was last changed, a stamp
// is not used: an old time is easily given to another file.
func recall(dir string, s stamp.Stamp) (string, bool) {
	if dir == "" || s.Changed == 0 {
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
func memorize(dir string, s stamp.Stamp, digest string) error {
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
