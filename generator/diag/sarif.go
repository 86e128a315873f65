package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
)

// WriteSARIF prints a report as a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS, errata 01). Files are
// relative to the site's folder, %SRCROOT%; what concerns no file is shown at the site's configuration. Columns count UTF-16 code
// units, as editors and code hosts do whatever a log says. It returns the error of w.
func WriteSARIF(w io.Writer, r Report) error {
	all := r.sorted()
	codes := sarifCodes(all)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "Stillpoint", Version: r.Version, Rules: make([]sarifRule, len(codes))}},
		ColumnKind: "utf16CodeUnits",
		Results:    make([]sarifResult, len(all)),
	}
	for i, code := range codes {
		run.Tool.Driver.Rules[i] = r.sarifRule(code, all)
	}
	seen := map[string]int{}
	for i, d := range all {
		run.Results[i] = sarifResultOf(d, codes)
		run.Results[i].Fingerprints = map[string]string{sarifFingerprint: fingerprint(d.Diagnostic, seen)}
	}
	return encode(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// sarifCodes returns the codes of a list, each once, in alphabetical order.
func sarifCodes(all []told) []string {
	var codes []string
	for _, d := range all {
		if d.Code != "" {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// sarifRule tells of a rule what is known of it. What is no rule of the checks, such as an unknown field, says in its message
// all that there is to say.
func (r Report) sarifRule(code string, all []told) sarifRule {
	out := sarifRule{ID: code, Name: sarifName(code)}
	rule, known := r.rule(code)
	if !known {
		title := sarifText{Text: sentence(strings.ReplaceAll(code, "-", " "))}
		first := slices.IndexFunc(all, func(d told) bool { return d.Code == code })
		out.Short, out.Full, out.Default = title, title, sarifDefault{Level: all[first].Severity.String()}
		return out
	}
	body := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rule.Doc), "# "+rule.Title))
	first, _, _ := strings.Cut(body, "\n\n")
	out.Short = sarifText{Text: sentence(rule.Title)}
	out.Full = sarifText{Text: sentence(strings.ReplaceAll(first, "\n", " "))}
	if first == "" {
		out.Full = out.Short
	}
	if body != "" {
		out.Help = &sarifText{Text: body, Markdown: strings.TrimSpace(rule.Doc)}
	}
	out.Default = sarifDefault{Level: rule.Level.String()}
	if !rule.On {
		out.Default.Enabled = new(bool)
	}
	return out
}

// sarifName returns a code as SARIF wants names of rules: "LinkVague".
func sarifName(code string) string {
	var name strings.Builder
	for word := range strings.SplitSeq(code, "-") {
		if word != "" {
			name.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return name.String()
}

// sentence returns words that begin with a capital and end with a full stop.
func sentence(words string) string {
	if words == "" {
		return words
	}
	words = strings.ToUpper(words[:1]) + words[1:]
	if strings.ContainsAny(words[len(words)-1:], ".!?:") {
		return words
	}
	return words + "."
}

func sarifResultOf(d told, codes []string) sarifResult {
	at, message := d.place()
	result := sarifResult{RuleID: d.Code, Level: d.Severity.String(), Message: sarifMessage{message}}
	if i, found := slices.BinarySearch(codes, d.Code); found {
		result.RuleIndex = &i
	}
	if d.Hint != "" {
		result.Message.Text += "\n" + d.Hint
	}
	result.Locations = []sarifLocation{{Physical: sarifPhysicalOf(at, d.Source)}}
	for i, r := range d.Related {
		result.Related = append(result.Related, sarifRelatedOf(i, r))
	}
	if d.suppressed != nil {
		result.Suppressions = []sarifSuppression{{Kind: sarifKind(d.suppressed), Justification: d.suppressed.why()}}
	}
	return result
}

func sarifKind(s *Suppressed) string {
	if s.Comment {
		return "inSource"
	}
	return "external"
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
	if source == "" { // of which no columns could be told either
		return physical
	}
	physical.Context = &sarifRegion{StartLine: p.Line, Snippet: &sarifMessage{source}}
	if p.Column > 0 {
		before, meant := cut(source, p)
		start := units(before) + 1
		physical.Region.StartColumn, physical.Region.EndColumn = start, start+max(units(meant), 1)
	}
	return physical
}

// cut returns what stands in a line before what is meant, and what is meant. What is beyond its end is taken as its end.
func cut(source string, p Position) (before, meant []rune) {
	all := []rune(source)
	from := min(p.Column-1, len(all))
	return all[:from], all[from:min(p.endColumn()-1, len(all))]
}

// units returns how many UTF-16 code units a text has.
func units(text []rune) int { return len(utf16.Encode(text)) }

// sarifFingerprint names the way in which fingerprints are made, with its version.
const sarifFingerprint = "stillpoint/v1"

// fingerprint returns what stands for a complaint though lines above it come and go, and though its message counts something that
// becomes more: its code, its file, the text of its line and what of it is meant. Of those that are alike in all this, seen counts.
func fingerprint(d Diagnostic, seen map[string]int) string {
	parts := []string{d.Code, d.Position.File, strings.TrimSpace(d.Source)}
	if d.Position.Column > 0 {
		_, meant := cut(d.Source, d.Position)
		parts = append(parts, string(meant))
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	digits := hex.EncodeToString(sum[:16])
	seen[digits]++
	return fmt.Sprintf("%s:%d", digits, seen[digits])
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
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Short   sarifText    `json:"shortDescription"`
	Full    sarifText    `json:"fullDescription"`
	Help    *sarifText   `json:"help,omitempty"`
	Default sarifDefault `json:"defaultConfiguration"`
}

// sarifText is a text that may stand there as Markdown, too.
type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifDefault struct {
	Enabled *bool  `json:"enabled,omitempty"` // nil for true
	Level   string `json:"level"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId,omitempty"`
	RuleIndex    *int               `json:"ruleIndex,omitempty"`
	Level        string             `json:"level"`
	Message      sarifMessage       `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification"`
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
	Context  *sarifRegion  `json:"contextRegion,omitempty"`
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
