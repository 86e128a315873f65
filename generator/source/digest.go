package source

import "crypto/sha256"

// Digest stands for the bytes of a file: the first half of their SHA-256.
type Digest [16]byte

// Sum returns the digest of bytes. It is never zero but by a chance that does not happen.
func Sum(data []byte) Digest {
	whole := sha256.Sum256(data)
	return Digest(whole[:16])
}

// Digest returns the digest of the file; zero before Snapshot.Digest, and for one that cannot be read.
func (f *File) Digest() Digest { return f.digest }

// Files returns all files, sorted by path.
func (s *Snapshot) Files() []*File { return s.files }

// Torn tells whether a file was read that was no longer what its digest says.
func (s *Snapshot) Torn() bool { return s.torn.Load() }
