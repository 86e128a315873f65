package branch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// movedError says that somebody else has published meanwhile.
type movedError struct{ branch string }

func (e *movedError) Error() string {
	return fmt.Sprintf("somebody else has changed the branch %s at the same time, twice: nothing was published; publish again", e.branch)
}

// RefusedError says that the other repository does not take what was pushed.
type RefusedError struct {
	Reason string // in git's words
	Remote string // what the other side says of it, "" for nothing
}

// Error tells both.
func (e *RefusedError) Error() string {
	text := "the repository refused what was published: " + e.Reason
	if e.Remote != "" {
		text += "\n" + e.Remote
	}
	return text
}

// push puts a commit onto the branch, if that still stands where it stood, and makes sure that it is there. The error is a *movedError where the branch stands elsewhere by now.
func push(ctx context.Context, g git, branch, before, made string, progress func(percent int)) error {
	ref := "refs/heads/" + branch
	var out, says bytes.Buffer
	c := g.command(ctx, "push", "--porcelain", "--progress", "--no-verify", "--no-thin", "--force-with-lease="+ref+":"+before, remoteName, made+":"+ref)
	c.Stdout, c.Stderr = &out, io.MultiWriter(&says, &meter{tell: progress})
	pushed := g.failure(ctx, "push", c.Run(), says.String())
	if ctx.Err() != nil {
		return pushed
	}
	now, _, err := heads(ctx, g, branch)
	switch {
	case err == nil && now == made: // even where the answer was lost
		return nil
	case err == nil && now != before:
		return &movedError{branch}
	case pushed == nil && err != nil:
		return fmt.Errorf("all was sent, but it could not be seen whether it arrived: %w", err)
	case pushed == nil:
		return fmt.Errorf("all was sent, but the branch %s does not show it", branch)
	}
	if reason := refusal(out.String()); reason != "" {
		return &RefusedError{reason, g.hushed(spoken(says.String()))}
	}
	return pushed
}

// refusal returns why a reference was not changed: “pre-receive hook declined”.
func refusal(porcelain string) string {
	for line := range strings.Lines(porcelain) {
		if fields := strings.SplitN(strings.TrimSpace(line), "\t", 3); len(fields) == 3 && fields[0] == "!" {
			return strings.Trim(strings.TrimPrefix(fields[2], "[remote rejected]"), " ()")
		}
	}
	return ""
}

// spoken returns what the other side has printed for people.
func spoken(says string) string {
	var lines []string
	for line := range strings.Lines(says) {
		text, found := strings.CutPrefix(line, "remote: ")
		if text = strings.TrimSpace(text[strings.LastIndex(strings.TrimRight(text, "\r\n"), "\r")+1:]); found && text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// meter reads how far git has come with sending.
type meter struct {
	tell func(percent int)
	rest string
}

// Write takes what git prints.
func (m *meter) Write(text []byte) (int, error) {
	lines := strings.FieldsFunc(m.rest+string(text)+"\x00", func(r rune) bool { return r == '\r' || r == '\n' })
	m.rest = strings.TrimSuffix(lines[len(lines)-1], "\x00")
	for _, line := range lines[:len(lines)-1] {
		after, found := strings.CutPrefix(line, "Writing objects:")
		number, _, _ := strings.Cut(strings.TrimSpace(after), "%")
		if percent, err := strconv.Atoi(number); found && err == nil && m.tell != nil {
			m.tell(percent)
		}
	}
	return len(text), nil
}
