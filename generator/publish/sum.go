package publish

import (
	"crypto/sha256"
	"encoding/hex"
)

// sum stands for the bytes of a file: the first half of their SHA-256.
type sum [16]byte

func sumOf(data []byte) sum {
	whole := sha256.Sum256(data)
	return sum(whole[:16])
}

// Digest returns the shortened SHA-256 of data as the manifest has it.
func Digest(data []byte) string { return sumOf(data).String() }

func (s sum) String() string { return hex.EncodeToString(s[:]) }

// parseSum reads a digest as String writes it, and as nothing else does.
func parseSum(text string) (sum, bool) {
	var s sum
	if len(text) != 2*len(s) {
		return s, false
	}
	for i := range len(text) {
		if 'A' <= text[i] && text[i] <= 'F' {
			return s, false
		}
	}
	_, err := hex.Decode(s[:], []byte(text))
	return s, err == nil
}
