package generator

import (
	"io/fs"

	"stillpoint/generator/publish"
	"stillpoint/generator/site"
)

// Files is a finished site in memory.
type Files = publish.Files

// Change is what became of one input file between two builds.
type Change struct {
	Path string // slash-separated, within the site's folder
	Verb string // "added", "changed" or "removed"
}

// Folder is a folder that a build has looked into, as it found it.
type Folder struct {
	Path string // absolute
	Info fs.FileInfo
}

// Origin says where a finished page comes from.
type Origin struct {
	Source string // "content/prices.md"; "" where Stillpoint made the page up
	State  string // "draft", "future", "expired", or "" for a page that is published
}

// Origin returns where a finished file comes from, the zero Origin where it is no page.
func (r *Result) Origin(output string) Origin { return r.origins[output] }

// origins tells of every page where it comes from.
func (b *build) origins() map[string]Origin {
	all := make(map[string]Origin, len(b.site.Pages))
	for _, p := range b.site.Pages {
		var from Origin
		if p.Source != nil {
			from = Origin{Source: p.Source.File.Name(), State: p.Source.State(b.now)}
		}
		for _, slice := range p.Slices {
			all[site.Output(slice.Path)] = from
		}
	}
	return all
}

// BasePath returns the path of the site on its host, "/" or "/sub/"; "/" where it is not known.
func (r *Result) BasePath() string {
	if r.Site == nil {
		return "/"
	}
	return r.Site.Addresses.BasePath()
}
