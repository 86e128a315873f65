package serve

import (
	"crypto/sha256"
	"encoding/hex"
)

// digest returns 32 hexadecimal digits that stand for the parts, in their order.
func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, part := range parts {
		sum := sha256.Sum256(part) // of one length, so that parts cannot flow into each other
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
