package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// listenToStillpoint opens the stream of events of a page that has been loaded, and returns when it is told that the
// page has changed. The channel ends with the stream.
func listenToStillpoint(origin, address, page string) (<-chan time.Time, error) {
	version := regexp.MustCompile(`data-version="([^"]*)"`).FindStringSubmatch(page)
	if version == nil {
		return nil, fmt.Errorf("the page %s has no script that would listen", address)
	}
	response, err := http.Get(fmt.Sprintf("%s/.stillpoint/events?page=%s&version=%s", origin, address, version[1]))
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(response.Body)
	if response.StatusCode != http.StatusOK || !awaitEvent(lines, "report") {
		response.Body.Close()
		return nil, errors.Join(fmt.Errorf("the stream of events of %s has not begun: %s", address, response.Status), lines.Err())
	}
	return streamEvents(response.Body, lines), nil
}

// streamEvents returns the times of the events that a browser loads the page anew for.
func streamEvents(body io.Closer, lines *bufio.Scanner) <-chan time.Time {
	events := make(chan time.Time, 16)
	go func() {
		defer body.Close()
		defer close(events)
		for awaitEvent(lines, "reload") {
			events <- time.Now()
		}
	}()
	return events
}

// awaitEvent reads until an event of a kind has come as a whole, and reports whether it has.
func awaitEvent(lines *bufio.Scanner, kind string) bool {
	is := false
	for lines.Scan() {
		if name, named := strings.CutPrefix(lines.Text(), "event: "); named {
			is = name == kind
		}
		if lines.Text() == "" && is {
			return true
		}
	}
	return false
}

// listenToHugo opens a connection of the LiveReload protocol, and returns when it is told that the page has
// changed. The channel ends with the connection.
func listenToHugo(origin string) (<-chan time.Time, error) {
	socket, err := dialSocket(strings.TrimPrefix(origin, "http://"), "/livereload")
	if err != nil {
		return nil, err
	}
	const hello = `{"command":"hello","protocols":["http://livereload.com/protocols/official-7"]}`
	answer, err := "", socket.send(hello)
	if err == nil {
		answer, err = socket.receive()
	}
	if err != nil || !strings.Contains(answer, `"hello"`) {
		socket.Close()
		return nil, errors.Join(fmt.Errorf("the server does not greet, but says %q", answer), err)
	}
	events := make(chan time.Time, 16)
	go func() {
		defer socket.Close()
		defer close(events)
		for {
			message, err := socket.receive()
			if err != nil {
				return
			}
			if strings.Contains(message, `"command":"reload"`) {
				events <- time.Now()
			}
		}
	}()
	return events, nil
}
