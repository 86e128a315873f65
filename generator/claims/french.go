package claims

import (
	_ "embed"
	"sync"
)

//go:embed lexicon/fr.txt
var french string

// French judges French sentences.
var French = sync.OnceValue(func() *Judge { return newJudge(french, frenchGrammar()) })

func frenchGrammar() grammar {
	return grammar{
		fold:       quiconque,
		commas:     true,
		elides:     true,
		turns:      []string{"mais", "cependant", "toutefois", "néanmoins", "pourtant", "or"},
		parts:      []string{"mais", "cependant", "toutefois"},
		why:        "pourquoi",
		when:       " quand ",
		whether:    "que",
		eitherWay:  []string{"ce", "vous"},
		conditions: []string{"si", "quand", "lorsque", "lorsqu'", "avant", "jusqu'", "tant"},
		hedges:     []string{"peut-être", "pourrait", "pourraient", "page", "pages", "numéro", "brochure", "liste", "étudié", "examiné", "examinaient"},
		determiners: []string{"le", "la", "l'", "un", "une", "du", "des", "de", "d'", "notre", "votre", "nos", "vos", "ce", "cet", "cette",
			"ces", "mon", "ma", "mes", "son", "sa", "ses", "chaque", "aucun", "aucune"},
		gerund:      "ant",
		fors:        []string{"contre", "pour"},
		pronouns:    []string{"les", "le", "la", "l'"},
		clitics:     true,
		denialReach: 4,
		noDenial:    []string{"seulement", "plus", "que", "qu'", "uniquement"},
		lists:       []string{"aucun", "aucune"},
		isNot:       [][]string{{"n'", "est"}, {"ne", "sont"}, {"n'", "a"}, {"n'", "ont"}, {"ne", "peut"}},
		reflexives:  []string{"lui-même", "elle-même", "soi-même", "eux-mêmes", "elles-mêmes", "tout seul", "toute seule"},
		open: []string{"votre", "vos", "le", "la", "les", "l'", "des", "de", "d'", "du", "aux", "au", "à", "ma", "mes", "mon", "que", "sans", "moins",
			"place", "lieu"},
		works:     []string{"agit", "fonctionne", "marche", "soulage", "guérit", "efficace", "efficacité"},
		guarantee: "garant",
		outcomes:  []string{"résultat", "résultats", "succès", "réussite", "guérison", "efficacité", "remboursé", "remboursés"},
		miracle:   "mirac",
	}
}

// quiconque returns a French word as one for all of its kind: whose back aches does not matter, nor before which letter it stands.
func quiconque(word string) string {
	switch word {
	case "la", "les", "l'", "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs":
		return "le"
	case "d'", "du", "des":
		return "de"
	case "au", "aux":
		return "à"
	case "n'":
		return "ne"
	case "qu'":
		return "que"
	case "s'":
		return "se"
	}
	return word
}
