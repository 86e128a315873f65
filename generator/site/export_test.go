package site

// PlainlyElsewhere tells whether a destination is not parsed.
func PlainlyElsewhere(destination string) bool { return plainlyElsewhere(destination) }
