package hostfiles

import (
	"fmt"
	"slices"
	"strings"

	"stillpoint/generator/hosting"
)

// apache writes the .htaccess of a site, for Apache httpd 2.4 with mod_rewrite and mod_headers, where AllowOverride lets it (All, or FileInfo,
// Indexes and Options).
//
// An address that was rewritten comes through the rules again, with REDIRECT_STATUS set; what was asked for is looked at only
// before (httpd.apache.org, mod_rewrite, "Per-directory Rewrites"). What lies below a file that is there is not in REQUEST_FILENAME but in PATH_INFO.
func (w *writer) apache() {
	a := &apacheWriter{writer: w}
	a.line("# What Apache is to do with this site. It reads this file by itself where the server's own configuration says AllowOverride All.")
	a.line("# Stillpoint writes it with each build, from stillpoint.yaml.")
	a.line("Options -Indexes -MultiViews")
	a.line("DirectoryIndex index.html\nDirectorySlash Off")
	if w.site.has(notFound) {
		a.line("ErrorDocument 404 %s", apacheQuoted(hosting.EscapePath(w.site.Base+notFound)))
	}
	a.types()
	a.line("\n<IfModule mod_headers.c>")
	a.fields()
	a.line("</IfModule>\n\n<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteOptions AllowNoSlash")
	a.rules()
	a.files()
	a.line("</IfModule>")
	w.add(".htaccess", a.String())
}

type apacheWriter struct {
	*writer
	strings.Builder
}

func (a *apacheWriter) line(format string, args ...any) {
	a.WriteString(fmt.Sprintf(format, args...) + "\n")
}

// apacheQuoted writes a text as an argument, in which a backslash keeps a quote or a backslash from what it means.
func apacheQuoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// rewriteQuoted writes a text as an argument of mod_rewrite, which reads its own and leaves a backslash where it is. None has a quote.
func rewriteQuoted(text string) string { return `"` + text + `"` }

// compressible reports whether files of a type get smaller, so that there may be a form of them that is.
func compressible(mediaType string) bool {
	return strings.Contains(mediaType, "charset=") || slices.ContainsFunc([]string{"json", "wasm", "font/ttf", "font/otf", "icon"}, func(part string) bool { return strings.Contains(mediaType, part) })
}

// compressibleEndings returns an expression for the endings of files that get smaller.
func compressibleEndings() string {
	var all []string
	for _, t := range hosting.MediaTypes() {
		if compressible(t.Type) {
			all = append(all, t.Endings...)
		}
	}
	return `\.(?:` + strings.Join(all, "|") + ")"
}

// types gives files their types by their names, those that were made smaller that of what is in them.
func (a *apacheWriter) types() {
	types := hosting.MediaTypes()
	// The last that fits counts, and .gz is the ending of what was made smaller, too.
	slices.SortStableFunc(types, func(x, y hosting.MediaType) int { return rank(x) - rank(y) })
	a.line("")
	for _, t := range types {
		a.line("<FilesMatch %s>\n\tForceType %s\n</FilesMatch>", apacheQuoted(`(?i)\.(?:`+strings.Join(t.Endings, "|")+`)(?:\.(?:br|gz))?$`), apacheQuoted(t.Type))
	}
	if !a.site.Precompressed {
		return
	}
	a.line("RemoveEncoding .br .gz\nRemoveLanguage .br")
	for _, way := range []struct{ ending, name string }{{"br", "br"}, {"gz", "gzip"}} {
		a.line("<FilesMatch %s>\n\tSetEnv no-gzip 1\n\tSetEnv no-brotli 1\n\t<IfModule mod_headers.c>\n\t\tHeader set Content-Encoding %s\n\t</IfModule>\n</FilesMatch>",
			apacheQuoted("(?i)"+compressibleEndings()+`\.`+way.ending+"$"), way.name)
	}
	a.line("<FilesMatch %s>\n\t<IfModule mod_headers.c>\n\t\tHeader merge Vary Accept-Encoding\n\t</IfModule>\n</FilesMatch>", apacheQuoted("(?i)"+compressibleEndings()+`(?:\.(?:br|gz))?$`))
}

func rank(t hosting.MediaType) int {
	if slices.Contains(t.Endings, "gz") {
		return 0
	}
	return 1
}

// fields sets the header fields, each where its rule holds. Of several for one name the last counts, but those of the site's own configuration add up.
func (a *apacheWriter) fields() {
	groups := a.site.groups()
	for _, rule := range groups {
		for _, field := range rule.Fields {
			if rule.Default && a.sendable(field) {
				a.line("Header always set %s %s%s", apacheQuoted(field.Name), apacheValue(field.Value), a.where(rule))
			}
		}
	}
	for _, rule := range groups {
		for _, field := range rule.Fields {
			if !rule.Default && a.sendable(field) {
				a.line("Header always unset %s%s", apacheQuoted(field.Name), a.where(rule))
			}
		}
	}
	for _, rule := range groups {
		for _, field := range rule.Fields {
			if how := "add"; !rule.Default && a.sendable(field) {
				if strings.EqualFold(field.Name, "Content-Type") {
					how = "set"
				}
				a.line("Header always %s %s %s%s", how, apacheQuoted(field.Name), apacheValue(field.Value), a.where(rule))
			}
		}
	}
}

// apacheValue writes the value of a field, in which a percent sign would begin something that Apache fills in, and a backslash a sign such as the end of
// the line, after it has read the argument.
func apacheValue(value string) string {
	return apacheQuoted(strings.NewReplacer("%", "%%", `\`, `\\`).Replace(value))
}

// where writes the condition of a rule; nothing where it is for all answers.
func (a *apacheWriter) where(rule grouped) string {
	var conditions []string
	if rule.For.String() != a.site.every().String() {
		conditions = append(conditions, "%{THE_REQUEST} =~ m#"+requestLine(rule.pattern)+"#")
	}
	switch rule.When {
	case hosting.Found:
		conditions = append(conditions, "%{REQUEST_STATUS} -ne 404")
	case hosting.Missing:
		conditions = append(conditions, "%{REQUEST_STATUS} -eq 404")
	}
	if len(conditions) == 0 {
		return ""
	}
	return " " + apacheQuoted("expr="+strings.Join(conditions, " && "))
}

// requestLine returns an expression for the first line of a request with such an address.
func requestLine(pattern string) string { return "^[A-Z]+ " + pattern }

// sendable tells, and complains where not, whether Apache can be told of a field.
func (a *apacheWriter) sendable(field hosting.Header) bool {
	text := ""
	switch {
	case strings.Contains(field.Value, "${"):
		text = "Apache would take ${ for the name of a variable, so the field " + field.Name + " is left out"
	case len(apacheValue(field.Value)) > apacheLine:
		text = fmt.Sprintf("Apache takes values of up to %d bytes from .htaccess, so a longer field %s is left out", apacheLine, field.Name)
	default:
		return true
	}
	if !slices.ContainsFunc(a.problems, func(p Problem) bool { return p.Text == text }) {
		a.tell("headers", a.item(field), text, "set it in the configuration of Apache itself")
	}
	return false
}

// apacheLine is how long a value may be at most, in bytes, so that its line is one that Apache reads (8190), with the address for which it is.
const apacheLine = 7000

// first is the condition that an address has not been rewritten, as a format.
const first = "RewriteCond %%{ENV:REDIRECT_STATUS} =\"\""

// asked is the file of an address, whether it is there or not, as a format.
const asked = "%%{REQUEST_FILENAME}%%{PATH_INFO}"

// rules writes what is refused, and all redirects.
func (a *apacheWriter) rules() {
	a.line(first+"\nRewriteCond %%{THE_REQUEST} %s\nRewriteRule ^ - [R=400,L]", rewriteQuoted(requestLine(refused)))
	a.line("# Names that begin with a dot, this file among them, are not for visitors.")
	a.line("RewriteRule %s - [R=404,L]", rewriteQuoted(`(?:^|/)\.(?!well-known(?:/|$))`))
	for i, rule := range a.site.Redirects {
		if rule.Force {
			a.rule(i, rule)
		}
	}
	a.line("# Whether there is a file at the address that was asked for.")
	a.line("RewriteCond " + asked + " -f [OR]\nRewriteCond " + asked + ".html -f [OR]\nRewriteCond " + asked + "/index.html -f\nRewriteRule ^ - [E=STILLPOINT_FILE:1]")
	for i, rule := range a.site.Redirects {
		if !rule.Force {
			a.rule(i, rule)
		}
	}
}

// conditions writes when a rule holds.
func (a *apacheWriter) conditions(r hosting.Rule, also string) {
	a.line(first)
	if !r.Force {
		a.line("RewriteCond %%{ENV:STILLPOINT_FILE} !=1")
	}
	if also != "" {
		a.line("RewriteCond %%{QUERY_STRING} %s", also)
	}
	a.line("RewriteCond %%{THE_REQUEST} %s", rewriteQuoted(requestLine(except(r)+rawPattern(r.From))))
}

func (a *apacheWriter) rule(item int, r hosting.Rule) {
	if r.Moves() {
		a.redirect(r)
		return
	}
	name := r.File(a.site.Base, a.site.has)
	_, single := r.Place()
	switch {
	case single && name == "" || single && r.Status == 404 && name == notFound:
		a.conditions(r, "")
		a.line("RewriteRule ^ - [R=404,L]")
	case single && r.Status == 200:
		a.conditions(r, "")
		a.line("RewriteRule ^ %s [L,QSD]", rewriteQuoted(apacheTarget(hosting.EscapePath(a.site.Base+name))))
	case r.Status == 200 && r.Local && r.From.String() != "":
		a.open(r)
	default:
		a.tell("redirects", item, "Apache cannot send this file with status 404, so the rule is left out", "let 404.html tell visitors of it")
	}
}

// redirect writes a rule that sends visitors elsewhere. What a visitor put into the address goes on just as it was sent, so nothing is
// encoded once more (NE).
func (a *apacheWriter) redirect(r hosting.Rule) {
	if pattern, ok := a.within(r.From); ok { // with one expression instead of two, which counts where there are many: Apache reads them for each request
		address, query, fragment := location(r, nil)
		if query != "" || fragment == "" {
			a.line(first)
			if !r.Force {
				a.line("RewriteCond %%{ENV:STILLPOINT_FILE} !=1")
			}
			a.line("RewriteRule %s %s [R=%d,NE,L]", rewriteQuoted(pattern), rewriteQuoted(apacheTarget(address+query+fragment)), r.Status)
			return
		}
	}
	address, query, fragment := location(r, func(number int) string { return fmt.Sprintf("\x00%d", number) })
	target := func(text string) string { return rewriteQuoted(strings.ReplaceAll(apacheTarget(text), "\x00", "%")) }
	switch {
	case query != "" || fragment == "":
		a.conditions(r, "")
		a.line("RewriteRule ^ %s [R=%d,NE,L]", target(address+query+fragment), r.Status)
	default: // Apache would put the query of the visitor behind the fragment
		a.conditions(r, "^$")
		a.line("RewriteRule ^ %s [R=%d,NE,L]", target(address+fragment), r.Status)
		a.conditions(r, "!^$")
		a.line("RewriteRule ^ %s [R=%d,NE,L]", strings.TrimSuffix(target(address+"?"), `"`)+`%{QUERY_STRING}`+strings.TrimPrefix(target(fragment), `"`), r.Status)
	}
}

// within returns an expression for a single address as it is read, from the folder of the site on.
func (a *apacheWriter) within(address hosting.Address) (pattern string, ok bool) {
	path := ""
	for _, segment := range address.Segments {
		path += "/" + segment.Text
	}
	rest, inside := strings.CutPrefix(strings.TrimSuffix(path, "/")+"/", a.site.Base)
	if !inside || !address.Fixed() {
		return "", false
	}
	if rest == "" {
		return "^$", true
	}
	return "^" + plainLiteral(strings.TrimSuffix(rest, "/")) + "/?$", true
}

// apacheTarget keeps what Apache would fill in from that.
func apacheTarget(text string) string { return strings.NewReplacer("%", `\%`, "$", `\$`).Replace(text) }

// open writes a rewrite to a file whose name depends on the address, which is taken as it is read.
func (a *apacheWriter) open(r hosting.Rule) {
	var target strings.Builder
	for _, part := range r.To {
		if part.Name != "" {
			fmt.Fprintf(&target, "%%%d", 1+slices.Index(r.From.Names(), part.Name))
			continue
		}
		text, _, more := strings.Cut(part.Text, "?")
		target.WriteString(apacheTarget(text))
		if more {
			break
		}
	}
	a.line(first)
	if !r.Force {
		a.line("RewriteCond %%{ENV:STILLPOINT_FILE} !=1")
	}
	a.line("RewriteCond %%{REQUEST_URI} %s", rewriteQuoted("^"+decodedPattern(r.From, func(int) string { return "(" })))
	a.line("RewriteRule ^ %s [L,QSD]", rewriteQuoted(target.String()))
}

// files writes how a file is found, and what is sent in its place.
func (a *apacheWriter) files() {
	a.line("# A page that is a folder, one whose name ends in .html, and nothing.")
	a.line("RewriteCond %%{REQUEST_FILENAME}%%{PATH_INFO}index.html -f\nRewriteRule %s %s [L]", rewriteQuoted(`^(.*/)?$`), rewriteQuoted("$1index.html"))
	a.line("RewriteCond "+asked+" !-f\nRewriteCond "+asked+".html -f\nRewriteRule %s %s [L]", rewriteQuoted(`^(.*[^/])$`), rewriteQuoted("$1.html"))
	a.line(first+"\nRewriteCond "+asked+"/index.html -f\nRewriteCond %%{THE_REQUEST} %s\nRewriteRule ^ %s [R=301,NE,L]", rewriteQuoted(requestLine(`([^? ]*[^/? ])`+ending)), rewriteQuoted("%1/"))
	a.line("RewriteCond %%{ENV:REDIRECT_STATUS} ^200$\nRewriteCond "+asked+" -d\nRewriteCond "+asked+"/index.html -f\nRewriteRule %s %s [L]", rewriteQuoted(`^(.*[^/])$`), rewriteQuoted("$1/index.html"))
	a.line("RewriteCond %%{REQUEST_FILENAME} -d\nRewriteCond " + asked + "/index.html !-f\nRewriteRule ^ - [R=404,L]")
	if !a.site.Precompressed {
		return
	}
	a.line("# What was made smaller goes to those who take it.")
	for _, way := range []struct{ ending, name string }{{"br", "br"}, {"gz", "gzip"}} {
		a.line("RewriteCond %%{HTTP:Accept-Encoding} %s\nRewriteCond %%{HTTP:Accept-Encoding} %s", rewriteQuoted(`(?:^|[, ])`+way.name+`(?:[ ,;]|$)`), rewriteQuoted(`!(?:^|[, ])`+way.name+` *; *q=0(?:\.0*)? *(?:,|$)`))
		a.line("RewriteCond %%{REQUEST_FILENAME}.%s -f\nRewriteRule %s %s [L]", way.ending, rewriteQuoted("(?i)^(.*"+compressibleEndings()+")$"), rewriteQuoted("$1."+way.ending))
	}
}
