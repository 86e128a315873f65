package site

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"stillpoint/generator/diag"
	"stillpoint/generator/filename"
	"stillpoint/generator/wire"
)

// Claims keeps who writes which file of the published site, so that two
// sources never meet on one path. Names that differ only in case count as the
// same, since on many disks they are.
type Claims struct {
	names map[string]int32 // folded name of an output, or of a folder with the bits turned → the claim, or one in the folder
	all   []claim
	// folder is one that outputs lie in, the last that was looked for: the next output often lies in it too.
	folder string
}

// claim is one output with whoever writes it: an owner, or one of a page's own outputs, whose owner is
// described only when somebody else wants the same path.
type claim struct {
	output string
	page   *Page // nil where there is an owner
	number int   // of the page's slice; 0 for an alias
	owner  *Owner
}

func (c claim) describe() Owner {
	if c.owner != nil {
		return *c.owner
	}
	return c.page.owner(c.number)
}

// Owner is what a claim is made for: the place of its source, and its role in
// plain words, "this page", "an alias".
type Owner struct {
	Position diag.Position
	Source   string // text of the line at Position, for the caret
	Role     string
}

// NewClaims returns an empty register.
func NewClaims() *Claims { return newClaims(0) }

// newClaims returns an empty register with room for a number of outputs and the folders that they lie in.
func newClaims(outputs int) *Claims {
	return &Claims{names: make(map[string]int32, 2*outputs), all: make([]claim, 0, outputs)}
}

// Has tells whether someone writes an output.
func (c *Claims) Has(output string) bool {
	found, ok := c.find(fold(output))
	return ok && found.output == output
}

// Say writes which outputs there are, for digests.
func (c *Claims) Say(w *wire.Writer) {
	for i := range c.all {
		w.Text(c.all[i].output)
	}
}

// Outputs returns all outputs, in the order in which they were claimed.
func (c *Claims) Outputs() []string {
	names := make([]string, len(c.all))
	for i := range c.all {
		names[i] = c.all[i].output
	}
	return names
}

// Closest returns the output that a mistaken name may have meant, or "".
func (c *Claims) Closest(output string) string {
	found, _ := c.find(fold(output))
	return found.output
}

func (c *Claims) find(key string) (claim, bool) {
	i, ok := c.names[key]
	if !ok || i < 0 {
		return claim{}, false
	}
	return c.all[i], true
}

// Add claims an output. The diagnostics say why it cannot be had, naming both sources.
func (c *Claims) Add(output string, owner Owner) diag.List {
	return c.add(claim{output: output, owner: &owner})
}

// addPage claims an output of a page: a slice by its number, or an alias.
func (c *Claims) addPage(output string, page *Page, number int) diag.List {
	return c.add(claim{output: output, page: page, number: number})
}

func (c *Claims) add(wanted claim) diag.List {
	if why := filename.Reserved(wanted.output); why != "" {
		owner := wanted.describe()
		return diag.List{owner.error("reserved-name",
			fmt.Sprintf("%s would be written to %q, %s", owner.Role, wanted.output, why), "choose another slug or file name")}
	}
	key := fold(wanted.output)
	first, blocked, known := c.blocked(key)
	if blocked {
		return diag.List{wanted.describe().clash(wanted.output, first)}
	}
	i := int32(len(c.all))
	c.all = append(c.all, wanted)
	c.names[key] = i
	for dir := above(key); dir != known; dir = above(dir) {
		c.names[dir] = ^i
	}
	c.folder = known
	return nil
}

// blocked finds the same name, or a file where a folder must be, or the other way round. Where there is none it
// returns the folder that is known already, "" for the top.
func (c *Claims) blocked(key string) (first claim, blocked bool, known string) {
	if i, taken := c.names[key]; taken {
		return c.all[max(i, ^i)], true, ""
	}
	dir := above(key)
	for ; dir != "" && dir != c.folder; dir = above(dir) {
		if i, known := c.names[dir]; known && i < 0 {
			break // and what is above a folder has been looked at
		} else if known {
			return c.all[i], true, ""
		}
	}
	return claim{}, false, dir
}

// above returns the folder that a name lies in, "" at the top.
func above(name string) string { return name[:max(strings.LastIndexByte(name, '/'), 0)] }

func (o Owner) clash(output string, first claim) diag.Diagnostic {
	other := first.describe()
	message := fmt.Sprintf("%s and %s are both written to %q", o.Role, other.Role, output)
	switch {
	case first.output == output:
	case fold(first.output) == fold(output):
		message = fmt.Sprintf("%s is written to %q and %s to %q, which many disks and hosts cannot keep apart",
			o.Role, output, other.Role, first.output)
	default:
		message = fmt.Sprintf("%s is written to %q and %s to %q: one name cannot be a file and a folder",
			o.Role, output, other.Role, first.output)
	}
	d := o.error("output-collision", message, "give one of them another slug, url or file name")
	return d.With(other.Position, other.Role)
}

func (o Owner) error(code, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Position: o.Position, Source: o.Source, Message: message, Hint: hint}
}

func fold(name string) string {
	if isPlain(name) {
		return name
	}
	return strings.ToLower(norm.NFC.String(name))
}

// isPlain tells whether a name is of small letters and other signs of ASCII alone, so that folding leaves it as it is.
func isPlain(name string) bool {
	for i := range len(name) {
		if c := name[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}
