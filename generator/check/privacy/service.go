package privacy

import "strings"

// service is one that learns who reads a page which calls it.
type service struct {
	name string
	does does
}

// does is what a service is there for.
type does int

const (
	counts     does = iota // visits, and what visitors do
	advertises             // and follows people for that
	lendsFonts             // to pages
	guards                 // asks whether somebody is a machine
)

// hint says what to do about a service.
func (s service) hint() string {
	switch s.does {
	case advertises:
		return "leave it out, or load it only once a visitor has agreed to it"
	case lendsFonts:
		return "put the font, as WOFF2, into assets/fonts/ and load it from there"
	case guards:
		return "leave it out, or load it only once somebody begins to fill in the form; a field that people do not see stops most machines"
	}
	return "leave it out, or load it only once a visitor has agreed to it; the log of your host counts visits too"
}

// serviceOf returns the service that an address belongs to; its name is empty for all others.
func serviceOf(address string) service {
	_, host, path := cut(address)
	for name := host; strings.Contains(name, "."); _, name, _ = strings.Cut(name, ".") {
		for _, known := range []struct {
			does does
			list func(string) string
		}{
			{counts, counter}, {counts, recorder}, {counts, analyst}, {counts, surveyor},
			{advertises, advertiser}, {advertises, exchange}, {advertises, talker}, {lendsFonts, foundry}, {guards, guard},
		} {
			if found := known.list(name); found != "" {
				return service{found, known.does}
			}
		}
	}
	return byPath(host, path)
}

// byPath knows the services of hosts that do other things as well.
func byPath(host, path string) service {
	switch {
	case host == "www.facebook.com" && (path == "/tr" || strings.HasPrefix(path, "/tr/") || strings.HasPrefix(path, "/tr?")):
		return service{"Facebook", advertises}
	case (host == "www.google.com" || host == "www.gstatic.com" || host == "www.recaptcha.net") && strings.HasPrefix(path, "/recaptcha"):
		return service{"Google reCAPTCHA", guards}
	case host == "www.google.com" && (strings.HasPrefix(path, "/ads") || strings.HasPrefix(path, "/pagead")):
		return service{"Google Ads", advertises}
	case host == "www.linkedin.com" && strings.HasPrefix(path, "/px"):
		return service{"LinkedIn", advertises}
	}
	return service{}
}
