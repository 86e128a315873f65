package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"net/http"
)

// browser holds what the browser runs: the panel, how it looks, and the connection. It
// is served as one script, so that a page needs one element.
//
//go:embed browser
var browser embed.FS

// script is what browsers run.
type script struct {
	body      []byte
	integrity string // as in a policy or an integrity attribute
}

func newScript() *script {
	style, _ := json.Marshal(string(part("panel.css"))) // a string always has a form
	var b bytes.Buffer
	b.WriteString("(() => {\n'use strict';\nconst panelStyle = " + string(style) + ";\n")
	for _, name := range []string{"keep.js", "swap.js", "problem.js", "panel.js", "live.js"} {
		b.WriteString("\n")
		b.Write(part(name))
	}
	b.WriteString("})();\n")
	sum := sha256.Sum256(b.Bytes())
	return &script{body: b.Bytes(), integrity: "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}

// part returns an embedded file. One that was not there would leave an empty part, which the tests see.
func part(name string) []byte {
	text, _ := browser.ReadFile("browser/" + name)
	return text
}

func (s *script) serve(w http.ResponseWriter, r *http.Request) {
	send(w, r, answer{status: http.StatusOK, kind: "text/javascript; charset=utf-8", body: s.body, digest: digest(s.body)})
}
