package budget

import (
	"compress/gzip"

	"stillpoint/generator/pool"
)

// Press finds out how small files become when they are compressed, as nearly every host sends them. The zero Press is ready; it is safe
// for concurrent use.
type Press struct{ presses pool.Pool[pressing] }

type pressing struct {
	gzip *gzip.Writer
	size counter
}

// counter counts the bytes that are written to it.
type counter int64

func (c *counter) Write(data []byte) (int, error) {
	*c += counter(len(data))
	return len(data), nil
}

// Sent returns the size of some bytes after compression with gzip.
func (p *Press) Sent(data []byte) int64 {
	now := p.presses.Get()
	if now == nil {
		now = &pressing{gzip: gzip.NewWriter(nil)}
	}
	defer p.presses.Put(now)
	now.size = 0
	now.gzip.Reset(&now.size)
	_, _ = now.gzip.Write(data) // a counter takes all
	_ = now.gzip.Close()
	return int64(now.size)
}
