package rule

import "strings"

// isAddress tells whether browsers go where an attribute says, and run it where it is a script.
func isAddress(name string) bool {
	switch name {
	case "href", "xlink:href", "src", "action", "formaction", "data":
		return true
	}
	return false
}

// IsCode tells whether an attribute holds a script in place of an address, as browsers understand it: with blanks, control characters and capitals.
func IsCode(name, address string) bool {
	return isAddress(name) && isCode(address)
}

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

// IsHandler tells whether an attribute of this name, in small letters, holds a script for an event: https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers
// Other attributes that begin with “on” are names that somebody has made up.
func IsHandler(name string) bool {
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
