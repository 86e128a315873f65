package deploytest

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/deploy"
)

// visitor looks at a place as those do who see the site.
type visitor struct {
	mu      sync.Mutex
	foreign map[string][]byte
	known   map[string]map[string][]string // what a file of a name ever was in a site, with the files that it names
	named   *regexp.Regexp
	looks   int
}

func newVisitor(foreign map[string][]byte) *visitor {
	return &visitor{foreign: foreign, known: map[string]map[string][]string{}, named: regexp.MustCompile(`(?:href="|src="|url\(|<loc>)/([^")<]+)`)}
}

// learn has a visitor know what files of a site may look like.
func (v *visitor) learn(site map[string][]byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for name, data := range site {
		if v.known[name] == nil {
			v.known[name] = map[string][]string{}
		}
		named := []string{}
		for _, found := range v.named.FindAllSubmatch(data, -1) {
			named = append(named, string(found[1]))
		}
		v.known[name][string(data)] = named
	}
}

// look returns what is wrong with a place, in words; "" is how it must be at every moment.
func (v *visitor) look(files map[string][]byte) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.looks++
	for name, data := range v.foreign {
		if now, there := files[name]; !there || string(now) != string(data) {
			return fmt.Sprintf("the foreign file %s is %q now", name, now)
		}
	}
	for name, data := range files {
		if _, foreign := v.foreign[name]; foreign || strings.HasPrefix(name, deploy.Own) {
			continue
		}
		named, ever := v.known[name][string(data)]
		if !ever {
			return fmt.Sprintf("%s is no file that was ever sent: %q", name, data)
		}
		for _, other := range named {
			if _, there := files[other]; !there {
				return fmt.Sprintf("%s names /%s, which is not there", name, other)
			}
		}
	}
	return ""
}
