package access

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/check/rule"
)

// fileName is what cameras, telephones and picture banks call their files.
var fileName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\.(jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)$|^(img|dsc|dscn|dscf|pxl|image|photo|picture|untitled|screenshot|whatsapp image)[-_ ]?\d[\d-_ ]*$`)
})

// imageAltFile asks that words for a picture are not the name of its file.
func imageAltFile() rule.Rule {
	return rule.Rule{Code: "image-alt-file", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("img") {
			n := &p.Nodes[i]
			alt := strings.TrimSpace(n.Attr("alt"))
			if alt != "" && (fileName().MatchString(alt) || isStem(alt, n.Attr("src"))) {
				found = append(found, p.Found(i, "the words for this picture are the name of a file: “"+alt+"”",
					"write what the picture shows, as you would tell somebody on the telephone").About(alt))
			}
		}
		return found
	}}
}

// isStem tells whether words are the name of the file, which has signs in it that no words have.
func isStem(alt, src string) bool {
	stem, _, _ := strings.Cut(path.Base(src), ".")
	return strings.ContainsAny(alt, "-_0123456789") && !strings.Contains(alt, " ") && strings.EqualFold(alt, stem)
}
