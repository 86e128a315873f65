package outputs

import "encoding/json"

// WebManifest says what a telephone shows of a site that is put among its
// programs (W3C, “Web Application Manifest”).
type WebManifest struct {
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name"`
	Description string         `json:"description,omitempty"`
	Language    string         `json:"lang"`
	StartURL    string         `json:"start_url"`
	Scope       string         `json:"scope"`
	Display     string         `json:"display"`
	Background  string         `json:"background_color"`
	Theme       string         `json:"theme_color"`
	Icons       []ManifestIcon `json:"icons"`
}

// ManifestIcon is one picture of a manifest. Sizes is "192x192" or "any"; Purpose
// is "any", or "maskable" for one that may be cut to any shape.
type ManifestIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// JSON returns the manifest as it is published.
func (m WebManifest) JSON() ([]byte, error) { return json.Marshal(m) }
