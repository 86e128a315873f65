package layouts

import (
	"maps"
	"text/template/parse"
)

// scope is what the names in an expression stand for. Variables from outside of
// a run are not known in it, and count as varying.
type scope struct {
	dot, root nature // of . and of $
	variables map[string]nature
	ranging   bool // within a range, which break and continue may leave
	depth     int  // of templates that call each other
}

func (s scope) at(dot nature) scope {
	s.dot = dot
	return s
}

func (s scope) inRange() scope {
	s.ranging = true
	return s
}

// declare adds the variables of a pipeline. The last one has its value, one
// before it is an index.
func (s scope) declare(p *parse.PipeNode, value nature) scope {
	if len(p.Decl) == 0 {
		return s
	}
	s.variables = maps.Clone(s.variables)
	if s.variables == nil {
		s.variables = map[string]nature{}
	}
	for i, v := range p.Decl {
		s.variables[v.Ident[0]] = fixed
		if i == len(p.Decl)-1 {
			s.variables[v.Ident[0]] = value
		}
	}
	return s
}

// pipe returns the nature of a pipeline's value.
func (s scope) pipe(p *parse.PipeNode) nature {
	if p == nil || p.IsAssign {
		return varies
	}
	if len(p.Cmds) == 1 {
		return s.command(p.Cmds[0])
	}
	for _, c := range p.Cmds {
		if s.command(c) != fixed {
			return varies
		}
	}
	return fixed
}

// command returns the nature of a call: that of what is called, unless an argument varies.
func (s scope) command(c *parse.CommandNode) nature {
	for _, argument := range c.Args[1:] {
		if s.value(argument) != fixed {
			return varies
		}
	}
	return s.value(c.Args[0])
}

func (s scope) value(n parse.Node) nature {
	switch t := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return s.dot.fields(t.Ident)
	case *parse.VariableNode:
		if t.Ident[0] == "$" {
			return s.root.fields(t.Ident[1:])
		}
		return s.variables[t.Ident[0]].fields(t.Ident[1:])
	case *parse.ChainNode:
		return s.value(t.Node).fields(t.Field)
	case *parse.PipeNode:
		return s.pipe(t)
	case *parse.IdentifierNode, *parse.BoolNode, *parse.NumberNode, *parse.StringNode, *parse.NilNode:
		return fixed // every function is pure
	}
	return varies
}

// fields follows a chain of names from a value.
func (n nature) fields(names []string) nature {
	for _, name := range names {
		n = n.field(name)
	}
	return n
}

func (n nature) field(name string) nature {
	switch n {
	case fixed:
		return fixed
	case dotRoot:
		switch name {
		case "Site":
			return siteRoot
		case "Data", "Practice":
			return fixed
		}
	case siteRoot:
		switch name {
		case "Title", "Description", "URL", "Language", "Author", "Params", "Param", "Feeds", "TimeZone", "Theme", "Direction":
			return fixed
		case "Menu":
			return menuList
		}
	case menuItem:
		if name == "Name" || name == "URL" {
			return fixed
		}
	case pageItem:
		return pageField(name)
	}
	return varies
}

// pageField returns the nature of what a page in a list says. Its body counts:
// it reads other pages' metadata, but not the page that shows the list.
func pageField(name string) nature {
	switch name {
	case "Title", "Description", "URL", "Permalink", "Kind", "Date", "HasDate", "Updated", "NoIndex", "IsHome", "Source",
		"Therapy", "Practitioner", "Location", "Event", "Testimonial", "FAQ", "Article", "Policy", "Markdown", "Answer", "Starts", "Past", "Resource", "Uses",
		"Params", "Param", "Image", "Picture", "ImageAlt", "Content", "Summary", "Words", "ReadingMinutes":
		return fixed
	case "Parent", "Prev", "Next":
		return pageItem
	case "Tags", "Terms", "Ancestors", "Related", "Pages", "Sections", "Connected", "Therapies", "Practitioners", "Locations", "Events", "Testimonials", "Articles":
		return pageList
	}
	return varies
}

// element returns the nature of what a range goes over.
func (n nature) element() nature {
	switch n {
	case fixed:
		return fixed
	case menuList:
		return menuItem
	case pageList:
		return pageItem
	}
	return varies
}
