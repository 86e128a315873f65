package generator

// folders returns what the build has looked into.
func (b *build) folders() []Folder {
	if b.snapshot == nil {
		return nil
	}
	var all []Folder
	for _, place := range b.snapshot.Folders() {
		all = append(all, Folder(place))
	}
	return all
}
