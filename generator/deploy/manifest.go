package deploy

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Own is where at a place Stillpoint keeps what it must know of it. Remotes may keep files there that are not finished yet, under names that begin with
// [Part]: whatever a run that was cut has left there, the next one removes.
const Own = ".stillpoint-published/"

// Part is what names of unfinished files begin with.
const Part = Own + "part-"

// ManifestName is where at a place the manifest is.
const ManifestName = Own + "manifest.json.gz"

const (
	runPrefix       = Own + "run-"
	stateName       = Own + "state"
	lockName        = Own + "lock"
	manifestVersion = 1
	recordLimit     = 1 << 30 // bytes that a record may have when it is unpacked
)

// Sent is what is known of a file at a place.
type Sent struct {
	Digest string `json:"sha256"`
	Size   int64  `json:"size"`             // bytes
	Tag    string `json:"tag,omitempty"`    // that the place gave it; "" where it was only going to be sent
	Fields string `json:"fields,omitempty"` // its header fields, as [Object.Fields] has them
}

// at tells whether this is what is known of a file that a place lists so.
func (s Sent) at(e Entry) bool { return s.Tag != "" && s.Tag == e.Tag && s.Size == e.Size }

// Manifest lists what Stillpoint has put at a place.
type Manifest struct {
	Version int             `json:"version"`
	Site    string          `json:"site,omitempty"` // the address of the site that they are of, "" where that is not known
	Runs    []string        `json:"runs,omitempty"` // whose notes are contained in it
	Files   map[string]Sent `json:"files"`
}

// ErrNewer says that a manifest was written by a newer Stillpoint.
var ErrNewer = errors.New("it was written by a newer version of Stillpoint, which must be used here from now on")

// Encode returns the manifest as compressed JSON, the same bytes for the same files.
func (m Manifest) Encode() []byte {
	m.Version = manifestVersion
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_ = json.NewEncoder(writer).Encode(m) // to memory
	_ = writer.Close()
	return packed.Bytes()
}

// DecodeManifest reads what Encode has written. The error is [ErrNewer] for one of a later version.
func DecodeManifest(data []byte) (Manifest, error) {
	var m Manifest
	reader, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return Manifest{}, err
	}
	text, err := io.ReadAll(io.LimitReader(reader, recordLimit))
	if err != nil {
		return Manifest{}, err
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, err
	}
	if m.Version > manifestVersion {
		return Manifest{}, ErrNewer
	}
	for name := range m.Files {
		if !isName(name) {
			return Manifest{}, fmt.Errorf("%q is no name of a file", name)
		}
	}
	return m, nil
}

// IsOwn tells whether a name is of what Stillpoint keeps for itself.
func IsOwn(name string) bool { return strings.HasPrefix(name, Own) }

// isName tells whether a file of a site can have a name: a path below the place that Stillpoint does not keep for itself.
func isName(name string) bool { return fs.ValidPath(name) && name != "." && !IsOwn(name) }
