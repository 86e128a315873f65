package diag

import (
	"encoding/json"
	"io"
)

// WriteJSON prints the list as one JSON document on one line:
//
//	{"diagnostics":[{"severity":"error","code":"…","file":"…","line":7,"column":3,"length":9,
//	  "message":"…","hint":"…","source":"…","related":[{"file":"…", …}]}],"errors":1,"warnings":0}
//
// Lines and columns count from 1, columns in Unicode code points; 0 means that
// there is none. Hint, source and related are left out where there is none. It
// returns the error of w.
func WriteJSON(w io.Writer, l List) error {
	sorted := l.Sorted()
	report := jsonReport{Diagnostics: make([]jsonDiagnostic, 0, len(sorted)), Errors: sorted.Errors(), Warnings: sorted.Warnings()}
	for _, d := range sorted {
		report.Diagnostics = append(report.Diagnostics, jsonOf(d))
	}
	return encode(w, report)
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
