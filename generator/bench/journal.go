package main

import (
	"encoding/json"
	"os"
)

// journal writes every single measurement to a file, one line of JSON for each. Without a file it does nothing.
type journal struct {
	file  *os.File
	lines *json.Encoder
	err   error // the first that writing met with
}

// line is a measurement in the journal. What a scenario does not measure is left out.
type line struct {
	Pages    int     `json:"pages"`
	Scenario string  `json:"scenario"`
	Program  string  `json:"program"`
	Run      int     `json:"run"`
	Wall     float64 `json:"wallSeconds,omitempty"`
	CPU      float64 `json:"cpuSeconds,omitempty"`
	Memory   int64   `json:"peakKiB,omitempty"`
	Event    float64 `json:"eventMilliseconds,omitempty"` // from the save to the event in the browser
	Page     float64 `json:"pageMilliseconds,omitempty"`  // from the save to the new page in the browser
}

func openJournal(name string) (*journal, error) {
	if name == "" {
		return &journal{}, nil
	}
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	return &journal{file: file, lines: json.NewEncoder(file)}, nil
}

func (j *journal) build(pages int, scenario, program string, run int, m measure) {
	j.write(line{Pages: pages, Scenario: scenario, Program: program, Run: run, Wall: m.wall.Seconds(), CPU: m.cpu.Seconds(), Memory: m.memory})
}

func (j *journal) save(pages int, program string, run int, s save) {
	j.write(line{Pages: pages, Scenario: saveScenario, Program: program, Run: run, Event: eventTime(s), Page: pageTime(s)})
}

func (j *journal) write(l line) {
	if j.lines != nil && j.err == nil {
		j.err = j.lines.Encode(l)
	}
}

// Close closes the file, and tells what was wrong with it.
func (j *journal) Close() error {
	if j.file == nil {
		return nil
	}
	if err := j.file.Close(); j.err == nil {
		j.err = err
	}
	return j.err
}
