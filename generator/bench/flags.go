package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// smallestSite is the least number of pages: one in every section.
const smallestSite = sections

// sizes are numbers of pages, as a flag.
type sizes []int

// String returns the numbers as the flag takes them.
func (s *sizes) String() string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint([]int(*s)), " ", ","), "[]")
}

// Set reads numbers with commas between them.
func (s *sizes) Set(text string) error {
	*s = nil
	for field := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < smallestSite {
			return fmt.Errorf("%q is not a number of pages, %d or more", field, smallestSite)
		}
		*s = append(*s, n)
	}
	return nil
}

// scenarioNames are what to measure, as a flag. They stay in the order of allScenarios, whatever order the
// flag has: the servers come last, since they leave what is on disk behind.
type scenarioNames []string

const (
	coldScenario = "cold"
	sameScenario = "same"
	saveScenario = "save"
)

func allScenarios() scenarioNames {
	return scenarioNames{coldScenario, sameScenario, "body", "title", "recent", "layout", saveScenario}
}

// String returns the names as the flag takes them.
func (s *scenarioNames) String() string { return strings.Join(*s, ",") }

// Set reads names with commas between them.
func (s *scenarioNames) Set(text string) error {
	wanted := strings.Split(text, ",")
	all := allScenarios()
	for _, name := range wanted {
		if !slices.Contains(all, name) {
			return fmt.Errorf("there is no scenario %q, but %s", name, all.String())
		}
	}
	*s = slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(wanted, name) })
	return nil
}
