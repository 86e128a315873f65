package claims

import (
	"slices"
	"strings"

	"stillpoint/generator/pool"
)

// How far apart words may stand, in words, and still belong together.
const (
	reach       = 9 // from what acts to what it acts on
	goneReach   = 5 // from a condition to what becomes of it
	denialReach = 8 // from a denial to what it denies
	drugReach   = 4 // from "throw away your" to what is thrown away
)

// reading is a sentence, or a part of it that says one thing, while it is judged.
type reading struct {
	judge *Judge
	text  string
	words []word
	marks []mark
	all   section // of any mark
}

// Sentence returns what a sentence claims, in the order of its words. A heading and an item of a list are sentences too.
func (j *Judge) Sentence(text string) []Claim {
	m := pool.Borrow(&j.memory)
	defer j.memory.Put(m)
	m.pieces = cut(m.pieces, text, j.lexicon.elides)
	if j.lexicon.first != nil && !j.lexicon.first.sees(m.pieces) {
		return nil
	}
	return j.closely(m, text)
}

// closely judges a sentence that may claim something, and that has been cut into words.
func (j *Judge) closely(m *memory, text string) []Claim {
	m.words = j.lexicon.words(m.words, m.pieces, text)
	whole := reading{judge: j, text: text, words: m.words}
	if whole.asks() {
		return nil
	}
	var claims []Claim
	from := 0
	for at := range whole.words {
		if at > from && whole.turns(at) {
			claims = append(claims, j.part(m, text, whole.words[from:at])...)
			from = at
		}
	}
	claims = append(claims, j.part(m, text, whole.words[from:])...)
	slices.SortStableFunc(claims, func(a, b Claim) int { return a.Start - b.Start })
	return claims
}

// turns tells whether a sentence says something else from a word on, which what was said before does not excuse.
func (r *reading) turns(at int) bool {
	if known := r.words[at].known; known == nil || !known.turns {
		return false
	}
	return slices.Contains(r.judge.turns, r.words[at].text) || slices.ContainsFunc(r.judge.turnPairs, func(pair []string) bool { return r.reads(at, pair) })
}

// reads tells whether these words stand at a word.
func (r *reading) reads(at int, these []string) bool {
	for i, w := range these {
		if at+i >= len(r.words) || r.words[at+i].text != w {
			return false
		}
	}
	return true
}

// at tells whether one of these words stands at a place, which may be outside.
func (r *reading) at(i int, these []string) bool {
	return i >= 0 && i < len(r.words) && slices.Contains(these, r.words[i].text)
}

// part judges a part of a sentence.
func (j *Judge) part(with *memory, text string, words []word) []Claim {
	with.marks = j.lexicon.find(with.marks[:0], words)
	r := reading{judge: j, text: text, words: words, marks: with.marks}
	for _, m := range r.marks {
		r.all |= m.is
	}
	const telling = effect | gone | after | noLonger | selfHealing | absolute | absolutely | proven | shown | discourage | therapy | better | outcome | weak | condition
	if !r.has(telling) || r.has(says) {
		return nil
	}
	return slices.Concat(r.promises(), r.phrases())
}

func (r *reading) has(s section) bool { return r.all&s != 0 }

// unsure tells whether a part says that nobody knows, or that what is known is little.
func (r *reading) unsure() bool {
	for _, m := range r.marks {
		if m.is&unsure != 0 && (!r.eitherWay(m) || r.has(feeble)) || m.is&feeble != 0 && r.has(research) {
			return true
		}
	}
	return false
}

// eitherWay tells whether a “whether” at the beginning says that it does not matter: “Whether it is gout or shingles, …”.
func (r *reading) eitherWay(m mark) bool {
	return m.from == 0 && r.words[0].text == r.judge.whether && r.at(1, r.judge.eitherWay)
}

// asks tells whether a sentence is a question: it claims nothing, even where it is asked to be answered with yes.
func (r *reading) asks() bool {
	if len(r.words) > 1 && r.words[0].text == r.judge.why && strings.Contains(r.text, r.judge.when) {
		return false // “Why take tablets when yoga does the same?”
	}
	if at := strings.LastIndex(r.text, "?"); at >= 0 && strings.Contains(r.text[at:], " · ") {
		return true // the title of a page, with the name of the site behind it
	}
	return strings.HasSuffix(strings.TrimRight(r.text, " \t\n\u00a0\u202f\"'“”’»)"), "?")
}

// promises returns the effects that are promised.
func (r *reading) promises() []Claim {
	if r.unsure() || r.has(history|training) || r.has(refer) && r.has(advice) && !r.has(discourage) {
		return nil
	}
	var claims []Claim
	for _, m := range r.marks {
		on, ok := r.promised(m)
		if !ok || r.has(report) && on.is&soft != 0 {
			continue
		}
		claims = append(claims, Claim{
			Kind: Effect, Start: r.words[min(m.from, on.from)].start, End: r.words[max(m.to, on.to)-1].end,
			Verb: r.said(m), On: r.said(on), Body: on.is&condition == 0, Reported: r.has(report),
		})
	}
	if len(claims) == 0 {
		claims = r.mentions()
	}
	return joined(claims)
}

// mentions returns the conditions that are named in no harmless frame.
func (r *reading) mentions() []Claim {
	if r.has(negation|comes|refer|advice|report|research) || r.hedges() {
		return nil
	}
	for _, m := range r.marks {
		if m.is&condition != 0 && m.is&soft == 0 && !r.conditional(m.from) {
			return []Claim{{Kind: Effect, Start: r.words[m.from].start, End: r.words[m.to-1].end, Verb: r.said(m), On: r.said(m)}}
		}
	}
	return nil
}

// hedges tells whether a part speaks of what may be, or of a text and not of people.
func (r *reading) hedges() bool {
	return slices.ContainsFunc(r.words, func(w word) bool { return slices.Contains(r.judge.hedges, w.text) })
}

// promised returns on what a mark has an effect.
func (r *reading) promised(m mark) (on mark, ok bool) {
	if on, ok = r.acted(m); ok {
		return on, true
	}
	if on, ok = r.answered(m); ok {
		return on, true
	}
	if on, ok = r.left(m); ok {
		return on, true
	}
	if on, ok = r.followed(m); ok {
		return on, true
	}
	if on, ok = r.weakly(m); ok {
		return on, true
	}
	if on, ok = r.bettered(m); ok {
		return on, true
	}
	if on, ok = r.pointed(m); ok {
		return on, true
	}
	if on, ok = r.ended(m); ok {
		return on, true
	}
	return r.meant(m)
}

// acted returns what a verb acts on, or is said to act on by a question before it.
func (r *reading) acted(m mark) (mark, bool) {
	if m.is&effect == 0 || !r.acts(m) {
		return mark{}, false
	}
	if on, ok := r.next(m, condition|body, reach); ok && !r.deniedAfter(on) && !r.deniedLate(m) && r.keepsAway(m, on) {
		return on, true
	}
	if on, ok := r.behind(m); ok {
		return on, true
	}
	return r.asked(m)
}

// behind returns what a verb acts on that comes behind it, where the language allows it: “kann Schmerzen lindern”.
func (r *reading) behind(m mark) (mark, bool) {
	if !r.judge.verbLast || r.deniedLate(m) || r.reflexive(m) {
		return mark{}, false
	}
	on, ok := r.before(m, condition|body, reach)
	return on, ok && !r.denied(on.from) && !r.conditional(on.from)
}

// deniedLate tells whether what a verb says is denied behind it, in the same clause: “heilt keine Krankheiten”.
func (r *reading) deniedLate(m mark) bool {
	if !r.judge.lateDenial {
		return false
	}
	for _, o := range r.marks {
		if o.is&negation == 0 || o.from < m.to || r.excused(o) {
			continue
		}
		return !r.parted(m.to, o.from) && !r.goesOn(m.to, o.from)
	}
	return false
}

// goesOn tells whether something else is said between two words: behind a comma, or behind an “and” that no condition follows.
func (r *reading) goesOn(from, to int) bool {
	for i := from; i < to; i++ {
		begins := func(m mark) bool { return m.from == i+1 && m.is&(condition|body) != 0 }
		if r.words[i].comma || r.words[i].text == r.judge.and && !slices.ContainsFunc(r.marks, begins) {
			return true
		}
	}
	return r.words[to].comma
}

// answered returns what was asked about before something goes, or before a therapy.
func (r *reading) answered(m mark) (mark, bool) {
	if m.is&(gone|therapy) == 0 || r.denied(m.from) {
		return mark{}, false
	}
	return r.asked(m)
}

// left returns what goes: “the migraine disappears”.
func (r *reading) left(m mark) (mark, bool) {
	if m.is&gone == 0 || r.denied(m.from) || r.deniedLate(m) {
		return mark{}, false
	}
	on, ok := r.before(m, condition|body, r.goneReach())
	return on, ok && on.is&soft == 0 && !r.conditional(on.from)
}

// goneReach returns how far from what goes its verb may stand: further where it comes last.
func (r *reading) goneReach() int {
	if r.judge.verbLast {
		return reach
	}
	return goneReach
}

// followed returns the condition right before a word that makes a claim of it: “migraine relief”.
func (r *reading) followed(m mark) (mark, bool) {
	if m.is&after == 0 || r.denied(m.from) {
		return mark{}, false
	}
	on, ok := r.before(m, condition|body, 0)
	return on, ok && !r.denied(on.from)
}

// weakly returns what a verb acts on that says little by itself.
func (r *reading) weakly(m mark) (mark, bool) {
	if m.is&weak == 0 || !r.acts(m) {
		return mark{}, false
	}
	on, ok := r.next(m, condition, 2)
	return on, ok && on.is&soft == 0 && !r.deniedAfter(on) && !r.deniedLate(m) && !r.has(comes|report)
}

// bettered returns what is said to be better, or less: “fewer seizures”.
func (r *reading) bettered(m mark) (mark, bool) {
	if m.is&better == 0 || r.denied(m.from) {
		return mark{}, false
	}
	on, ok := r.next(m, condition|body, 2)
	return on, ok && on.is&soft == 0
}

// pointed returns what a verb acts on by a word that stands for it.
func (r *reading) pointed(m mark) (mark, bool) {
	at := m.to
	if r.judge.clitics {
		at = m.from - 1
	}
	if m.is&effect == 0 || !r.acts(m) || !r.at(at, r.judge.pronouns) {
		return mark{}, false
	}
	return r.named(m)
}

// ended returns what nobody has or needs any longer.
func (r *reading) ended(m mark) (mark, bool) {
	if m.is&noLonger == 0 {
		return mark{}, false
	}
	if on, ok := r.next(m, condition|drug, goneReach); ok {
		return on, true
	}
	if r.judge.verbLast && !r.denied(m.from) {
		if on, ok := r.before(m, drug, reach); ok && !r.has(advice) {
			return on, true // “I have thrown my stick away”
		}
	}
	on, ok := r.before(m, condition, reach)
	return on, ok && on.is&soft == 0
}

// meant returns what a therapy is for.
func (r *reading) meant(m mark) (mark, bool) {
	if m.is&therapy == 0 || !r.at(m.to, r.judge.fors) || r.denied(m.from) || r.deniedLate(m) || r.has(research) {
		return mark{}, false
	}
	on, ok := r.next(m, condition, 2)
	return on, ok && on.is&soft == 0
}

// named returns the last condition that was named before a mark, in whatever clause.
func (r *reading) named(m mark) (mark, bool) {
	for _, o := range slices.Backward(r.marks) {
		if o.to <= m.from && o.is&condition != 0 && o.is&soft == 0 {
			return o, true
		}
	}
	return mark{}, false
}

// acts tells whether a word that can act does so: it is no noun, nobody denies it, and it is not a doctor who acts.
func (r *reading) acts(m mark) bool {
	if r.within(m) || r.denied(m.from) {
		return false
	}
	g := &r.judge.grammar
	if m.to-m.from == 1 && r.at(m.from-1, g.determiners) && (g.gerund == "" || !strings.HasSuffix(r.words[m.from].text, g.gerund)) {
		return false
	}
	if g.helps != "" && m.to < len(r.words) && r.words[m.to].text == g.to && strings.HasPrefix(r.words[m.from].text, g.helps) {
		return false // to do what is told by the next word
	}
	_, doctor := r.before(m, refer, 3)
	return !doctor
}

// keepsAway tells, where something keeps a condition, whether it is away, off or at bay.
func (r *reading) keepsAway(m, on mark) bool {
	return m.to-m.from > 1 || !r.at(m.from, r.judge.keeps) || r.at(on.to, r.judge.away)
}

// asked returns the condition that is asked about right before the clause of a mark: “Long Covid? Our programme clears the fog.”
func (r *reading) asked(m mark) (mark, bool) {
	for _, o := range r.marks {
		if o.is&condition != 0 && o.to <= m.from && r.endsInQuestion(o.to) {
			return o, true
		}
	}
	return mark{}, false
}

// endsInQuestion tells whether the clause that a word stands in ends in a question mark.
func (r *reading) endsInQuestion(at int) bool {
	for at < len(r.words) && !r.words[at].breaks {
		at++
	}
	return at > 0 && at < len(r.words) && strings.Contains(r.text[r.words[at-1].end:r.words[at].start], "?")
}

// deniedAfter tells whether what is promised of a condition is denied right behind it: “relief from an illness is not what we sell”.
func (r *reading) deniedAfter(on mark) bool {
	for i := on.to; i+1 < len(r.words) && i < on.to+3 && !r.words[i].breaks; i++ {
		if slices.ContainsFunc(r.judge.isNot, func(words []string) bool { return r.reads(i, words) }) {
			return true
		}
	}
	return false
}

// within tells whether a mark is a part of a longer name of a condition or of the body.
func (r *reading) within(m mark) bool {
	return slices.ContainsFunc(r.marks, func(o mark) bool {
		return o.is&(condition|body|selfHealing) != 0 && o.from <= m.from && o.to >= m.to && o.to-o.from > m.to-m.from
	})
}

// next returns the first mark of a kind that begins at most some words after another, in the same clause.
func (r *reading) next(m mark, is section, reach int) (mark, bool) {
	for _, o := range r.marks {
		if o.from < m.to || o.is&is == 0 {
			continue
		}
		if o.from-m.to > reach || r.parted(m.to, o.from) && !r.lists(m, o) {
			return mark{}, false
		}
		return r.longest(o, is), true
	}
	return mark{}, false
}

// lists tells whether all that parts two marks is a colon behind the first, before a list: “Conditions we treat: asthma, gout”.
func (r *reading) lists(m, o mark) bool { return o.from == m.to && r.words[m.to].colon }

// before returns the last mark of a kind that ends at most some words before another, in the same clause.
func (r *reading) before(m mark, is section, reach int) (mark, bool) {
	for _, o := range slices.Backward(r.marks) {
		if o.to > m.from || o.is&is == 0 || o.from >= m.from {
			continue
		}
		if m.from-o.to > reach || r.parted(o.to, m.from) {
			return mark{}, false
		}
		return r.widest(o, is), true
	}
	return mark{}, false
}

// widest returns the longest mark of a kind that ends where another does.
func (r *reading) widest(m mark, is section) mark {
	for _, o := range r.marks {
		if o.to == m.to && o.is&is != 0 && o.from < m.from {
			m = o
		}
	}
	return m
}

// longest returns the longest mark of a kind that begins where another does.
func (r *reading) longest(m mark, is section) mark {
	for _, o := range r.marks {
		if o.from == m.from && o.is&is != 0 && o.to > m.to {
			m = o
		}
	}
	return m
}

// parted tells whether a clause ends between two words.
func (r *reading) parted(from, to int) bool {
	return slices.ContainsFunc(r.words[from:min(to+1, len(r.words))], func(w word) bool { return w.breaks || slices.Contains(r.judge.parts, w.text) })
}

// denied tells whether what a word says is denied in its clause: “cannot cure”, “no therapy can”, but not “not only”.
func (r *reading) denied(at int) bool {
	for _, m := range slices.Backward(r.marks) {
		if m.is&negation == 0 || m.to > at {
			continue
		}
		if at-m.to > denialReach || r.parted(m.to, at) {
			return false
		}
		if r.excused(m) || r.at(m.from, r.judge.lists) && strings.Contains(r.text[r.words[m.from].end:r.words[at].start], ",") {
			continue
		}
		return true
	}
	return false
}

// excused tells whether a denial denies nothing: “not only”.
func (r *reading) excused(m mark) bool {
	for i := m.to; i < m.to+r.judge.denialReach && i < len(r.words) && (i == m.to || !r.words[i].breaks); i++ {
		if slices.Contains(r.judge.noDenial, r.words[i].text) {
			return true
		}
	}
	return false
}

// conditional tells whether a word stands in a clause that says when, not that.
func (r *reading) conditional(at int) bool {
	for i := at - 1; i >= 0 && at-i <= denialReach && !r.words[i+1].breaks; i-- {
		if slices.Contains(r.judge.conditions, r.words[i].text) {
			return true
		}
	}
	return false
}

// phrases returns the claims that a phrase makes by itself.
func (r *reading) phrases() []Claim {
	var claims []Claim
	for _, m := range r.marks {
		kind, ok := r.phrase(m)
		if !ok || r.denied(m.from) {
			continue
		}
		claims = append(claims, Claim{Kind: kind, Start: r.words[m.from].start, End: r.words[m.to-1].end, Verb: r.said(m), Reported: r.has(report)})
	}
	return joined(claims)
}

// phrase tells what a phrase claims where nobody denies it.
func (r *reading) phrase(m mark) (Kind, bool) {
	health := r.has(effect | condition | body | therapy)
	switch {
	case m.is&effect != 0 && r.reflexive(m):
		return SelfHealing, !r.unsure() && !r.has(history)
	case m.is&selfHealing != 0:
		return SelfHealing, !r.unsure() && !r.has(history)
	case m.is&discourage != 0:
		return Discourage, r.discourages(m)
	case m.is&absolute != 0:
		return Absolute, r.promisesAll(m)
	case m.is&outcome != 0:
		return Effect, !r.unsure() && !r.has(history|training)
	case m.is&absolutely != 0:
		return Absolute, strings.HasPrefix(r.words[m.from].text, r.judge.miracle) && r.has(condition|therapy) && !r.has(history)
	case m.is&proven != 0:
		return Proven, (health || m.to-m.from > 1) && !r.unsure() && !r.has(history)
	case m.is&shown != 0:
		return Proven, !r.unsure() && !r.has(history|training) && r.works(m)
	}
	return "", false
}

// reflexive tells whether what acts does so on itself: the word for it stands behind the verb, or where verbs come last before it.
func (r *reading) reflexive(m mark) bool {
	return slices.ContainsFunc(r.judge.reflexives, func(words string) bool {
		these := strings.Fields(words)
		from := m.from - len(these)
		return r.reads(m.to, these) || r.judge.verbLast && (from >= 0 && r.reads(from, these) || from > 0 && r.words[m.from-1].text == "zu" && r.reads(from-1, these))
	})
}

// works tells whether what is shown is that something works.
func (r *reading) works(m mark) bool {
	if _, ok := r.next(m, therapy, 3); ok && r.has(effect|gone) {
		return true
	}
	return slices.ContainsFunc(r.words[m.to:], func(w word) bool { return slices.Contains(r.judge.works, w.text) })
}

// discourages tells whether a phrase speaks of medical treatment, where it needs another word to do so.
func (r *reading) discourages(m mark) bool {
	if !slices.Contains(r.judge.open, r.words[m.to-1].text) {
		return true
	}
	_, ok := r.next(m, drug, drugReach)
	return ok
}

// promisesAll tells whether a phrase is about health, where it can be about a parking space too.
func (r *reading) promisesAll(m mark) bool {
	if !strings.HasPrefix(r.words[m.from].text, r.judge.guarantee) {
		return true
	}
	return r.has(effect|condition|body|therapy) || slices.ContainsFunc(r.words, func(w word) bool { return slices.Contains(r.judge.outcomes, w.text) })
}

// said returns the words of a mark as they stand in the sentence.
func (r *reading) said(m mark) string { return r.text[r.words[m.from].start:r.words[m.to-1].end] }

// joined makes one claim of those of a kind that share words.
func joined(claims []Claim) []Claim {
	slices.SortStableFunc(claims, func(a, b Claim) int { return a.Start - b.Start })
	var all []Claim
	for _, c := range claims {
		if i := len(all) - 1; i >= 0 && all[i].Kind == c.Kind && c.Start < all[i].End {
			all[i].End = max(all[i].End, c.End)
			continue
		}
		all = append(all, c)
	}
	return all
}
