package generator

import (
	"stillpoint/generator/check"
	"stillpoint/generator/check/origin"
	"stillpoint/generator/check/rule"
)

// addFaults adds faults of links, as far as their rules are on. Of those on finished pages, the elements are looked for in which the links
// stand. An element that is the same on many pages, and is written in none of their files, is looked for once.
func (j *judgement) addFaults(faults []check.Fault) {
	byPage := map[string][]*check.Fault{}
	var outputs []string
	for _, f := range check.Untold(faults) {
		switch {
		case j.build.checks.level(f.Code) == rule.Off, j.build.checks == nil && !f.Dead:
		case f.Told.Code != "":
			j.add(f.Found())
		default:
			if byPage[f.Output] == nil {
				outputs = append(outputs, f.Output)
			}
			byPage[f.Output] = append(byPage[f.Output], &f)
		}
	}
	for _, f := range j.elements(outputs, byPage) {
		j.add(*f)
	}
}

// standing is an element with a link that is at fault, among all that are told as one.
type standing struct {
	found check.Found
	nth   int // of those on its page that are the same
}

// elements returns the elements of pages in which links stand that are at fault, each once, with the pages that have it.
func (j *judgement) elements(outputs []string, byPage map[string][]*check.Fault) []*check.Found {
	var all []*check.Found
	known := map[standing]*check.Found{}
	for _, output := range outputs {
		data, _ := j.build.out.Staged(output) // it was there when it was handed over; of what is gone now, only the page is told
		page := rule.Parse(output, byPage[output][0].Source, data)
		here := map[check.Found]int{}
		for _, fault := range byPage[output] {
			for _, found := range fault.On(page) {
				alike := found
				if alike.Output = ""; !j.mentions(fault.Source, fault.Link) {
					alike.Source = ""
				}
				key := standing{alike, here[found]}
				here[found]++
				if known[key] == nil {
					found.Pages = new([]string)
					known[key] = &found
					all = append(all, known[key])
				}
				*known[key].Pages = append(*known[key].Pages, output)
			}
		}
	}
	return all
}

// mentions tells whether a link is written in a file of the site.
func (j *judgement) mentions(file, link string) bool {
	text := j.text(file)
	return text != nil && origin.Mentions(text, link, j.build.basePath())
}
