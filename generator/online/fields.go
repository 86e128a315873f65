package online

import (
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"stillpoint/generator/hosting"
)

// nothing stands for what is not there.
const nothing = "nothing"

// holds tells whether a field says what it should. Where it does not, expected and found are what differs, or the whole of short values.
func holds(want hosting.Header, came []string) (good bool, expected, found string) {
	whole := strings.Join(came, ", ")
	if len(came) == 0 {
		return false, want.Value, nothing
	}
	switch http.CanonicalHeaderKey(want.Name) {
	case "Content-Security-Policy", "Content-Security-Policy-Report-Only":
		return samePolicy(want.Value, whole)
	case "Cache-Control":
		return sameDirectives(want.Value, whole, ",", "public")
	case "Permissions-Policy":
		return sameDirectives(want.Value, whole, ",", "")
	case "Strict-Transport-Security":
		return strictEnough(want.Value, whole), want.Value, whole
	case "Vary", "Link", "Allow":
		return contains(came, want.Value), want.Value, whole
	}
	return strings.Join(strings.Fields(want.Value), " ") == strings.Join(strings.Fields(whole), " "), want.Value, whole
}

// directives reads "max-age=60, public" or "default-src 'self'; img-src *": what each says, in an order that makes no difference, by its name in
// small letters. Of two with one name browsers take the first.
func directives(values []string, separator string) map[string]string {
	all := map[string]string{}
	for part := range strings.SplitSeq(strings.Join(values, separator), separator) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		name, value := part, ""
		if i := strings.IndexAny(part, " =\t"); i >= 0 {
			name, value = part[:i], part[i+1:]
		}
		name = strings.ToLower(name)
		if _, twice := all[name]; !twice {
			words := slices.Sorted(strings.FieldsSeq(strings.Trim(value, `"`)))
			all[name] = strings.Join(slices.Compact(words), " ")
		}
	}
	return all
}

// samePolicy compares policies as sets of directives, and those as sets of sources. Where several are sent, browsers keep to all of them, so one must be the one that is
// expected, and the others make it no weaker (www.w3.org/TR/CSP3, 4.2).
func samePolicy(want, came string) (good bool, expected, found string) {
	for one := range strings.SplitSeq(came, ",") {
		good, wanted, has := sameDirectives(want, one, ";", "")
		if good {
			return true, "", ""
		}
		if found == "" {
			expected, found = wanted, has
		}
	}
	return false, expected, found
}

// sameDirectives compares two values as sets of directives. The one that is called harmless may be there though nobody expects it. Expected and
// found are the directives that differ.
func sameDirectives(want, came, separator, harmless string) (good bool, expected, found string) {
	wanted, has := directives([]string{want}, separator), directives([]string{came}, separator)
	var missing, other []string
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		value, there := has[name]
		if there && value == wanted[name] {
			continue
		}
		missing = append(missing, directive(name, wanted[name], separator))
		if there {
			other = append(other, directive(name, value, separator))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(has)) {
		if _, known := wanted[name]; !known && name != harmless {
			other = append(other, directive(name, has[name], separator))
			missing = append(missing, "no "+name)
		}
	}
	if len(missing) == 0 {
		return true, "", ""
	}
	if len(other) == 0 {
		other = []string{"without it"}
	}
	return false, strings.Join(missing, separator+" "), strings.Join(other, separator+" ")
}

func directive(name, value, separator string) string {
	switch {
	case value == "":
		return name
	case separator == ",":
		return name + "=" + value
	}
	return name + " " + value
}

// strictEnough tells whether what browsers are told of https is at least what they should be.
func strictEnough(want, came string) bool {
	wanted, has := directives([]string{want}, ";"), directives([]string{came}, ";")
	for name, value := range wanted {
		there, is := has[name]
		least, err1 := strconv.Atoi(value)
		age, err2 := strconv.Atoi(there)
		if !is || err1 == nil && (err2 != nil || age < least) {
			return false
		}
	}
	return true
}

// contains tells whether a list has all members of another.
func contains(list []string, members string) bool {
	for member := range strings.SplitSeq(members, ",") {
		if !listed(list, strings.TrimSpace(member)) {
			return false
		}
	}
	return true
}

// bareType returns a type without its parameters, in small letters, by the name that the registry has for it today.
func bareType(value string) string {
	mediaType, _, err := mime.ParseMediaType(value)
	if err != nil {
		return strings.ToLower(value)
	}
	switch mediaType {
	case "application/javascript", "application/x-javascript":
		return "text/javascript"
	case "text/xml":
		return "application/xml"
	case "image/x-icon":
		return "image/vnd.microsoft.icon"
	case "application/x-font-woff", "application/font-woff":
		return "font/woff"
	case "application/font-woff2", "application/x-font-woff2":
		return "font/woff2"
	case "application/x-gzip":
		return "application/gzip"
	case "text/x-vcard":
		return "text/vcard"
	}
	return mediaType
}

// sameType tells whether browsers read a file as they should. An ending that is not known may be so to a host.
func sameType(want, came string) bool {
	expected, found := bareType(want), bareType(came)
	if expected == "application/octet-stream" {
		return true
	}
	feed := found == "application/xml" && strings.HasSuffix(expected, "+xml") && expected != "image/svg+xml"
	data := found == "application/json" && strings.HasSuffix(expected, "json")
	if expected != found && !feed && !data {
		return false
	}
	_, parameters, err := mime.ParseMediaType(came)
	if err != nil {
		return false
	}
	charset := parameters["charset"]
	if charset != "" {
		return strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
	}
	return !needsCharset(expected)
}

// needsCharset tells whether browsers would guess how a text is written where nobody tells them.
func needsCharset(mediaType string) bool {
	switch mediaType {
	case "text/html", "text/plain", "text/markdown", "text/csv":
		return true
	}
	return false
}
