package vector

import (
	"strings"
	"sync"
)

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	made := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		made[word] = true
	}
	return made
}

// elements are those that may stay.
var elements = sync.OnceValue(func() map[string]bool {
	return set(`
		svg g defs symbol use switch a view
		path rect circle ellipse line polyline polygon image
		text tspan textPath title desc
		linearGradient radialGradient stop pattern mask clipPath marker
		filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
		feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
		feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
		animate animateTransform animateMotion set mpath
		style`)
})

// animations are the elements that change an attribute of another one.
var animations = sync.OnceValue(func() map[string]bool { return set("animate animateTransform animateMotion set") })

// texts are the elements whose text is seen or read.
var texts = sync.OnceValue(func() map[string]bool { return set("text tspan textPath title desc style a") })

// leaves are the elements whose text is all that counts. HTML takes what is in the first two for HTML, so no element may be there.
var leaves = sync.OnceValue(func() map[string]bool { return set("title desc style") })

// silent are elements that no browser draws and no author misses: what editors note for themselves.
var silent = sync.OnceValue(func() map[string]bool {
	return set("metadata font glyph missing-glyph hkern vkern font-face color-profile")
})
