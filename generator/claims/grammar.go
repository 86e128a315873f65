package claims

// grammar is what differs from language to language where words are more than marks of a lexicon. Its words are in lower case.
type grammar struct {
	fold   func(string) string // one word for all of its kind: it does not matter whose ears ring
	folded string              // that one word, for the glance
	elides bool                // a word may lose its last letter and lean on the next: “l'insomnie”
	commas bool                // no phrase goes beyond one: “eine Behandlung, die”

	turns     []string   // what is said from here on stands by itself
	turnPairs [][]string // the same, of two words
	parts     []string   // a clause ends before them

	why, when  string   // a question with both of them promises: “Why take tablets when yoga does the same?”
	whether    string   // at the beginning of a sentence, and before one of the next, it says that it does not matter
	eitherWay  []string // “Whether it is gout or shingles”
	conditions []string // what stands behind them is not said to be so
	hedges     []string // what may be, and what is said of a text

	determiners []string // a single word behind them is a noun
	gerund      string   // the end of those that act all the same
	helps, to   string   // to help to do something is not yet to do it
	fors        []string // between a therapy and what it is for
	pronouns    []string // they stand for what has been named
	clitics     bool     // pronouns stand before the verb
	verbLast    bool     // the verb may come behind what it acts on
	lateDenial  bool     // a denial may come behind the verb
	and         string   // behind it a denial may be of something else
	keeps, away []string // what keeps a condition must keep it away

	denialReach int        // how many words behind a denial the next ones may stand
	noDenial    []string   // “not only”
	lists       []string   // what they deny ends at a comma: “no needles, relieves pain”
	isNot       [][]string // it denies what stands before it

	reflexives []string // what acts on itself, in one or two words
	open       []string // the ends of phrases that speak of a treatment only if it is named
	works      []string // what a proof is of
	guarantee  string   // the beginning of words that need one of the next, or a word of health
	outcomes   []string
	miracle    string // the beginning of words that are claims wherever health is spoken of
}

func englishGrammar() grammar {
	return grammar{
		fold:        anyone,
		folded:      "your",
		turns:       []string{"but", "yet", "however", "nevertheless", "nonetheless"},
		turnPairs:   [][]string{{"only", "that"}},
		parts:       []string{"but", "however"},
		why:         "why",
		when:        " when ",
		whether:     "whether",
		eitherWay:   []string{"it", "it's", "you", "you're", "your"},
		conditions:  []string{"if", "when", "until", "unless", "before", "whether", "should"},
		hedges:      []string{"may", "might", "could", "page", "pages", "number", "leaflet", "list", "lists", "looked", "studied", "examined"},
		determiners: []string{"the", "a", "an", "our", "your", "my", "this", "his", "her", "their", "each", "every", "any"},
		gerund:      "ing",
		helps:       "help",
		to:          "to",
		fors:        []string{"for"},
		pronouns:    []string{"it", "them"},
		keeps:       []string{"keep", "keeps", "keeping", "kept"},
		away:        []string{"away", "off", "at", "out", "from", "down"},
		denialReach: 1,
		noDenial:    []string{"only", "just", "merely", "simply", "other", "matter", "wonder"},
		lists:       []string{"no", "without"},
		isNot:       [][]string{{"is", "not"}, {"are", "not"}, {"was", "not"}, {"can", "not"}, {"isn't"}, {"aren't"}},
		reflexives:  []string{"itself", "themselves", "himself", "herself"},
		open: []string{"your", "the", "taking", "off", "my", "down", "any", "away", "needed", "than", "of", "to", "for", "as", "like", "that", "her", "his",
			"our", "their", "on", "need", "needs"},
		works:     []string{"works", "work"},
		guarantee: "guarantee",
		outcomes:  []string{"results", "success"},
		miracle:   "mirac",
	}
}
