package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"sync"
	"time"
)

// stopLimit is how long a server may take to end before it is killed.
const stopLimit = 10 * time.Second

// server is a program that serves its site, as a process of its own.
type server struct {
	*contender
	origin  string           // http://localhost:4040
	started time.Duration    // until it served
	events  <-chan time.Time // when it told the browser to load the page again
	saves   []save
	whole   measure // from its start to its end, once it has been stopped
	said    *transcript
	stop    func() // ends the process; more than once is no harm
}

// startServer starts a server, and waits until it says where it serves.
func startServer(ctx context.Context, c *contender) (*server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	said := &transcript{found: make(chan string, 1)}
	cmd := exec.CommandContext(ctx, c.program, append(c.serve, "--port", strconv.Itoa(port))...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = c.dir, said, said
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = stopLimit
	start := time.Now()
	if err := cmd.Start(); err != nil {
		cancel()
		return nil, err
	}
	s := &server{contender: c, said: said}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // it is interrupted in the end, which is no error
		s.whole = measureOf(time.Since(start), cmd.ProcessState)
		close(ended)
	}()
	s.stop = func() { cancel(); <-ended }
	select {
	case s.origin = <-said.found:
		s.started = time.Since(start)
		return s, nil
	case <-ended:
		cancel()
		return nil, fmt.Errorf("%s does not serve: %s", c.name, said.tail())
	}
}

// freePort returns a port that is free for now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// open shows a page in the browser: it loads the page, and listens to what the server tells.
func (s *server) open(address string) error {
	page, err := s.get(address)
	if err != nil {
		return err
	}
	if s.name == hugoName {
		s.events, err = listenToHugo(s.origin)
	} else {
		s.events, err = listenToStillpoint(s.origin, address, page)
	}
	return err
}

// get loads a page as a browser does.
func (s *server) get(address string) (string, error) {
	response, err := http.Get(s.origin + address)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s%s: %s", s.origin, address, response.Status)
	}
	return string(page), err
}

// transcript keeps the end of what a server prints, and finds in it where it serves.
type transcript struct {
	mutex sync.Mutex
	text  []byte
	told  bool
	found chan string // with room for one
}

// longestTail is how much of what a server prints is kept.
const longestTail = 4096

// Write takes what the server prints.
func (t *transcript) Write(p []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.text = append(t.text, p...)
	if origin := regexp.MustCompile(`(?:Serving|available) at (http://\S+?)/? `).FindSubmatch(t.text); origin != nil && !t.told {
		t.told = true
		t.found <- string(origin[1])
	}
	t.text = t.text[max(0, len(t.text)-longestTail):]
	return len(p), nil
}

func (t *transcript) tail() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return string(t.text)
}
