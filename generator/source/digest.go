package source

import (
	"crypto/sha256"
	"time"
)

// Digest stands for the bytes of a file: the first half of their SHA-256.
type Digest [16]byte

// Sum returns the digest of bytes. It is never zero but by a chance that does not happen.
func Sum(data []byte) Digest {
	whole := sha256.Sum256(data)
	return Digest(whole[:16])
}

// Ledger remembers the digests of files between scans, so that a file is not read again whose
// stamp (size, times, place on disk) is as it was. The zero Ledger is empty. It serves one scan at a time.
type Ledger struct{ lines map[line]noted }

type line struct{ layer, path string }

type noted struct {
	stamp  stamp
	digest Digest
	sure   bool // the stamp was older than the clock's grain when the file was read
}

// grain is how much older than the clock a file must be for its stamp to prove anything: the
// coarsest file systems count in steps of two seconds, and a file may be written twice in one step.
const grain = 2 * time.Second

// Digest gives every file of the snapshot its digest. It reads those alone that the ledger cannot vouch
// for, and writes all into it. Each runs its argument for the numbers from 0 to n-1, at will side by side.
// A file that cannot be read has no digest.
func (s *Snapshot) Digest(known *Ledger, each func(n int, f func(i int) error) error) error {
	lines := make([]noted, len(s.files))
	err := each(len(s.files), func(i int) error {
		lines[i] = s.files[i].note(known)
		return nil
	})
	if err != nil {
		return err
	}
	known.lines = make(map[line]noted, len(s.files))
	for i, f := range s.files {
		known.lines[line{f.Layer, f.Path}] = lines[i]
		f.digest = lines[i].digest
	}
	return nil
}

// note returns what the ledger has of a file, or reads it.
func (f *File) note(known *Ledger) noted {
	now := time.Now()
	mark := stampOf(f.info)
	if old, ok := known.lines[line{f.Layer, f.Path}]; ok && old.sure && old.stamp == mark {
		return old
	}
	data, err := f.Read()
	if err != nil {
		return noted{}
	}
	return noted{stamp: mark, digest: Sum(data), sure: mark.before(now.Add(-grain))}
}

// Digest returns the digest of the file; zero before Snapshot.Digest, and for one that cannot be read.
func (f *File) Digest() Digest { return f.digest }

// Files returns all files, sorted by path.
func (s *Snapshot) Files() []*File { return s.files }

// Torn tells whether a file was read that was no longer what its digest says.
func (s *Snapshot) Torn() bool { return s.torn.Load() }
