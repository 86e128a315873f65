package publish

// OnStep has f asked before each change that p makes to its destination.
func (p *Publication) OnStep(f func(action, name string) error) { p.disk.step = f }

// Reencoded reads a manifest and writes it again: with the reader of our own form, which may leave it to others, and with the reader of any.
func Reencoded(text []byte) (canonical []byte, ok bool, general []byte, err error) {
	m, ok := decodeCanonical(string(text))
	for i := range m.lines {
		m.lines[i].text = "" // else what was read would be written as it was
	}
	n, err := decodeJSON(text)
	return m.encode(), ok, n.encode(), err
}
