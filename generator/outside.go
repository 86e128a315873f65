package generator

import (
	"context"
	"path/filepath"

	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/reach"
)

// answersFile holds, in the folder of the cache, what other sites have answered.
const answersFile = "links.json"

// askOthers asks other sites for what pages link to, where the options want it, and returns the links that have no good answer.
func (b *build) askOthers(ctx context.Context) ([]check.Found, error) {
	if !b.options.External {
		return nil, nil
	}
	folder := b.options.cacheFolder()
	var kept *reach.Cache
	if folder != "" {
		var err error
		if kept, err = reach.OpenCache(filepath.Join(folder, answersFile)); err != nil {
			return nil, err
		}
	}
	asker := &reach.Asker{Cache: kept, Progress: b.options.Asked}
	addresses := make([]string, len(b.outside))
	for i, link := range b.outside {
		addresses[i] = link.Words
	}
	answers, err := asker.Ask(ctx, addresses)
	if err != nil {
		return nil, err
	}
	return b.poor(answers), kept.Save(b.now)
}

// poor returns the links whose answers are not good, as far as their rules are on.
func (b *build) poor(answers map[string]reach.Answer) []check.Found {
	var poor []check.Found
	for _, link := range b.outside {
		answer := answers[link.Words]
		code := codeOf(answer.Verdict)
		if code != "" && b.checks.levels[code] != rule.Off {
			poor = append(poor, link.Answered(code, answer.Reason, answer.To))
		}
	}
	return poor
}

// codeOf returns the rule that an answer offends, "" for none.
func codeOf(v reach.Verdict) string {
	switch v {
	case reach.Dead:
		return links.Dead
	case reach.Moved:
		return links.Moved
	case reach.Unsure:
		return links.Unanswered
	}
	return ""
}
