package branch

import (
	"encoding/json"
	"fmt"
)

// ManifestName is the file of a branch that lists what was published to it.
const ManifestName = ".stillpoint-remote.json"

// manifest lists what was published, by name.
type manifest map[string]record

// record is what is known of a file that was published.
type record struct {
	Digest string `json:"digest"` // SHA-256, in hexadecimal digits
	Size   int64  `json:"size"`
	Tag    string `json:"tag"` // the name of its blob
}

func decodeManifest(text []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	return m, nil
}

func (m manifest) encode() []byte {
	text, _ := json.MarshalIndent(m, "", " ")
	return append(text, '\n')
}
