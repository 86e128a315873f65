package decode

import "stillpoint/generator/wire"

// Say writes what a node says, wherever it stands and however it is laid out: two nodes write the same bytes only where nobody
// who decodes them can tell them apart, but for their positions. A nil node says nothing.
func (n *Node) Say(w *wire.Writer) {
	w.Count(int(n.Kind()))
	if n == nil {
		return
	}
	w.Text(n.text)
	w.Count(len(n.entries))
	for _, e := range n.entries {
		w.Text(e.key)
		e.value.Say(w)
	}
	w.Count(len(n.items))
	for _, item := range n.items {
		item.Say(w)
	}
}
