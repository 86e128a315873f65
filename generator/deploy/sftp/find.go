package sftp

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"stillpoint/generator/deploy"
)

// shell is the command that is asked for. It has no word of ours in it that the shell of an account could misread; the script, with the folder in it, goes to its standard input.
const shell = "sh"

// shellPatience is how long a server may take until it begins to answer, when the top of the folder was read over SFTP meanwhile.
const shellPatience = 3 * time.Second

const (
	greetingPlain  = "stillpoint lists plain\n"
	greetingPacked = "stillpoint lists packed\n"
	greetingLimit  = 64 << 10 // bytes that a server may say before, such as words of welcome
	lastRecord     = "end"
)

// script has the find of GNU tell of all below a folder: kind, size, time and name, each with a NUL behind, packed where there is a gzip. A folder that may not be read is marked with an
// exclamation mark; of one that may be read and not entered, SFTP tells nothing either. Where find cannot do this (busybox, BSD), or anything fails, the last record is missing.
func script(folder string) string {
	return `LC_ALL=C; export LC_ALL
list() {
find ` + quoted(folder) + ` -ignore_readdir_race -mindepth 1 -type d ! -readable -printf '! 0 0 %P\0' -prune -o -type d ! -executable -printf 'd 0 0 %P\0' -prune -o ` +
		`-type d -printf 'd 0 0 %P\0' -o -printf '%y %s %T@ %P\0' </dev/null 2>/dev/null && printf '` + lastRecord + `\000'
}
if command -v gzip >/dev/null 2>&1; then
printf '` + strings.TrimSuffix(greetingPacked, "\n") + `\n'; list | gzip -1
else
printf '` + strings.TrimSuffix(greetingPlain, "\n") + `\n'; list
fi
exit
`
}

// quoted returns a text as one word for sh: between single quotes nothing has a meaning but the next of them (POSIX.1-2017, Shell Command Language, 2.2.2).
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// finding is a list that a program on the server may make.
type finding struct {
	walk  *walk
	asked chan struct{} // closed when the list is wanted
	begun chan struct{} // closed when the server answers as it should
	ended chan struct{} // closed when err is set
	err   error
	stop  context.CancelFunc
}

// startFinding starts a shell on the server that waits for what it is to do, unless the server has shown that it runs no such programs, as for accounts that may use SFTP alone.
func (r *Remote) startFinding(ctx context.Context, s *session) *finding {
	r.mu.Lock()
	refused := r.findsNo
	r.mu.Unlock()
	if refused {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	f := &finding{walk: newWalk(r, s), asked: make(chan struct{}), begun: make(chan struct{}), ended: make(chan struct{}), stop: stop}
	f.walk.found = true
	go func() {
		defer close(f.ended)
		f.err = f.run(ctx)
	}()
	return f
}

func (f *finding) run(ctx context.Context) error {
	channel, err := f.walk.session.ssh.NewSession()
	if err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { _ = channel.Close() })()
	defer channel.Close()
	commands, err := channel.StdinPipe()
	if err != nil {
		return err
	}
	answer, err := channel.StdoutPipe()
	if err != nil {
		return err
	}
	if err := channel.Start(shell); err != nil {
		return err
	}
	select {
	case <-f.asked:
	case <-ctx.Done():
		return ctx.Err()
	}
	if _, err := io.WriteString(commands, script(f.walk.remote.root)); err != nil {
		return err
	}
	_ = commands.Close() // what cannot be closed has ended, and says nothing
	lines := bufio.NewReader(answer)
	packed, err := f.greeted(lines)
	if err != nil {
		return err
	}
	close(f.begun)
	var records io.Reader = lines
	if packed {
		unpacked, err := gzip.NewReader(lines)
		if err != nil {
			return err
		}
		unpacked.Multistream(false)
		records = unpacked
	}
	return f.walk.records(bufio.NewReader(records))
}

// greeted passes over what a server says before, and tells whether the records are packed.
func (f *finding) greeted(lines *bufio.Reader) (packed bool, err error) {
	for said := 0; said < greetingLimit; {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return false, err
		}
		switch text := string(line); {
		case strings.HasSuffix(text, greetingPacked):
			return true, nil
		case strings.HasSuffix(text, greetingPlain):
			return false, nil
		}
		said += len(line)
	}
	return false, errors.New("the server says something else")
}

// records reads what find tells.
func (w *walk) records(from *bufio.Reader) error {
	w.folders["."] = true
	for {
		record, err := from.ReadString(0)
		if err != nil {
			return err
		}
		record = strings.TrimSuffix(record, "\x00")
		if record == lastRecord {
			return nil
		}
		if err := w.record(record); err != nil {
			return err
		}
	}
}

func (w *walk) record(record string) error {
	fields := strings.SplitN(record, " ", 4)
	if len(fields) != 4 || fields[3] == "" {
		return fmt.Errorf("%q is no record", record)
	}
	name := fields[3]
	switch fields[0] {
	case "d":
		w.folders[name] = true
		return nil
	case "!":
		w.entries[name] = deploy.Entry{Tag: closed}
		return nil
	case "f", "l", "p", "s", "b", "c":
	default:
		return fmt.Errorf("%q is of no kind that is known", record)
	}
	size, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return err
	}
	whole, _, _ := strings.Cut(fields[2], ".")
	at, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || at < 0 || at > math.MaxUint32 { // SFTP folds such times, and find writes them in its own way
		return fmt.Errorf("%q has a time that SFTP cannot tell: %w", record, err)
	}
	w.entries[name] = entry(size, at, fields[0] == "l")
	if fields[0] != "l" {
		w.times[name] = at
	}
	return nil
}

// result asks for the list and waits for it. It returns nil where there is none, or another than SFTP has told of the folders above those of a level: then programs on this
// server see other files than SFTP does, or something was written just now.
func (f *finding) result(upper *walk, level []string) *walk {
	if f.complete() && f.agrees(upper, level) {
		return f.walk
	}
	upper.remote.mu.Lock()
	defer upper.remote.mu.Unlock()
	upper.remote.findsNo = true
	return nil
}

// complete asks for the list, and tells whether it has come as a whole. A server that does not begin to answer is not waited for.
func (f *finding) complete() bool {
	close(f.asked)
	late := time.NewTimer(shellPatience)
	defer late.Stop()
	select {
	case <-f.begun:
		<-f.ended
	case <-f.ended:
	case <-late.C:
		return false
	}
	return f.err == nil
}

// agrees tells whether the list has just what SFTP has told of the upper folders.
func (f *finding) agrees(upper *walk, level []string) bool {
	depth := strings.Count(level[0], "/")
	entries, folders := 0, 0
	for name, e := range f.walk.entries {
		switch slashes := strings.Count(name, "/"); {
		case slashes == depth && e.Tag == closed:
			folders++
		case slashes <= depth:
			entries++
			if upper.entries[name] != e {
				return false
			}
		}
	}
	for name := range f.walk.folders {
		if strings.Count(name, "/") == depth && name != "." {
			folders++
		}
	}
	for _, name := range level {
		if !f.walk.folders[name] && f.walk.entries[name].Tag != closed {
			return false
		}
	}
	return entries == len(upper.entries) && folders == len(level)
}
