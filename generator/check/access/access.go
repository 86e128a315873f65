// Package access holds the rules on whether everyone can use a page: those of WCAG 2.2 that a finished page can be held to
// without a browser. They are meant to find whatever axe-core finds so: testdata/axe.txt says which of them does for each rule of axe,
// testdata/apart.txt where the two part on purpose, and a test in cmd/stillpoint holds them to that in a browser.
//
// Beside the rules there are files on what several of them ask: what a screen reader calls an element (name.go), what it takes it for
// (role.go, with the tables of ARIA in aria), whether it can be reached (focus.go), and the parts of pages and tables (landmark.go,
// table.go).
package access

import (
	"embed"

	"stillpoint/generator/check/rule"
)

// Files are the documentation and the cases of the rules, each in CODE.txt.
//
//go:embed *.txt
var Files embed.FS

// Rules returns all rules of the package.
func Rules() []rule.Rule {
	return []rule.Rule{
		imageAlt(), imageAltFile(), imageAltWords(), imageAltTwice(), imageMapServer(), roleImgName(), svgName(), objectName(),
		frameTitle(), frameTitleTwice(), videoCaptions(), autoplay(),
		headingOrder(), headingEmpty(), listStructure(),
		tableHeader(), tableHeaderEmpty(), tableHeaderUnused(), tableHeaders(), tableScope(), tableCaptionTwice(),
		landmarkMain(), landmarkBanner(), landmarkContentinfo(), landmarkUnique(), contentOutsideLandmark(),
		pageLanguage(), metaRefresh(), zoom(), inlineSpacing(), duplicateID(),
		linkName(), linkVague(), buttonName(), summaryName(), widgetName(), dialogName(), labelInName(), nestedControl(), tabindex(),
		accesskeyTwice(), contrast(), targetSize(),
		labelMissing(), labelTwice(), labelTitleOnly(), autocomplete(),
		ariaRole(), ariaRoleElement(), ariaAttribute(), ariaAttributeRole(), ariaAttributeMissing(), ariaValue(), ariaReference(),
		ariaLabelIgnored(), ariaErrorMessage(), ariaBraille(), ariaChildren(), ariaParent(), ariaHiddenFocus(), ariaHiddenBody(),
		presentationConflict(),
	}
}
