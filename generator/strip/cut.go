package strip

// cut copies what remains of a file. Until something is dropped or replaced it copies nothing.
type cut struct {
	in   []byte
	out  []byte
	done int // how much of in has been dealt with
}

// drop leaves out in[from:to]. What lies between two calls is kept; from must not lie before the last to.
func (c *cut) drop(from, to int) { c.replace(from, to, nil) }

// replace puts other bytes in the place of in[from:to].
func (c *cut) replace(from, to int, with []byte) {
	c.out = append(c.out, c.in[c.done:from]...)
	c.out = append(c.out, with...)
	c.done = to
}

// upTo ends the file at a place of in, and returns what remains.
func (c *cut) upTo(end int) []byte {
	if c.done == 0 {
		return c.in[:end]
	}
	return append(c.out, c.in[c.done:end]...)
}
