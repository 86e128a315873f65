package main

import "fmt"

// bytesPerPage is about what a page takes on disk with one program: its source, the finished page, its share of the lists,
// and what is kept for the next build, all in whole blocks.
const bytesPerPage = 32 << 10

// checkRoom fails if a folder has less room than is needed.
func checkRoom(folder string, needed int64) error {
	if free, known := freeRoom(folder); known && free < needed {
		return fmt.Errorf("%s has room for %d MB, but the sites need about %d MB: choose another folder with -work", folder, free>>20, needed>>20)
	}
	return nil
}
