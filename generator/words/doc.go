// Package words has the words that the layouts bring along, in the language of the site: what buttons, headings and tables say, how
// dates, times and lists are written. Those of English, German, French and Spanish come with Stillpoint (text/LANG.yaml); a region lays
// what it writes differently over them (text/de-CH.yaml), and a site its own words over both (i18n/LANG.yaml).
//
// Which keys there are, and what may be filled into their words, English says. Nothing is found out at run time that could be told when
// the site is read: an unknown key, a placeholder that nothing fills, a plural form that the language does not have are diagnostics at
// their line. What a language lacks is said in English, and told once.
package words
