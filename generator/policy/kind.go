package policy

// Kind is what something on a page is used as. Those up to Forms have lists of their own in the configuration.
type Kind int

// The kinds of what a page uses.
const (
	Scripts Kind = iota
	Styles
	Pictures
	Fonts
	Media
	Frames
	Connections
	Forms
	Manifests
	Objects   // such as a document that is shown within a page
	Bases     // where addresses on a page start from
	Handlers  // scripts that stand in attributes
	Links     // scripts in place of an address
	Attribute // styles that stand in attributes
	kinds     = int(Bases) + 1
)

// Configured is how many kinds have a list in the configuration.
const Configured = int(Forms) + 1

// field returns the name of the list in the configuration that lets something of the kind be used, or "".
func (k Kind) field() string {
	if int(k) >= Configured {
		return ""
	}
	return [Configured]string{"scripts", "styles", "pictures", "fonts", "media", "frames", "connections", "forms"}[k]
}

// directive returns the name of the directive for the kind.
func (k Kind) directive() string {
	return [kinds]string{"script-src", "style-src", "img-src", "font-src", "media-src", "frame-src", "connect-src", "form-action", "manifest-src", "object-src", "base-uri"}[k]
}

// set is a set of kinds.
type set uint16

func (s set) has(k Kind) bool { return s>>k&1 == 1 }
func (s *set) add(k Kind)     { *s |= 1 << k }
