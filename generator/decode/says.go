package decode

import (
	"encoding/binary"
	"io"
)

// Say writes what a node says, wherever it stands and however it is laid out: two nodes write the same bytes only where nobody
// who decodes them can tell them apart, but for their positions. A nil node says nothing.
func (n *Node) Say(w io.Writer) {
	number(w, int(n.Kind()))
	if n == nil {
		return
	}
	text(w, n.text)
	number(w, len(n.entries))
	for _, e := range n.entries {
		text(w, e.key)
		e.value.Say(w)
	}
	number(w, len(n.items))
	for _, item := range n.items {
		item.Say(w)
	}
}

func number(w io.Writer, n int) { _, _ = w.Write(binary.AppendUvarint(nil, uint64(n))) }

func text(w io.Writer, s string) {
	number(w, len(s))
	_, _ = io.WriteString(w, s)
}
