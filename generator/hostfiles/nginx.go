package hostfiles

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"stillpoint/generator/hosting"
)

// nginx writes what the server block of a site includes.
//
// Fields are all added in one place, the server block itself, since a location that adds one inherits none (nginx.org, ngx_http_headers_module). What differs
// between addresses are variables; a field whose variable is empty is not sent. They are set by "if", which is safe
// with nothing but "set", "return" and "rewrite" in it (github.com/nginxinc/nginx-wiki, "If is Evil"), each time nginx goes through the block: for a request, and
// once more for the page that tells of an error. Rules look at the address only the first time ($stillpoint_asked).
func (w *writer) nginx() {
	n := &nginxWriter{writer: w, defaults: map[string]int{}}
	n.line(0, "# What nginx is to do with this site. Include it in the server block of the site, beside root, and load it anew when the site has changed:")
	n.line(0, "#   include /PATH/OF/THE/PUBLISHED/FOLDER/%s/nginx.conf;", Folder)
	n.line(0, "# Stillpoint writes this file with each build, from stillpoint.yaml.")
	n.basics()
	n.types()
	n.fields()
	n.rules()
	n.locations()
	w.add(Folder+"/nginx.conf", n.String())
	if w.site.Precompressed {
		w.add(Folder+"/nginx-brotli.conf", "# Include this too where nginx has the module ngx_brotli (in Debian: libnginx-mod-http-brotli-static), beside nginx.conf.\nbrotli_static on;\n")
	}
}

type nginxWriter struct {
	*writer
	strings.Builder
	defaults map[string]int // the numbers of the variables of fields that are set by default, from 1, by their names in small letters
}

func (n *nginxWriter) line(depth int, format string, args ...any) {
	n.WriteString(strings.Repeat("\t", depth) + fmt.Sprintf(format, args...) + "\n")
}

// quoted writes a text as a string of nginx. A dollar sign begins a variable, and nothing can keep it from that, so there must be none.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

func (n *nginxWriter) basics() {
	n.line(0, "\nuninitialized_variable_warn off;\nabsolute_redirect off;\nserver_tokens off;\nlog_not_found off;\nautoindex off;")
	if n.site.Precompressed {
		n.line(0, "gzip_static on;\ngzip_vary on;")
	}
	if n.site.has(notFound) {
		n.line(0, "error_page 404 $stillpoint_missing;")
	}
}

// types names the type of each ending, with the character set where that is for the header to say.
func (n *nginxWriter) types() {
	texts := map[string]bool{}
	var charsets []string
	n.line(0, "\ndefault_type application/octet-stream;\ntypes {")
	for _, t := range hosting.MediaTypes() {
		plain, _, text := strings.Cut(t.Type, ";")
		if text && !texts[plain] && plain != "text/html" { // which is always among them
			texts[plain] = true
			charsets = append(charsets, plain)
		}
		n.line(1, "%s %s;", plain, strings.Join(t.Endings, " "))
	}
	n.line(0, "}\ncharset utf-8;\ncharset_types %s;", strings.Join(charsets, " "))
}

// assigned gives a variable a value, in pieces where it is longer than nginx takes in one word.
func assigned(variable, value string) []string {
	var sets []string
	for before := ""; ; before = "${" + variable + "}" {
		piece := value[:min(len(value), longest)]
		value = value[len(piece):]
		sets = append(sets, "set $"+variable+" "+quoted(before)[:len(before)+1]+quoted(piece)[1:]+";")
		if value == "" {
			return sets
		}
	}
}

// set gives variables values where the address, as it was sent, is one of a rule.
func (n *nginxWriter) set(pattern string, sets ...string) {
	n.line(0, "if ($request_uri ~ %s) {", expression("^"+pattern))
	for _, set := range sets {
		n.line(1, "%s", set)
	}
	n.line(0, "}")
}

// expression writes a regular expression as a string of nginx, which reads a backslash before a quote or a backslash, and before t, r and n, as its own.
func expression(text string) string { return `"` + strings.ReplaceAll(text, `\\`, `\\\\`) + `"` }

// fields adds the header fields, those of all answers first, then those that differ, then those of the site's own configuration.
func (n *nginxWriter) fields() {
	groups := n.site.groups()
	var adds []string
	n.line(0, "")
	for _, rule := range groups {
		for _, field := range rule.Fields {
			if key := strings.ToLower(field.Name); rule.Default && n.defaults[key] == 0 {
				n.defaults[key] = len(n.defaults) + 1
				n.line(0, `set $stillpoint_default_%d "";`, n.defaults[key])
				adds = append(adds, fmt.Sprintf("add_header %s $stillpoint_default_%d always;", quoted(field.Name), n.defaults[key]))
			}
		}
	}
	own := 0
	for _, rule := range groups {
		if rule.When == hosting.Missing {
			continue // the page that tells of it sets it (locations)
		}
		var sets []string
		for _, field := range rule.Fields {
			if !n.sendable(field) {
				continue
			}
			number := n.defaults[strings.ToLower(field.Name)]
			if rule.Default {
				sets = append(sets, assigned(fmt.Sprintf("stillpoint_default_%d", number), field.Value)...)
				continue
			}
			if number > 0 {
				sets = append(sets, fmt.Sprintf(`set $stillpoint_default_%d "";`, number))
			}
			own++
			n.line(0, `set $stillpoint_own_%d "";`, own)
			sets = append(sets, assigned(fmt.Sprintf("stillpoint_own_%d", own), field.Value)...)
			adds = append(adds, fmt.Sprintf("add_header %s $stillpoint_own_%d always;", quoted(field.Name), own))
		}
		if len(sets) > 0 && rule.For.String() == "/*" {
			n.line(0, "%s", strings.Join(sets, "\n"))
		} else if len(sets) > 0 {
			n.set(rule.pattern, sets...)
		}
	}
	for _, add := range adds {
		n.line(0, "%s", add)
	}
}

// sendable tells, and complains where not, whether nginx can send a field.
func (n *nginxWriter) sendable(field hosting.Header) bool {
	why := ""
	switch {
	case strings.Contains(field.Value, "$"):
		why = "nginx cannot send a dollar sign"
	case strings.EqualFold(field.Name, "Content-Type"):
		why = "nginx takes the type of a file from the ending of its name"
	default:
		return true
	}
	n.tell("headers", n.item(field), why+", so the field "+field.Name+" is left out", "set it in the configuration of nginx itself")
	return false
}

// item returns the place of the rule that sets a field.
func (w *writer) item(field hosting.Header) int {
	for i, rule := range w.site.Headers {
		for _, own := range rule.Fields {
			if own == field {
				return i
			}
		}
	}
	return 0
}

// rules writes what is refused, and the rules that win over files.
func (n *nginxWriter) rules() {
	n.line(0, "\n# The address as it was sent and as it is read, but only while nothing was found out about it.")
	n.line(0, `set $stillpoint_asked "";`)
	n.line(0, `set $stillpoint_read "";`)
	n.line(0, "if ($stillpoint_sent = \"\") {\n\tset $stillpoint_asked $request_uri;\n\tset $stillpoint_read $uri;\n\tset $stillpoint_index \".html\";\n\tset $stillpoint_missing %s;\n}", quoted(n.site.Base+notFound))
	n.line(0, "set $stillpoint_sent $request_uri;")
	n.line(0, "if ($stillpoint_asked ~ %s) {\n\treturn 400;\n}", expression("^"+refused))
	n.line(0, "if ($stillpoint_asked ~ %s) {\n\tset $stillpoint_asked \"\";\n\tset $stillpoint_read \"\";\n}", expression(`^[^? ]*/(?:\.|%2[eE])(?!well-known`+ending+`|well-known/)`))
	if base := n.site.Base; base != "/" {
		n.line(0, "if ($stillpoint_read !~ %s) {\n\tset $stillpoint_asked \"\";\n\tset $stillpoint_read \"\";\n}", expression("^"+plainLiteral(base)))
	}
	for i, rule := range n.site.Redirects {
		if rule.Force {
			n.rule(0, i, rule, "$stillpoint_asked", "$stillpoint_read")
		}
	}
}

// locations writes how a file is found, and the rules for addresses without one.
func (n *nginxWriter) locations() {
	base := n.site.Base
	n.line(0, "\n# Names that begin with a dot, this file among them, are not for visitors.")
	n.line(0, "location ~ %s {\n\treturn 404;\n}", expression(`/\.(?!well-known(?:/|$))`))
	if n.site.has(notFound) {
		n.missingPage()
	}
	n.line(0, "location ~ %s {\n\ttry_files ${uri}index.html @stillpoint;\n}", expression("^"+plainLiteral(base)+"(?:.*/)?$"))
	n.line(0, "location %s {\n\ttry_files $uri $uri.html $uri$stillpoint_index @stillpoint;\n}", quoted(base))
	n.line(0, "location @stillpoint {")
	n.instead(cacheField, CachePages)
	n.line(1, "if ($stillpoint_index = /index.html) {\n\t\treturn 404;\n\t}") // what was rewritten is not there
	n.line(1, `set $stillpoint_folder "";`)
	n.line(1, "if (-f $document_root$uri/index.html) {\n\t\tset $stillpoint_folder $request_uri;\n\t}")
	n.line(1, "if ($stillpoint_folder ~ %s) {\n\t\treturn 301 $1/$is_args$args;\n\t}", expression(`^([^?]*[^/?])(?:\?|$)`))
	for i, rule := range n.site.Redirects {
		if !rule.Force {
			n.rule(1, i, rule, "$request_uri", "$uri")
		}
	}
	n.line(1, "return 404;\n}")
}

// missingPage writes what the answer for what is not there has of its own.
func (n *nginxWriter) missingPage() {
	n.line(0, "location = %s {", quoted(n.site.Base+notFound))
	n.instead(cacheField, CachePages)
	if own := n.site.Policies["/"+notFound]; own != "" {
		n.instead(policyField, own)
	}
	n.line(0, "}")
}

// instead gives a field another value within a location, where it has one by default.
func (n *nginxWriter) instead(name, value string) {
	variable := fmt.Sprintf("$stillpoint_default_%d", n.defaults[strings.ToLower(name)])
	n.line(1, "if (%s) {\n\t\t%s\n\t}", variable, strings.Join(assigned(strings.TrimPrefix(variable, "$"), value), "\n\t\t"))
}

// rule writes a redirect. It is held against the variable of the address as it was sent, and a rewrite to a file that depends on it against that as
// it is read.
func (n *nginxWriter) rule(depth, item int, r hosting.Rule, sent, read string) {
	if r.Moves() {
		n.line(depth, "if (%s ~ %s) {", sent, expression("^"+except(r)+rawPattern(r.From)))
		address, query, fragment := location(r, func(number int) string { return fmt.Sprintf("$%d", number) })
		if query == "" {
			query = "$is_args$args"
		}
		n.line(depth+1, "return %d %s;\n%s}", r.Status, quoted(address+query+fragment), strings.Repeat("\t", depth))
		return
	}
	name := r.File(n.site.Base, n.site.has)
	_, single := r.Place()
	switch {
	case single && r.Status == 404 && name != "":
		n.line(depth, "if (%s ~ %s) {", sent, expression("^"+rawPattern(r.From)))
		n.line(depth+1, "set $stillpoint_missing %s;\n%s\treturn 404;\n%s}", quoted(n.site.Base+name), strings.Repeat("\t", depth), strings.Repeat("\t", depth))
	case single && name == "":
		n.line(depth, "if (%s ~ %s) {\n%s\treturn 404;\n%s}", sent, expression("^"+rawPattern(r.From)), strings.Repeat("\t", depth), strings.Repeat("\t", depth))
	case single && !strings.ContainsAny(name, "$?"):
		n.rewrite(depth, sent, "^"+rawPattern(r.From), n.site.Base+name)
	case single || r.Status == 404:
		n.tell("redirects", item, "nginx cannot send a file by this rule, so it is left out", "name one file, without a placeholder")
	default:
		n.rewriteOpen(depth, item, r, read)
	}
}

func (n *nginxWriter) rewrite(depth int, variable, pattern, target string) {
	indent := strings.Repeat("\t", depth)
	n.line(depth, "if (%s ~ %s) {", variable, expression(pattern))
	n.line(depth+1, "set $stillpoint_index /index.html;\n%s\trewrite ^ %s last;\n%s}", indent, quoted(target), indent)
}

// rewriteOpen writes a rewrite to a file whose name depends on the address.
func (n *nginxWriter) rewriteOpen(depth, item int, r hosting.Rule, read string) {
	target := strings.Builder{}
	for _, part := range r.To {
		if part.Name != "" {
			fmt.Fprintf(&target, "${stillpoint_%d}", 1+slices.Index(r.From.Names(), part.Name))
			continue
		}
		text, _, more := strings.Cut(part.Text, "?")
		decoded, err := url.PathUnescape(text)
		if err != nil || strings.ContainsAny(decoded, "$?") {
			n.tell("redirects", item, "nginx cannot send a file by this rule, so it is left out", "leave special signs out of its target")
			return
		}
		target.WriteString(decoded)
		if more {
			break
		}
	}
	// A rewrite has groups of its own, so those of the rule need names.
	pattern := "^" + decodedPattern(r.From, func(number int) string { return fmt.Sprintf("(?<stillpoint_%d>", number) })
	n.rewrite(depth, read, pattern, target.String())
}

// except returns an expression that looks ahead, and keeps a rule from leading to where it is.
func except(r hosting.Rule) string {
	if own := circle(r); own != "" {
		return "(?!" + own + ")"
	}
	return ""
}
