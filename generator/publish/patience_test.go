package publish

import (
	"errors"
	"testing"
	"time"
)

// TestPatiently tries again for as long as it may help, and no longer.
func TestPatiently(t *testing.T) {
	busy, broken := errors.New("busy"), errors.New("broken")
	for what, test := range map[string]struct {
		errors []error // of the attempts; the last of all others
		want   error
		tries  int
		waited time.Duration
	}{
		"at once":      {[]error{nil}, nil, 1, 0},
		"soon":         {[]error{busy, busy, nil}, nil, 3, 15 * time.Millisecond},
		"never":        {[]error{busy}, busy, 10, 2555 * time.Millisecond},
		"for good":     {[]error{broken}, broken, 1, 0},
		"in the midst": {[]error{busy, broken}, broken, 2, 5 * time.Millisecond},
	} {
		tries, waited := 0, time.Duration(0)
		err := patiently(func() error {
			tries++
			return test.errors[min(tries, len(test.errors))-1]
		}, func(err error) bool { return errors.Is(err, busy) }, func(d time.Duration) { waited += d })
		if !errors.Is(err, test.want) || tries != test.tries || waited != test.waited {
			t.Errorf("%s: %v after %d attempts and %v", what, err, tries, waited)
		}
	}
}
