package diag

import "strings"

// frameWidth is how many columns of a line a frame shows at most, where it is not told how many there are. Two in five of them stand
// before the caret where the line is longer.
const frameWidth = 100

// frame is the part of a source line that is shown, and where the carets go, all
// counted in characters of the line.
type frame struct {
	line        []rune
	begin, end  int // what is shown
	caret, stop int // what is underlined, within what is shown
	room        int // columns for what is shown
}

// newFrame cuts a line to so many columns, around a column, counted from 1, that length
// characters are underlined from. Columns outside the line are moved to its ends.
func newFrame(source string, column, length, room int) frame {
	f := frame{line: []rune(source), room: room}
	f.caret = min(max(column-1, 0), len(f.line))
	f.begin, f.end = f.window()
	f.stop = min(f.caret+max(length, 1), f.end)
	return f
}

// window returns the part of the line around the caret that fits.
func (f frame) window() (begin, end int) {
	begin = f.back(f.caret, f.room*2/5)
	end = f.forth(begin, f.room)
	if end == len(f.line) {
		begin = f.back(end, f.room)
	}
	return begin, end
}

// back returns how far to the left of a character room columns reach.
func (f frame) back(i, room int) int {
	for ; i > 0; i-- {
		if room -= columns(f.line[i-1]); room < 0 {
			break
		}
	}
	return i
}

// forth returns how far to the right of a character room columns reach.
func (f frame) forth(i, room int) int {
	for ; i < len(f.line); i++ {
		if room -= columns(f.line[i]); room < 0 {
			break
		}
	}
	return i
}

// text returns the shown part, with an ellipsis at each end that was cut.
func (f frame) text() string {
	return f.ellipsis(f.begin > 0) + visible(string(f.line[f.begin:f.end])) + f.ellipsis(f.end < len(f.line))
}

func (f frame) ellipsis(cut bool) string {
	if cut {
		return "…"
	}
	return ""
}

// carets returns the blanks before the carets, and the carets, at least one.
func (f frame) carets() (blanks, carets string) {
	before := f.width(f.begin, f.caret)
	if f.begin > 0 {
		before++
	}
	return strings.Repeat(" ", before), strings.Repeat("^", max(1, f.width(f.caret, f.stop)))
}

func (f frame) width(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n += columns(f.line[i])
	}
	return n
}
