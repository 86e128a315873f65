package address_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/deploy/address"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]address.Address{
		"/srv/www": {Path: "/srv/www"}, "../online": {Path: "../online"}, "www": {Path: "www"}, ".": {Path: "."}, `C:\sites\me@home`: {Path: `C:\sites\me@home`},
		"./web@example.org": {Path: "./web@example.org"}, "./a.b:c": {Path: "./a.b:c"}, "a/b@c:d": {Path: "a/b@c:d"},
		"file:///srv/www": {Scheme: "file", Path: "/srv/www"}, "file://localhost/srv/www": {Scheme: "file", Path: "/srv/www"},
		"sftp://web@example.org/htdocs": {Scheme: "sftp"}, "s3://practice": {Scheme: "s3"}, "s3://practice/a@b?endpoint=http://127.0.0.1:9000": {Scheme: "s3"},
		"git:origin#pages": {Scheme: "git"}, "git:git@example.org:me/site.git#pages": {Scheme: "git"}, "git:https://me@example.org/site.git#pages": {Scheme: "git"}, "git:../a#b#pages": {Scheme: "git"},
	} {
		if got, err := address.Parse(text); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
}

// TestParseRefuses holds that what cannot be an address is told with what was meant.
func TestParseRefuses(t *testing.T) {
	for text, hint := range map[string]string{
		"https://quiettide.example/": "where visitors see the site", "ftp://web@example.org/": "ask your host for SFTP", "sfpt://web@example.org/x": `did you mean "sftp"?`,
		"sftp://example.org/x": "who logs in", "sftp://web@example.org": "which folder", "s3:practice": "two slashes", "s3://": "names no bucket", "s3:///folder": "names no bucket",
		"git:origin": "git:REMOTE#BRANCH", "git:#pages": "git:REMOTE#BRANCH", "git://example.org/site": "git://", "https://example.org/me/site.git": "write git:https://example.org/me/site.git#BRANCH",
		"ssh://git@example.org/site#pages": "write git:ssh://git@example.org/site#pages", "git@example.org:me/site#pages": "write git:git@example.org:me/site#pages", "file://there/x": "three slashes",
		"web@example.org": "write sftp://web@example.org/FOLDER", "web@example.org:/htdocs": "write sftp://web@example.org/htdocs", "web@example.org/htdocs": "write sftp://web@example.org/htdocs",
		"example.org:htdocs": "write sftp://USER@example.org/htdocs",
	} {
		if a, err := address.Parse(text); err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("%s: %+v, %v", text, a, err)
		}
	}
}

// TestParseHidesPasswords writes passwords into addresses of all kinds. None is taken for an address, and none is shown.
func TestParseHidesPasswords(t *testing.T) {
	kinds := []string{"sftp://web:*@example.org/x", "sfpt://web:*@example.org/x", "ftp://web:*@example.org/", "https://web:*@example.org/", "https://web:*@example.org/site.git#pages", "web:*@example.org:htdocs", "web:*@example.org",
		"s3://key:*@practice/x", "s3://practice/x?endpoint=https://key:*@example.org", "git:https://web:*@example.org/site.git#pages", "file://web:*@example.org/x", "sftp:web:*@example.org"}
	rapid.Check(t, func(t *rapid.T) {
		secret := "hid" + rapid.OneOf(rapid.StringN(0, 10, -1), rapid.StringMatching(`[a-z%:/@#?]{0,6}`)).Draw(t, "secret") + "den"
		text := strings.Replace(rapid.SampledFrom(kinds).Draw(t, "kind"), "*", secret, 1)
		_, err := address.Parse(text)
		if err == nil || strings.Contains(err.Error(), "hid") || strings.Contains(err.Error(), "den@") {
			t.Errorf("%q: %v", text, err)
		}
	})
}
