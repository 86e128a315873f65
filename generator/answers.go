package generator

import (
	"stillpoint/generator/hosting"
)

// Host returns how the host of a site should answer that was built in memory: by the rules of the site, and with the files for which
// the function says that they are there.
func (r *Result) Host(has func(name string) bool) *hosting.Host {
	return hosting.New(func(name string) ([]byte, bool) {
		if file := r.Files.Get(name); file != nil && file.Data != nil {
			return file.Data, true
		}
		return nil, has(name)
	}, r.BasePath())
}
