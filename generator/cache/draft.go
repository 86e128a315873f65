package cache

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"sync"

	"stillpoint/generator/lock"
)

// draft is a pack that is being written. Its file is locked until the index names it, so that nobody takes it for what
// a killed program has left.
type draft struct {
	folder *folder
	number uint32
	id     packID
	file   *os.File

	mu     sync.Mutex
	buffer []byte           // the last bytes, which are not on disk yet
	at     int64            // where in the file they begin
	flying map[int64][]byte // chunks on their way to the disk, by their place
	spare  [][]byte
	err    error // what went wrong first: nothing is kept after it
}

// chunk is how many bytes are written at a time.
const chunk = 256 << 10

// large is from how many bytes on a blob is not copied into a chunk, nor memory used again.
const large = 2 * chunk

// newDraft begins a pack.
func (f *folder) newDraft(number uint32) (*draft, error) {
	for range 100 {
		id := newID()
		file, err := f.create(id.file())
		if err != nil {
			return nil, err
		}
		err = lock.Try(file)
		if errors.Is(err, lock.ErrBusy) || !lock.StillThere(f.root, id.file(), file) { // somebody who sweeps was faster than the lock
			file.Close()
			continue
		}
		return &draft{folder: f, number: number, id: id, file: file, buffer: append(newChunk(), id.head()...), flying: map[int64][]byte{}}, nil
	}
	return nil, errors.New("its packs are removed all the time")
}

// newChunk has room for a chunk and the blob that makes it full.
func newChunk() []byte { return make([]byte, 0, chunk+chunk/4) }

// add appends a blob. What it fills up it writes, while others go on.
func (d *draft) add(data []byte) (Ref, error) {
	if len(data) > math.MaxUint32 {
		return Ref{}, fmt.Errorf("%d bytes are too many to be kept as one", len(data))
	}
	sum := checksum(data)
	d.mu.Lock()
	if d.err != nil {
		defer d.mu.Unlock()
		return Ref{}, d.err
	}
	ref := Ref{Pack: d.number, Size: uint32(len(data)), Sum: sum, Offset: d.at + int64(len(d.buffer))}
	if len(data) > large {
		at, full := d.detach()
		d.flying[ref.Offset] = data
		d.at += int64(len(data))
		d.mu.Unlock()
		return ref, d.landLarge(at, full, ref.Offset, data)
	}
	d.buffer = append(d.buffer, data...)
	if len(d.buffer) < chunk {
		d.mu.Unlock()
		return ref, nil
	}
	at, full := d.detach()
	d.mu.Unlock()
	return ref, d.land(at, full)
}

// detach takes the buffer away to be written and puts an empty one in its place.
func (d *draft) detach() (int64, []byte) {
	at, full := d.at, d.buffer
	d.flying[at] = full
	d.at += int64(len(full))
	if last := len(d.spare) - 1; last >= 0 {
		d.buffer, d.spare = d.spare[last], d.spare[:last]
	} else {
		d.buffer = newChunk()
	}
	return at, full
}

// landLarge writes a large blob as it is, after the chunk before it.
func (d *draft) landLarge(before int64, full []byte, at int64, data []byte) error {
	err := cmp.Or(d.land(before, full), d.land(at, data))
	if err != nil { // nobody gets to know of the blob, whose bytes are not ours
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.flying, at)
	}
	return err
}

// land writes a chunk. One that cannot be written stays readable.
func (d *draft) land(at int64, full []byte) error {
	err := d.folder.write(d.file, d.id.file(), full, at)
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		d.err = errors.Join(d.err, err)
		return err
	}
	delete(d.flying, at)
	if cap(full) <= large {
		d.spare = append(d.spare, full[:0])
	}
	return nil
}

// blob reads a blob wherever it is by now; nil where it is not what was kept.
func (d *draft) blob(r Ref) []byte {
	d.mu.Lock()
	size := d.at + int64(len(d.buffer))
	data := d.inMemory(r)
	d.mu.Unlock()
	if data == nil {
		return (&pack{packEntry{d.number, d.id, size}, d.file}).blob(r)
	}
	if checksum(data) != r.Sum {
		return nil
	}
	return data
}

// inMemory returns a copy of a blob that is not on disk yet.
func (d *draft) inMemory(r Ref) []byte {
	if data := part(d.buffer, d.at, r); data != nil {
		return data
	}
	for at, full := range d.flying {
		if data := part(full, at, r); data != nil {
			return data
		}
	}
	return nil
}

// part returns a copy of a blob out of the bytes of a pack that begin at some place; nil where it lies elsewhere.
func part(of []byte, at int64, r Ref) []byte {
	if r.Offset < at || !r.within(at+int64(len(of))) {
		return nil
	}
	from := r.Offset - at
	return bytes.Clone(of[from : from+int64(r.Size) : from+int64(r.Size)])
}

// finish writes what is left, and opens the pack for reading.
func (d *draft) finish() (*pack, error) {
	if err := d.land(d.detach()); err != nil {
		return nil, err
	}
	return d.folder.openPack(packEntry{d.number, d.id, d.at})
}

// drop removes a pack that no index names.
func (d *draft) drop() error {
	return errors.Join(d.file.Close(), d.folder.remove(d.id.file()))
}
