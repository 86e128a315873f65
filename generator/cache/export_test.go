package cache

import "os"

// OnStep has f asked before each change that b makes on disk.
func (b *Book) OnStep(f func(action, name string) error) { b.folder.step = f }

// DigestOf is Program for another file.
func DigestOf(file *os.File, dir string) (string, error) { return digestOf(file, dir) }
