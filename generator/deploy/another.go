package deploy

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// AnotherSiteError says that another site is at the place, which would be replaced. Nothing was touched.
type AnotherSiteError struct {
	Place       string
	There, Here string // the addresses of the sites
}

// Error names both.
func (e *AnotherSiteError) Error() string {
	return fmt.Sprintf("%s holds another site, %s, and this one is %s", e.Place, e.There, e.Here)
}

// CheckSite returns an *[AnotherSiteError] where all records at the place are of other sites, whose addresses are given, "" for those that are not known. With
// Options.Adopt it is a note of the plan.
func (p *Plan) CheckSite(site Site, o Options, there ...string) error {
	there = slices.DeleteFunc(slices.Clone(there), func(address string) bool { return address == "" })
	isSame := func(address string) bool { return sameSite(address, site.Address) }
	if site.Address == "" || len(there) == 0 || slices.ContainsFunc(there, isSame) {
		return nil
	}
	err := &AnotherSiteError{Place: p.Place, There: there[0], Here: site.Address}
	if !o.Adopt {
		return err
	}
	p.Notes = append(p.Notes, err.Error()+", which takes its place")
	return nil
}

// sameSite tells whether two addresses are of one site, which may have got a certificate, or lost its "www.".
func sameSite(a, b string) bool { return bare(a) == bare(b) }

// bare returns what tells the address of a site from that of another: host and path.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.Path, "/")
}
