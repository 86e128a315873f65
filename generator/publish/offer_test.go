package publish_test

import (
	"errors"
	"testing"

	"stillpoint/generator/publish"
)

// TestOffer makes a file of a site in memory when it is read, and takes it over into the next publication unmade.
func TestOffer(t *testing.T) {
	made := 0
	offer := func() ([]byte, error) {
		made++
		return []byte("picture"), nil
	}
	first := publish.NewMemory(nil)
	if err := first.Offer("p/a.1f.webp", offer); err != nil {
		t.Fatal(err)
	}
	if err := first.Offer("p/a.1f.webp", offer); err == nil {
		t.Error("one name is offered twice")
	}
	if err := first.Offer("../out", offer); err == nil {
		t.Error("a name outside of the site is taken")
	}
	if _, err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	second := publish.NewMemory(first.Files())
	if err := second.Offer("p/a.1f.webp", func() ([]byte, error) { return nil, errors.New("never asked") }); err != nil {
		t.Fatal(err)
	}
	summary, err := second.Commit()
	if err != nil || summary.Unchanged != 1 || made != 0 {
		t.Errorf("%+v, %v, made %d times", summary, err, made)
	}
	data, err := second.Files().Get("p/a.1f.webp").Read()
	if string(data) != "picture" || err != nil || made != 1 {
		t.Errorf("%s, %v, made %d times", data, err, made)
	}
}

// TestOfferIntoFolder makes a file at once, and publishes nothing where it cannot be made.
func TestOfferIntoFolder(t *testing.T) {
	folder := t.TempDir()
	p, err := publish.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.Offer("a.webp", func() ([]byte, error) { return []byte("picture"), nil }); err != nil {
		t.Error(err)
	}
	if err := p.Offer("b.webp", func() ([]byte, error) { return nil, errors.New("broken") }); err == nil {
		t.Error("nothing is said of a file that cannot be made")
	}
	if _, err := p.Commit(); err == nil {
		t.Error("it was published")
	}
}
