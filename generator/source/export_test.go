package source

// WithoutShortcut has the folder go the way that is open on every system.
func (f *Folder) WithoutShortcut() { _, f.tree.short = f.tree.short.close(), nil }
