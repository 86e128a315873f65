package privacy

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// inlineHandler asks that no script stands in attributes, so that a page can refuse all scripts that are not its own.
func inlineHandler() rule.Rule {
	return rule.Rule{Code: "inline-handler", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Nodes {
			if p.Nodes[i].Tag != "" {
				found = append(found, handlers(p, i)...)
			}
		}
		return found
	}}
}

// handlers returns the findings on one element.
func handlers(p *rule.Page, node int) []rule.Finding {
	var found []rule.Finding
	for name, value := range p.Nodes[node].Attributes() {
		switch {
		case isHandler(name):
			found = append(found, p.Found(node, "a script stands in the attribute "+name, handlerHint).About(value))
		case isAddress(name) && isCode(value):
			found = append(found, p.Found(node, "a script stands in place of the address in "+name, handlerHint).About(value))
		}
	}
	return found
}

const handlerHint = "move it into a file in assets/js/ that finds the element by itself: then a policy can refuse all scripts that somebody smuggles in"

// isAddress tells whether browsers go where an attribute says, and run it where it is a script.
func isAddress(name string) bool {
	switch name {
	case "href", "xlink:href", "src", "action", "formaction", "data":
		return true
	}
	return false
}

// isCode tells whether an address is a script, as browsers understand it: with blanks, control characters and capitals.
func isCode(address string) bool {
	const scheme = "javascript:"
	at := 0
	for i := 0; i < len(address) && at < len(scheme); i++ {
		c := address[i]
		if c == '\t' || c == '\n' || c == '\r' || at == 0 && c <= ' ' {
			continue
		}
		if c|0x20 != scheme[at] && c != scheme[at] {
			return false
		}
		at++
	}
	return at == len(scheme)
}

// isHandler tells whether an attribute holds a script for an event: https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers
// Other attributes that begin with “on” are names that somebody has made up.
func isHandler(name string) bool {
	event, found := strings.CutPrefix(name, "on")
	if !found {
		return false
	}
	switch event {
	case "abort", "afterprint", "animationcancel", "animationend", "animationiteration", "animationstart", "auxclick", "beforeinput", "beforematch",
		"beforeprint", "beforetoggle", "beforeunload", "begin", "blur", "cancel", "canplay", "canplaythrough", "change", "click", "close", "command",
		"contextlost", "contextmenu", "contextrestored", "copy", "cuechange", "cut", "dblclick", "drag", "dragend", "dragenter", "dragleave",
		"dragover", "dragstart", "drop", "durationchange", "emptied", "end", "ended", "error", "focus", "focusin", "focusout", "formdata",
		"fullscreenchange", "fullscreenerror", "gotpointercapture", "hashchange", "input", "invalid", "keydown", "keypress", "keyup",
		"languagechange", "load", "loadeddata", "loadedmetadata", "loadstart", "lostpointercapture", "message", "messageerror", "mousedown",
		"mouseenter", "mouseleave", "mousemove", "mouseout", "mouseover", "mouseup", "mousewheel", "offline", "online", "pagehide", "pagereveal",
		"pageshow", "pageswap", "paste", "pause", "play", "playing", "pointercancel", "pointerdown", "pointerenter", "pointerleave",
		"pointermove", "pointerout", "pointerover", "pointerrawupdate", "pointerup", "popstate", "progress", "ratechange", "rejectionhandled",
		"repeat", "reset", "resize", "scroll", "scrollend", "scrollsnapchange", "scrollsnapchanging", "search", "securitypolicyviolation", "seeked",
		"seeking", "select", "selectionchange", "selectstart", "slotchange", "stalled", "storage", "submit", "suspend", "timeupdate", "toggle",
		"touchcancel", "touchend", "touchmove", "touchstart", "transitioncancel", "transitionend", "transitionrun", "transitionstart",
		"unhandledrejection", "unload", "volumechange", "waiting", "webkitanimationend", "webkitanimationiteration", "webkitanimationstart",
		"webkittransitionend", "wheel":
		return true
	}
	return false
}
