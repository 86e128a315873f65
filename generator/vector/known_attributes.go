package vector

import "sync"

// presentation are the style properties that are attributes as well. Their values are CSS, and may hold references.
var presentation = sync.OnceValue(func() map[string]bool {
	return set(`
		alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
		color-rendering cursor direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity
		font-family font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal
		glyph-orientation-vertical image-rendering kerning letter-spacing lighting-color marker-end marker-mid marker-start mask
		mask-type opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray
		stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
		text-decoration text-overflow text-rendering transform-origin unicode-bidi vector-effect visibility white-space
		word-spacing writing-mode`)
})

// geometry are the attributes of place and size that are style properties as well.
var geometry = sync.OnceValue(func() map[string]bool { return set("cx cy r rx ry x y width height") })

// plain are attributes whose values can do no harm, whatever they are: numbers, words, texts.
var plain = sync.OnceValue(func() map[string]bool {
	return set(`
		id class lang role xml:lang xml:space
		cx cy r rx ry x y width height x1 y1 x2 y2 dx dy fx fy fr d points transform pathLength rotate
		viewBox preserveAspectRatio zoomAndPan
		textLength lengthAdjust startOffset method spacing side
		gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform
		maskUnits maskContentUnits clipPathUnits markerUnits markerWidth markerHeight refX refY orient
		filterUnits primitiveUnits filterRes in in2 result mode type values operator k1 k2 k3 k4 order kernelMatrix divisor bias
		targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
		scale xChannelSelector yChannelSelector stdDeviation radius azimuth elevation z pointsAtX pointsAtY pointsAtZ
		limitingConeAngle baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent
		attributeName attributeType begin dur end min max restart repeatCount repeatDur fill calcMode keyTimes keySplines
		keyPoints from to by additive accumulate path origin
		systemLanguage requiredFeatures requiredExtensions
		aria-label aria-labelledby aria-describedby aria-hidden aria-details aria-roledescription
		media`)
})

// lists are attributes that hold identifiers of other elements, between blanks.
var lists = sync.OnceValue(func() map[string]bool { return set("aria-labelledby aria-describedby aria-details") })

// animated are the attributes that an animation gives values to.
var animated = sync.OnceValue(func() map[string]bool { return set("from to by values") })

// still are attributes that no animation may change, since they decide where an element leads, who it is, or what it says.
var still = sync.OnceValue(func() map[string]bool {
	return set("id style lang role xml:lang xml:space attributeName attributeType begin end dur media type systemLanguage requiredFeatures requiredExtensions")
})

// properties are style properties that may stay although no attribute is of their name.
var properties = sync.OnceValue(func() map[string]bool {
	return set(`
		animation animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count
		animation-name animation-play-state animation-timing-function transition transition-delay transition-duration
		transition-property transition-timing-function
		background background-color backface-visibility color-scheme d font font-feature-settings font-kerning font-optical-sizing
		font-synthesis font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures
		font-variant-numeric font-variant-position font-variation-settings forced-color-adjust hyphens isolation line-height
		inline-size margin marker mask-image mask-mode mask-position mask-repeat mask-size max-height max-width min-height min-width
		mix-blend-mode offset offset-anchor offset-distance offset-path offset-position offset-rotate padding perspective
		perspective-origin rotate scale shape-inside shape-margin shape-padding shape-subtract tab-size text-align
		text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation text-shadow text-transform
		transform transform-box transform-style translate will-change`)
})

// faces are what a font within the drawing is described by.
var faces = sync.OnceValue(func() map[string]bool {
	return set(`
		font-family src font-weight font-style font-stretch font-display unicode-range font-feature-settings font-variation-settings
		ascent-override descent-override line-gap-override size-adjust`)
})

// functions are those of CSS that compute a value and fetch nothing; url is looked at on its own.
var functions = sync.OnceValue(func() map[string]bool {
	return set(`
		rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark var calc min max clamp round mod rem abs sign sin cos
		tan asin acos atan atan2 pow sqrt hypot log exp env
		matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d rotate rotatex
		rotatey rotatez rotate3d skew skewx skewy perspective cubic-bezier steps linear
		blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
		inset circle ellipse polygon path rect xywh ray
		linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient
		format local tech`)
})
