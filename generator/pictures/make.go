package pictures

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"image"
	"runtime"

	"golang.org/x/sync/errgroup"

	"stillpoint/generator/cache"
	"stillpoint/generator/images"
	"stillpoint/generator/source"
)

// settle makes all that is asked of the files with given ids, and fills in the classes of their colours.
func (s *Store) settle(ctx context.Context, tones map[string]string) error {
	all, ctx := errgroup.WithContext(ctx)
	s.mu.Lock()
	found := map[string]*entry{}
	for id := range tones {
		if e := s.byID[id]; e != nil {
			found[id] = e
			all.Go(func() error { return s.make(ctx, e) })
		}
	}
	s.mu.Unlock()
	if err := all.Wait(); err != nil {
		return err
	}
	for id, e := range found {
		e.mu.Lock()
		tones[id] = e.tone
		e.mu.Unlock()
	}
	return nil
}

// Flush makes all pictures that were asked for and are not made yet.
func (s *Store) Flush(ctx context.Context) error {
	all, ctx := errgroup.WithContext(ctx)
	s.mu.Lock()
	for _, e := range s.entries {
		all.Go(func() error { return s.make(ctx, e) })
	}
	s.earlier = nil // or each store would hold on to the one before, and that to its own
	s.mu.Unlock()
	return all.Wait()
}

// make publishes what is pending of a file. It serves one caller at a time for each file; the others find everything done.
func (s *Store) make(ctx context.Context, e *entry) error {
	if s.out == nil || e.problem != nil || e.drawing != nil {
		return nil
	}
	e.making.Lock()
	defer e.making.Unlock()
	pending := e.take()
	if s.options.OnDemand {
		return s.offer(e, pending)
	}
	missing, err := s.missing(pending)
	if err != nil {
		return err
	}
	if len(missing) == 0 && s.knowsTone(e) {
		return nil
	}
	return s.develop(ctx, e, missing)
}

func (e *entry) take() []*variant {
	e.mu.Lock()
	defer e.mu.Unlock()
	pending := e.pending
	e.pending = nil
	return pending
}

// missing publishes those forms that were made before, and returns the others.
func (s *Store) missing(pending []*variant) ([]*variant, error) {
	var missing []*variant
	for _, v := range pending {
		have, err := s.reuse(v)
		switch {
		case err != nil:
			return nil, err
		case have:
			s.count(1, 0)
		default:
			missing = append(missing, v)
		}
	}
	return missing, nil
}

func (s *Store) wantsTone(e *entry) bool {
	return !e.info.Alpha && !e.info.Animated && !s.options.OnDemand && s.options.Images.Placeholder == "tone"
}

// knowsTone tells whether the colour of a picture is known, or not wanted.
func (s *Store) knowsTone(e *entry) bool {
	if !s.wantsTone(e) {
		return true
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.tone == "" {
		kept, _ := s.options.Cache.Get(s.toneKey(e))
		e.tone = string(kept)
	}
	return e.tone != "" || len(e.variants) == 0 || e.failure != nil
}

func (s *Store) toneKey(e *entry) cache.Key {
	return cache.KeyOf("tone", hex.EncodeToString(e.digest[:]), images.Version())
}

// reuse publishes a form that was made before: it stands where it should already, or the cache has it.
func (s *Store) reuse(v *variant) (bool, error) {
	if kept, err := s.out.Keep(v.output, ""); kept || err != nil {
		s.options.Cache.Use(v.key)
		return kept, err
	}
	data, ok := s.options.Cache.Get(v.key)
	if !ok {
		return false, nil
	}
	return true, s.out.Stage(v.output, data)
}

// develop decodes a picture and makes the forms that are missing.
func (s *Store) develop(ctx context.Context, e *entry, missing []*variant) error {
	release, err := s.admit(ctx, e.info)
	if err != nil {
		return err
	}
	defer release()
	data, err := e.file.Read()
	if err != nil {
		return s.fail(ctx, e, err)
	}
	picture, err := images.Decode(ctx, data, s.limits, need(e.info, missing))
	if err != nil {
		return s.fail(ctx, e, err)
	}
	s.setTone(e, toneClasses(picture.Tone()))
	for _, v := range missing {
		data, err := picture.Encode(ctx, v.cut, v.encoding)
		if err != nil {
			return s.fail(ctx, e, err)
		}
		s.keep(v.key, data)
		if err := s.out.Stage(v.output, data); err != nil {
			return err
		}
		s.count(1, 0)
	}
	return nil
}

// heavy is from how many bytes on a picture is worth a collection of garbage before it, so that what the one before has
// left is not there on top of it.
const heavy = 128 << 20

// admit waits until there is room for a picture, in memory and on the processors.
func (s *Store) admit(ctx context.Context, i images.Info) (release func(), err error) {
	weight := min(i.Memory(), s.limits.Memory)
	if err := s.memory.Acquire(ctx, weight); err != nil {
		return nil, err
	}
	if err := s.slots.Acquire(ctx, 1); err != nil {
		s.memory.Release(weight)
		return nil, err
	}
	if weight >= heavy {
		runtime.GC()
	}
	return func() {
		s.slots.Release(1)
		s.memory.Release(weight)
	}, nil
}

// need returns how large the whole picture must be kept for all forms to be cut out of it.
func need(i images.Info, variants []*variant) image.Point {
	most := image.Pt(1, 1)
	for _, v := range variants {
		from := v.cut.From
		most.X = max(most.X, (i.Width*v.cut.Width+from.Dx()-1)/from.Dx())
		most.Y = max(most.Y, (i.Height*v.cut.Height+from.Dy()-1)/from.Dy())
	}
	return most
}

func (s *Store) setTone(e *entry, classes string) {
	s.keep(s.toneKey(e), []byte(classes))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tone = classes
}

// keep puts something into the cache. A cache that cannot be written is no reason to stop.
func (s *Store) keep(key cache.Key, data []byte) {
	if err := s.options.Cache.Put(key, data); err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.trouble = cmp.Or(s.trouble, err)
	}
}

// fail notes what is wrong with a file. The build goes on, to tell of other mistakes, and ends without publishing.
func (s *Store) fail(ctx context.Context, e *entry, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.failure = problem(e.file.Path, err)
	return nil
}

// offer publishes forms that are made when a browser asks for them.
func (s *Store) offer(e *entry, pending []*variant) error {
	for _, v := range pending {
		if err := s.out.Offer(v.output, func() ([]byte, error) { return s.onDemand(e, v) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) onDemand(e *entry, v *variant) ([]byte, error) {
	if data, ok := s.options.Cache.Get(v.key); ok {
		return data, nil
	}
	ctx := context.Background() // a picture that was asked for once is made, even if nobody waits for it any more
	release, err := s.admit(ctx, e.info)
	if err != nil {
		return nil, err
	}
	defer release()
	file, err := s.options.Read(e.file.Path)
	if err != nil {
		return nil, err
	}
	if source.Sum(file) != e.digest {
		return nil, errors.New("the picture has changed since the page was built")
	}
	picture, err := images.Decode(ctx, file, s.limits, need(e.info, []*variant{v}))
	if err != nil {
		return nil, err
	}
	data, err := picture.Encode(ctx, v.cut, v.encoding)
	if err == nil {
		s.keep(v.key, data)
	}
	return data, err
}
