package reach

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Cache is the answers of earlier runs, in a file that may be deleted at any time. It is safe for concurrent use. A nil Cache keeps nothing.
type Cache struct {
	file    string
	mu      sync.Mutex
	answers map[string]Answer
}

// OpenCache reads the answers in a file. One that is not there, or is damaged, is an empty one.
func OpenCache(file string) (*Cache, error) {
	c := &Cache{file: file, answers: map[string]Answer{}}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(data, &c.answers) != nil || c.answers == nil {
		c.answers = map[string]Answer{}
	}
	return c, nil
}

// get returns an answer that still holds.
func (c *Cache) get(address string, now time.Time) (Answer, bool) {
	if c == nil {
		return Answer{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	answer, known := c.answers[address]
	age := now.Sub(answer.Asked)
	return answer, known && age >= 0 && age < answer.age()
}

func (c *Cache) put(address string, answer Answer) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers[address] = answer
}

// Save writes the answers that still hold into the file, as a whole or not at all.
func (c *Cache) Save(now time.Time) error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for address, answer := range c.answers {
		if now.Sub(answer.Asked) >= answer.age() {
			delete(c.answers, address)
		}
	}
	data, err := json.MarshalIndent(c.answers, "", "\t")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.file), 0o755); err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(c.file), ".links-*")
	if err != nil {
		return err
	}
	_, err = draft.Write(append(data, '\n'))
	if err = errors.Join(err, draft.Close()); err == nil {
		err = os.Rename(draft.Name(), c.file)
	}
	if err != nil {
		_ = os.Remove(draft.Name())
	}
	return err
}
