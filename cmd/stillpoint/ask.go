package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"stillpoint/generator/diag"
	"stillpoint/generator/starter"
)

// errUnanswered says that somebody left before the last question.
var errUnanswered = errors.New("stopped: nothing was written, and everything is as it was")

// asker asks questions on a terminal, one line each. It draws nothing and moves no cursor, so that a screen reader reads it as it
// comes.
type asker struct {
	ctx   context.Context
	out   io.Writer
	lines <-chan string // closed when there are no more
	dir   string
	begun bool
}

// newAsker reads lines beside the questions, so that Ctrl-C ends a question that nobody answers.
func newAsker(ctx context.Context, t terminal, dir string) *asker {
	lines := make(chan string)
	a := &asker{ctx: ctx, out: t.err, lines: lines, dir: dir}
	if !t.interactive(t.in) {
		close(lines)
		return a
	}
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(t.in); s.Scan(); {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return a
}

// ask asks until there is an answer that the site can do with.
func (a *asker) ask(q starter.Question, answers *starter.Answers) error {
	a.begin()
	var options []starter.Option
	if q.Options != nil {
		var err error
		if options, err = q.Options(); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "\n%s\n", q.Ask)
	if q.Help != "" {
		fmt.Fprintln(a.out, q.Help)
	}
	for i, o := range options {
		fmt.Fprintf(a.out, "  %d  %s\n", i+1, o.Words)
	}
	for {
		text, err := a.line(bracket(q.Default(answers), options, q.Needed(answers)))
		if err != nil {
			return err
		}
		if text = strings.TrimSpace(text); text == "" {
			text = q.Default(answers)
		}
		if text == "" && q.Needed(answers) {
			fmt.Fprintln(a.out, "The site cannot do without this one.")
			continue
		}
		if err := q.Set(answers, text); err == nil {
			return nil
		} else if refusal := (*starter.Refusal)(nil); errors.As(err, &refusal) {
			a.again(refusal)
		} else {
			return err
		}
	}
}

// begin says once how it goes.
func (a *asker) begin() {
	if a.begun {
		return
	}
	a.begun = true
	fmt.Fprintf(a.out, `A new website in the folder %s.

Answer each question with one line and Enter. Enter alone takes what stands
in [brackets]. All of it can be changed later. Ctrl-C ends this, and leaves
everything as it was.
`, a.dir)
}

// bracket returns what Enter alone stands for, in the words of the list where there is one.
func bracket(fallback string, options []starter.Option, needed bool) string {
	for _, o := range options {
		if o.ID == fallback {
			fallback = o.Words
		}
	}
	switch {
	case fallback != "":
		return "[" + fallback + "] "
	case !needed:
		return "[leave out] "
	}
	return ""
}

// line reads one line.
func (a *asker) line(prompt string) (string, error) {
	fmt.Fprintf(a.out, "%s> ", prompt)
	select {
	case text, more := <-a.lines:
		if !more {
			fmt.Fprintln(a.out)
			return "", errUnanswered
		}
		return text, nil
	case <-a.ctx.Done():
		fmt.Fprintln(a.out)
		return "", errUnanswered
	}
}

// again says what was wrong with an answer.
func (a *asker) again(r *starter.Refusal) {
	a.say("Not yet: " + r.Message)
	if r.Hint != "" {
		a.say(strings.ToUpper(r.Hint[:1]) + r.Hint[1:])
	}
}

// width is where lines are broken, in characters: terminals are at least 80 wide as a rule, and break words where they end.
const width = 78

// say prints a sentence, broken between words.
func (a *asker) say(text string) {
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	for _, line := range diag.Lines(strings.Join(strings.Fields(text), " "), width, width) {
		fmt.Fprintln(a.out, line)
	}
}
