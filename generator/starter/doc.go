// Package starter writes the site of a practice that has none yet, from the answers to a few
// questions: its name, what it offers, where it is, how it is reached.
//
// It is pure: [Questions] say what is asked and refuse what the site would be refused for, in the same words, and
// [Files] turns the answers into the files of a folder. Who asks and who writes is the business of cmd/stillpoint.
//
// The texts lie in text/LANGUAGE, and are found there: a folder more is a language more, a file of professions/ more
// is a profession more. Each is a template of text/template with the delimiters [[ and ]], and lands where its path
// says. Of site/ all files are taken, of professions/ those that were chosen: ID.yaml says what the others need to know
// of a profession, ID/therapy.md is its page, ID/content/ is laid over content/. A file that is called PERSON stands for
// the page of the person who was named; where nobody was, its folder is left out.
package starter
