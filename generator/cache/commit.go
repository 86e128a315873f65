package cache

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/lock"
)

// ErrOvertaken says that another build, or whoever cleaned the cache, changed the book since it was opened, or since its last Commit.
var ErrOvertaken = errors.New("another build has written or removed it meanwhile")

// Commit replaces the book on disk as a whole by sections and the blobs that are live, which are those that the sections have refs of. Then
// the Book goes on as one that was just opened, for another Commit. After an error the book on disk is as it was; that is no reason for
// a build to fail. The error is a [*LockedError] or [ErrOvertaken] where another build came first.
func (b *Book) Commit(sections map[string][]byte, live iter.Seq[Ref]) error {
	used := map[uint32]bool{}
	for r := range live {
		used[r.Pack] = true
	}
	b.gate.Lock()
	defer b.gate.Unlock()
	if b.idle {
		return nil
	}
	if b.err == nil {
		b.err = b.folder.make(b.dir, b.name)
	}
	if b.err != nil {
		return b.unkept(b.err)
	}
	if err := b.commit(sections, used); err != nil {
		return b.unkept(err)
	}
	return nil
}

// commit finishes the pack of this build, and puts the index into place that names it.
func (b *Book) commit(sections map[string][]byte, used map[uint32]bool) error {
	packs := maps.Clone(b.packs)
	maps.DeleteFunc(packs, func(number uint32, _ *pack) bool { return !used[number] })
	next := b.index.next
	if b.draft != nil && b.draft.err != nil {
		return b.draft.err
	}
	var fresh *pack
	if b.draft != nil && used[b.draft.number] {
		var err error
		if fresh, err = b.draft.finish(); err != nil {
			return err
		}
		if packs == nil {
			packs = map[uint32]*pack{}
		}
		packs[fresh.number], next = fresh, fresh.number+1
	}
	ix := index{next: next}
	for _, number := range slices.Sorted(maps.Keys(packs)) {
		ix.packs = append(ix.packs, packs[number].packEntry)
	}
	if err := b.replace(&ix, sections, packs); err != nil {
		if fresh != nil {
			fresh.file.Close()
		}
		return err
	}
	return nil
}

// replace puts an index into the place of the one that this book knows, and of no other.
func (b *Book) replace(ix *index, sections map[string][]byte, packs map[uint32]*pack) error {
	if err := b.folder.before("lock", lockName); err != nil {
		return err
	}
	l, err := acquire(b.folder.root)
	if err != nil {
		return err
	}
	defer b.release(l)
	if !bytes.Equal(headOf(b.folder.root), b.index.head) {
		return ErrOvertaken
	}
	if err := b.put(ix, sections); err != nil {
		return err
	}
	b.adopt(*ix, packs)
	b.tidy()
	return nil
}

// release unlocks the book. A lock file that cannot be removed does no harm.
func (b *Book) release(l *lock.Lock) {
	if err := b.folder.before("unlock", lockName); err != nil {
		_ = l.Leave()
		return
	}
	_ = l.Release()
}

// put writes an index beside the one that is there, and into its place when it is whole.
func (b *Book) put(ix *index, sections map[string][]byte) error {
	id := newID()
	name := fmt.Sprintf("%s%x", newIndex, id[:])
	file, err := b.folder.create(name)
	if err != nil {
		return err
	}
	if err = b.folder.fill(ix, file, name, b.key, sections); err == nil {
		err = b.supplant(name)
	}
	if err != nil {
		file.Close()
		return errors.Join(err, b.folder.remove(name))
	}
	return nil
}

// supplant gives a whole index the place of the one that is there. Windows refuses that while somebody reads the old one, but for disks with
// NTFS: then this book lets go of it first.
func (b *Book) supplant(name string) error {
	err := b.folder.rename(name, indexName)
	if b.index.file == nil || !errors.Is(err, fs.ErrPermission) {
		return err
	}
	b.index.file.Close()
	b.index.file = nil
	return b.folder.rename(name, indexName)
}

// fill writes an index, piece by piece, which then can be read.
func (f *folder) fill(ix *index, file *os.File, name string, key Key, sections map[string][]byte) error {
	head := ix.encode(key, sections)
	if err := f.write(file, name, head, 0); err != nil {
		return err
	}
	at := int64(len(head))
	for _, section := range slices.Sorted(maps.Keys(sections)) {
		if err := f.write(file, name, sections[section], at); err != nil {
			return err
		}
		at += int64(len(sections[section]))
	}
	table := head[headLength:]
	*ix = index{file: file, head: head[:headLength:headLength]}
	return ix.parse(table, at)
}

// adopt goes on from the book that was just put into place.
func (b *Book) adopt(ix index, packs map[uint32]*pack) {
	for number, p := range b.packs {
		if packs[number] == nil {
			p.file.Close()
		}
	}
	if b.draft != nil { // its lock goes with its file: from now on the index, if anything, says that it is in use
		b.draft.file.Close()
	}
	if b.index.file != nil {
		b.index.file.Close()
	}
	b.index, b.packs, b.draft = ix, packs, nil
}

// tidy removes what the index no longer names and nobody is writing. What cannot be removed now is removed later.
func (b *Book) tidy() {
	named := map[string]bool{}
	for _, p := range b.packs {
		named[p.id.file()] = true
	}
	all, _ := fs.ReadDir(b.folder.root.FS(), ".")
	for _, entry := range all {
		name := entry.Name()
		if strings.HasPrefix(name, newIndex) || strings.HasPrefix(name, packPrefix) && !named[name] && abandoned(b.folder.root, name) {
			_ = b.folder.remove(name)
		}
	}
}

// abandoned tells whether a pack is neither named by the index nor being written by anybody who lives. It asks the lock first: who
// writes a pack unlocks it when the index names it.
func abandoned(root *os.Root, name string) bool {
	file, info, err := openFile(root, name)
	if err != nil {
		return false
	}
	defer file.Close()
	err = lock.Try(file)
	if errors.Is(err, errors.ErrUnsupported) && time.Since(info.ModTime()) > leftover {
		err = nil
	}
	return err == nil && !names(root, name)
}
