package writing_test

import (
	"fmt"
	"strings"
	"testing"

	"stillpoint/generator/check/writing"
)

// TestSyllables counts those of words as dictionaries divide them. Not all can be told by their letters: one in ten may be wrong.
func TestSyllables(t *testing.T) {
	for language, list := range map[string]string{
		"en": `the 1 table 2 therapy 3 massage 2 session 2 treatment 2 people 2 little 2 used 1 needed 2 places 2 breathe 1 breathing 2
			muscles 2 tension 2 relaxation 4 anxiety 4 body 2 practitioner 4 appointment 3 available 4 because 2 every 2 experience 4
			gentle 2 hours 1 important 3 information 4 insurance 3 medicine 3 natural 3 osteopathy 5 pain 1 patient 2 physical 3 please 1
			quiet 2 really 2 responsible 4 sometimes 2 stomach 2 stretched 1 surgery 3 together 3 trouble 2 university 5 usually 4 warm 1
			yoga 2 you 1 create 2 being 2 science 2 area 3 idea 3 movement 2 statement 2 safely 2 careful 2 asked 1 wanted 2 changes 2
			exercise 3 exercises 4 headache 2 shoulders 2 don't 1 isn't 2 rhythm 2 various 3 previous 3 serious 3 social 2 special 2
			individual 5 situation 4 medication 4 clothes 1 comfortable 4 somebody 3 beautiful 3 follow-up 3 ourselves 2 diagnosis 4`,
		"de": `die 1 therapie 3 familie 4 behandlung 3 schmerz 1 schmerzen 2 körper 2 muskeln 2 rücken 2 gesundheit 3 ruhe 2 atem 2
			atmung 2 sitzung 2 termin 2 termine 3 krankenkasse 4 praxis 2 massage 3 entspannung 3 bewegung 3 übung 2 übungen 3 beenden 3
			geehrt 2 häuser 2 neue 2 freuen 2 zuerst 2 quelle 2 bequem 2 aktuell 3 nation 3 situation 5 ferien 3 patient 3 patientin 4
			ärztin 2 krankheit 2 erfahrung 3 möglich 2 vielleicht 2 heute 2 bauch 1 bein 1 knie 1 see 1 tee 1 boot 1 haar 1 verspannung 3
			erstgespräch 3 gespräch 2 vereinbaren 4 telefon 3 fragen 2 natürlich 3 eigenverantwortung 6 kopfschmerzen 3 yoga 2 typisch 2
			zeit 1 sie 1 individuell 5 materialien 6 craniosacral 5 osteopathie 5 energie 3 begleitung 3 wirksamkeit 3 schwangerschaft 3`,
		"fr": `le 1 la 1 thérapie 3 massage 2 séance 2 douleur 2 corps 1 muscle 1 muscles 1 santé 2 repos 2 respiration 4 bien 1 bien-être 2
			patient 2 patiente 2 client 2 cliente 2 médecin 3 rendez-vous 3 détente 2 tension 2 mouvement 2 exercice 3 maison 2 eau 1 l'eau 1
			vie 1 voyage 2 yeux 1 nuit 1 oui 1 trois 1 quatre 1 théâtre 2 naïf 2 créer 2 réel 2 idée 2 journée 2 prière 2 ouvrier 3 oublier 3
			quatrième 3 social 2 région 2 européen 4 poésie 3 coeur 1 œil 1 tête 1 dos 1 jambe 1 épaule 2 épaules 2 femme 1 grossesse 2
			enfant 2 question 2 expérience 3 information 4 possible 2 simple 1 fatigue 2 musique 2 longue 1 guérir 2 maladie 3 travail 2
			ostéopathie 5 énergie 3 soin 1 soulager 3 traitement 2 accompagnement 4 souvent 2 personne 2 premier 2 première 2 cruel 2`,
	} {
		right, all, wrong := 0, 0, []string{}
		fields := strings.Fields(list)
		for i := 0; i < len(fields); i += 2 {
			all++
			if got := writing.Syllables(language, fields[i]); fmt.Sprint(got) == fields[i+1] {
				right++
			} else {
				wrong = append(wrong, fmt.Sprintf("%s %d", fields[i], got))
			}
		}
		t.Logf("%s: %d of %d; wrong: %s", language, right, all, strings.Join(wrong, ", "))
		if all < 60 || 10*right < 9*all {
			t.Errorf("%s: only %d of %d words are right", language, right, all)
		}
	}
}
