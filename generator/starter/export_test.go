package starter

// What tests of other packages hold against the readers of YAML and Markdown.
var (
	Plain = plain
	Link  = link
)
