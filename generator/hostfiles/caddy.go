package hostfiles

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/hosting"
)

// caddy writes what the site's block of a Caddyfile imports, for Caddy 2.6 and later.
//
// All is in one route, where things happen in the order in which they are written. Fields that are set there are there for errors, too, but for those that
// an error has of its own (handle_errors).
func (w *writer) caddy() {
	c := &caddyWriter{writer: w}
	c.line(0, "# What Caddy is to do with this site. Import it in the block of the site, beside root, and load it anew when the site has changed:")
	c.line(0, "#   import /PATH/OF/THE/PUBLISHED/FOLDER/%s/Caddyfile", Folder)
	c.line(0, "# Stillpoint writes this file with each build, from stillpoint.yaml.")
	c.matchers()
	c.line(0, "route {")
	c.line(1, "vars stillpoint_missing %s", caddyQuoted(w.site.Base+notFound))
	c.line(1, "respond @stillpoint_refused 400")
	c.fields()
	c.line(1, "error @stillpoint_dots 404\n\terror @stillpoint_dots_below 404")
	c.each(true)
	c.files()
	c.line(0, "}")
	c.missing()
	w.add(Folder+"/Caddyfile", c.String())
}

type caddyWriter struct {
	*writer
	strings.Builder
	fielded int // rules for header fields that have a matcher
}

func (c *caddyWriter) line(depth int, format string, args ...any) {
	c.WriteString(strings.Repeat("\t", depth) + fmt.Sprintf(format, args...) + "\n")
}

// caddyRaw writes a text in which nothing is filled in, since it has neither a brace nor a grave accent.
func caddyRaw(text string) string { return "`" + text + "`" }

// caddyQuoted writes a text in which a brace would begin something that Caddy fills in. Where none begins, it leaves a closing one as it is.
func caddyQuoted(text string) string {
	if strings.Contains(text, "{") {
		text = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(text)
	}
	if strings.Contains(text, "`") {
		return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"`
	}
	return caddyRaw(text)
}

// sent is the address as it was sent. Caddy 2.6 holds an expression against the word <nil>, too, so each must ask for a slash or a question mark.
const sent = "{http.request.orig_uri}"

func (c *caddyWriter) matchers() {
	base := plainLiteral(c.site.Base)
	c.line(0, "\n@stillpoint_refused vars_regexp %s %s", sent, caddyRaw("^"+refused))
	c.line(0, "# Names that begin with a dot, this file among them, are not for visitors.")
	c.line(0, "@stillpoint_dots {\n\tpath_regexp %s\n\tnot path_regexp %s\n}", caddyRaw(`/\.`), caddyRaw("^"+base+`\.well-known(?:/|$)`))
	c.line(0, "@stillpoint_dots_below path_regexp %s", caddyRaw(`^`+base+`\.well-known/(?:.*/)?\.`))
	c.line(0, "@stillpoint_folder {\n\tpath */\n\tfile {path}index.html\n}")
	c.line(0, "@stillpoint_file {\n\tnot path */\n\tfile {path} {path}.html {path}/index.html\n}")
	c.line(0, "@stillpoint_none not vars stillpoint found")
	c.line(0, "@stillpoint_first not vars stillpoint rewritten")
	c.line(0, "@stillpoint_inside {\n\tnot path */\n\tnot file {path} {path}.html\n\tfile {path}/index.html\n\tvars_regexp stillpoint_inside %s %s\n}", sent, caddyRaw(`^(/[^? ]*[^/? ])(\?.*)?$`))
	c.line(0, "@stillpoint_nothing {\n\tpath */\n\tnot file {path}index.html\n}\n")
}

// matcher writes a matcher for the addresses of an expression, but those of others, and returns its name with a blank after it.
func (c *caddyWriter) matcher(depth int, name, pattern string, but ...string) string {
	c.line(depth, "@%s {", name)
	if pattern != "" {
		c.line(depth+1, "vars_regexp %s %s %s", name, sent, caddyRaw("^"+pattern))
	}
	for _, other := range but {
		c.line(depth+1, "not vars_regexp %s %s", sent, caddyRaw("^"+other))
	}
	c.line(depth, "}")
	return "@" + name + " "
}

// where returns the matcher of a rule for a header field, nothing where it is for all addresses. What is set by default is not where the
// site's own configuration sets it: a field that was set cannot be taken back before the answer is sent.
func (c *caddyWriter) where(depth int, rule hosting.HeaderRule, pattern, name string) string {
	if rule.For.String() == c.site.every().String() {
		pattern = ""
	}
	var but []string
	if rule.Default {
		but = c.own(name)
	}
	if pattern == "" && len(but) == 0 {
		return ""
	}
	c.fielded++
	return c.matcher(depth, fmt.Sprintf("stillpoint_fields_%d", c.fielded), pattern, but...)
}

// own returns expressions for the addresses where the site's own configuration sets a field.
func (c *caddyWriter) own(name string) []string {
	var all []string
	for _, rule := range c.site.Headers {
		if named(rule.Fields, name) {
			all = append(all, rawPattern(rule.For))
		}
	}
	return all
}

// types gives files their types by their names, when it is known which file it is.
func (c *caddyWriter) types() {
	for i, t := range hosting.MediaTypes() {
		patterns := ""
		for _, ending := range t.Endings {
			patterns += " *." + ending
		}
		c.line(1, "@stillpoint_type_%d path%s\n\theader @stillpoint_type_%d Content-Type %s", i+1, patterns, i+1, caddyQuoted(t.Type))
		if c.site.Precompressed && compressible(t.Type) {
			c.line(1, "header @stillpoint_type_%d Vary Accept-Encoding", i+1)
		}
	}
	if c.site.Precompressed { // of addresses that are pages
		c.line(1, "@stillpoint_pages path */\n\theader @stillpoint_pages Vary Accept-Encoding")
	}
	for _, rule := range c.site.Headers {
		for _, field := range rule.Fields {
			if strings.EqualFold(field.Name, "Content-Type") && c.sendable(field) {
				c.line(1, "header %s%s %s", c.where(1, hosting.HeaderRule{For: rule.For}, rawPattern(rule.For), field.Name), field.Name, caddyQuoted(field.Value))
			}
		}
	}
}

// fields sets the header fields, each where its rule holds. Of several for one name the last counts, but those of the site's own configuration add up.
func (c *caddyWriter) fields() {
	for _, rule := range c.site.groups() {
		if rule.When == hosting.Missing {
			continue
		}
		for _, field := range rule.Fields {
			add := "+"
			if rule.Default {
				add = ""
			}
			if !strings.EqualFold(field.Name, "Content-Type") && c.sendable(field) {
				c.line(1, "header %s%s%s %s", c.where(1, rule.HeaderRule, rule.pattern, field.Name), add, field.Name, caddyQuoted(field.Value))
			}
		}
	}
}

// sendable tells, and complains where not, whether a Caddyfile can have a field.
func (c *caddyWriter) sendable(field hosting.Header) bool {
	if !fillsIn(field.Value) && !(strings.Contains(field.Value, "`") && strings.Contains(field.Value, `\`)) {
		return true
	}
	c.tell("headers", c.item(field), "a Caddyfile cannot have this value, so the field "+field.Name+" is left out", "set it in the configuration of Caddy itself")
	return false
}

// fillsIn reports whether a text has something that Caddy may fill in even where its braces are escaped: a file that is imported loses one backslash in
// some versions (2.6), and none in others. What follows a brace in a text of JSON is never the name of something.
func fillsIn(text string) bool {
	for i := range len(text) - 1 {
		if next := text[i+1]; text[i] == '{' && (alphanumeric(next) || next == '$') {
			return true
		}
	}
	return false
}

// each writes the redirects, the forced ones or the others. Of those that stand in a "handle" the first that matches is the only one.
func (c *caddyWriter) each(force bool) {
	for i, rule := range c.site.Redirects {
		if rule.Force == force {
			c.rule(i, rule)
		}
	}
}

func (c *caddyWriter) rule(item int, r hosting.Rule) {
	name := fmt.Sprintf("stillpoint_rule_%d", item+1)
	depth := 1
	if !r.Force {
		depth = 2
	}
	if r.Moves() {
		// What follows the address goes on with it, where the target has no query of its own.
		matched := func(number int) string { return fmt.Sprintf("{http.regexp.%s.%d}", name, number) }
		address, query, fragment := location(r, matched)
		matcher := c.matcher(depth, name, rawPattern(r.From), circles(r)...)
		if query == "" {
			c.line(depth, "@%s_query vars_regexp %s_query %s %s", name, name, sent, caddyRaw(`(\?.+)$`))
			c.line(depth, "handle %s{\n%s\tredir @%s_query %s %d\n%s\tredir * %s %d\n%s}", matcher, strings.Repeat("\t", depth), name,
				caddyRaw(address+"{http.regexp."+name+"_query.1}"+fragment), r.Status, strings.Repeat("\t", depth), caddyRaw(address+fragment), r.Status, strings.Repeat("\t", depth))
			return
		}
		c.line(depth, "handle %s{\n%s\tredir * %s %d\n%s}", matcher, strings.Repeat("\t", depth), caddyRaw(address+query+fragment), r.Status, strings.Repeat("\t", depth))
		return
	}
	c.send(depth, name, item, r)
}

// send writes a rule that sends a file.
func (c *caddyWriter) send(depth int, name string, item int, r hosting.Rule) {
	indent := strings.Repeat("\t", depth)
	file := r.File(c.site.Base, c.site.has)
	_, single := r.Place()
	switch {
	case strings.Contains(file, "?") || fillsIn(file):
		c.tell("redirects", item, "Caddy cannot send a file with a question mark or a brace in its name, so the rule is left out", "give the file another name")
	case single && file == "":
		c.line(depth, "handle %s{\n%s\terror 404\n%s}", c.matcher(depth, name, rawPattern(r.From)), indent, indent)
	case single && r.Status == 404:
		c.line(depth, "handle %s{\n%s\tvars stillpoint_missing %s\n%s\terror 404\n%s}", c.matcher(depth, name, rawPattern(r.From)), indent, caddyQuoted(c.site.Base+file), indent, indent)
	case single:
		c.line(depth, "handle %s{\n%s\tvars stillpoint rewritten\n%s\trewrite * %s\n%s}", c.matcher(depth, name, rawPattern(r.From)), indent, indent, caddyQuoted(c.site.Base+file), indent)
	case r.Status == 200:
		var target strings.Builder
		for _, part := range r.To {
			if part.Name != "" {
				fmt.Fprintf(&target, "{http.regexp.%s.%d}", name, 1+slices.Index(r.From.Names(), part.Name))
			} else {
				target.WriteString(part.Text)
			}
		}
		c.line(depth, "handle %s{\n%s\tvars stillpoint rewritten\n%s\trewrite * %s\n%s}", c.matcher(depth, name, rawPattern(r.From)), indent, indent, caddyRaw(target.String()), indent)
	default:
		c.tell("redirects", item, "Caddy cannot send a file by this rule, so it is left out", "name one file, without a placeholder")
	}
}

// files writes how a file is found, and the rules for addresses without one.
func (c *caddyWriter) files() {
	c.line(1, "handle @stillpoint_first {")
	c.line(2, "vars @stillpoint_folder stillpoint found\n\t\tvars @stillpoint_file stillpoint found")
	c.line(2, "redir @stillpoint_inside {http.regexp.stillpoint_inside.1}/{http.regexp.stillpoint_inside.2} 301")
	if slices.ContainsFunc(c.site.Redirects, func(r hosting.Rule) bool { return !r.Force }) {
		c.line(2, "route @stillpoint_none {")
		c.each(false)
		c.line(2, "}")
	}
	c.line(1, "}")
	c.line(1, "error @stillpoint_nothing 404")
	c.line(1, "try_files {path} {path}.html")
	c.types()
	c.line(1, "file_server {\n%s\t\tindex index.html\n\t\tdisable_canonical_uris\n\t}", c.precompressed())
}

func (c *caddyWriter) precompressed() string {
	if c.site.Precompressed {
		return "\t\tprecompressed br gzip\n"
	}
	return ""
}

// missing writes what is sent where there is nothing.
func (c *caddyWriter) missing() {
	c.line(0, "handle_errors {\n\t@stillpoint_404 expression `{http.error.status_code} == 404`\n\thandle @stillpoint_404 {")
	c.line(2, "header %s%s %s", c.where(2, c.all(), "", cacheField), cacheField, caddyQuoted(CachePages))
	if own := c.site.Policies["/"+notFound]; own != "" {
		c.line(2, "header %s%s %s", c.where(2, c.all(), "", policyField), policyField, caddyQuoted(own))
	}
	if c.site.has(notFound) {
		c.line(2, "header Content-Type %s", caddyQuoted(hosting.ContentType(notFound)))
		if c.site.Precompressed {
			c.line(2, "header Vary Accept-Encoding")
		}
		c.line(2, "rewrite * {http.vars.stillpoint_missing}")
		c.line(2, "file_server {\n%s\t\t}", strings.ReplaceAll(c.precompressed(), "\t\t", "\t\t\t"))
	} else {
		c.line(2, "header Content-Type text/plain\n\t\trespond 404")
	}
	c.line(1, "}\n}")
}

// all returns a rule for what is set by default at all addresses.
func (c *caddyWriter) all() hosting.HeaderRule {
	return hosting.HeaderRule{For: c.site.every(), Default: true}
}

// circles returns the address that a rule must not lead to itself, where there is one.
func circles(r hosting.Rule) []string {
	if own := circle(r); own != "" {
		return []string{own}
	}
	return nil
}
