package bucket

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/minio/minio-go/v7"

	"stillpoint/generator/deploy"
)

// Files from this size on, in bytes, are sent in parts. Below it one request sends them whole, and their ETag is the MD5 of their bytes.
const (
	inParts  = 64 << 20
	partSize = 16 << 20
)

// Put writes an object with its header fields. The server is told the digests of the bytes and refuses others, so what was damaged on the way never shows; and an
// object is replaced as a whole, or not at all. The error tells where the file is not the one that the object was made from any more.
func (r *Remote) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	file, err := o.Open()
	if err != nil {
		return deploy.Entry{}, err
	}
	defer file.Close()
	s, size, err := measure(deploy.Quietly(file))
	if err != nil {
		return deploy.Entry{}, err
	}
	if size != o.Size || o.Digest != "" && hex.EncodeToString(s.sha256) != o.Digest {
		return deploy.Entry{}, fmt.Errorf("%s has changed since it was planned to be sent; publish again", o.Name)
	}
	if size >= inParts {
		return r.putInParts(ctx, o, file)
	}
	info, err := r.core.PutObject(ctx, r.bucket, r.prefix+o.Name, file, size, s.content(), hex.EncodeToString(s.sha256), fields(o))
	if err != nil {
		return deploy.Entry{}, r.explain(ctx, err)
	}
	r.calibrate(info.ETag, s)
	return deploy.Entry{Size: size, Tag: info.ETag}, nil
}

// putInParts sends a large file. Parts that a try before has left are taken away first: nobody sees them, but they are paid for.
func (r *Remote) putInParts(ctx context.Context, o deploy.Object, file io.Reader) (deploy.Entry, error) {
	if err := r.core.RemoveIncompleteUpload(ctx, r.bucket, r.prefix+o.Name); err != nil {
		// A key that may write need not be one that may list uploads. Parts that stay can be cleared by a lifecycle rule of the bucket.
		if again := r.explain(ctx, err); ctx.Err() != nil || errors.Is(again, deploy.ErrAgain) {
			return deploy.Entry{}, again
		}
	}
	options := fields(o)
	options.PartSize, options.NumThreads, options.SendContentMd5 = partSize, 2, true
	info, err := r.core.Client.PutObject(ctx, r.bucket, r.prefix+o.Name, file, o.Size, options)
	if err != nil {
		return deploy.Entry{}, r.explain(ctx, err)
	}
	return deploy.Entry{Size: o.Size, Tag: info.ETag}, nil
}

// fields returns the header fields that an object is kept with. The digest of a file is known before it is sent, so it need not be sent in chunks that are signed one by one;
// some servers keep that as an encoding, which no browser knows.
func fields(o deploy.Object) minio.PutObjectOptions {
	return minio.PutObjectOptions{ContentType: o.Type, CacheControl: o.Cache, ContentEncoding: o.Encoding, DisableContentSha256: true}
}

// sums are the digests of bytes. MD5 finds what was damaged by accident, which is what the protocol uses it for; it keeps nobody out.
type sums struct{ md5, sha256 []byte }

func (s sums) content() string { return base64.StdEncoding.EncodeToString(s.md5) }

// measure reads all bytes of a file, and goes back to its beginning.
func measure(file io.ReadSeeker) (sums, int64, error) {
	m, s := md5.New(), sha256.New()
	size, err := io.Copy(io.MultiWriter(m, s), file)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	return sums{m.Sum(nil), s.Sum(nil)}, size, err
}

func sumOf(data []byte) sums {
	m, s := md5.Sum(data), sha256.Sum256(data)
	return sums{m[:], s[:]}
}
