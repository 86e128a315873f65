package cache

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"math"
	"os"

	"stillpoint/generator/wire"
)

// Ref is where a blob lies in the packs of a book, and its CRC-32C. The zero Ref leads to none. What holds refs must be
// kept safe by a digest of its own, as sections are.
type Ref struct {
	Pack   uint32
	Size   uint32
	Sum    uint32
	Offset int64
}

// Append writes the ref, to be read by [ReadRef].
func (r Ref) Append(w *wire.Writer) {
	w.Count(int(r.Pack))
	w.Count(int(r.Size))
	w.Number(r.Offset)
	w.Fixed(binary.LittleEndian.AppendUint32(nil, r.Sum))
}

// ReadRef reads a ref.
func ReadRef(r *wire.Reader) Ref {
	pack, size, offset, sum := r.Index(), r.Index(), r.Number(), r.Fixed(4)
	if sum == nil || pack > math.MaxUint32 || size > math.MaxUint32 {
		return Ref{}
	}
	return Ref{Pack: uint32(pack), Size: uint32(size), Offset: offset, Sum: binary.LittleEndian.Uint32(sum)}
}

// checksum returns the CRC-32C of a blob.
func checksum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

const packMagic = "stillpoint pack\n"

// packHead is how long a pack is before its first blob: its magic and its identity.
const packHead = int64(len(packMagic) + len(packID{}))

// packID tells a pack from all others there ever were, so that one that was carried here from another book is not taken for ours.
type packID [16]byte

func newID() packID {
	var id packID
	_, _ = rand.Read(id[:]) // never fails
	return id
}

// packPrefix begins the name of each pack.
const packPrefix = "pack-"

func (id packID) file() string { return packPrefix + hex.EncodeToString(id[:]) }

// head returns the first bytes of a pack.
func (id packID) head() []byte { return append([]byte(packMagic), id[:]...) }

// pack is a finished pack, open for reading. It never changes.
type pack struct {
	packEntry
	file *os.File
}

// openPack opens the pack that an index names.
func (f *folder) openPack(entry packEntry) (*pack, error) {
	file, info, err := openFile(f.root, entry.id.file())
	if err != nil {
		return nil, err
	}
	head := make([]byte, packHead)
	_, err = file.ReadAt(head, 0)
	if err == nil && (info.Size() != entry.size || string(head) != string(entry.id.head())) || err == io.EOF {
		err = errDamaged
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return &pack{entry, file}, nil
}

// blob reads a blob; nil where it is not what was kept.
func (p *pack) blob(r Ref) []byte {
	if !r.within(p.size) {
		return nil
	}
	data := make([]byte, r.Size)
	if _, err := p.file.ReadAt(data, r.Offset); err != nil && err != io.EOF || checksum(data) != r.Sum {
		return nil
	}
	return data
}

// within tells whether a pack of a size has room for the blob.
func (r Ref) within(size int64) bool {
	return r.Offset >= packHead && r.Offset <= size && int64(r.Size) <= size-r.Offset
}
