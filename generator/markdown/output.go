package markdown

import "bytes"

// output is a buffer that goldmark writes to as it is, rather than through a
// buffer of its own for each block.
type output struct{ bytes.Buffer }

// Available returns how much fits without growing.
func (o *output) Available() int { return o.Buffer.Available() }

// Buffered returns how much has not been written on: nothing, ever.
func (o *output) Buffered() int { return 0 }

// Flush has nothing to do.
func (o *output) Flush() error { return nil }
