package claim_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"stillpoint/generator/check/claim"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

// TestRemedies holds that what is proposed in place of a claim passes, wherever it is put: what all packs propose for all cases is
// put in the place of the claim, and into every element that the cases have.
func TestRemedies(t *testing.T) {
	var packs []*claims.Pack
	for _, id := range claims.Jurisdictions() {
		pack, err := claims.ReadPack(id)
		if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, pack)
	}
	proposed := map[string]string{} // and by which pack
	for _, pack := range packs {
		for _, text := range cases(t) {
			for _, f := range look([]*claims.Pack{pack}, text) {
				if wording := quoted(f.Hint); wording != "" {
					proposed[wording] = pack.ID
				}
			}
		}
	}
	if len(proposed) < 50 {
		t.Fatalf("only %d wordings are proposed", len(proposed))
	}
	for wording, by := range proposed {
		language := map[bool]string{true: "de", false: "en"}[by == "de"]
		for _, around := range []string{"<p>|</p>", "<blockquote><p>|</p></blockquote>", "<h2>|</h2>", "<ul><li>|</ul>", "<p>|</p><p>You are welcome.</p>", "<p>You are welcome. |</p>"} {
			text := `<html lang="` + language + `">` + strings.ReplaceAll(around, "|", wording)
			for _, f := range look(packs, text) {
				t.Errorf("%s proposes %q, of which is said in %q: %s", by, wording, around, f.Message)
			}
		}
	}
}

// cases returns the pages of all cases in which something is found.
func cases(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, r := range claim.Rules([]*claims.Pack{{}}) {
		text, err := fs.ReadFile(claim.Files, r.Code+".txt")
		if err != nil {
			t.Fatal(err)
		}
		file, err := rule.ParseFile(string(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range file.Cases {
			if c.Want > 0 {
				all = append(all, c.Text)
			}
		}
	}
	return all
}

func look(packs []*claims.Pack, text string) []rule.Finding {
	page := rule.Parse("a/index.html", "a.md", []byte(text))
	if strings.Contains(text, "kind-therapy") {
		page.Kind = "therapy"
	}
	var all []rule.Finding
	for _, r := range claim.Rules(packs) {
		all = append(all, r.Page(page)...)
	}
	return all
}

// quoted returns the wording that a hint proposes, "" where it proposes none.
func quoted(hint string) string {
	m := regexp.MustCompile(`“(.*)”$`).FindStringSubmatch(hint)
	if m == nil {
		return ""
	}
	return m[1]
}

// TestNoRemedy holds that no wording is proposed where the law allows none, whatever else another law would let pass.
func TestNoRemedy(t *testing.T) {
	var packs []*claims.Pack
	for _, id := range []string{"uk", "au"} {
		pack, err := claims.ReadPack(id)
		if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, pack)
	}
	found := look(packs, `<blockquote><p>After three sessions my migraines were gone.</p></blockquote>`)
	if len(found) != 1 || quoted(found[0].Hint) != "" || !strings.Contains(found[0].Hint, "leave it out") {
		t.Errorf("%+v", found)
	}
}
