package images

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/webp"
)

// revision grows with each change of this package that changes the bytes it makes.
const revision = 1

// Version returns a text that differs wherever the same picture might become other bytes: by a change of this package, of the
// libraries, of Go, whose encoders write JPEG and PNG, or by libraries for WebP or AVIF of the system, which are
// used where they are found.
func Version() string { return version() }

var version = sync.OnceValue(func() string {
	parts := []string{fmt.Sprint("images ", revision), runtime.Version()}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if slices.Contains(libraries(), m.Path) {
				parts = append(parts, m.Path+" "+m.Version)
			}
		}
	}
	return strings.Join(append(parts, "webp "+kind(webp.Dynamic()), "avif "+kind(avif.Dynamic())), "; ")
})

func libraries() []string {
	return []string{
		"github.com/gen2brain/avif", "github.com/gen2brain/webp", "github.com/kovidgoyal/imaging", "golang.org/x/image",
	}
}

// kind tells a library of the system from the one that is built in.
func kind(err error) string {
	if err == nil {
		return "of the system"
	}
	return "built in"
}
