package publish

import "path"

// kindred are the ranks of the files that are staged below a folder, and whether
// all of them wait where it takes them along.
type kindred struct {
	first, last int
	inTree      bool
}

// alike reports whether all files of a folder may appear at once: they are of one
// rank, or pages and their indexes. A picture among pages must be there before a
// page elsewhere that shows it.
func (k kindred) alike() bool {
	return k.inTree && (k.first == k.last || k.first >= pageRank)
}

// planFolders finds, for each file in a folder that is not there yet, the largest
// folder that can be put into place with it in one step.
func (pl *planner) planFolders() {
	folders := make(map[string]kindred)
	for _, w := range pl.writes {
		for _, dir := range w.newFolders() {
			r := w.rank
			k, seen := folders[dir]
			if !seen {
				k = kindred{r, r, true}
			}
			folders[dir] = kindred{min(k.first, r), max(k.last, r), k.inTree && w.item.waits == inTree}
		}
	}
	pl.together = make(map[string]int)
	for i := range pl.writes {
		w := &pl.writes[i]
		w.whole = w.largest(folders)
		if w.whole != "" {
			pl.together[w.whole]++
		}
	}
}

// newFolders returns the folders around a file that are not there yet, the outermost first.
func (w write) newFolders() []string {
	if w.whole == "" {
		return nil
	}
	dirs := []string{w.whole}
	for i, r := range w.name[len(w.whole)+1:] {
		if r == '/' {
			dirs = append(dirs, w.name[:len(w.whole)+1+i])
		}
	}
	return dirs
}

func (w write) largest(folders map[string]kindred) string {
	for _, dir := range w.newFolders() {
		if folders[dir].alike() {
			return dir
		}
	}
	return ""
}

// move puts a folder into place once the last of its files has its turn.
func (c *committer) move(w write) error {
	c.summary.Written++
	c.summary.Bytes += w.item.size
	if c.together[w.whole]--; c.together[w.whole] > 0 {
		return nil
	}
	return c.place(path.Join(stagingTree, w.whole), w.whole)
}

// place renames a file or a folder to its name in the destination.
func (c *committer) place(from, name string) error {
	if dir := path.Dir(name); !c.made[dir] {
		if err := c.disk.makeFolders(dir); err != nil {
			return c.trouble("make the folder", dir, err)
		}
		c.made[dir] = true
	}
	return c.trouble("put into place", name, c.disk.rename(from, name))
}
