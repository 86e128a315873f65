package outputs

import (
	"strings"
	"time"
)

// Security says whom finders of a weakness in the site are to tell of it.
type Security struct {
	Contacts  []string // whole addresses, mailto: or https:, the best first
	Expires   time.Time
	Languages []string // BCP 47, the best first
	Canonical string   // address of the file itself
}

// Text writes it as RFC 9116 wants it.
func (s *Security) Text() []byte {
	var w strings.Builder
	for _, contact := range s.Contacts {
		w.WriteString("Contact: " + contact + "\n")
	}
	w.WriteString("Expires: " + s.Expires.UTC().Format(time.RFC3339) + "\n")
	if len(s.Languages) > 0 {
		w.WriteString("Preferred-Languages: " + strings.Join(s.Languages, ", ") + "\n")
	}
	w.WriteString("Canonical: " + s.Canonical + "\n")
	return []byte(w.String())
}
