package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"slices"

	"stillpoint/generator/wire"
)

// indexName is the file that makes a book of the packs beside it. It is, in this order: indexMagic, the key of the book, the SHA-256
// digest of those two and the table, the length of the table, the table, and the sections one after another.
const indexName = "index"

// newIndex begins the name of an index that is being written.
const newIndex = ".index-"

const indexMagic = "stillpoint book\n"

// headLength is how long an index is before its table.
const headLength = len(indexMagic) + sha256.Size + sha256.Size + 4

// lastPack is the highest number that a book may go on from. One that came so far begins anew.
const lastPack = math.MaxInt32

var (
	errDamaged = errors.New("it is damaged")
	errProgram = errors.New("it is of another program or other options")
)

// index is what an index says. Its digests are those of the table; a section has its own, and is not read before it is asked for.
type index struct {
	file     *os.File
	head     []byte // its first bytes as they are on disk, whatever they are: they tell one index from any other
	next     uint32 // the number of the next pack
	packs    []packEntry
	sections map[string]section
}

type packEntry struct {
	number uint32
	id     packID
	size   int64
}

// section is where a section lies in the index, and its digest.
type section struct {
	offset, size int64
	sum          [sha256.Size]byte
}

// readIndex reads the index of a folder but for its sections. Of one that is not to be used it returns the head alone, and why.
func readIndex(root *os.Root, key Key) (index, error) {
	file, info, err := openFile(root, indexName)
	if err != nil {
		return index{}, err
	}
	head := make([]byte, headLength)
	n, err := file.ReadAt(head, 0)
	ix := index{head: head[:n]}
	if err == nil {
		err = ix.read(file, info.Size(), key)
	}
	if errors.Is(err, io.EOF) {
		err = errDamaged
	}
	if err != nil {
		file.Close()
		return index{head: ix.head}, err
	}
	ix.file = file
	return ix, nil
}

// headOf returns the first bytes of the index that a folder has now; none where there is none.
func headOf(root *os.Root) []byte {
	file, _, err := openFile(root, indexName)
	if err != nil {
		return nil
	}
	defer file.Close()
	head := make([]byte, headLength)
	n, _ := file.ReadAt(head, 0)
	return head[:n]
}

func (ix *index) read(file io.ReaderAt, size int64, key Key) error {
	magic, rest := ix.head[:len(indexMagic)], ix.head[len(indexMagic):]
	length := int64(binary.LittleEndian.Uint32(rest[2*sha256.Size:]))
	if string(magic) != indexMagic || length > size-int64(headLength) {
		return errDamaged
	}
	table := make([]byte, length)
	if _, err := file.ReadAt(table, int64(headLength)); err != nil {
		return err
	}
	if sum := tableSum(Key(rest[:sha256.Size]), table); !bytes.Equal(sum[:], rest[sha256.Size:2*sha256.Size]) {
		return errDamaged
	}
	if !bytes.Equal(rest[:sha256.Size], key[:]) {
		return errProgram
	}
	return ix.parse(table, size)
}

// tableSum returns the digest of all that comes before the sections.
func tableSum(key Key, table []byte) [sha256.Size]byte {
	d := sha256.New()
	d.Write([]byte(indexMagic))
	d.Write(key[:])
	d.Write(table)
	return [sha256.Size]byte(d.Sum(nil))
}

// parse takes a table apart. Though its digest is right, no number of it is believed.
func (ix *index) parse(table []byte, size int64) error {
	r := wire.NewReader(table)
	r.Fixed(len(packID{})) // it makes each table another
	next := r.Index()
	if next < 1 || next > math.MaxUint32 {
		return errDamaged
	}
	ix.next = uint32(next)
	last := 0
	for range r.Count() {
		number, id, size := r.Index(), readID(r), r.Number()
		if r.Err() != nil || number <= last || number >= next || size < packHead {
			return errDamaged
		}
		ix.packs = append(ix.packs, packEntry{uint32(number), id, size})
		last = number
	}
	end := int64(headLength + len(table))
	ix.sections = map[string]section{}
	for range r.Count() {
		name, s := r.Text(), section{offset: end, size: r.Number()}
		copy(s.sum[:], r.Fixed(sha256.Size))
		if r.Err() != nil || s.size < 0 || s.size > size-end {
			return errDamaged
		}
		ix.sections[name] = s
		end += s.size
	}
	if !r.Done() || end != size {
		return errDamaged
	}
	return nil
}

func readID(r *wire.Reader) packID {
	var id packID
	copy(id[:], r.Fixed(len(id)))
	return id
}

// section reads a section and holds it against its digest.
func (ix *index) section(name string) ([]byte, error) {
	s, ok := ix.sections[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	data := make([]byte, s.size)
	if _, err := ix.file.ReadAt(data, s.offset); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if sha256.Sum256(data) != s.sum {
		return nil, errDamaged
	}
	return data, nil
}

// encode returns the head and the table of an index of sections; the sections follow it in the order of their names.
func (ix *index) encode(key Key, sections map[string][]byte) []byte {
	var w wire.Writer
	id := newID()
	w.Fixed(id[:])
	w.Count(int(ix.next))
	w.Count(len(ix.packs))
	for _, p := range ix.packs {
		w.Count(int(p.number))
		w.Fixed(p.id[:])
		w.Number(p.size)
	}
	w.Count(len(sections))
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		sum := sha256.Sum256(sections[name])
		w.Text(name)
		w.Number(int64(len(sections[name])))
		w.Fixed(sum[:])
	}
	sum := tableSum(key, w.Bytes)
	head := slices.Concat([]byte(indexMagic), key[:], sum[:])
	head = binary.LittleEndian.AppendUint32(head, uint32(len(w.Bytes)))
	return append(head, w.Bytes...)
}

// names tells whether the index that a folder has now, of whatever key, names a pack.
func names(root *os.Root, pack string) bool {
	var ix index
	file, info, err := openFile(root, indexName)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	defer file.Close()
	ix.head = make([]byte, headLength)
	if _, err := file.ReadAt(ix.head, 0); err != nil {
		return false
	}
	key := Key(ix.head[len(indexMagic):])
	return ix.read(file, info.Size(), key) == nil && slices.ContainsFunc(ix.packs, func(p packEntry) bool { return p.id.file() == pack })
}
