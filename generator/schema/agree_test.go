package schema_test

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xeipuuv/gojsonschema"
	"pgregory.net/rapid"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
	"stillpoint/generator/schema"
)

var documents = flag.Int("documents", 10_000, "how many random documents are held against schema and decoder")
var firstSeed = flag.Int("seed", 1, "the seed of the first random document")

// onlyDecoder are the complaints that a schema has no words for, each by its code, what the message says, and why.
func onlyDecoder() []struct{ code, says, why string } {
	return []struct{ code, says, why string }{
		{"bad-redirect", "", "what the parts of an address mean to each other"},
		{"bad-header", "", "what the parts of an address mean to each other, and which fields hosts set themselves"},
		{"bad-address", "%c2%8", "signs behind percent signs are put together from several"},
		{"bad-address", "%c2%9", "signs behind percent signs are put together from several"},
		{"bad-reference", "is given twice", "a number and the same number as text are two things to a schema"},
		{"bad-title", "that stands for the title must be one line", "it may have more where there is a title"},
		{"bad-language", "is not a language", "which codes there are, the registry of BCP 47 knows"},
		{"bad-time-zone", "is not a time zone", "which zones there are, the table of zones knows"},
		{"bad-phone", "begins with a code that no country has", "which codes there are, is asked of the digits without what stands between them"},
		{"bad-phone", "are two numbers", "two texts are held against each other"},
		{"bad-date", "-02-29", "years are counted"},
		{"bad-date", "expires before it is published", "two dates are held against each other"},
		{"bad-date", "updated before its date", "two dates are held against each other"},
		{"bad-date", "comes before", "two dates are held against each other"},
		{"bad-date", "ends before it begins", "two dates are held against each other"},
		{"bad-hours", "is given twice", "one name of days is held against another"},
		{"bad-hours", "overlap", "times are held against each other"},
		{"bad-hours", "ends before it begins", "times are held against each other"},
		{"bad-duration", "is not between 5 minutes and 24 hours", "hours and minutes are added up"},
		{"bad-money", "is more than a session can cost", "digits are counted by their value"},
		{"bad-money", "a sliding scale", "two amounts are held against each other"},
		{"low-contrast", "", "colours are held against each other"},
		{"out-of-range", "is above maxLevel", "two numbers are held against each other"},
	}
}

// names are those of a new site.
func names(t *testing.T) schema.Names {
	t.Helper()
	n, err := generator.Names(t.Context(), generator.Options{Source: t.TempDir() + "/none", Defaults: stillpoint.Defaults()})
	if err != nil {
		t.Fatal(err)
	}
	n.Pages.Taxonomies = []string{"tags", "topics"}
	n.Pages.Zone = time.UTC
	return n
}

// TestAgreement writes random documents of each shape, right and wrong, and finds that the schema lets pass what the decoder lets
// pass, but for what only the decoder can know.
func TestAgreement(t *testing.T) {
	n := names(t)
	all := schema.Documents(n)
	for _, d := range all {
		if d.Name == "overlay" { // which is held against what it is laid over
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			agree(t, 1+*documents/(len(all)-1), d, func(group map[string]any, text string) diag.List {
				if d.Name == "config" {
					_, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte(text)), nil, n.Known)
					return problems
				}
				return readPage(d.Name, group, text, n.Pages)
			})
		})
	}
}

// readPage decodes front matter as that of a page of a kind. The page has a text where its fields do not have it all.
func readPage(kind string, group map[string]any, text string, o content.Options) diag.List {
	page := "---\n" + text + "\n---\n"
	if !filled(group, "quote") && !filled(group, "answer") {
		page += "Some words.\n"
	}
	if says, _ := group["kind"].(string); says != "" && isKind(kind) && says != kind && (practice.New(kind) != nil || practice.New(says) != nil) {
		return diag.List{diag.New("other-kind", "", "the schema of a kind is for pages of that kind", "")}
	}
	name, handed := "content/a.md", ""
	switch {
	case kind == content.SectionKind:
		name = "content/a/_index.md"
	case kind != "front-matter":
		handed = "kind: " + kind + "\n"
	}
	file := diag.NewFile(name, []byte(page))
	source, problems := content.Parse(func() (*diag.File, *diag.Diagnostic) { return file, nil }, true)
	if source == nil {
		return problems
	}
	var cascade *decode.Node
	if handed != "" {
		cascade, _ = decode.Parse(diag.NewFile("content/_index.md", []byte(handed)), 0, len(handed), decode.YAML)
	}
	_, more := source.Page(cascade, o)
	return slices.Concat(problems, more, readBelow(source.Cascade(), o))
}

// isKind tells the schema of one kind from those of all front matter and of sections.
func isKind(name string) bool { return name != "front-matter" && name != content.SectionKind }

// readBelow decodes a page without fields below a section that hands something down, which is held against the rules of
// values only there. What fields ask of each other is a matter of both.
func readBelow(cascade *decode.Node, o content.Options) diag.List {
	if cascade.Kind() != decode.Map {
		return nil
	}
	file := diag.NewFile("content/a/below.md", []byte("---\n---\n"))
	source, _ := content.Parse(func() (*diag.File, *diag.Diagnostic) { return file, nil }, true)
	_, problems := source.Page(cascade, o)
	return slices.DeleteFunc(problems, func(d diag.Diagnostic) bool {
		between := []string{"missing-field", "missing-title", "bad-image", "no-consent", "bad-location", "bad-answer", "bad-quote"}
		return d.Position.File == file.Name() || slices.Contains(between, d.Code) || d.Code == "bad-slug" && strings.Contains(d.Message, "both")
	})
}

func compile(t *testing.T, text []byte) *gojsonschema.Schema {
	t.Helper()
	compiled, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func agree(t *testing.T, count int, document schema.Document, read func(map[string]any, string) diag.List) {
	compiled := compile(t, document.Text())
	kept := newTexts()
	random := rapid.Custom(func(t *rapid.T) written { return draw(t, kept, document.Shape) })
	passed, refused := 0, 0
	for seed := *firstSeed; seed < *firstSeed+count && !t.Failed(); seed++ {
		w := random.Example(seed)
		result, err := compiled.Validate(gojsonschema.NewGoLoader(w.group))
		if err != nil {
			t.Fatal(err)
		}
		problems := slices.DeleteFunc(read(w.group, w.text), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
		known := slices.DeleteFunc(slices.Clone(problems), decoderKnows)
		switch {
		case result.Valid() && len(known) > 0:
			t.Errorf("seed %d: the schema lets pass what the decoder refuses:\n%s\n%v", seed, w.text, known)
		case !result.Valid() && len(problems) == 0:
			t.Errorf("seed %d: the decoder lets pass what the schema refuses:\n%s\n%v", seed, w.text, result.Errors())
		case result.Valid():
			passed++
		default:
			refused++
		}
	}
	if least := count / 5; !t.Failed() && (passed < least || refused < least) {
		t.Errorf("%d documents passed and %d were refused: too few of one or the other to tell anything", passed, refused)
	}
	t.Logf("%d passed, %d were refused", passed, refused)
}

type written struct {
	group map[string]any
	text  string
}

func draw(t *rapid.T, kept *texts, shape decode.Shape) written {
	w := newWriter(t, kept)
	shape.Filled = true
	group, ok := w.value(shape).(map[string]any)
	if !ok { // what is no group at all is told before anything is decoded
		group = map[string]any{}
	}
	cascade, _ := group["cascade"].(map[string]any)
	for _, g := range []map[string]any{group, cascade} { // an empty kind lets go of what the section hands down, which a schema cannot see
		if !filled(g, "kind") {
			delete(g, "kind")
		}
	}
	return written{group, document(group, w.chance(50))}
}

func decoderKnows(d diag.Diagnostic) bool {
	return slices.ContainsFunc(onlyDecoder(), func(o struct{ code, says, why string }) bool {
		return d.Code == o.code && strings.Contains(strings.ToLower(d.Message), strings.ToLower(o.says))
	})
}
