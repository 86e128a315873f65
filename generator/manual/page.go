package manual

import (
	"fmt"
	"strconv"
)

// page returns the file of a topic as a Stillpoint site has it.
func (t Topic) page() string {
	if t.written != "" {
		return t.written
	}
	return fmt.Sprintf("---\ntitle: %s\ndescription: %s\nweight: %d\n---\n\n%s", strconv.Quote(t.Title), strconv.Quote(t.Description), max(t.Weight, 1), t.Body)
}
