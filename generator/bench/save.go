package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// How saves are paced.
const (
	quiet     = 300 * time.Millisecond // without an event, before the next save
	saveLimit = 10 * time.Minute       // until a save must have reached the browser
)

// save is what one save took, from just before the write.
type save struct {
	event time.Duration // until the event that tells a browser to load the page again
	page  time.Duration // until the browser has loaded the page with the change in it
}

// The figures of a save, in milliseconds.
func eventTime(s save) float64 { return float64(s.event.Microseconds()) / 1000 }
func pageTime(s save) float64  { return float64(s.page.Microseconds()) / 1000 }

// save measures saves of a page's body under the servers of both programs, in turn.
func (s *suite) save(ctx context.Context) error {
	var servers []*server
	stop := func() {
		for _, server := range servers {
			server.stop()
		}
	}
	defer stop()
	for _, c := range s.contenders {
		// The servers make the site anew. On a memory disk the old one takes room from them.
		if err := os.RemoveAll(c.public()); err != nil {
			return err
		}
		server, err := startServer(ctx, c)
		if err != nil {
			return err
		}
		servers = append(servers, server)
	}
	body := edits(s.size)["body"]
	for _, server := range servers {
		if err := server.open(body.shown); err != nil {
			return err
		}
	}
	if err := s.saveInTurn(ctx, servers, body); err != nil {
		return err
	}
	if err := samePage(servers, body.shown); err != nil {
		return err
	}
	stop()
	reportSaves(s.out, servers)
	return nil
}

// saveInTurn makes all saves, each once no server has more to tell.
func (s *suite) saveInTurn(ctx context.Context, servers []*server, e edit) error {
	for run := range s.saves {
		s.edited++
		for _, i := range turn(run, len(servers)) {
			if err := servers[i].settle(); err != nil {
				return err
			}
			if err := servers[i].save(ctx, e, mark(s.edited)); err != nil {
				return err
			}
			s.journal.save(s.size, servers[i].name, run, servers[i].saves[run])
		}
	}
	return nil
}

// save makes an edit, and waits until the browser has the page that shows it. An event that came too early,
// to a file that was written by half, does not count.
func (s *server) save(ctx context.Context, e edit, mark string) error {
	limit := time.After(saveLimit)
	start := time.Now()
	if err := e.apply(s.contender, mark); err != nil {
		return err
	}
	for {
		select {
		case at, alive := <-s.events:
			if !alive {
				return s.lost()
			}
			page, err := s.get(e.shown)
			if err != nil {
				return err
			}
			if strings.Contains(page, mark) {
				s.saves = append(s.saves, save{at.Sub(start), time.Since(start)})
				return nil
			}
		case <-limit:
			return fmt.Errorf("%s has not shown a save for %s", s.name, saveLimit)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// settle waits until no event has come for a while.
func (s *server) settle() error {
	for {
		select {
		case _, alive := <-s.events:
			if !alive {
				return s.lost()
			}
		case <-time.After(quiet):
			return nil
		}
	}
}

func (s *server) lost() error {
	return fmt.Errorf("%s has ended its events: %s", s.name, s.said.tail())
}

// samePage makes sure that both browsers show the same in the end.
func samePage(servers []*server, address string) error {
	var shown []string
	for _, s := range servers {
		page, err := s.get(address)
		if err != nil {
			return err
		}
		shown = append(shown, wordsOf(page))
	}
	if len(shown) > 1 && shown[0] != shown[1] {
		return errors.New("the servers show a page with different words or links: " + address)
	}
	return nil
}
