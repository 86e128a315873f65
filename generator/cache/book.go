package cache

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"
)

// Book is what one build leaves for the next one: a few sections in one file, and many small blobs in packs beside it.
//
// Nothing of it is used that is not as it was written: sections and the list of packs carry SHA-256 digests, blobs a checksum
// in their [Ref]. It says nothing of where or when it was written, so that its folder may be deleted, copied or
// carried to another machine at any time. A build reads the book as it was when it was opened, whatever others write meanwhile; of
// builds that write at once the first to [Book.Commit] wins, and the others keep nothing.
//
// Keep and Blob may be called from many goroutines at once.
type Book struct {
	dir, name string
	key       Key

	gate   sync.RWMutex // held by those who read and keep, against Commit and Close
	folder folder
	index  index
	packs  map[uint32]*pack
	idle   bool // it keeps nothing, and no more is to be said of that

	drafting sync.Mutex
	draft    *draft
	err      error // why there can be no draft

	remarking sync.Mutex
	remark    string
}

// OpenBook opens the book of a name in the folder of a cache. The key stands for all that its content means something for: the
// program, its options. A book of another key, or one that is not whole, is as if it were not there, and is
// replaced by the next Commit. Where no book can be, what is returned keeps nothing.
func OpenBook(dir, name string, key Key) *Book {
	b := &Book{dir: dir, name: KeyOf("book", name).String()[:32], key: key, idle: dir == ""}
	b.index.next = 1
	if !b.idle {
		b.open()
	}
	return b
}

func (b *Book) open() {
	root, err := openBook(b.dir, b.name, false)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		b.idle = true
		b.note(err)
		return
	}
	b.folder.root = root
	err = b.load()
	for range 100 { // a build that ends right now replaces the index, and removes packs of the one before
		if err == nil || bytes.Equal(headOf(root), b.index.head) {
			break
		}
		err = b.load()
	}
	if err == nil {
		b.mark()
	} else if !errors.Is(err, fs.ErrNotExist) {
		b.note(err)
	}
}

// load takes over what the index says, and opens its packs, so that nobody takes them away.
func (b *Book) load() error {
	ix, err := readIndex(b.folder.root, b.key)
	b.index = index{head: ix.head, next: 1}
	if err != nil {
		return err
	}
	if ix.next > lastPack {
		ix.file.Close()
		return errDamaged
	}
	packs := map[uint32]*pack{}
	for _, entry := range ix.packs {
		p, err := b.folder.openPack(entry)
		if err != nil {
			closePacks(packs)
			ix.file.Close()
			if errors.Is(err, fs.ErrNotExist) {
				err = errDamaged
			}
			return err
		}
		packs[entry.number] = p
	}
	b.index, b.packs = ix, packs
	return nil
}

func closePacks(packs map[uint32]*pack) {
	for _, p := range packs {
		p.file.Close()
	}
}

// mark tells those who sweep that the book is in use.
func (b *Book) mark() {
	now := time.Now()
	if info, err := b.index.file.Stat(); err == nil && now.Sub(info.ModTime()) > mark {
		_ = b.folder.root.Chtimes(indexName, now, now) // a book that cannot be marked is only collected sooner
	}
}

func (b *Book) place() string { return filepath.Join(b.dir, books, b.name) }

// note remembers the first reason for not using something of an earlier build.
func (b *Book) note(err error) {
	b.remarking.Lock()
	defer b.remarking.Unlock()
	if b.remark == "" {
		b.remark = fmt.Sprintf("what an earlier build has left in %s is not used: %v", b.place(), plain(err))
	}
}

// Remark says in one line why something of an earlier build was not used: it is damaged, of another program, or not of
// Stillpoint. It is empty where there is nothing to say; that there is no book yet is nothing to say.
func (b *Book) Remark() string {
	b.remarking.Lock()
	defer b.remarking.Unlock()
	return b.remark
}

// Section returns a section, which is read now. It reports false where there is no whole one.
func (b *Book) Section(name string) ([]byte, bool) {
	b.gate.RLock()
	defer b.gate.RUnlock()
	data, err := b.index.section(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.note(err)
	}
	return data, err == nil
}

// Blob returns a copy of a blob. It reports false where it is not what was kept.
func (b *Book) Blob(r Ref) ([]byte, bool) {
	b.gate.RLock()
	defer b.gate.RUnlock()
	var data []byte
	if p := b.packs[r.Pack]; p != nil {
		data = p.blob(r)
	} else if d := b.drafted(); d != nil && d.number == r.Pack {
		data = d.blob(r)
	} else {
		return nil, false
	}
	if data == nil {
		b.note(errDamaged)
	}
	return data, data != nil
}

func (b *Book) drafted() *draft {
	b.drafting.Lock()
	defer b.drafting.Unlock()
	return b.draft
}

// Keep writes a blob into the pack of this build. [Book.Blob] has it at once; the next build has it after [Book.Commit]. After the
// first error nothing is kept any more, and Commit returns that error too. A book that keeps nothing returns the zero Ref.
func (b *Book) Keep(data []byte) (Ref, error) {
	b.gate.RLock()
	defer b.gate.RUnlock()
	if b.idle {
		return Ref{}, nil
	}
	d, err := b.begun()
	if err == nil {
		var ref Ref
		if ref, err = d.add(data); err == nil {
			return ref, nil
		}
	}
	return Ref{}, b.unkept(err)
}

// begun returns the pack of this build, which is begun with its first blob.
func (b *Book) begun() (*draft, error) {
	b.drafting.Lock()
	defer b.drafting.Unlock()
	if b.draft != nil || b.err != nil {
		return b.draft, b.err
	}
	if b.err = b.folder.make(b.dir, b.name); b.err == nil {
		b.draft, b.err = b.folder.newDraft(b.index.next)
	}
	return b.draft, b.err
}

// unkept says for people that something was not kept.
func (b *Book) unkept(err error) error {
	return fmt.Errorf("what this build has made could not be kept in %s for the next one: %w", b.place(), plain(err))
}

// Close lets go of the book. What was kept since the last Commit is removed.
func (b *Book) Close() error {
	b.gate.Lock()
	defer b.gate.Unlock()
	var errs []error
	if b.draft != nil {
		errs = append(errs, b.draft.drop())
	}
	closePacks(b.packs)
	if b.index.file != nil {
		errs = append(errs, b.index.file.Close())
	}
	if b.folder.root != nil {
		errs = append(errs, b.folder.root.Close())
	}
	b.draft, b.packs, b.index, b.folder.root, b.idle = nil, nil, index{}, nil, true
	return errors.Join(errs...)
}
