package vector_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"stillpoint/generator/diag"
	"stillpoint/generator/vector"
)

// checkProperties holds for every text, whether or not it is a drawing: what is published of it is a fixed point, and is
// read by XML and by HTML as the same few harmless things.
func checkProperties(t interface {
	Helper()
	Fatalf(string, ...any)
}, text []byte) {
	t.Helper()
	d, problems := vector.Read(diag.NewFile("a.svg", text))
	once := d.Bytes()
	again, complaints := vector.Read(diag.NewFile("a.svg", once))
	if problems.Errors() == 0 && len(complaints) > 0 {
		t.Fatalf("%q became %q: %v", text, once, complaints)
	}
	if !bytes.Equal(once, again.Bytes()) {
		t.Fatalf("%q became\n%q, and then\n%q", text, once, again.Bytes())
	}
	sprite := vector.Sprite(map[string]*vector.Drawing{"a": d})
	inline := d.Inline(vector.Inline{Prefix: "p-", Title: "x"})
	for _, form := range [][]byte{once, sprite, inline} {
		in, err := elementsOfXML(form)
		if err != nil {
			t.Fatalf("%q became %q: %v", text, form, err)
		}
		if got := elementsOfHTML(form); got != in {
			t.Fatalf("%q became %q\nXML  %s\nHTML %s", text, form, in, got)
		}
	}
	if bytes.Contains(inline, []byte("<style")) || bytes.Contains(inline, []byte(" style=")) || bytes.Contains(inline, []byte("xlink:")) {
		t.Fatalf("%q became %q", text, inline)
	}
}

// elementsOfXML lists the elements of a text with the names of their attributes, and fails on what is not harmless.
func elementsOfXML(text []byte) (string, error) {
	var list strings.Builder
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		t, err := decoder.Token()
		if err == io.EOF {
			return list.String(), nil
		} else if err != nil {
			return "", err
		}
		if element, ok := t.(xml.StartElement); ok {
			list.WriteString(element.Name.Local)
			for _, a := range element.Attr {
				if a.Name.Local != "xmlns" && a.Name.Space != "xmlns" {
					list.WriteString(" " + a.Name.Local)
				}
			}
			list.WriteString("\n")
		}
	}
}

func elementsOfHTML(text []byte) string {
	var list strings.Builder
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(text), body)
	if err != nil {
		return err.Error()
	}
	for _, top := range nodes {
		listHTML(top, &list)
	}
	return list.String()
}

func listHTML(n *html.Node, list *strings.Builder) {
	if n.Type == html.ElementNode {
		list.WriteString(n.Data)
		for _, a := range n.Attr {
			name := a.Key[strings.Index(a.Key, ":")+1:]
			if name != "xmlns" && a.Namespace != "xmlns" {
				list.WriteString(" " + name)
			}
		}
		list.WriteString("\n")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		listHTML(child, list)
	}
}

func seeds() []string {
	var list []string
	for _, of := range attacks() {
		for _, a := range of {
			list = append(list, whole(a))
		}
	}
	return append(list, head+`<style>@media (min-width:1px) and (max-width<9px){a>b,.c~d:not(.e){fill:url(#x) red!important;--y:1 2}}</style><g style="d:path('M0 0');x:calc(1px + var(--z))"/>`+tail)
}

func TestPropertiesOfAttacks(t *testing.T) {
	for _, text := range seeds() {
		checkProperties(t, []byte(text))
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range seeds() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { checkProperties(t, text) })
}

// drawings makes drawings at random of the pieces that attacks are made of.
func drawings() *rapid.Generator[string] {
	names := rapid.SampledFrom([]string{"g", "path", "a", "text", "style", "script", "title", "use", "image", "animate", "x:g", "foreignObject", "metadata", "linearGradient"})
	attributes := rapid.SampledFrom([]string{"id", "fill", "style", "href", "xlink:href", "onclick", "class", "mask", "values", "attributeName", "xml:space", "begin", "d", "viewBox", "width"})
	values := rapid.StringOf(rapid.SampledFrom([]rune("ab#.:;,(){}[]@!/*\\'-_ \n\t&<>é1%+=~|$^?")))
	pieces := rapid.OneOf(values, rapid.SampledFrom([]string{"url(", "url(#a)", "url('#a')", "javascript:", "data:image/png;base64,AA==", "@media", "@import", "!important", "\\75", "var(--x)", "href", "fill:red", "/*", "*/", "<!--", "-->", "]]>", "--a:b", "\r"}))
	var element func(depth int) *rapid.Generator[string]
	element = func(depth int) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			var text strings.Builder
			name := names.Draw(t, "name")
			text.WriteString("<" + name)
			for _, attribute := range rapid.SliceOfNDistinct(attributes, 0, 3, rapid.ID).Draw(t, "attributes") {
				text.WriteString(" " + attribute + `="` + escape(strings.Join(rapid.SliceOfN(pieces, 0, 4).Draw(t, "value"), "")) + `"`)
			}
			text.WriteString(">" + escape(strings.Join(rapid.SliceOfN(pieces, 0, 6).Draw(t, "text"), "")))
			if depth > 0 {
				text.WriteString(strings.Join(rapid.SliceOfN(element(depth-1), 0, 3).Draw(t, "within"), ""))
			}
			return text.String() + "</" + name + ">"
		})
	}
	return element(2)
}

func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;").Replace(text)
}

func TestPropertiesOfRandomDrawings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkProperties(t, []byte(head+drawings().Draw(t, "drawing")+tail))
	})
}
