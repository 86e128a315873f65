package publish

import (
	"maps"
	"slices"
)

// Files is a finished site in memory. It does not change, and is safe for concurrent use.
type Files struct{ byName map[string]*File }

// File is one finished file in memory. Its fields must not be changed.
type File struct {
	Name   string // slash-separated, "prices/index.html"
	Data   []byte // nil for a file that is made on demand, for which there is Read
	Digest string // of Data, or of the name of a file that is made on demand: 32 hexadecimal digits
	make   func() ([]byte, error)
}

// Read returns the bytes of the file, which may take its time where it is made on demand. The error says why it
// cannot be made.
func (f *File) Read() ([]byte, error) {
	if f.make != nil {
		return f.make()
	}
	return f.Data, nil
}

// Get returns the file of a name, or nil.
func (f *Files) Get(name string) *File {
	if f == nil {
		return nil
	}
	return f.byName[name]
}

// Len returns how many files there are.
func (f *Files) Len() int {
	if f == nil {
		return 0
	}
	return len(f.byName)
}

// Names returns the names of all files, sorted.
func (f *Files) Names() []string {
	if f == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(f.byName))
}

// NewFiles returns a site of the given bytes by their names, which are kept, not copied.
func NewFiles(data map[string][]byte) *Files {
	f := &Files{byName: make(map[string]*File, len(data))}
	for name, bytes := range data {
		f.byName[name] = &File{Name: name, Data: bytes, Digest: Digest(bytes)}
	}
	return f
}
