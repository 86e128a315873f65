package starter

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTry(t *testing.T) {
	a := Answers{Name: "Quiet Tide", Professions: []string{"craniosacral"}, Town: "Saltmere", Country: "GB", Language: "en", Person: "Ada Lind", Phone: "+44 1632 960417", PhoneShown: "01632 960417", Email: "a@b.example", Street: "1 Lane", Postcode: "SW1A 1AA", Price: "64", Minutes: "60", Hours: []string{"monday to friday: 09:00-17:00"}}
	f, err := Write(a)
	if err != nil {
		t.Fatal(err)
	}
	for n, b := range f {
		n = filepath.Join("/tmp/c-init-try", n)
		os.MkdirAll(filepath.Dir(n), 0o755)
		os.WriteFile(n, b, 0o644)
	}
}
