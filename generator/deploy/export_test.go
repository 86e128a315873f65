package deploy

import (
	"bytes"
	"compress/gzip"
)

// Pack packs the text of a record.
func Pack(text string) []byte {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = writer.Write([]byte(text))
	_ = writer.Close()
	return packed.Bytes()
}
