package images

import "stillpoint/generator/wire"

// Append writes what the header of a file says, for [ReadInfo].
func (i *Info) Append(w *wire.Writer) {
	w.Text(string(i.Format))
	w.Count(i.Width)
	w.Count(i.Height)
	w.Count(i.Orientation)
	w.Truth(i.Animated)
	w.Truth(i.Alpha)
	w.Number(i.decoded)
	w.Number(i.size)
}

// ReadInfo reads what [Info.Append] has written. Whether it was whole is known from the reader's error.
func ReadInfo(r *wire.Reader) Info {
	return Info{Format: Format(r.Text()), Width: r.Index(), Height: r.Index(), Orientation: r.Index(),
		Animated: r.Truth(), Alpha: r.Truth(), decoded: r.Number(), size: r.Number()}
}
