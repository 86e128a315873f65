package starter

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed all:hosts
var hostFiles embed.FS

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

// hosting writes what the host needs to build the site by itself.
func (w *writer) hosting() error {
	host := w.values.Host
	if !slices.Contains([]string{"netlify", "cloudflare", "github", "gitlab"}, host) {
		return nil
	}
	return fs.WalkDir(hostFiles, "hosts", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		into, own := strings.CutPrefix(name, "hosts/"+host+"/")
		if !own {
			if into = strings.TrimPrefix(name, "hosts/"); strings.Contains(into, "/") {
				return nil // of another host
			}
		}
		text, err := hostFiles.ReadFile(name)
		if err != nil {
			return err
		}
		return w.files.add(into, text)
	})
}
