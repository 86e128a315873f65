package generator

import (
	"maps"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/assets"
	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/security"
	"stillpoint/generator/diag"
	"stillpoint/generator/hosting"
	"stillpoint/generator/policy"
)

// published is a page with what it needs, as bytes.
type published struct{ output, source, needs string }

// guardedPages returns all pages that browsers are told a policy of. Those that are copied are as they were written, and only fields can tell of them.
func (b *build) guardedPages() []published {
	var all []published
	for _, o := range b.outputs {
		all = append(all, published{o.name, o.source, o.needs})
	}
	all = append(all, b.guards.aliases...)
	if b.guards.telling != inFields || b.out == nil { // or nothing will be published
		return all
	}
	copied := map[string]string{} // files by their outputs
	for _, file := range b.snapshot.Under(assets.StaticFolder) {
		copied[assets.Static(file.Path)] = file.Path
	}
	for _, resource := range b.site.Resources {
		copied[resource.Output] = resource.File
	}
	for _, output := range slices.Sorted(maps.Keys(copied)) {
		if ext := path.Ext(output); ext != ".html" && ext != ".htm" {
			continue
		}
		if data, err := b.out.Staged(output); err == nil {
			page := b.guards.reader.Read(output, copied[output], data)
			n := policy.Read(page, b.sheetsOf(output))
			all = append(all, published{output, copied[output], string(n.Bytes())})
			b.guards.reader.Done(page)
		}
	}
	return all
}

// surveyPolicies reads what all pages need, once all are there.
func (b *build) surveyPolicies() {
	if b.guards.telling == untold || b.guards.wanted != nil {
		return
	}
	b.guards.pages, b.guards.wanted = b.guardedPages(), map[string]*policy.Needs{}
	for _, p := range b.guards.pages {
		if b.guards.wanted[p.needs] != nil {
			continue
		}
		n, _ := policy.FromBytes([]byte(p.needs)) // which were whole when they were read from the book
		b.guards.wanted[p.needs] = &n
		b.guards.allowed.Framed = b.guards.allowed.Framed || n.Frames()
		b.guards.shown = append(b.guards.shown, n.Shows(&b.guards.allowed)...)
	}
}

// policies returns the policy of most pages, and those of the pages that have another, by their addresses within the site: "/contact/", "/404.html". Both are
// empty where header fields do not tell of policies.
func (b *build) policies() (most string, others map[string]string) {
	if b.guards.telling != inFields {
		return "", nil
	}
	b.surveyPolicies()
	said, counts := make([]string, len(b.guards.pages)), map[string]int{}
	for i, p := range b.guards.pages {
		said[i] = policy.Of(b.guards.wanted[p.needs], &b.guards.allowed).String()
		counts[said[i]]++
	}
	for _, each := range slices.Sorted(maps.Keys(counts)) {
		if counts[each] > counts[most] {
			most = each
		}
	}
	others = map[string]string{}
	for i, p := range b.guards.pages {
		if said[i] != most {
			others["/"+strings.TrimSuffix(p.output, "index.html")] = said[i]
		}
	}
	return most, others
}

// referrers is what other sites learn of the page that led to them: where it lies, and not which it is (https://www.w3.org/TR/referrer-policy/).
const referrers = "strict-origin-when-cross-origin"

// securityFields returns the header fields that all answers have beside the policies.
func (b *build) securityFields() []hosting.Header {
	b.surveyPolicies()
	frames := slices.Compact(slices.Sorted(slices.Values(slices.Concat(b.guards.shown, b.config.Security.Allow.Frames)))) // those that scripts may put onto a page, too
	framed, opener := "DENY", "same-origin"
	if b.guards.allowed.Framed {
		framed = "SAMEORIGIN"
	}
	if len(frames)+len(b.config.Security.Allow.Scripts) > 0 { // what books or is paid may open a window, and wait for what it says
		opener = "same-origin-allow-popups"
	}
	fields := []hosting.Header{
		{Name: "X-Content-Type-Options", Value: "nosniff"},
		{Name: "X-Frame-Options", Value: framed}, // for browsers that know no frame-ancestors
		{Name: "Referrer-Policy", Value: referrers},
		{Name: "Permissions-Policy", Value: permissions(frames)},
		// Pictures are shown by readers of feeds, by search engines and in chats, all of which are other sites.
		{Name: "Cross-Origin-Resource-Policy", Value: "cross-origin"},
	}
	if strings.HasPrefix(b.config.Site.URL, "https://") {
		fields = append(fields,
			hosting.Header{Name: "Cross-Origin-Opener-Policy", Value: opener},
			hosting.Header{Name: "Strict-Transport-Security", Value: "max-age=63072000"}, // two years; what else lies below the domain is not the site's to decide
		)
	}
	return fields
}

// permissions denies what no page of a practice asks of a visitor's device (https://www.w3.org/TR/permissions-policy/, and the features that Chromium knows: others
// would be complained of). What a session by video, a map or a payment needs, sites may ask for that are shown in frames, where the frame lets them.
func permissions(frames []string) string {
	denied := "=()"
	lent := denied
	if len(frames) > 0 {
		lent = `=(self "` + strings.Join(frames, `" "`) + `")`
	}
	var all []string
	for _, feature := range []string{"accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
		"midi", "payment", "serial", "usb", "xr-spatial-tracking"} {
		switch feature {
		case "camera", "display-capture", "geolocation", "microphone", "payment":
			all = append(all, feature+lent)
		default:
			all = append(all, feature+denied)
		}
	}
	return strings.Join(all, ", ")
}

// blockedUses tells what stands on pages that browsers will keep from happening.
func (b *build) blockedUses() []check.Found {
	if b.checks.level(security.Code) == rule.Off {
		return nil
	}
	b.surveyPolicies()
	var found []check.Found
	told := map[string]bool{} // of style sheets, which many pages have
	for _, p := range b.guards.pages {
		for _, c := range policy.Blocked(b.guards.wanted[p.needs], &b.guards.allowed) {
			f := check.Found{Code: security.Code, Message: c.Message, Hint: c.Hint, Output: p.output, Source: p.source, Tag: c.Tag, Text: c.Text, Words: c.Words}
			if c.Tag == "" {
				if told[c.Words] {
					continue
				}
				told[c.Words] = true
				f.Told = b.inSheets(f)
			}
			found = append(found, f)
		}
	}
	return found
}

// inSheets finds a finding in the style sheets of the site; nil where it is in none.
func (b *build) inSheets(f check.Found) *diag.Diagnostic {
	for _, file := range b.snapshot.Under(assets.Folder) {
		if path.Ext(file.Path) != ".css" {
			continue
		}
		text := b.text(file.Path)
		if text == nil {
			continue
		}
		if at := strings.Index(string(text.Text()), f.Words); at >= 0 {
			d := text.Error(f.Code, at, len(f.Words), f.Message, f.Hint)
			return &d
		}
	}
	return nil
}
