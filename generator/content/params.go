package content

import "time"

// What a param is: one of the plain values that decode.Node.Value gives.
const (
	isNothing = iota
	isText
	isYes
	isNo
	isWhole
	isNumber
	isMoment
	isList
	isGroup
)

func (w *pageWriter) params(group map[string]any) {
	w.Truth(group != nil)
	if group == nil {
		return
	}
	w.Count(len(group))
	for _, name := range sortedKeys(group) {
		w.Text(name)
		w.value(group[name])
	}
}

func (w *pageWriter) value(v any) {
	switch t := v.(type) {
	case nil:
		w.Count(isNothing)
	case string:
		w.Count(isText)
		w.Text(t)
	case bool:
		if t {
			w.Count(isYes)
			return
		}
		w.Count(isNo)
	case int64:
		w.Count(isWhole)
		w.Number(t)
	case float64:
		w.Count(isNumber)
		w.Float(t)
	case time.Time:
		w.moment(t)
	case []any:
		w.list(t)
	case map[string]any:
		w.Count(isGroup)
		w.params(t)
	default:
		w.inexact = true
	}
}

// moment writes a moment in UTC. In what zone the parser of another format puts one with an offset depends on it and on the computer.
func (w *pageWriter) moment(t time.Time) {
	w.inexact = w.inexact || t.Location() != time.UTC
	w.Count(isMoment)
	w.Number(t.Unix())
	w.Count(t.Nanosecond())
}

func (w *pageWriter) list(list []any) {
	w.Count(isList)
	w.Truth(list != nil)
	w.Count(len(list))
	for _, v := range list {
		w.value(v)
	}
}

// deepest is more than front matter can be nested.
const deepest = 100

func (r *pageReader) params(depth int) map[string]any {
	if !r.Truth() {
		return nil
	}
	n := r.Count()
	group := make(map[string]any, n)
	for range n {
		name := r.Text()
		group[name] = r.value(depth + 1)
	}
	return group
}

func (r *pageReader) value(depth int) any {
	kind := r.Index()
	if r.require(depth < deepest && kind <= isGroup); r.senseless {
		return nil
	}
	switch kind {
	case isText:
		return r.Text()
	case isYes, isNo:
		return kind == isYes
	case isWhole:
		return r.Number()
	case isNumber:
		return r.Float()
	case isMoment:
		return r.moment()
	case isList:
		return r.list(depth)
	case isGroup:
		return r.params(depth)
	}
	return nil
}

func (r *pageReader) moment() time.Time {
	seconds, nanoseconds := r.Number(), r.Index()
	r.require(nanoseconds < int(time.Second))
	return time.Unix(seconds, int64(nanoseconds)).UTC()
}

func (r *pageReader) list(depth int) []any {
	known := r.Truth()
	list := make([]any, r.Count())
	for i := range list {
		list[i] = r.value(depth + 1)
	}
	if !known {
		return nil
	}
	return list
}
