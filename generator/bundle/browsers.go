package bundle

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"stillpoint/generator/diag"
)

// Default returns the browsers that a site is made for where nothing is said: the first that know light-dark(). The built-in
// style sheet gets both of its colour schemes from it, and esbuild, which writes nesting for older browsers, leaves light-dark() as it
// is for all of them: a browser that does not know it would drop the colours (see developer.mozilla.org, light-dark(), Baseline 2024).
func Default() []string {
	return []string{"chrome123", "edge123", "firefox120", "ios17.5", "safari17.5"}
}

// version is a browser with its version. Four digits are more than any browser has come to.
var version = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z]+)(\d{1,4}(?:\.\d{1,4}){0,2})$`) })

// BrowserPattern returns a regular expression for all that ValidBrowser lets pass.
func BrowserPattern() string {
	return `^(?:` + strings.Join(browserNames(), "|") + `)\d{1,4}(?:\.\d{1,4}){0,2}$`
}

// browserNames are the browsers that esbuild knows. Internet Explorer is left out, for which it can write too little.
func browserNames() []string { return []string{"chrome", "edge", "firefox", "ios", "opera", "safari"} }

func browserEngines() []api.EngineName {
	return []api.EngineName{api.EngineChrome, api.EngineEdge, api.EngineFirefox, api.EngineIOS, api.EngineOpera, api.EngineSafari}
}

// ValidBrowser returns an error, in plain words, unless s is the name of a browser with its version: "chrome123", "safari17.5".
func ValidBrowser(s string) error {
	_, err := engine(s)
	return err
}

func engine(s string) (api.Engine, error) {
	parts := version().FindStringSubmatch(s)
	if parts == nil {
		return api.Engine{}, fmt.Errorf("%q is not a browser with its version", s)
	}
	for i, name := range browserNames() {
		if name == parts[1] {
			return api.Engine{Name: browserEngines()[i], Version: parts[2]}, nil
		}
	}
	return api.Engine{}, fmt.Errorf("unknown browser %q%s", parts[1], diag.DidYouMean(parts[1], browserNames()))
}

func engines(browsers []string) ([]api.Engine, error) {
	if len(browsers) == 0 {
		browsers = Default()
	}
	var all []api.Engine
	for _, browser := range browsers {
		e, err := engine(browser)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}
