package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"strings"

	"stillpoint/generator/check/rule"
)

// runs tells whether browsers run an element of a script or read it as more than data, by its type: https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
func runs(n *rule.Node) bool {
	kind, has := n.Lookup("type")
	if !has {
		if language := n.Attr("language"); language != "" {
			return isJavaScript("text/" + strings.ToLower(language))
		}
		return true
	}
	kind = strings.ToLower(strings.Trim(kind, " \t\n\f\r"))
	return kind == "" || kind == "module" || kind == "importmap" || kind == "speculationrules" || isJavaScript(kind)
}

// isJavaScript tells whether a type is one of scripts: https://mimesniff.spec.whatwg.org/#javascript-mime-type
func isJavaScript(kind string) bool {
	switch kind {
	case "application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript", "text/ecmascript",
		"text/javascript", "text/javascript1.0", "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
		"text/javascript1.5", "text/jscript", "text/livescript", "text/x-ecmascript", "text/x-javascript":
		return true
	}
	return false
}

// inside returns the text of a script or a style as a browser has it when it takes its digest: within a drawing entities are read, elsewhere not, and all ends
// of lines are one character.
func inside(p *rule.Page, node int) string {
	var text strings.Builder
	for i := node + 1; i < p.Nodes[node].End; i++ {
		text.WriteString(p.Nodes[i].Text)
	}
	all := text.String()
	if p.In(node, "svg", "math") > 0 {
		all = html.UnescapeString(all)
	}
	if strings.ContainsRune(all, '\r') {
		all = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(all)
	}
	return all
}

// digest returns the source that lets a text run: CSP3, 8.4.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
