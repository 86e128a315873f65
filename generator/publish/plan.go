package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"syscall"
)

// plan is all that a commit will do, decided before it does anything.
type plan struct {
	writes    []write        // in the order of ranks
	together  map[string]int // how many of the writes are put into place by one folder
	removals  []string       // files, in the opposite order
	emptied   []string       // folders that may be empty afterwards, innermost first
	unchanged int
	intent    manifest // names old and new, in place while the commit is under way
	final     manifest
}

// write is one staged file on its way to its place.
type write struct {
	name string
	rank int
	item item
	// blockers are removed just before: an old file of ours where a folder must
	// be, or what is left in a folder where the file must be.
	blockers []string
	folders  []string // of the blockers, innermost first
	// whole is the folder that is put into place as a whole, with this file in it;
	// "" for a file that is put into place by itself.
	whole string
	// replaces tells that a file of its name is there, and so are the folders around it, and nothing need be removed before.
	replaces bool
}

// planner holds what is known while a plan is made.
type planner struct {
	*Publication
	plan
	survey    *survey
	items     map[string]item
	unstaged  []line            // what the old manifest has and was not staged again
	going     map[string]bool   // our old files that are there and were not staged again
	blocking  map[string]bool   // those of going that are somebody's blockers
	folded    map[string]string // staged names by their lower case
	twins     map[string]bool   // staged names that lead to an old file of another spelling
	conflicts []error
}

// makePlan compares what was staged with the manifest and the destination. The
// error names every place where something that is not ours is in the way.
func (p *Publication) makePlan(items map[string]item) (plan, error) {
	pl := &planner{
		Publication: p,
		survey:      newSurvey(p.disk),
		items:       items,
		going:       make(map[string]bool),
		blocking:    make(map[string]bool),
		twins:       make(map[string]bool),
	}
	pl.findUnstaged()
	pl.findGoing()
	pl.planWrites()
	pl.planRemovals()
	pl.planManifests()
	return pl.plan, joined(pl.conflicts)
}

// shownConflicts is how many conflicts an error names; a site published into a
// folder of something else would have thousands.
const shownConflicts = 20

func joined(conflicts []error) error {
	if more := len(conflicts) - shownConflicts; more > 0 {
		conflicts = append(conflicts[:shownConflicts:shownConflicts], fmt.Errorf("and %d more such files", more))
	}
	return errors.Join(conflicts...)
}

func (pl *planner) conflict(format string, args ...any) {
	pl.conflicts = append(pl.conflicts, fmt.Errorf(format, args...))
}

// findGoing notes the old files that were not staged again and are still
// there as plain files: whatever else stands there now, a person put there.
func (pl *planner) findGoing() {
	for _, l := range pl.unstaged {
		name := l.name
		k, err := pl.survey.at(name)
		if err != nil && !errors.Is(err, syscall.ENAMETOOLONG) { // what cannot be there is gone
			pl.conflicts = append(pl.conflicts, pl.trouble("look at", name, err))
		}
		if k == plainFile && !pl.renamedInCase(name) {
			pl.going[name] = true
		}
	}
}

func (pl *planner) findUnstaged() {
	for i := range pl.marks {
		if pl.marks[i].Load() == free {
			pl.unstaged = append(pl.unstaged, pl.old.lines[i])
		}
	}
}

// renamedInCase reports whether an old file is the very file that another spelling
// of its name leads to, which was staged: "About.html" became "about.html" on a file
// system that takes the two for one.
func (pl *planner) renamedInCase(name string) bool {
	if pl.folded == nil {
		pl.folded = make(map[string]string, len(pl.items)+len(pl.old.lines))
		for staged := range pl.items {
			pl.folded[strings.ToLower(staged)] = staged
		}
		for _, l := range pl.kept() {
			pl.folded[strings.ToLower(l.name)] = l.name
		}
	}
	twin, ok := pl.folded[strings.ToLower(name)]
	if !ok || !pl.survey.oneFile(name, twin) {
		return false
	}
	pl.twins[twin] = true
	return true
}

func (pl *planner) planWrites() {
	for name, it := range pl.items {
		if it.waits != published {
			pl.writes = append(pl.writes, write{name: name, rank: Rank(name), item: it})
		}
	}
	slices.SortFunc(pl.writes, func(a, b write) int { return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name)) })
	for i := range pl.writes {
		pl.clear(&pl.writes[i])
	}
	pl.planFolders()
}

// clear finds what must be removed before a file can take its place.
func (pl *planner) clear(w *write) {
	if pl.needsFolder(w.name) {
		return
	}
	at, k, err := pl.survey.obstacle(w.name)
	if err == nil && k == folder {
		at = w.name
		k, err = pl.survey.look(at)
	}
	switch {
	case err != nil:
		pl.conflicts = append(pl.conflicts, pl.trouble("look at", w.name, err))
	case k == other:
		pl.conflict("%s is a symbolic link or no plain file, and %s is not written through it: remove it, then build again", pl.shown(at), pl.shown(w.name))
	case k == absent && at != w.name:
		w.whole = at // or a folder below, as planFolders finds
	case k == folder:
		pl.clearFolder(w)
	case k == plainFile && at != w.name:
		pl.clearFile(w, at)
	case k == plainFile && pl.ours(at):
		w.replaces = true
	case k == plainFile:
		pl.conflict("%s was not written by Stillpoint and is not replaced: move or delete it, then build again", pl.shown(at))
	}
}

// needsFolder reports a staged file where another staged file needs a folder.
func (pl *planner) needsFolder(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if pl.staged(dir) {
			pl.fileAndFolder(dir, name)
			return true
		}
	}
	return false
}

func (pl *planner) fileAndFolder(name, inside string) {
	pl.conflict("%s is made as a file, and %s needs a folder of that name: rename one of the two", pl.shown(name), pl.shown(inside))
}

func (pl *planner) staged(name string) bool {
	if at, known := pl.places[name]; known {
		return pl.marks[at].Load() != free
	}
	_, ok := pl.items[name]
	return ok
}

// ours reports whether a file in the destination may be replaced. Without a
// usable manifest there is no telling, and the site must be published.
func (pl *planner) ours(name string) bool {
	_, listed := pl.places[name]
	return listed || pl.old.damaged || pl.twins[name]
}

// clearFile takes an old file out of the way of a folder.
func (pl *planner) clearFile(w *write, at string) {
	if !pl.going[at] {
		pl.conflict("%s was not written by Stillpoint, and %s needs a folder of that name: move or delete it, then build again", pl.shown(at), pl.shown(w.name))
		return
	}
	pl.block(w, at)
}

// clearFolder takes a folder out of the way that holds old files of ours and
// nothing else. That may be an empty one: nobody loses anything by it.
func (pl *planner) clearFolder(w *write) {
	err := fs.WalkDir(pl.disk.root.FS(), w.name, func(inside string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			w.folders = append(w.folders, inside)
		case pl.going[inside]:
			pl.block(w, inside)
		case pl.staged(inside):
			pl.fileAndFolder(w.name, inside)
		default:
			pl.conflict("%s was not written by Stillpoint, and %s must take the place of its folder: move or delete it, then build again", pl.shown(inside), pl.shown(w.name))
		}
		return nil
	})
	if err != nil {
		pl.conflicts = append(pl.conflicts, pl.trouble("look into", w.name, err))
	}
	slices.Reverse(w.folders) // parents were met first
}

// block notes a blocker of a file, unless an earlier file has removed it by then.
func (pl *planner) block(w *write, name string) {
	if !pl.blocking[name] {
		pl.blocking[name] = true
		w.blockers = append(w.blockers, name)
	}
}

func (pl *planner) planRemovals() {
	for name := range pl.going {
		if !pl.blocking[name] {
			pl.removals = append(pl.removals, name)
		}
	}
	slices.SortFunc(pl.removals, func(a, b string) int { return byRank(b, a) })
	pl.emptied = pl.findEmptied()
}

// findEmptied returns the folders that lose a file, and those around them. Files
// that are listed but gone already count too: a killed run may have come so far.
func (pl *planner) findEmptied() []string {
	folders := make(map[string]bool)
	note := func(name string) {
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = pl.survey.isFolder(dir)
		}
	}
	for _, l := range pl.unstaged {
		note(l.name)
	}
	for name := range pl.missing {
		note(name)
	}
	maps.DeleteFunc(folders, func(dir string, there bool) bool { return !there || pl.becomesFile(dir) })
	inner := func(a, b string) int { return strings.Compare(b, a) } // "a/b" comes before "a"
	return slices.SortedFunc(maps.Keys(folders), inner)
}

// becomesFile reports whether a staged file takes the place of a folder, or of one
// around it, and so removes it by itself.
func (pl *planner) becomesFile(dir string) bool {
	for ; dir != "."; dir = path.Dir(dir) {
		if pl.staged(dir) {
			return true
		}
	}
	return false
}
