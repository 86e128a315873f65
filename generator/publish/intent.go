package publish

import "slices"

// kept returns what is in place as the old manifest says, and was staged again.
func (pl *planner) kept() []line {
	lines := make([]line, 0, len(pl.marks)-len(pl.unstaged))
	for i := range pl.marks {
		if pl.marks[i].Load() == kept {
			lines = append(lines, pl.old.lines[i])
		}
	}
	return lines
}

func (pl *planner) planManifests() {
	untouched := pl.kept()
	lines := make([]line, 0, len(pl.items))
	for name, it := range pl.items {
		lines = append(lines, line{name: name, entry: it.entry})
	}
	slices.SortFunc(lines, byName)
	pl.final = manifest{about: pl.about, lines: merged(untouched, lines)}
	pl.unchanged = len(pl.final.lines) - len(pl.writes)
	if len(pl.writes) > 0 {
		pl.planIntent(untouched, lines)
	}
}

// planIntent makes the manifest that is in place during the commit. Where nothing is
// written the old one does, since it names all that may be removed.
func (pl *planner) planIntent(untouched, lines []line) {
	lines = slices.Clone(lines)
	for i := range lines {
		if l := &lines[i]; pl.items[l.name].waits != published {
			l.modified = 0
			l.planned = !pl.ours(l.name)
		}
	}
	pl.intent = manifest{unfinished: true, about: pl.about, lines: merged(merged(untouched, lines), merged(pl.unstaged, pl.unarrived()))}
}

// unarrived returns what a killed run had planned and neither it nor this one has written.
func (pl *planner) unarrived() []line {
	var lines []line
	for name, e := range pl.missing {
		if !pl.staged(name) {
			lines = append(lines, line{name: name, entry: e})
		}
	}
	slices.SortFunc(lines, byName)
	return lines
}
