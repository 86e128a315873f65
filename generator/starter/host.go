package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"
	"time"
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
		{"codeberg", "Codeberg Pages"},
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

// builds tells whether a host builds the site by itself.
func builds(host string) bool {
	return slices.Contains([]string{"netlify", "cloudflare", "github", "gitlab", "codeberg"}, host)
}

// hosting writes what the host needs to build the site by itself.
func (w *writer) hosting() error {
	host := w.values.Host
	if !builds(host) {
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
		text, err := w.hostFile(name)
		if err != nil {
			return err
		}
		return w.files.add(into, text)
	})
}

// hostFile fills in a file for a host.
func (w *writer) hostFile(name string) ([]byte, error) {
	text, err := hostFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Delims("[[", "]]").Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	err = t.Execute(&b, struct{ Night, TimeZone string }{night(w.values.TimeZone), w.values.TimeZone})
	return []byte(b.String()), err
}

// afterMidnight is when sites are built in the night: after the day has changed, and not at the full hour, when everybody's pipelines begin.
const afterMidnight = 17 * time.Minute

// night returns when in UTC, as cron takes it, midnight in a time zone has passed in summer and in winter. A zone that is not known is taken for UTC.
func night(zone string) string {
	location, err := time.LoadLocation(zone)
	if err != nil {
		location = time.UTC
	}
	latest := time.Duration(0) // of the midnights of a year, since the day before in UTC
	for month := range 12 {
		_, offset := time.Date(2027, time.January+time.Month(month), 15, 0, 0, 0, 0, location).Zone()
		latest = max(latest, 24*time.Hour-time.Duration(offset)*time.Second)
	}
	at := (latest + afterMidnight) % (24 * time.Hour)
	return fmt.Sprintf("%d %d * * *", int(at.Minutes())%60, int(at.Hours()))
}
