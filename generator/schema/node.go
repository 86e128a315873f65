package schema

import (
	"bytes"
	"encoding/json"
)

// node is a JSON Schema of draft 7, as far as it is used here, with the keywords that editors read beside those of the
// standard: VS Code's JSON language service and yaml-language-server know markdownDescription, patternErrorMessage, errorMessage
// and defaultSnippets.
type node struct {
	Schema      string `json:"$schema,omitempty"`
	Comment     string `json:"$comment,omitempty"`
	Ref         string `json:"$ref,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Markdown    string `json:"markdownDescription,omitempty"`

	Type     any   `json:"type,omitempty"` // one name, or several
	Enum     []any `json:"enum,omitempty"`
	Const    any   `json:"const,omitempty"`
	Default  any   `json:"default,omitempty"`
	Examples []any `json:"examples,omitempty"`

	Pattern        string   `json:"pattern,omitempty"`
	PatternMessage string   `json:"patternErrorMessage,omitempty"`
	MaxLength      int      `json:"maxLength,omitempty"`
	Minimum        *float64 `json:"minimum,omitempty"`
	Maximum        *float64 `json:"maximum,omitempty"`

	Items    *node `json:"items,omitempty"`
	MinItems int   `json:"minItems,omitempty"`
	MaxItems int   `json:"maxItems,omitempty"`
	Unique   bool  `json:"uniqueItems,omitempty"`

	Properties map[string]*node `json:"properties,omitempty"`
	Patterns   map[string]*node `json:"patternProperties,omitempty"`
	Additional any              `json:"additionalProperties,omitempty"` // false, or a node
	Required   []string         `json:"required,omitempty"`

	AnyOf   []*node `json:"anyOf,omitempty"`
	AllOf   []*node `json:"allOf,omitempty"`
	Not     *node   `json:"not,omitempty"`
	If      *node   `json:"if,omitempty"`
	Then    *node   `json:"then,omitempty"`
	Else    *node   `json:"else,omitempty"`
	Message string  `json:"errorMessage,omitempty"`

	Snippets    []snippet        `json:"defaultSnippets,omitempty"`
	Definitions map[string]*node `json:"definitions,omitempty"`
}

// snippet is a value that an editor offers to write.
type snippet struct {
	Label       string `json:"label"`
	Description string `json:"description,omitempty"`
	Body        any    `json:"body"`
}

// printed returns a value as JSON for people and programs alike: set in by two blanks, with signs such as < as they are.
func printed(v any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil { // only possible for values that JSON has no word for, and none is made
		panic(err)
	}
	return text.Bytes()
}
