package builtin

import (
	"path"
	"regexp"
	"strings"
	"sync"
)

// about says what a file is for: in the words of the table of names below, and for all that the table does not know in those of the
// comment that it begins with.
func about(name string, texts ...[]byte) string {
	if sentence := purposes()[name]; sentence != "" {
		return sentence
	}
	for _, text := range texts {
		rest, _ := withoutNote(text)
		if sentence := leading(string(rest)); sentence != "" {
			return sentence
		}
	}
	if path.Dir(name) == "assets/icons" {
		return "The icon " + bare(path.Base(name)) + "."
	}
	return ""
}

// commentPattern finds a comment at the very beginning of a file: of a template, a style sheet, a drawing, or lines of a script.
var commentPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)^\s*(?:\{\{-? ?/\*(.*?)\*/ ?-?\}\}|/\*(.*?)\*/|<!--(.*?)-->|((?://[^\n]*\n)+))`)
})

// leading returns the first sentence of a file's leading comment that says what the file is for, rather than what it is given.
func leading(text string) string {
	found := commentPattern().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	comment := strings.Join(found[1:4], "") + strings.ReplaceAll(strings.TrimPrefix(found[4], "//"), "\n//", " ")
	for sentence := range strings.SplitSeq(strings.Join(strings.Fields(comment), " ")+" ", ". ") {
		if sentence = strings.TrimSuffix(strings.TrimSpace(sentence), "."); sentence != "" && !strings.HasPrefix(sentence, "The dot is") {
			return sentence + "."
		}
	}
	return ""
}

// purposes say of built-in files what they are for, where their first comment does not, or begins with a detail.
func purposes() map[string]string {
	return map[string]string{
		"assets/css/site.css":                "The look of the site.",
		"assets/icon.svg":                    "The sign of the site, of which the icons for browsers and telephones are made.",
		"layouts/404.html":                   "The page for addresses at which there is nothing.",
		"layouts/alias.html":                 "Leads from an old address to the new one.",
		"layouts/article.html":               "Pages of the kind article.",
		"layouts/base.html":                  "The frame of every page: head, header, main part, footer.",
		"layouts/components/citations.html":  "A list of works that a text leans on.",
		"layouts/components/disclaimer.html": "What a text does not promise, set apart from it.",
		"layouts/components/figure.html":     "A picture with a caption.",
		"layouts/components/note.html":       "A remark, set apart from the text.",
		"layouts/components/prices.html":     "A table of prices: of a therapy, or written inside.",
		"layouts/components/quote.html":      "What somebody said, and who.",
		"layouts/components/video.html":      "A film: a file of the site, or a link to one elsewhere.",
		"layouts/event.html":                 "Pages of the kind event.",
		"layouts/faq.html":                   "Pages of the kind faq: one question and its answer.",
		"layouts/home.html":                  "The first page of the site.",
		"layouts/location.html":              "Pages of the kind location.",
		"layouts/page.html":                  "Pages of no particular kind.",
		"layouts/partials/article-meta.html": "When an article was written, by whom, and how long it takes to read.",
		"layouts/partials/book-bar.html":     "The way to book that stays at the foot of a telephone's screen.",
		"layouts/partials/booking.html":      "An invitation to book.",
		"layouts/partials/breadcrumbs.html":  "The way from the first page to this one.",
		"layouts/partials/card.html":         "One page in a list of cards.",
		"layouts/partials/cards.html":        "A list of pages as cards.",
		"layouts/partials/contact-form.html": "The form to write to the practice, which works without a script.",
		"layouts/partials/evidence.html":     "What research says, each finding in words.",
		"layouts/partials/footer.html":       "The foot of every page.",
		"layouts/partials/head.html":         "What every page says in its head: description, style sheets, scripts, feeds.",
		"layouts/partials/header.html":       "The head of every page: name and menu.",
		"layouts/partials/hero-art.html":     "The drawing at the top of the first page.",
		"layouts/partials/hours.html":        "Opening hours, their seasons, and when it is closed.",
		"layouts/partials/icons.html":        "Links to the icon of the site.",
		"layouts/partials/item-heading.html": "The heading of one part of a component.",
		"layouts/partials/items.html":        "A list of pages, each as its kind is shown in lists.",
		"layouts/partials/mark.html":         "The sign of the practice beside its name.",
		"layouts/partials/neighbours.html":   "The pages before and after this one.",
		"layouts/partials/occasion.html":     "One event in a list.",
		"layouts/partials/page-header.html":  "Title, way and description at the top of a page.",
		"layouts/partials/page-picture.html": "The picture of a page, below its title.",
		"layouts/partials/pagination.html":   "The parts of a long list.",
		"layouts/partials/person.html":       "One practitioner in a list.",
		"layouts/partials/place.html":        "One location in a list.",
		"layouts/partials/status.html":       "Whether an event is full, moved or cancelled.",
		"layouts/partials/tags.html":         "The tags of a page.",
		"layouts/partials/toc.html":          "The headings of a page.",
		"layouts/partials/week.html":         "The opening hours of a week as a table.",
		"layouts/policy.html":                "Pages of the kind policy.",
		"layouts/practitioner.html":          "Pages of the kind practitioner.",
		"layouts/robots.txt":                 "What machines that read the site may look at.",
		"layouts/section.html":               "The page of a folder, with a list of what is in it.",
		"layouts/taxonomy.html":              "All terms of a taxonomy: all tags.",
		"layouts/term.html":                  "One term of a taxonomy, with a list of its pages.",
		"layouts/testimonial.html":           "Pages of the kind testimonial.",
		"layouts/therapy.html":               "Pages of the kind therapy.",
	}
}
