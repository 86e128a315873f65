package starter

// hosts returns where a site can be published, "none yet" first.
func hosts() ([]Option, error) {
	return []Option{
		{"none", "I do not know yet"},
		{"netlify", "Netlify"},
		{"cloudflare", "Cloudflare Pages"},
		{"github", "GitHub Pages"},
		{"gitlab", "GitLab Pages"},
		{"own", "web space of my own"},
	}, nil
}

// HostNames returns the names of all hosts.
func HostNames() []string {
	all, _ := hosts()
	var names []string
	for _, h := range all {
		names = append(names, h.ID)
	}
	return names
}
