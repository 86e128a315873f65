package markdown

import "strings"

// output is what goldmark writes to, without a buffer of its own for each block
// and without a copy when the text is done.
type output struct{ strings.Builder }

// Available returns how much fits without growing.
func (o *output) Available() int { return o.Cap() - o.Len() }

// Buffered returns how much has not been written on: nothing, ever.
func (o *output) Buffered() int { return 0 }

// Flush has nothing to do.
func (o *output) Flush() error { return nil }
