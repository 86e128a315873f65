package filename_test

import (
	"strings"
	"testing"

	"stillpoint/generator/filename"
)

func TestDevice(t *testing.T) {
	for name, want := range map[string]string{
		"aux/index.html": "aux", "a/CON/index.html": "CON", "nul": "nul", "prn.txt": "prn.txt", "com1.html": "com1.html", "LPT9": "LPT9", "com²": "com²", "lpt³.a.b": "lpt³.a.b",
		"conin$": "conin$", "CONOUT$.txt": "CONOUT$.txt", "con .txt": "con .txt",
		"auxiliary/index.html": "", "com/index.html": "", "com10": "", "lpt": "", "a/b.html": "", "my-aux.html": "", "com¼": "", "": "",
	} {
		if got := filename.Device(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestReserved(t *testing.T) {
	for name, want := range map[string]string{
		"about/index.html":                     "",
		"über/uns.html":                        "",
		strings.Repeat("a", 255):               "",
		"a//b":                                 "empty part",
		"":                                     "empty part",
		"a/":                                   "empty part",
		"a/.well-known":                        "starts with a dot",
		".well-known/security.txt":             "",
		".htaccess":                            "",
		".well-known/.htaccess":                "starts with a dot",
		".git/config":                          "starts with a dot",
		"a./b":                                 "ends with a dot",
		"a/b ":                                 "ends with a dot or a blank",
		"b/com³.html":                          `"com³.html" is a reserved name on Windows`,
		"a/" + strings.Repeat("ä", 128) + "/b": "more than 255 bytes",
	} {
		got := filename.Reserved(name)
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
