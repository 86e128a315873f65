package search

import "stillpoint/generator/check/rule"

// noindexSitemap asks that the sitemap lists the pages that search engines may show, and no others.
func noindexSitemap() rule.Rule {
	return rule.Rule{Code: "noindex-sitemap", Level: rule.Warning, Site: func(s *rule.Site) []rule.Finding {
		if s.Indexed == nil {
			return nil
		}
		var found []rule.Finding
		for _, p := range s.Pages {
			listed := s.Indexed[s.Address(p.Output)]
			switch {
			case !p.Whole:
			case listed && p.Alias:
				found = append(found, p.Found("the sitemap lists this page, which only leads on to another", "list the address that it leads to"))
			case listed && p.Hidden:
				found = append(found, p.Found("the sitemap lists this page, which asks search engines to pass it over",
					"set noindex in its front matter, not only in the layout, and the sitemap leaves it out; or take the line from the layout"))
			case !listed && p.Shown() && p.Canonical != "" && own(s, p):
				found = append(found, p.Found("search engines may show this page, but the sitemap does not list it",
					"set noindex in its front matter if nobody is to find it; else put it among the pages of the sitemap"))
			}
		}
		return found
	}}
}
