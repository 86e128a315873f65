package style

import "github.com/tdewolff/parse/v2/css"

// slot is a property that counts here, as a place that the strongest of all declarations fills.
type slot int

const (
	textColor slot = iota
	groundColor
	groundImage
	groundClip
	textFill
	textShadow
	fontSize
	fontWeight
	opacity
	effect // what changes colours as a whole: a filter, a mask
	blend
	animation
	display
	visibility
	clip
	position
	zIndex
	colorScheme
	moves // what moves an element from its place: a transform
	translate
	turns
	scale
	marginTop
	marginRight
	marginBottom
	marginLeft
	top
	right
	bottom
	left
	gridArea
	gridRow
	gridColumn
	reading      // as far as here they count for all elements, those that follow for targets alone
	width   slot = iota - 1
	height
	minWidth
	minHeight
	maxWidth
	maxHeight
	paddingTop
	paddingRight
	paddingBottom
	paddingLeft
	borderTop
	borderRight
	borderBottom
	borderLeft
	boxSizing
	float
	rowGap
	columnGap
	flexDirection
	flexGrow
	justify
	slots
)

// slotsOf returns the slots that a property fills. A shorthand fills several.
func slotsOf(property string) []slot {
	switch property {
	case "color":
		return []slot{textColor}
	case "background":
		return []slot{groundColor, groundImage, groundClip}
	case "background-color":
		return []slot{groundColor}
	case "background-image":
		return []slot{groundImage}
	case "background-clip", "-webkit-background-clip":
		return []slot{groundClip}
	case "-webkit-text-fill-color":
		return []slot{textFill}
	case "text-shadow":
		return []slot{textShadow}
	case "font":
		return []slot{fontSize, fontWeight}
	case "font-size":
		return []slot{fontSize}
	case "font-weight":
		return []slot{fontWeight}
	case "opacity":
		return []slot{opacity}
	case "filter", "-webkit-filter", "backdrop-filter", "-webkit-backdrop-filter", "mask", "mask-image", "-webkit-mask", "-webkit-mask-image":
		return []slot{effect}
	case "mix-blend-mode":
		return []slot{blend}
	case "animation", "animation-name", "-webkit-animation", "-webkit-animation-name":
		return []slot{animation}
	case "display":
		return []slot{display}
	case "visibility":
		return []slot{visibility}
	case "clip", "clip-path", "-webkit-clip-path":
		return []slot{clip}
	case "position":
		return []slot{position}
	case "z-index":
		return []slot{zIndex}
	case "color-scheme":
		return []slot{colorScheme}
	case "transform", "-webkit-transform":
		return []slot{moves}
	case "translate":
		return []slot{translate}
	case "rotate":
		return []slot{turns}
	case "scale":
		return []slot{scale}
	case "grid-area":
		return []slot{gridArea, gridRow, gridColumn}
	case "grid-row", "grid-row-start":
		return []slot{gridRow}
	case "grid-column", "grid-column-start":
		return []slot{gridColumn}
	}
	return boxSlots(property)
}

// boxSlots returns the slots of properties on sizes and distances. Lines are taken to run from the left to the right.
func boxSlots(property string) []slot {
	switch property {
	case "margin":
		return []slot{marginTop, marginRight, marginBottom, marginLeft}
	case "margin-block":
		return []slot{marginTop, marginBottom}
	case "margin-inline":
		return []slot{marginRight, marginLeft}
	case "margin-top", "margin-block-start":
		return []slot{marginTop}
	case "margin-right", "margin-inline-end":
		return []slot{marginRight}
	case "margin-bottom", "margin-block-end":
		return []slot{marginBottom}
	case "margin-left", "margin-inline-start":
		return []slot{marginLeft}
	case "inset":
		return []slot{top, right, bottom, left}
	case "inset-block":
		return []slot{top, bottom}
	case "inset-inline":
		return []slot{right, left}
	case "top", "inset-block-start":
		return []slot{top}
	case "right", "inset-inline-end":
		return []slot{right}
	case "bottom", "inset-block-end":
		return []slot{bottom}
	case "left", "inset-inline-start":
		return []slot{left}
	case "padding":
		return []slot{paddingTop, paddingRight, paddingBottom, paddingLeft}
	case "padding-block":
		return []slot{paddingTop, paddingBottom}
	case "padding-inline":
		return []slot{paddingRight, paddingLeft}
	case "padding-top", "padding-block-start":
		return []slot{paddingTop}
	case "padding-right", "padding-inline-end":
		return []slot{paddingRight}
	case "padding-bottom", "padding-block-end":
		return []slot{paddingBottom}
	case "padding-left", "padding-inline-start":
		return []slot{paddingLeft}
	case "border", "border-width", "border-style":
		return []slot{borderTop, borderRight, borderBottom, borderLeft}
	case "border-block", "border-block-width":
		return []slot{borderTop, borderBottom}
	case "border-inline", "border-inline-width":
		return []slot{borderRight, borderLeft}
	case "border-top", "border-top-width", "border-block-start":
		return []slot{borderTop}
	case "border-right", "border-right-width", "border-inline-end":
		return []slot{borderRight}
	case "border-bottom", "border-bottom-width", "border-block-end":
		return []slot{borderBottom}
	case "border-left", "border-left-width", "border-inline-start":
		return []slot{borderLeft}
	case "width", "inline-size":
		return []slot{width}
	case "height", "block-size":
		return []slot{height}
	case "min-width", "min-inline-size":
		return []slot{minWidth}
	case "min-height", "min-block-size":
		return []slot{minHeight}
	case "max-width", "max-inline-size":
		return []slot{maxWidth}
	case "max-height", "max-block-size":
		return []slot{maxHeight}
	case "box-sizing":
		return []slot{boxSizing}
	case "float":
		return []slot{float}
	case "gap", "grid-gap":
		return []slot{rowGap, columnGap}
	case "row-gap", "grid-row-gap":
		return []slot{rowGap}
	case "column-gap", "grid-column-gap":
		return []slot{columnGap}
	case "flex-direction", "flex-flow":
		return []slot{flexDirection}
	case "flex", "flex-grow":
		return []slot{flexGrow}
	case "justify-content", "place-content":
		return []slot{justify}
	case "all":
		every := make([]slot, slots)
		for i := range every {
			every[i] = slot(i)
		}
		return every
	}
	return nil
}

// negative tells whether a value may be less than nothing.
func negative(tokens []token) bool {
	for _, t := range tokens {
		switch t.kind {
		case css.NumberToken, css.PercentageToken, css.DimensionToken:
			if t.text[0] == '-' {
				return true
			}
		case css.DelimToken:
			if t.text == "-" {
				return true
			}
		}
	}
	return false
}
