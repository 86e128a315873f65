package diag

import (
	"io"
	"net/url"
	"slices"
)

// WriteSARIF prints the list as a log of the Static Analysis Results Interchange
// Format 2.1.0, made by the given version of Stillpoint. Files are relative to
// the site's folder, %SRCROOT%; what concerns the site as a whole is shown at its
// configuration. It returns the error of w.
func WriteSARIF(w io.Writer, l List, version string) error {
	sorted := l.Sorted()
	codes := sarifCodes(sorted)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "Stillpoint", Version: version, Rules: make([]sarifRule, len(codes))}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, len(sorted)),
	}
	for i, code := range codes {
		run.Tool.Driver.Rules[i].ID = code
	}
	for i, d := range sorted {
		run.Results[i] = sarifResultOf(d, codes)
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// siteFile is where a diagnostic about the site as a whole is shown: GitHub refuses
// a log in which a result has no location.
const siteFile = "stillpoint.yaml"

// sarifCodes returns the codes of a list, each once, in alphabetical order.
func sarifCodes(l List) []string {
	var codes []string
	for _, d := range l {
		if d.Code != "" {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func sarifResultOf(d Diagnostic, codes []string) sarifResult {
	result := sarifResult{RuleID: d.Code, Level: d.Severity.String(), Message: sarifMessage{d.Message}}
	if i, found := slices.BinarySearch(codes, d.Code); found {
		result.RuleIndex = &i
	}
	if d.Hint != "" {
		result.Message.Text += "\n" + d.Hint
	}
	if d.Position.File == "" {
		d.Position.File = siteFile
	}
	result.Locations = []sarifLocation{{Physical: sarifPhysicalOf(d.Position, d.Source)}}
	for i, r := range d.Related {
		result.Related = append(result.Related, sarifRelatedOf(i, r))
	}
	return result
}

func sarifRelatedOf(i int, r Related) sarifLocation {
	location := sarifLocation{ID: &i, Message: &sarifMessage{r.Message}}
	if r.Position.File != "" {
		location.Physical = sarifPhysicalOf(r.Position, "")
	}
	return location
}

func sarifPhysicalOf(p Position, source string) *sarifPhysical {
	physical := &sarifPhysical{Artifact: sarifArtifact{URI: (&url.URL{Path: p.File}).String(), Base: "%SRCROOT%"}}
	if p.Line == 0 {
		return physical
	}
	physical.Region = &sarifRegion{StartLine: p.Line}
	if p.Column > 0 {
		physical.Region.StartColumn, physical.Region.EndColumn = p.Column, p.endColumn()
	}
	if source != "" {
		physical.Region.Snippet = &sarifMessage{source}
	}
	return physical
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID string `json:"id"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId,omitempty"`
	RuleIndex *int            `json:"ruleIndex,omitempty"`
	Level     string          `json:"level"`
	Message   sarifMessage    `json:"message"`
	Locations []sarifLocation `json:"locations"`
	Related   []sarifLocation `json:"relatedLocations,omitempty"`
}

// sarifMessage is a text, as SARIF has it for messages and for snippets.
type sarifMessage struct {
	Text string `json:"text"`
}

type sarifLocation struct {
	ID       *int           `json:"id,omitempty"`
	Physical *sarifPhysical `json:"physicalLocation,omitempty"`
	Message  *sarifMessage  `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int           `json:"startLine"`
	StartColumn int           `json:"startColumn,omitempty"`
	EndColumn   int           `json:"endColumn,omitempty"` // of the character that follows
	Snippet     *sarifMessage `json:"snippet,omitempty"`
}
