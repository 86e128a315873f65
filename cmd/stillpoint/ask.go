package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

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
		text, err := a.line(bracket(q, answers))
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

// bracket returns what Enter alone stands for.
func bracket(q starter.Question, answers *starter.Answers) string {
	switch d := q.Default(answers); {
	case d != "":
		return "[" + d + "] "
	case !q.Needed(answers):
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
	fmt.Fprintf(a.out, "Not yet: %s.\n", r.Message)
	if r.Hint != "" {
		fmt.Fprintf(a.out, "Please %s.\n", r.Hint)
	}
}
