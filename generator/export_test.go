package generator

import (
	"context"

	"stillpoint/generator/hosting"
)

// Forget returns the options of builds that do not record facts of a kind.
func (o Options) Forget(kind string) Options {
	o.forget = kind
	return o
}

// Patient returns the options of builds that make texts as small as can be where there are no more than so many pages.
func (o Options) Patient(pages int) Options {
	o.patience = pages
	return o
}

// Recorded returns the kinds of the facts that the last build has recorded.
func (w *Builder) Recorded() map[string]bool {
	kinds := map[string]bool{}
	for _, page := range w.warm.kept.pages {
		for _, fact := range page.facts.all {
			kinds[fact.Kind] = true
		}
	}
	for _, body := range w.warm.kept.bodies {
		for _, fact := range body.facts.all {
			kinds[fact.Kind] = true
		}
	}
	return kinds
}

// Verifying makes the builds that follow hold what is kept against what is made.
func (w *Builder) Verifying() { w.options.Verify = true }

// Spoil changes what is kept of a page: the first finding on it, or the summary of its first output; or of an output the digest of a compressed form.
func (w *Builder) Spoil(page, what string) {
	if what == "form" {
		w.warm.kept.forms[page].brotli = "another"
		return
	}
	kept := w.warm.kept.pages[page]
	if what == "finding" {
		kept.found[0].Message += " once"
		return
	}
	kept.outputs[0].summary.Title += " once"
}

// Policies builds a site, and returns the policy of most pages, those of the others by their addresses, and the security fields of all answers.
func Policies(ctx context.Context, o Options) (most string, others map[string]string, fields []hosting.Header, result *Result, err error) {
	b := newBuild(o)
	result, err = b.end(b.all(ctx))
	most, others = b.policies()
	return most, others, b.securityFields(), result, err
}
