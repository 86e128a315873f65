package pictures

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
)

// A page is written before two things are known: in which order its pictures come, since its text is finished before its
// layout, and which colours they have, since they are decoded meanwhile. So marks are left in it, which Finish replaces.

// Marks that stand in pages until they are finished.
const (
	tonePrefix    = "picture-tone-"
	toneDigits    = 16
	loadingPrefix = ` data-picture-loading="`
)

// loadingMark returns the place of the attributes that say when a picture is loaded.
func loadingMark(large, lead bool) string {
	switch {
	case lead:
		return loadingPrefix + `first"`
	case large:
		return loadingPrefix + `large"`
	}
	return loadingPrefix + `small"`
}

// toneMark returns the place of the classes that paint a picture's place in its colour.
func toneMark(id string) string { return tonePrefix + id }

// Finish makes the pictures that a finished page shows, waits for them, and puts in the place of each mark what
// only then is known. A page without a picture comes back as it is.
func (s *Store) Finish(ctx context.Context, page []byte) ([]byte, error) {
	if !bytes.Contains(page, []byte(loadingPrefix)) && !bytes.Contains(page, []byte(tonePrefix)) {
		return page, nil
	}
	tones, err := s.tones(ctx, page)
	if err != nil {
		return nil, err
	}
	page = replaceTones(page, tones)
	return replaceLoading(page), nil
}

// tones finds the marks of a page, and makes the pictures that they stand for.
func (s *Store) tones(ctx context.Context, page []byte) (map[string]string, error) {
	wanted := map[string]string{}
	for rest := page; ; {
		_, after, found := bytes.Cut(rest, []byte(tonePrefix))
		if !found {
			break
		}
		if id, ok := toneID(after); ok {
			wanted[id] = ""
		}
		rest = after
	}
	return wanted, s.settle(ctx, wanted)
}

func toneID(text []byte) (string, bool) {
	if len(text) < toneDigits {
		return "", false
	}
	id := string(text[:toneDigits])
	_, err := hex.DecodeString(id)
	return id, err == nil
}

func replaceTones(page []byte, tones map[string]string) []byte {
	if len(tones) == 0 {
		return page
	}
	out := make([]byte, 0, len(page))
	for {
		before, after, found := bytes.Cut(page, []byte(tonePrefix))
		out = append(out, before...)
		if !found {
			return out
		}
		page = after
		if id, ok := toneID(after); ok && tones[id] != "" {
			out = append(out, tones[id]...)
			page = after[toneDigits:]
			continue
		}
		out = append(out, tonePrefix...)
	}
}

// toneClasses returns the classes that paint a colour, each channel in 16 steps: "tone tr9 tg12 tb0". The style sheet
// has a rule for each of them; a style attribute is what a strict Content-Security-Policy forbids.
func toneClasses(c [3]uint8) string {
	step := func(v uint8) int { return (int(v) + 8) / 17 }
	return fmt.Sprintf("tone tr%d tg%d tb%d", step(c[0]), step(c[1]), step(c[2]))
}

// replaceLoading lets the first large picture of a page be loaded at once and before others, and the rest when they are near.
func replaceLoading(page []byte) []byte {
	out := make([]byte, 0, len(page))
	first := !bytes.Contains(page, []byte(loadingPrefix+`first"`))
	for {
		before, after, found := bytes.Cut(page, []byte(loadingPrefix))
		out = append(out, before...)
		if !found {
			return out
		}
		kind, rest, _ := bytes.Cut(after, []byte(`"`))
		now := string(kind) == "first" || string(kind) == "large" && first
		if now {
			first = false
			out = append(out, ` decoding="async" fetchpriority="high"`...)
		} else {
			out = append(out, ` loading="lazy" decoding="async"`...)
		}
		page = rest
	}
}
