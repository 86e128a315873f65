package diag

import (
	"encoding/json"
	"io"
)

// WriteJSON prints a report as one JSON document on one line:
//
//	{"diagnostics":[{"severity":"error","code":"…","file":"…","line":7,"column":3,"length":9,
//	  "message":"…","hint":"…","source":"…","related":[{"file":"…", …, "message":"…"}]}],
//	 "errors":1,"warnings":0,
//	 "suppressed":[{"by":"comment","reason":"…","severity":"error", …}]}
//
// Lines and columns count from 1, columns in Unicode code points; 0 means that there is none. The file of a page that
// Stillpoint has made up is its address, which begins with a slash. Hint, source and related are left out where there is none, and suppressed
// where nobody has asked for it; what is suppressed is so by a "comment" or by the "baseline", and is not counted. It returns the
// error of w.
func WriteJSON(w io.Writer, r Report) error {
	out := jsonReport{Diagnostics: []jsonDiagnostic{}}
	if r.Suppressed != nil {
		out.Suppressed = []jsonSuppressed{}
	}
	sorted := r.Problems.Sorted()
	out.Errors, out.Warnings = sorted.Errors(), sorted.Warnings()
	for _, d := range r.sorted() {
		if s := d.suppressed; s != nil {
			out.Suppressed = append(out.Suppressed, jsonSuppressed{s.by(), s.Reason, jsonOf(d.Diagnostic)})
			continue
		}
		out.Diagnostics = append(out.Diagnostics, jsonOf(d.Diagnostic))
	}
	return encode(w, out)
}

// encode writes one value on a line of its own, without the escapes that are for
// HTML only.
func encode(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

type jsonReport struct {
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Errors      int              `json:"errors"`
	Warnings    int              `json:"warnings"`
	Suppressed  []jsonSuppressed `json:"suppressed,omitzero"`
}

type jsonSuppressed struct {
	By     string `json:"by"`
	Reason string `json:"reason,omitempty"`
	jsonDiagnostic
}

type jsonDiagnostic struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	jsonPlace
	Message string        `json:"message"`
	Hint    string        `json:"hint,omitempty"`
	Source  string        `json:"source,omitempty"`
	Related []jsonRelated `json:"related,omitempty"`
}

type jsonPlace struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Length int    `json:"length"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

func jsonOf(d Diagnostic) jsonDiagnostic {
	related := make([]jsonRelated, len(d.Related))
	for i, r := range d.Related {
		related[i] = jsonRelated{jsonPlace(r.Position), r.Message}
	}
	return jsonDiagnostic{
		Severity:  d.Severity.String(),
		Code:      d.Code,
		jsonPlace: jsonPlace(d.Position),
		Message:   d.Message,
		Hint:      d.Hint,
		Source:    d.Source,
		Related:   related,
	}
}
