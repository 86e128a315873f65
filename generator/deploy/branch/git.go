package branch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// git runs the command git for one repository.
type git struct {
	folder      string    // that it runs in
	environment []string  // of its processes
	settings    []setting // that hold on top of all files of settings
	secrets     []string  // that are kept out of what is told
}

// setting is one setting of git: "http.extraheader" and its value. Some may be given more than once.
type setting struct{ key, value string }

// patience is how long a git that was told to stop may take to do so, before it is stopped.
const patience = 5 * time.Second

// ErrNoGit says that there is no command git.
var ErrNoGit = errors.New("the command git was not found: publishing to a branch needs it, see https://git-scm.com/downloads")

// newGit returns a git for a folder. What is set in the environment for one repository, as in a hook of git, does not hold for others.
func newGit(folder string, environment []string, prompt bool) git {
	own := []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE",
		"GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_GRAFT_FILE", "LC_ALL", "LANGUAGE"}
	kept := slices.DeleteFunc(slices.Clone(environment), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(own, name)
	})
	kept = append(kept, "LC_ALL=C") // its words are told as they are, and some are looked for
	if !prompt {
		kept = append(kept, "GIT_TERMINAL_PROMPT=0")
	}
	return git{folder: folder, environment: kept}
}

// with returns a git with more settings.
func (g git) with(more ...setting) git {
	g.settings = append(slices.Clip(g.settings), more...)
	return g
}

// environ returns the environment of a process. Settings go into it, since everybody on a machine can read the arguments of a process
// (https://git-scm.com/docs/git-config#Documentation/git-config.txt-GITCONFIGCOUNT).
func (g git) environ() []string {
	environment := slices.Clone(g.environment)
	first := 0
	for _, v := range environment {
		if count, found := strings.CutPrefix(v, "GIT_CONFIG_COUNT="); found {
			first, _ = strconv.Atoi(count)
		}
	}
	for i, s := range g.settings {
		environment = append(environment, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", first+i, s.key), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", first+i, s.value))
	}
	return append(environment, fmt.Sprintf("GIT_CONFIG_COUNT=%d", first+len(g.settings)))
}

// command prepares a process. It is asked to stop when the context ends, so that it can stop those that it has started.
func (g git) command(ctx context.Context, arguments ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", arguments...)
	c.Dir, c.Env, c.WaitDelay = g.folder, g.environ(), patience
	c.Cancel = func() error {
		if err := c.Process.Signal(os.Interrupt); err != nil {
			return c.Process.Kill() // there are no such signals on Windows
		}
		return nil
	}
	return c
}

// run returns what a git prints.
func (g git) run(ctx context.Context, arguments ...string) ([]byte, error) {
	var out bytes.Buffer
	err := g.pipe(ctx, nil, &out, arguments...)
	return out.Bytes(), err
}

// pipe runs a git that reads from and writes to others. The error is a *[CommandError] where git itself tells of one.
func (g git) pipe(ctx context.Context, in io.Reader, out io.Writer, arguments ...string) error {
	var says bytes.Buffer
	c := g.command(ctx, arguments...)
	c.Stdin, c.Stdout, c.Stderr = in, out, &says
	return g.failure(ctx, arguments[0], c.Run(), says.String())
}

// failure turns the end of a process into an error for people.
func (g git) failure(ctx context.Context, what string, err error, says string) error {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return ErrNoGit
	case !errors.As(err, &exit):
		return fmt.Errorf("git %s: %w", what, err)
	}
	return &CommandError{Command: what, Says: g.hushed(says)}
}

// hushed takes secrets out of a text.
func (g git) hushed(text string) string {
	for _, secret := range g.secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	return text
}

// CommandError is what git has to say of something that went wrong.
type CommandError struct {
	Command string // "fetch"
	Says    string // all that it printed, without secrets
}

// Error returns the last line that says something.
func (e *CommandError) Error() string {
	last := "it does not say why"
	for line := range strings.Lines(e.Says) {
		line = strings.TrimSpace(line[strings.LastIndex(strings.TrimRight(line, "\r\n"), "\r")+1:])
		if line != "" && !strings.HasPrefix(line, "hint:") && !idle(line) {
			last = line
		}
	}
	return "git " + e.Command + ": " + last
}

// idle tells whether a line of git says nothing of what went wrong: what ssh has said before it does.
func idle(line string) bool {
	for _, words := range []string{"fatal: Could not read from remote repository.", "Please make sure you have the correct access rights", "and the repository exists."} {
		if strings.HasPrefix(line, words) {
			return true
		}
	}
	return false
}
