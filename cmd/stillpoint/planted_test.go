package main

import (
	"math/rand/v2"
	"strconv"

	"golang.org/x/net/html"
)

// block is what things are put into.
const block = "section div main article"

// faults are the faults that are planted one at a time: such as hands slip with, in Markdown, in layouts, and in what others have
// written to be copied.
func faults() []fault {
	return []fault{
		{"alt removed", drop("img[alt]", "alt")},
		{"alt blank", set("img", "alt", " ")},
		{"alt emptied in a link", fill("a", `<img src="/x.png" alt="">`)},
		{"alt that says what the link says", fill("a", `<img src="/x.png" alt="Prices">Prices`)},
		{"picture as a button", add(block, `<form action="/x/"><label>Town <input name="town"></label><input type="image" src="/x.png"></form>`)},
		{"map without words", add(block, `<img src="/x.png" alt="A map" usemap="#m"><map name="m"><area href="/x/" shape="circle" coords="1,1,5"></map>`)},
		{"map in what is hidden", add(block, `<div style="display: none"><img src="/x.png" alt="A map" usemap="#m"><map name="m"><area href="/x/" shape="circle" coords="1,1,5"></map></div>`)},
		{"map that a server reads", add(block, `<a href="/x/"><img src="/x.png" alt="A map" ismap></a>`)},
		{"drawing without a name", add(block, `<svg role="img" viewBox="0 0 2 2"><path d="M0 0h2"/></svg>`)},
		{"sign without a name", add(block, `<span role="img" class="icon"></span>`)},
		{"sign with a name on nothing", add(block, `<span aria-label="Five of five stars">*****</span>`)},
		{"object without words", add(block, `<object data="/x.pdf" type="application/pdf"></object>`)},
		{"frame without a title", add(block, `<iframe src="https://maps.example/x"></iframe>`)},
		{"frames alike", add(block, `<iframe title="Map" src="https://maps.example/x"></iframe><iframe title="Map" src="https://maps.example/y"></iframe>`)},
		{"film without captions", add(block, `<video src="/x.mp4" controls></video>`)},
		{"sound by itself", add(block, `<audio src="/x.mp3" autoplay loop></audio>`)},
		{"moving text", add(block, `<marquee>Closed on Monday</marquee>`)},
		{"blinking text", add(block, `<blink>Closed on Monday</blink>`)},

		{"heading too deep", rename("h2", "h4")},
		{"heading far too deep", rename("h3", "h6")},
		{"heading emptied", fill("h1 h2 h3", "")},
		{"heading with a picture alone", fill("h2 h3", `<img src="/x.png" alt="">`)},
		{"heading by its role", add(block, `<div role="heading" aria-level="5">Deep</div>`)},
		{"heading without a level", add(block, `<div role="heading">Of what level</div>`)},
		{"item outside its list", out("li")},
		{"list of boxes", rename("li", "div")},
		{"list made a box", rename("ul ol", "div")},
		{"text in a list", add("ul ol", "Also by appointment")},
		{"link in a list", add("ul ol", `<a href="/x/">More</a>`)},
		{"words with a paragraph", add(block, `<dl><dt>Tide</dt><p>The sea</p></dl>`)},
		{"words in no order", add(block, `<dl><dd>The sea</dd><dt>Tide</dt></dl>`)},
		{"word outside its list", add(block, `<dt>Tide</dt>`)},

		{"table without heads", add(block, `<table><tr><td>Session</td><td>60</td></tr><tr><td>Child</td><td>45</td></tr></table>`)},
		{"head emptied", add(block, `<table><tr><th></th><th>Price</th></tr><tr><th>Session</th><td>60</td></tr></table>`)},
		{"head of nothing", add(block, `<table><tr><th>Session</th><th>Price</th></tr></table>`)},
		{"heads of other tables", add(block, `<table><tr><th id="p">Price</th></tr><tr><td headers="q">60</td></tr></table>`)},
		{"scope of nothing", add(block, `<table><tr><th scope="column">Price</th></tr><tr><td>60</td></tr></table>`)},
		{"scope on a cell", add(block, `<table><tr><th>Price</th></tr><tr><td scope="row">60</td></tr></table>`)},
		{"caption said twice", add(block, `<table summary="Prices"><caption>Prices</caption><tr><th>Price</th></tr><tr><td>60</td></tr></table>`)},

		{"main made a box", rename("main", "div")},
		{"main twice", twice("main")},
		{"main within another part", wrap("main", "nav")},
		{"head of the page in main", add("main", `<div role="banner">Quiet</div>`)},
		{"head of the page twice", twice("header")},
		{"foot of the page in main", add("main", `<div role="contentinfo">Quiet</div>`)},
		{"foot of the page twice", twice("footer")},
		{"navigation twice", twice("nav")},
		{"navigation without a name", func(g *garden) bool { twice("nav")(g); return drop("nav[aria-label]", "aria-label")(g) }},
		{"words outside all parts", add("body", `<p>We are closed on Monday.</p>`)},
		{"sign outside all parts", add("body", `<span role="img" aria-label="Shell"></span>`)},
		{"paragraph moved out", out("p")},
		{"section moved out", out("section")},
		{"main unwrapped", unwrap("main")},

		{"title removed", unwrap("title")},
		{"title emptied", fill("title", "")},
		{"heading over all taken down", rename("h1", "h2")},
		{"heading over all by its level", set("h1", "aria-level", "2")},
		{"language removed", drop("html", "lang")},
		{"language misspelt", set("html", "lang", "english")},
		{"language of a part misspelt", set("p", "lang", "frz")},
		{"two languages", set("html", "xml:lang", "de")},
		{"page that changes by itself", add("head", `<meta http-equiv="refresh" content="30">`)},
		{"page that is not made larger", add("head", `<meta name="viewport" content="width=device-width, user-scalable=no">`)},
		{"page that is not made much larger", add("head", `<meta name="viewport" content="width=device-width, maximum-scale=1.5">`)},
		{"letters held together", set("p", "style", "letter-spacing: .02em !important")},
		{"id twice", on("*[id]", func(g *garden, n *html.Node) { write(g.pick("*"), "id", attribute(n, "id")) })},
		{"page hidden", set("body", "aria-hidden", "true")},
		{"part hidden", set("main nav header section ul p", "aria-hidden", "true")},
		{"link hidden", set("a", "aria-hidden", "true")},

		{"link emptied", fill("a", "")},
		{"link with a sign alone", fill("a", `<svg aria-hidden="true" viewBox="0 0 2 2"><path d="M0 0h2"/></svg>`)},
		{"link called otherwise", set("a", "aria-label", "Something else")},
		{"skip link called otherwise", set("a.skip-link", "aria-label", "Something else")},
		{"link made a paragraph, its name misspelt", on("a", func(_ *garden, n *html.Node) {
			write(n, "role", "paragraph")
			write(n, "aria-labeledby", "main")
		})},
		{"field in a button by its role", add(block, `<div role="button" tabindex="0"><div role="textbox" contenteditable="true" aria-label="Name"></div></div>`)},
		{"button in a link", fill("a", `<button type="button">Book</button>`)},
		{"link in a button", add(block, `<button type="button"><a href="/x/">Book</a></button>`)},
		{"link in a button by its role", add(block, `<div role="button" tabindex="0"><a href="/x/">Book</a></div>`)},
		{"link in one text", add(block, `<p role="text">Call <a href="tel:1">us</a></p>`)},
		{"button emptied", add(block, `<button type="button"><span class="icon"></span></button>`)},
		{"button without a value", add(block, `<input type="button">`)},
		{"summary emptied", fill("summary", "")},
		{"details without a summary", add(block, `<details>More</details>`)},
		{"place in the order", set("a p", "tabindex", "3")},
		{"key twice", func(g *garden) bool { set("a", "accesskey", "s")(g); return set("a", "accesskey", "s")(g) }},
		{"window without a name", add(block, `<div role="dialog"><p>Cookies?</p></div>`)},
		{"dialog without a name", add(block, `<dialog open><p>Cookies?</p></dialog>`)},
		{"label removed", unwrap("label")},
		{"label of another field", add(block, `<label for="other">Name</label><input id="mine">`)},
		{"field with grey words", add(block, `<input type="email" placeholder="Your e-mail">`)},
		{"field with a title", add(block, `<input type="text" title="Your name">`)},
		{"field with two labels", add(block, `<label for="f">Name</label><label for="f">In full</label><input id="f">`)},
		{"choice without a label", add(block, `<select><option>Saltmere</option></select>`)},
		{"text without a label", add(block, `<textarea></textarea>`)},
		{"box without a label", add(block, `<input type="checkbox"> I agree`)},
		{"label made a note", add(block, `<label role="note">Town <input name="town"></label>`)},
		{"item of a menu that is a frame", add(block, `<div role="menu"><div role="menuitem"><iframe title="Map" src="https://maps.example/x"></iframe></div></div>`)},
		{"purpose misspelt", add(block, `<label>E-mail <input autocomplete="e-mail"></label>`)},

		{"role that there is not", set("div section p", "role", "card")},
		{"role that is only there to order", set("div section", "role", "widget")},
		{"role of old", set("ul", "role", "directory")},
		{"heading made a button", set("h2 h3", "role", "button")},
		{"link made a heading", set("a", "role", "heading")},
		{"list made a navigation", set("ul", "role", "navigation")},
		{"main made a part", set("main", "role", "region")},
		{"picture with a role", set("img", "role", "button")},
		{"attribute misspelt", set("nav section a", "aria-labeledby", "main")},
		{"attribute out of place", set("p div h2", "aria-checked", "true")},
		{"state of a link", set("a", "aria-selected", "true")},
		{"value misspelt", set("a summary", "aria-expanded", "yes")},
		{"place misspelt", set("a", "aria-current", "active")},
		{"number that is none", add(block, `<div role="meter" aria-label="Tide" aria-valuenow="high"></div>`)},
		{"value missing", add(block, `<div role="slider" tabindex="0" aria-label="Pressure"></div><div role="checkbox" tabindex="0">Agree</div>`)},
		{"name that is not there", set("section nav a", "aria-labelledby", "nowhere")},
		{"description that is not there", set("a input", "aria-describedby", "nowhere")},
		{"control of what is not there", set("a", "aria-controls", "nowhere")},
		{"actions that are not there", set("a", "aria-actions", "nowhere")},
		{"error that is not there", set("a", "aria-errormessage", "nowhere")},
		{"label on a paragraph", set("p div span", "aria-label", "Important")},
		{"error nobody reads", add(block, `<label>Name <input aria-invalid="true" aria-errormessage="e"></label><p id="e">Too short</p>`)},
		{"braille alone", add(block, `<button type="button" aria-braillelabel="x"></button>`)},
		{"kind in braille alone", set("nav section", "aria-brailleroledescription", "x")},
		{"list of nothing", add(block, `<div role="list"><p>One</p></div>`)},
		{"menu of links", add(block, `<div role="menu"><a href="/x/">One</a></div>`)},
		{"tab alone", add(block, `<button role="tab">One</button>`)},
		{"tab without a name", add(block, `<div role="tablist"><div role="tab" tabindex="0"></div></div>`)},
		{"menu with a field", add(block, `<div role="menu"><div role="menuitem">One</div><textarea aria-label="Two"></textarea></div>`)},
		{"link made a tip", set("a", "role", "doc-tip")},
		{"link made a window", set("a", "role", "alertdialog")},
		{"film in a switch", add(block, `<div role="switch" aria-checked="true" tabindex="0">Film <video src="/x.mp4" controls></video></div>`)},
		{"link made a status", set("a", "role", "status")},
		{"tab around a field", add(block, `<div role="tablist"><div role="tab" tabindex="0"><input type="email" placeholder="Your e-mail"></div></div>`)},
		{"items alone", set("p", "role", "listitem")},
		{"rows alone", add(block, `<div role="row"><div role="cell">60</div></div>`)},
		{"nothing that can be reached", set("a button", "role", "none")},
		{"nothing with a name", set("img h2 ul", "role", "presentation")},
		{"nothing with an attribute", on("h2 ul nav", func(_ *garden, n *html.Node) {
			write(n, "role", "none")
			write(n, "aria-live", "polite")
		})},
		{"progress without a name", add(block, `<progress max="3" value="1"></progress>`)},
		{"meter without a name", add(block, `<meter value="1" max="3">1</meter>`)},
		{"meter by its role", add(block, `<div role="meter" aria-valuenow="1" aria-valuemin="0" aria-valuemax="2"></div>`)},
		{"tooltip without words", add(block, `<div role="tooltip"></div>`)},
		{"item of a tree without words", add(block, `<div role="tree"><div role="treeitem"></div></div>`)},
		{"item of a menu without words", add(block, `<div role="menu"><div role="menuitem"></div></div>`)},
		{"switch without a name", add(block, `<div role="switch" aria-checked="true" tabindex="0"></div>`)},
		{"field by its role", add(block, `<div role="textbox" contenteditable="true"></div>`)},
		{"list to choose from", add(block, `<div role="listbox" tabindex="0"><div role="option">One</div></div>`)},
		{"box that says otherwise", add(block, `<label><input type="checkbox" aria-checked="true"> Agree</label>`)},
		{"row that opens", add(block, `<table><tr><th>Price</th></tr><tr aria-expanded="true"><td>60</td></tr></table>`)},
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// wild are changes that nobody would make, and that ask whether rules and axe take what comes alike.
func wild() []plant {
	values := []string{"true", "false", "", "0", "1", "mixed", "page", "main", "nowhere", "words", "polite"}
	tags := []string{"p", "div", "section", "article", "aside", "nav", "header", "footer", "ul", "li", "a", "button", "span", "h3", "table", "td", "dl", "dd", "form", "label", "figure", "summary", "fieldset"}
	one := func(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }
	return []plant{
		on("*", func(g *garden, n *html.Node) { write(n, "role", one(g.rand, g.roles)) }),
		on("*", func(g *garden, n *html.Node) { write(n, "aria-"+one(g.rand, g.states), one(g.rand, values)) }),
		on("*", func(g *garden, n *html.Node) { n.Data, n.DataAtom = one(g.rand, tags), 0 }),
		on("*", func(g *garden, n *html.Node) { write(n, "tabindex", strconv.Itoa(g.rand.IntN(3)-1)) }),
		on("*", func(g *garden, n *html.Node) { wrapIn(n, one(g.rand, tags)) }),
		on("*", func(g *garden, n *html.Node) { write(wrapIn(n, "div"), "role", one(g.rand, g.roles)) }),
		on("*", func(g *garden, n *html.Node) { n.Attr = nil }),
		on("*", func(g *garden, n *html.Node) { write(n, "style", "display: none") }),
		on("*", func(g *garden, n *html.Node) { write(n, "aria-hidden", "true") }),
		on("*", func(g *garden, n *html.Node) { n.Parent.RemoveChild(n) }),
		twice("*"), unwrap("*"), out("*"), fill("a button h2 h3 li td", ""),
	}
}
