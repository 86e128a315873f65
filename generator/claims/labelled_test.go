package claims

import (
	"hash/fnv"
	"os"
	"strings"
	"testing"
)

// labelled is a sentence that a person has judged.
type labelled struct {
	text  string
	claim bool
	aside bool // not looked at while the rules are written
}

// readLabelled reads the sentences of testdata. Which half of the first file is kept aside depends on nothing but the words.
func readLabelled(t *testing.T) []labelled {
	return append(readFile(t, "testdata/sentences.txt", true), readFile(t, "testdata/seen.txt", false)...)
}

func readFile(t *testing.T, name string, half bool) []labelled {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for line := range strings.Lines(string(data)) {
		sign, text, found := strings.Cut(strings.TrimSpace(line), " ")
		if !found || sign != "+" && sign != "-" {
			t.Fatalf("neither + nor -: %q", line)
		}
		digest := fnv.New32a()
		_, _ = digest.Write([]byte(text))
		all = append(all, labelled{text, sign == "+", half && digest.Sum32()%2 == 1})
	}
	return all
}

// TestLabelled measures how many of the claims are found, and how many of the findings are claims:
//
//	go test ./generator/claims -run TestLabelled -v
//
// The half that is kept aside counts. What is wrong in the other half is told, to write the rules by.
func TestLabelled(t *testing.T) {
	for _, aside := range []bool{false, true} {
		found := tally(t, English(), readLabelled(t), aside)
		precision, recall := found.figures()
		t.Logf("kept aside: %v, %d sentences: precision %.3f, recall %.3f", aside, found.all, precision, recall)
		if precision < .9 || recall < .9 {
			t.Errorf("kept aside: %v: precision %.3f and recall %.3f, want at least 0.9", aside, precision, recall)
		}
	}
}

// TestLabelledIn measures the same of the other languages, the half that is kept aside by its figures alone. Whoever wrote these lists
// wrote the sentences too, so what the half kept aside says is too good: of the later sentences, each judged once before a word was
// added for it (they are among those seen now), seven in ten German claims were found and two in three French ones.
func TestLabelledIn(t *testing.T) {
	for _, language := range []string{"de", "fr"} {
		for _, aside := range []bool{false, true} {
			sentences := append(readFile(t, "testdata/"+language+".txt", true), readFile(t, "testdata/seen-"+language+".txt", false)...)
			found := tally(t, For(language), sentences, aside)
			precision, recall := found.figures()
			t.Logf("%s, kept aside: %v, %d sentences: precision %.3f, recall %.3f", language, aside, found.all, precision, recall)
			if precision < .85 || recall < .85 {
				t.Errorf("%s: precision %.3f and recall %.3f, want at least 0.85", language, precision, recall)
			}
		}
	}
}

// score counts what was found in sentences.
type score struct{ all, found, missed, invented int }

func (s score) figures() (precision, recall float64) {
	return float64(s.found) / float64(s.found+s.invented), float64(s.found) / float64(s.found+s.missed)
}

// tally judges the sentences of one half, and tells what is wrong in the half that rules may be written by.
func tally(t *testing.T, judge *Judge, sentences []labelled, aside bool) (s score) {
	for _, sentence := range sentences {
		if sentence.aside != aside {
			continue
		}
		s.all++
		claims := judge.Sentence(sentence.text)
		switch {
		case sentence.claim && len(claims) > 0:
			s.found++
		case sentence.claim:
			s.missed++
		case len(claims) > 0:
			s.invented++
		}
		if wrong := sentence.claim != (len(claims) > 0); wrong && !aside {
			t.Logf("claim %v: %q %v", sentence.claim, sentence.text, claims)
		}
	}
	return s
}

func BenchmarkSentence(b *testing.B) {
	judge := English()
	sentences := []string{"You lie down, fully clothed, under a blanket.", "Many clients say they leave feeling calm.", "The treatment room is on the ground floor.",
		"Three reviews of trials came to different ends, and we link to each of them.", "CST can reduce the frequency of migraines."}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		judge.Sentence(sentences[i%len(sentences)])
		i++
	}
}

func BenchmarkLexicon(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newLexicon(english, sections(), englishGrammar())
	}
}
