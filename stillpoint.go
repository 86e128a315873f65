// Package stillpoint carries the default layouts and assets inside the program,
// so that a site needs nothing but the one binary. It lies at the top of the
// repository because Go can embed only what is below the file that asks for it.
package stillpoint

import (
	"embed"
	"io/fs"
)

//go:embed all:layouts all:assets
var defaults embed.FS

//go:embed all:content stillpoint.yaml
var example embed.FS

// Example returns the site of this repository, that of an invented practice, as it was when the program was built.
func Example() fs.FS { return example }

//go:embed docs/stillpoint.yaml docs/content/*.md docs/layouts docs/assets
var documentation embed.FS

// Documentation returns the site of the documentation without its reference, which package manual makes.
func Documentation() fs.FS {
	docs, err := fs.Sub(documentation, "docs")
	if err != nil {
		panic(err) // the name is no path
	}
	return docs
}

// Defaults returns layouts/ and assets/ as they were when the program was built. A site's own
// files of the same names take their place.
func Defaults() fs.FS { return defaults }
