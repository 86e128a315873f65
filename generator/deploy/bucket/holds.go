package bucket

import (
	"context"
	"encoding/hex"

	"github.com/minio/minio-go/v7"

	"stillpoint/generator/deploy"
)

// Holds tells whether an object has the bytes of a file, which its ETag tells unless it was sent in parts or is kept encrypted with a key of its own; and, where it has
// them, whether it has the header fields, too, for which the server is asked.
func (r *Remote) Holds(ctx context.Context, o deploy.Object, e deploy.Entry) (same, known bool) {
	if o.Size != e.Size {
		return false, true
	}
	digest, plain := plainDigest(e.Tag)
	if !plain || r.opaque.Load() {
		return false, false
	}
	file, err := o.Open()
	if err != nil {
		return false, false
	}
	defer file.Close()
	s, _, err := measure(file)
	if err != nil {
		return false, false
	}
	if digest != hex.EncodeToString(s.md5) {
		return false, true
	}
	return r.sameFields(ctx, o, e)
}

// KeepsFields tells that objects have header fields of their own.
func (r *Remote) KeepsFields() bool { return true }

// sameFields asks for the header fields of an object. Storage classes and the like are the owner's, and are not looked at.
func (r *Remote) sameFields(ctx context.Context, o deploy.Object, e deploy.Entry) (same, known bool) {
	info, err := r.core.StatObject(ctx, r.bucket, r.prefix+o.Name, minio.StatObjectOptions{})
	if err != nil || info.ETag != e.Tag {
		return false, false
	}
	want := fields(o).Header()
	for _, name := range []string{"Content-Type", "Cache-Control", "Content-Encoding"} {
		if info.Metadata.Get(name) != want.Get(name) {
			return false, true
		}
	}
	return true, true
}

// plainDigest returns the MD5 that an ETag may be: 32 hexadecimal digits, and no hyphen with a number of parts.
func plainDigest(tag string) (digest string, plain bool) {
	raw, err := hex.DecodeString(tag)
	return tag, err == nil && len(raw) == 16
}

// calibrate holds an ETag against bytes that are known. Objects that are encrypted with a key of their own have ETags that look like an MD5 and are none
// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html).
func (r *Remote) calibrate(tag string, s sums) {
	if digest, plain := plainDigest(tag); plain && digest != hex.EncodeToString(s.md5) {
		r.opaque.Store(true)
	}
}
