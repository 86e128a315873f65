package site

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"stillpoint/generator/diag"
)

// Claims keeps who writes which file of the published site, so that two
// sources never meet on one path. Names that differ only in case count as the
// same, since on many disks they are.
type Claims struct {
	byName  map[string]claim  // folded output → its first claim
	folders map[string]string // folded folder → an output in it
}

type claim struct {
	output string
	owner  Owner
}

// Owner is what a claim is made for: the place of its source, and its role in
// plain words, "this page", "an alias".
type Owner struct {
	Position diag.Position
	Source   string // text of the line at Position, for the caret
	Role     string
}

// NewClaims returns an empty register.
func NewClaims() *Claims {
	return &Claims{byName: map[string]claim{}, folders: map[string]string{}}
}

// Has tells whether someone writes an output.
func (c *Claims) Has(output string) bool {
	found, ok := c.byName[fold(output)]
	return ok && found.output == output
}

// Closest returns the output that a mistaken name may have meant, or "".
func (c *Claims) Closest(output string) string {
	if found, ok := c.byName[fold(output)]; ok {
		return found.output
	}
	return ""
}

// Add claims an output. The diagnostics say why it cannot be had, naming both sources.
func (c *Claims) Add(output string, owner Owner) diag.List {
	if why := reserved(output); why != "" {
		return diag.List{owner.error("reserved-name",
			fmt.Sprintf("%s would be written to %q, %s", owner.Role, output, why), "choose another slug or file name")}
	}
	key := fold(output)
	if first, taken := c.byName[key]; taken {
		return diag.List{owner.clash(output, first)}
	}
	if problem := c.blocked(key, output, owner); problem != nil {
		return diag.List{*problem}
	}
	c.byName[key] = claim{output, owner}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if _, known := c.folders[dir]; known {
			break
		}
		c.folders[dir] = key
	}
	return nil
}

// blocked finds a file where a folder must be, or the other way round.
func (c *Claims) blocked(key, output string, owner Owner) *diag.Diagnostic {
	if inside, ok := c.folders[key]; ok {
		d := owner.clash(output, c.byName[inside])
		return &d
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if _, known := c.folders[dir]; known {
			return nil
		}
		if first, taken := c.byName[dir]; taken {
			d := owner.clash(output, first)
			return &d
		}
	}
	return nil
}

func (o Owner) clash(output string, first claim) diag.Diagnostic {
	message := fmt.Sprintf("%s and %s are both written to %q", o.Role, first.owner.Role, output)
	switch {
	case first.output == output:
	case fold(first.output) == fold(output):
		message = fmt.Sprintf("%s is written to %q and %s to %q, which many disks and hosts cannot keep apart",
			o.Role, output, first.owner.Role, first.output)
	default:
		message = fmt.Sprintf("%s is written to %q and %s to %q: one name cannot be a file and a folder",
			o.Role, output, first.owner.Role, first.output)
	}
	d := o.error("output-collision", message, "give one of them another slug, url or file name")
	return d.With(first.owner.Position, first.owner.Role)
}

func (o Owner) error(code, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Position: o.Position, Source: o.Source, Message: message, Hint: hint}
}

func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// reserved says why a name cannot be published everywhere, or "".
func reserved(output string) string {
	for part := range strings.SplitSeq(output, "/") {
		base, _, _ := strings.Cut(strings.ToLower(part), ".")
		switch {
		case part == "":
			return "which has an empty part"
		case strings.HasPrefix(part, "."):
			return "a name that starts with a dot, which hosts keep to themselves"
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "a name that ends with a dot or a blank, which Windows cannot store"
		case isDevice(base):
			return fmt.Sprintf("but %q is a reserved name on Windows", part)
		case len(part) > 255:
			return "a name of more than 255 bytes, which disks cannot store"
		}
	}
	return ""
}

// isDevice knows the device names of Windows
// (learn.microsoft.com, “Naming Files, Paths, and Namespaces”).
func isDevice(base string) bool {
	switch base {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(base) == 4 && (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) && base[3] >= '1' && base[3] <= '9'
}
