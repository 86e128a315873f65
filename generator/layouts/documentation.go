package layouts

// Function is a function that templates may call, as the manual tells of it. A test holds the list to the functions that there are, and
// renders each example.
type Function struct {
	Name    string
	Usage   string // "first N LIST"
	Doc     string
	Example string // a template
	Output  string // what it becomes
}

// Functions returns the functions of templates beside Go's own, by their names.
func Functions() []Function {
	return []Function{
		{"absurl", "absurl ADDRESS", "The whole address of a page or file of the site, for those who see it elsewhere.", `{{absurl "/prices/"}}`, "https://quiettide.example/prices/"},
		{"add", "add A B", "The sum of two whole numbers.", `{{add 2 3}}`, "5"},
		{"contains", "contains PART TEXT", "Whether a text has another in it.", `{{contains "tide" "Quiet tide"}}`, "true"},
		{"date", "date STYLE TIME", "A time, in a style such as `long`, or as a [layout of Go](https://pkg.go.dev/time#pkg-constants) shows the second of January 2006, with the names of the site's language.", `{{date "2 January 2006" .Date}}`, "23 November 2026"},
		{"dateTag", "dateTag STYLE TIME", "A time as the element `time`, with what machines read of it.", `{{dateTag "long" .Date}}`, `<time datetime="2026-11-23T18:30:00Z">23 November 2026</time>`},
		{"default", "default FALLBACK VALUE", "The value, or the fallback where the value is empty.", `{{default "Book a session" ""}}`, "Book a session"},
		{"dict", "dict NAME VALUE …", "A map of names and values, to hand several things to a partial.", `{{with dict "title" "Hours" "wide" true}}{{.title}}{{end}}`, "Hours"},
		{"enumerate", "enumerate LIST", "The members of a list as they stand in a sentence. Pages become links.", `{{enumerate (list "Mara" "Tomas" "Ines")}}`, "Mara, Tomas and Ines"},
		{"first", "first N LIST", "The first members of a list.", `{{first 2 (list 1 2 3)}}`, "[1 2]"},
		{"hasPrefix", "hasPrefix START TEXT", "Whether a text begins with another.", `{{hasPrefix "Quiet" "Quiet tide"}}`, "true"},
		{"isodate", "isodate TIME", "A time as RFC 3339, for the attribute datetime.", `{{isodate .Date}}`, "2026-11-23T18:30:00Z"},
		{"join", "join SEPARATOR LIST", "All members of a list as one text.", `{{join ", " (list "card" "cash")}}`, "card, cash"},
		{"languageName", "languageName LANGUAGE", "The name of a language in that of the site.", `{{languageName .Language}}`, "Welsh"},
		{"last", "last N LIST", "The last members of a list.", `{{last 2 (list 1 2 3)}}`, "[2 3]"},
		{"link", "link ADDRESS TEXT", "A link, to be filled into words.", `{{link "/prices/" "Prices"}}`, `<a href="/prices/">Prices</a>`},
		{"list", "list VALUE …", "A list of values.", `{{len (list "a" "b")}}`, "2"},
		{"lower", "lower TEXT", "A text in small letters.", `{{lower "Quiet Tide"}}`, "quiet tide"},
		{"money", "money AMOUNT", "An amount of money as readers of the site write it.", `{{money .Price}}`, "£78"},
		{"plural", "plural N ONE MANY", "The first word for one, the second for any other number.", `{{plural 3 "session" "sessions"}}`, "sessions"},
		{"relurl", "relurl ADDRESS", "The address of a page or file of the site, for links within it. One elsewhere stays as it is.", `{{relurl "/prices/"}}`, "/prices/"},
		{"replace", "replace OLD NEW TEXT", "A text with a part of it replaced wherever it stands.", `{{replace "sea" "tide" "By the sea"}}`, "By the tide"},
		{"reverse", "reverse LIST", "A list from its end to its beginning.", `{{reverse (list 1 2 3)}}`, "[3 2 1]"},
		{"slug", "slug TEXT", "A text as a part of an address.", `{{slug "Café & more"}}`, "café-more"},
		{"sortBy", "sortBy NAME LIST", "A list in the order of a value of its members: numbers by size, times from the oldest, all else as text.", `{{range sortBy "Title" .Pages}}{{.Title}} {{end}}`, "About Prices"},
		{"split", "split SEPARATOR TEXT", "The parts of a text.", `{{index (split "/" "therapies/cst") 1}}`, "cst"},
		{"sub", "sub A B", "The difference of two whole numbers.", `{{sub 5 3}}`, "2"},
		{"t", "t KEY VALUE …", "Words in the language of the site: see [languages](../../languages.md). What is to be filled in follows.", `{{t "prices"}}`, "Prices"},
		{"trim", "trim TEXT", "A text without blanks at its ends.", `{{trim "  Quiet  "}}`, "Quiet"},
		{"truncate", "truncate N TEXT", "At most so many characters of a text, cut at the end of a word.", `{{truncate 12 "A quiet room upstairs"}}`, "A quiet…"},
		{"upper", "upper TEXT", "A text in capitals.", `{{upper "new"}}`, "NEW"},
		{"weekday", "weekday DAY", "The name of a day of the week.", `{{weekday .Date.Weekday}}`, "Monday"},
		{"where", "where NAME VALUE LIST", "The members of a list that have a value of a name.", `{{len (where "Kind" "policy" .Pages)}}`, "1"},
	}
}
