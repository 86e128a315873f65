package config

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"

	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// Site is what the site says of itself.
type Site struct {
	Title       string `yaml:"title" doc:"The name of the site, as a rule that of the practice." example:"Still Waters"`
	Description string `yaml:"description" doc:"One sentence on the site, for search results." example:"Craniosacral therapy in Saltmere. Unhurried, fully clothed sessions."`
	URL         string `yaml:"url" doc:"The address at which the site will be published, whole." example:"https://stillwaters.example/"`
	Language    string `yaml:"language" doc:"The language that the site is written in, by its code (BCP 47)." example:"en-GB"`
	TimeZone    string `yaml:"timeZone" doc:"The time zone of the practice, as continent and city; dates and times are meant in it." example:"Europe/London"`
	Author      string `yaml:"author" doc:"Who writes the site." example:"Mara Ellison"`
	Theme       Theme  `yaml:"theme" doc:"The look of the site in a few values."`
	zone        *time.Location
}

// Zone returns the site's time zone.
func (s Site) Zone() *time.Location {
	if s.zone == nil {
		return time.UTC
	}
	return s.zone
}

func (s *Site) validate(c *checker) {
	if strings.TrimSpace(s.Title) == "" {
		c.fail("missing-title", "the site has no title", "write   site:   and below it, set in by two blanks,   title: The name of the practice", "site")
	}
	if normal, err := siteURL(s.URL); s.URL == "" {
		c.fail("missing-url", "the site has no url", "write below site:   url: https://example.org/", "site")
	} else if err != nil {
		c.fail("bad-url", err.Error(), "write it as https://example.org/", "site", "url")
	} else {
		s.URL = normal
	}
	if tag, err := language.Parse(s.Language); err != nil {
		c.fail("bad-language", fmt.Sprintf("%q is not a language", s.Language), "write its code, such as en, en-GB, de or fr", "site", "language")
	} else {
		s.Language = tag.String()
	}
	s.findZone(c)
	s.Theme.validate(c)
}

func (s *Site) findZone(c *checker) {
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil || s.TimeZone == "Local" {
		c.fail("bad-time-zone", fmt.Sprintf("%q is not a time zone%s", s.TimeZone, diag.DidYouMean(s.TimeZone, practice.CommonZones())),
			"write it as continent and city, such as Europe/London", "site", "timeZone")
		return
	}
	s.zone = zone
}

// siteURL checks an absolute address and closes it with a slash.
func siteURL(address string) (string, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return "", fmt.Errorf("%q is not a whole address", address)
	case u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(address, "?#"):
		return "", fmt.Errorf("%q has a ? or #, which the address of a site cannot have", address)
	case u.User != nil:
		return "", fmt.Errorf("%q has a name or password in it", u.Redacted())
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + "/"
	return u.String(), nil
}

// SetBaseURL replaces the address of the site. The error says why it cannot be one.
func (c *Config) SetBaseURL(address string) error {
	normal, err := siteURL(address)
	if err == nil {
		c.Site.URL = normal
	}
	return err
}
