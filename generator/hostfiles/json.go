package hostfiles

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/hosting"
)

// addJSON adds a file of JSON as people read it.
func (w *writer) addJSON(name string, value any) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil { // it is made of texts and numbers
		w.tell("", 0, "the file "+name+" cannot be written: "+err.Error(), "")
		return
	}
	w.add(name, b.String())
}

// What Vercel takes (vercel.com/docs/project-configuration).
const vercelRules = 2048 // of redirects, of rewrites and of header rules each

type vercelFile struct {
	Schema        string           `json:"$schema"`
	TrailingSlash bool             `json:"trailingSlash"`
	Redirects     []vercelRedirect `json:"redirects,omitempty"`
	Rewrites      []vercelRewrite  `json:"rewrites,omitempty"`
	Headers       []vercelHeaders  `json:"headers,omitempty"`
}

type vercelRedirect struct {
	Source      string `json:"source"`
	Destination string `json:"destination"`
	Status      int    `json:"statusCode"`
}

type vercelRewrite struct {
	Source      string `json:"source"`
	Destination string `json:"destination"`
}

type vercelHeaders struct {
	Source string        `json:"source"`
	Fields []vercelField `json:"headers"`
}

type vercelField struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// vercel writes vercel.json. Redirects win over files there, rewrites do not. Of several fields of one name the last rule's is sent.
func (w *writer) vercel() {
	file := vercelFile{Schema: "https://openapi.vercel.sh/vercel.json", TrailingSlash: true}
	for i, rule := range w.site.Redirects {
		name := w.site.covers(rule.From)
		source, destination := vercelSource(rule.From), vercelTarget(rule)
		switch {
		case rule.Status == 404:
			w.tell("redirects", i, "Vercel cannot send a page with status 404 by a rule, so the rule is left out", "let 404.html tell visitors of it")
		case rule.Status == 200 && rule.Force && name != "":
			w.tell("redirects", i, fmt.Sprintf("Vercel sends the file %s, whatever a rewrite says, so the rule is left out", name), "take away the page, or the rule")
		case rule.Status == 200:
			file.Rewrites = append(file.Rewrites, vercelRewrite{source, destination})
		case name != "" && !rule.Force && rule.From.Fixed(): // the file is what visitors get
		case name != "" && !rule.Force:
			w.tell("redirects", i, fmt.Sprintf("on Vercel every redirect wins over files, and this one would over %s, so it is left out", name), "name the addresses, or say force: true")
		case len(file.Redirects) == vercelRules:
			w.tell("redirects", i, fmt.Sprintf("Vercel takes %d redirects; this one is left out", vercelRules), "let one rule with * stand for several")
		default:
			file.Redirects = append(file.Redirects, vercelRedirect{source, destination, rule.Status})
		}
	}
	file.Headers = w.vercelHeaders()
	w.addJSON("vercel.json", file)
}

func (w *writer) vercelHeaders() []vercelHeaders {
	w.tellEach()
	all := w.vercelFields()
	if len(all) > vercelRules {
		w.tellOne("Vercel", largest)
		all = w.vercelFields()
	}
	if len(all) > vercelRules {
		w.tell("", 0, fmt.Sprintf("Vercel takes %d rules for header fields, and there are %d; the last ones are left out", vercelRules, len(all)), "give fields for folders rather than for single addresses")
		all = all[:vercelRules]
	}
	return all
}

func (w *writer) vercelFields() []vercelHeaders {
	var all []vercelHeaders
	add := func(address hosting.Address, fields []hosting.Header) {
		rule := vercelHeaders{Source: vercelSource(address)}
		for _, field := range fields {
			rule.Fields = append(rule.Fields, vercelField{field.Name, field.Value})
		}
		if len(rule.Fields) > 0 {
			all = append(all, rule)
		}
	}
	add(w.site.every(), w.everywhere(w.policy))
	for _, p := range w.site.pagePolicies(w.policies) {
		for _, address := range p.addresses {
			add(address, []hosting.Header{{Name: policyField, Value: p.value}})
		}
	}
	for _, address := range w.site.immutable() {
		add(address, []hosting.Header{{Name: cacheField, Value: CacheImmutable}})
	}
	for _, rule := range w.site.Headers {
		add(rule.For, rule.Fields)
	}
	return all
}

// vercelText keeps signs from being those of a pattern (path-to-regexp 6).
func vercelText(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(`\.+*?^$()[]{}|:!=`, r) && r != '.' && r != '=' && r != '!' {
			b.WriteRune('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// vercelSource writes the address of a rule. A closing slash makes no difference.
func vercelSource(a hosting.Address) string {
	var b strings.Builder
	segments := a.Segments
	if n := len(segments); !a.Splat && n > 0 && segments[n-1] == (hosting.Part{}) {
		segments = segments[:n-1]
	}
	for _, segment := range segments {
		if segment.Name != "" {
			b.WriteString("/:" + segment.Name)
		} else {
			b.WriteString("/" + vercelText(hosting.EscapePath(segment.Text)))
		}
	}
	switch {
	case a.Splat && a.Stem == "":
		b.WriteString("/:splat*")
	case a.Splat:
		b.WriteString("/" + vercelText(hosting.EscapePath(a.Stem)) + ":splat(.*)")
	case b.Len() == 0:
		return "/"
	default:
		b.WriteString("{/}?")
	}
	return b.String()
}

func vercelTarget(rule hosting.Rule) string {
	var b strings.Builder
	for i, part := range rule.To {
		switch {
		case part.Name == "splat":
			b.WriteString(":splat*")
		case part.Name != "":
			b.WriteString(":" + part.Name)
		default:
			text := part.Text
			scheme := ""
			if at := strings.Index(text, "://"); i == 0 && at > 0 {
				scheme, text = text[:at+3], text[at+3:]
			}
			b.WriteString(scheme + strings.NewReplacer(":", `\:`, "(", `\(`, ")", `\)`, "*", `\*`, "+", `\+`).Replace(text))
		}
	}
	return b.String()
}

// azureBytes is the size of a configuration that Azure takes (learn.microsoft.com/azure/static-web-apps/quotas).
const azureBytes = 20 << 10

type azureFile struct {
	Routes    []azureRoute                 `json:"routes,omitempty"`
	Headers   map[string]string            `json:"globalHeaders,omitempty"`
	Overrides map[string]map[string]string `json:"responseOverrides,omitempty"`
	Types     map[string]string            `json:"mimeTypes,omitempty"`
}

type azureRoute struct {
	Route    string            `json:"route"`
	Redirect string            `json:"redirect,omitempty"`
	Rewrite  string            `json:"rewrite,omitempty"`
	Status   int               `json:"statusCode,omitempty"`
	Headers  map[string]string `json:"headers,omitempty"`
}

// azure writes staticwebapp.config.json (learn.microsoft.com/azure/static-web-apps/configuration): the first route that matches is the only one, all win over
// files, an asterisk stands at the end alone, and nothing of an address goes into a target.
func (w *writer) azure() {
	w.tellEach()
	w.azureFile()
	if n := len(w.files[0].Data); n > azureBytes && len(w.policies) > 0 { // one policy for all pages may fit, if it leaves room for the redirects
		w.files, w.problems = nil, nil
		w.tellOne("Azure", largest)
		w.azureFile()
	}
	if n := len(w.files[0].Data); n > azureBytes {
		w.tell("", 0, fmt.Sprintf("Azure takes a configuration of %d bytes, and this one has %d", azureBytes, n), "write fewer redirects and header fields, or let one with * stand for several")
	}
}

func (w *writer) azureFile() {
	file := azureFile{Headers: map[string]string{}, Types: map[string]string{}}
	for _, field := range w.everywhere(w.policy) {
		file.Headers[field.Name] = field.Value
	}
	if !w.ownEverywhere(cacheField) {
		file.Headers[cacheField] = CachePages
	}
	if w.site.has(notFound) {
		file.Overrides = map[string]map[string]string{"404": {"rewrite": w.site.Base + notFound}}
	}
	for _, name := range w.site.Names {
		if ending := path.Ext(name); slices.Contains([]string{".webmanifest", ".avif", ".ics", ".vcf", ".atom", ".rss"}, ending) {
			file.Types[ending], _, _ = strings.Cut(hosting.ContentType(name), ";")
		}
	}
	for i, rule := range w.site.Redirects {
		file.Routes = append(file.Routes, w.azureRedirect(i, rule)...)
	}
	for _, route := range w.azureHeaders() {
		if !slices.ContainsFunc(file.Routes, func(r azureRoute) bool { return r.Route == route.Route }) { // the first is the only one that counts
			file.Routes = append(file.Routes, route)
		}
	}
	w.addJSON("staticwebapp.config.json", file)
}

// ownEverywhere reports whether the site itself gives a field for all addresses.
func (w *writer) ownEverywhere(name string) bool {
	return slices.ContainsFunc(w.site.Headers, func(r Rule) bool {
		return r.For.String() == w.site.every().String() && named(r.Fields, name)
	})
}

func (w *writer) azureRedirect(item int, rule hosting.Rule) []azureRoute {
	name := w.site.covers(rule.From)
	status := map[int]int{301: 301, 308: 301, 302: 302, 303: 302, 307: 302}[rule.Status] // a visitor who asks for a page sees no difference
	why := ""
	switch {
	case len(rule.From.Names()) > 1 || len(rule.From.Names()) == 1 && !rule.From.Splat || slices.ContainsFunc(rule.To, func(p hosting.Part) bool { return p.Name != "" }):
		why = "Azure knows no placeholders but * at the end of an address, and none where it leads"
	case rule.Status == 404:
		why = "Azure cannot send a page with status 404 by a rule"
	case !rule.Force && name != "" && rule.From.Fixed():
		return nil // the file is what visitors get
	case !rule.Force && name != "":
		why = fmt.Sprintf("on Azure every rule wins over files, and this one would over %s", name)
	}
	if why != "" {
		w.tell("redirects", item, why+", so the rule is left out", "write a rule for each address")
		return nil
	}
	var routes []azureRoute
	for _, address := range azureAddresses(rule.From) {
		route := azureRoute{Route: address, Status: status}
		if rule.Status == 200 {
			route.Rewrite, _ = rule.Place()
		} else {
			route.Redirect = rule.Target()
		}
		routes = append(routes, route)
	}
	return routes
}

// azureAddresses writes the address of a rule, with and without a closing slash, and a splat that stands for nothing.
func azureAddresses(a hosting.Address) []string {
	text := strings.TrimSuffix(a.String(), "/")
	switch {
	case a.Splat && text != "/*" && a.Stem == "":
		return []string{strings.TrimSuffix(text, "/*"), text}
	case text == "":
		return []string{"/"}
	case a.Splat:
		return []string{text}
	}
	return []string{text, text + "/"}
}

// azureHeaders writes routes for fields: since the first one is the only one, each has all fields that hold at its address, and those for fewer addresses come first.
func (w *writer) azureHeaders() []azureRoute {
	site := *w.site
	site.Policy, site.Policies = w.policy, w.policies
	d := site.Describe()
	host := hosting.Describe(func(name string) ([]byte, bool) { return nil, w.site.has(name) }, w.site.Base, d)
	global := w.everywhere(w.policy)
	var routes []azureRoute
	for i, rule := range d.Headers {
		if i == 0 || rule.When == hosting.Missing || rule.Default && rule.For.Matches(w.site.Base+notFound) {
			continue
		}
		if len(rule.For.Names()) > 1 || len(rule.For.Names()) == 1 && !rule.For.Splat {
			if at := i - (len(d.Headers) - len(w.site.Headers)); at >= 0 {
				w.tell("headers", at, "Azure knows no placeholders but * at the end of an address, so the rule is left out", "write a rule for each address")
			}
			continue
		}
		fields := map[string]string{}
		for _, field := range host.Headers(w.example(rule.For)) {
			if !slices.Contains(global, field) && (field != hosting.Header{Name: cacheField, Value: CachePages}) {
				fields[field.Name] = field.Value
			}
		}
		for _, address := range azureAddresses(rule.For) {
			if len(fields) > 0 && !slices.ContainsFunc(routes, func(r azureRoute) bool { return r.Route == address }) {
				routes = append(routes, azureRoute{Route: address, Headers: fields})
			}
		}
	}
	slices.SortStableFunc(routes, func(a, b azureRoute) int { return width(a.Route) - width(b.Route) })
	return routes
}

// example returns an address for which a rule holds: of a file where there is one.
func (w *writer) example(a hosting.Address) string {
	for _, name := range w.site.Names {
		if address := w.site.Base + name; a.Matches(address) {
			return address
		}
	}
	text := ""
	for _, segment := range a.Segments {
		text += "/" + segment.Text
	}
	if a.Splat {
		text += "/" + a.Stem + "x"
	}
	return text
}

// width tells routes for single addresses from those for many, the longest first among these.
func width(route string) int {
	if strings.HasSuffix(route, "*") {
		return 1<<20 - len(route)
	}
	return 0
}
