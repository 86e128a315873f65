package publish

import "errors"

// Intact tells whether the destination is just as the last build left it: whether that came to its end, and every file is there with the
// size and time that the manifest has of it. It is asked before anything is staged. A file whose time was too fresh to be recorded is
// read. Files of others are not looked for. Where nothing was published, nothing is intact.
func (p *Publication) Intact() bool {
	if p.ended.Load() || p.old.damaged || p.old.unfinished || len(p.old.lines) == 0 || len(p.missing) > 0 {
		return false
	}
	return aside(len(p.old.lines), func(i int) error {
		l := &p.old.lines[i]
		is, err := p.disk.lstat(l.name)
		if err == nil && !l.proves(is) && (l.modified != 0 || !p.arrived(l.name, l.entry)) {
			err = errTouched
		}
		return err
	}) == nil
}

var errTouched = errors.New("the file is not as it was")

// Len returns how many files of a build are in place: of the one before, and after Commit of this one.
func (p *Publication) Len() int { return len(p.left.lines) }

// Mark returns a digest of the list of files that a build left in place, with their digests, sizes and times: of the build
// before, and after Commit of this one. Whoever remembers the mark of a build can tell whether another has published since. It is empty
// where nothing is listed, or the list is damaged or of a build that did not come to its end.
func (p *Publication) Mark() string {
	if p.left.damaged || p.left.unfinished || len(p.left.lines) == 0 {
		return ""
	}
	if p.left.text != nil {
		return Digest(p.left.text)
	}
	return Digest(p.left.encode())
}
