package claims

import (
	_ "embed"
	"sync"
)

//go:embed lexicon/de.txt
var german string

// German judges German sentences.
var German = sync.OnceValue(func() *Judge { return newJudge(german, germanGrammar()) })

func germanGrammar() grammar {
	return grammar{
		fold:    whoever,
		commas:  true,
		turns:   []string{"aber", "jedoch", "dennoch", "trotzdem", "sondern", "allerdings", "doch"},
		parts:   []string{"aber", "jedoch", "sondern"},
		why:     "warum",
		when:    " wenn ",
		whether: "ob",
		eitherWay: []string{"es", "sie", "bei", "migräne", "kopfschmerzen", "rückenschmerzen", "schmerzen", "stress", "verspannungen", "angst",
			"jung", "groß"},
		conditions: []string{"wenn", "falls", "ob", "bevor", "bis", "sofern", "sollten", "sollte", "solange"},
		hedges: []string{"vielleicht", "womöglich", "könnte", "könnten", "seite", "seiten", "nummer", "merkblatt", "liste", "untersucht",
			"untersuchte", "untersuchten"},
		determiners: []string{"ein", "eine", "einen", "einem", "einer", "eines", "dem", "des", "unser", "unsere", "unserer", "ihr", "ihre",
			"ihrer", "diese", "dieser", "jede", "jeder"},
		fors:        []string{"gegen", "bei", "für", "wider"},
		pronouns:    []string{"sie", "ihn", "diese"},
		verbLast:    true,
		lateDenial:  true,
		and:         "und",
		denialReach: 1,
		noDenial:    []string{"nur", "bloß", "allein", "zuletzt", "umsonst", "wunder"},
		lists:       []string{"kein", "keine", "keinen"},
		isNot:       [][]string{{"ist", "nicht"}, {"sind", "nicht"}, {"kann", "nicht"}, {"wird", "nicht"}},
		reflexives:  []string{"sich selbst", "sich selber"},
		open: []string{"ihre", "ihren", "die", "den", "das", "deine", "deinen", "meine", "meinen", "statt", "anstatt", "anstelle", "als", "zu", "zur", "zum",
			"ohne", "weniger", "keine", "keinen", "von"},
		works:     []string{"wirkt", "wirken", "hilft", "helfen", "wirksam", "wirksamkeit", "heilt", "funktioniert"},
		guarantee: "garant",
		outcomes:  []string{"erfolg", "erfolge", "ergebnis", "ergebnisse", "heilung", "heilerfolg", "wirkung"},
		miracle:   "wunder",
	}
}

// whoever returns a German word as one for all of its kind: whose shoulders are tense does not matter, nor in which case they stand.
func whoever(word string) string {
	switch word {
	case "der", "die", "das", "den", "dem", "des", "mein", "meine", "meinen", "meinem", "meiner", "dein", "deine", "deinen", "deinem", "deiner",
		"sein", "seine", "seinen", "seinem", "seiner", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "unser", "unsere", "unseren", "unserem", "unserer":
		return "die"
	}
	return word
}
