package sftp_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/deploy/sftp"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text    string
		want    sftp.Address
		again   string // "" for the text itself
		account string
	}{
		{"sftp://web@example.org/htdocs", sftp.Address{User: "web", Host: "example.org", Port: 22, Folder: "/htdocs"}, "", "sftp://web@example.org"},
		{"sftp://web@Example.ORG:22/a//b/", sftp.Address{User: "web", Host: "example.org", Port: 22, Folder: "/a/b"}, "sftp://web@example.org/a/b", "sftp://web@example.org"},
		{"sftp://web@example.org:2222/~/site", sftp.Address{User: "web", Host: "example.org", Port: 2222, Folder: "site"}, "", "sftp://web@example.org:2222"},
		{"sftp://web@example.org/~/", sftp.Address{User: "web", Host: "example.org", Port: 22, Folder: "."}, "", "sftp://web@example.org"},
		{"sftp://web@example.org/~", sftp.Address{User: "web", Host: "example.org", Port: 22, Folder: "."}, "sftp://web@example.org/~/", "sftp://web@example.org"},
		{"sftp://web@example.org/~//etc", sftp.Address{User: "web", Host: "example.org", Port: 22, Folder: "etc"}, "sftp://web@example.org/~/etc", "sftp://web@example.org"},
		{"sftp://web@example.org/", sftp.Address{User: "web", Host: "example.org", Port: 22, Folder: "/"}, "", "sftp://web@example.org"},
		{"sftp://me%40example.org@host/My%20Site/ü", sftp.Address{User: "me@example.org", Host: "host", Port: 22, Folder: "/My Site/ü"}, "sftp://me%40example.org@host/My%20Site/%C3%BC", "sftp://me%40example.org@host"},
		{"sftp://web@[2001:db8::1]:2222/x", sftp.Address{User: "web", Host: "2001:db8::1", Port: 2222, Folder: "/x"}, "", "sftp://web@[2001:db8::1]:2222"},
		{"sftp://web@[2001:db8::1]/x", sftp.Address{User: "web", Host: "2001:db8::1", Port: 22, Folder: "/x"}, "", "sftp://web@[2001:db8::1]"},
		{"sftp://web@host/a@b:c", sftp.Address{User: "web", Host: "host", Port: 22, Folder: "/a@b:c"}, "", "sftp://web@host"},
	} {
		got, err := sftp.Parse(test.text)
		if err != nil || got != test.want {
			t.Errorf("%s: %+v, %v", test.text, got, err)
			continue
		}
		if test.again == "" {
			test.again = test.text
		}
		if got.String() != test.again || got.Account() != test.account {
			t.Errorf("%s is written %s, and its account %s", test.text, got, got.Account())
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, hint := range map[string]string{
		"web@example.org:htdocs": "sftp://", "ftp://web@example.org/": "sftp://", "sftp://example.org/htdocs": "who logs in", "sftp://web@/htdocs": "which server",
		"sftp://web@example.org": "which folder", "sftp://web@example.org:99999/x": "port", "sftp://web@example.org:0/x": "port", "sftp://web@example.org/a/../../etc": "..", "sftp://web@example.org/a?b": "%3F",
		"sftp://web@example.org/a#b": "%23", "sftp://web@exam ple.org/a": "cannot be read", "sftp://web@example.org/%zz": "cannot be read", "sftp://web@example.org/a%00b": "cannot be seen",
	} {
		if a, err := sftp.Parse(text); err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("%s: %+v, %v", text, a, err)
		}
	}
}

// TestParseHidesPasswords writes passwords into addresses in all ways that people do it.
func TestParseHidesPasswords(t *testing.T) {
	for _, text := range []string{
		"sftp://web:hunter2@example.org/x", "sftp://web:hunter2%@example.org/x", "sftp://web:hun/ter2@example.org/x", "sftp://web:h@hunter2@example.org/x", "sftp://web:hunter2 @example.org/x",
		"sftp://me@example.org:hunter2@host/x", "sftp://web:hunter2?#@example.org/x", "sftp://:hunter2@example.org/x",
	} {
		_, err := sftp.Parse(text)
		if err == nil || strings.Contains(err.Error(), "hunter") || strings.Contains(err.Error(), "ter2") || !strings.Contains(err.Error(), "STILLPOINT_PASSWORD") {
			t.Errorf("%s: %v", text, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		password := "hid@" + rapid.StringN(0, 10, -1).Draw(t, "password") + "den"
		_, err := sftp.Parse("sftp://web:" + password + "@example.org/x")
		if err == nil || strings.Contains(err.Error(), "hid@") || strings.Contains(err.Error(), "den@") {
			t.Errorf("%q: %v", password, err)
		}
	})
}

// TestParseAgain holds that an address that is written is read as it was.
func TestParseAgain(t *testing.T) {
	for _, text := range []string{"sftp://web@example.org/~/x.", "sftp://web@example.org/~/%20.", "sftp://web@example.org//~/x", "sftp://web@example.org//~", "sftp://web@example.org/~/."} {
		a, err := sftp.Parse(text)
		if again, err2 := sftp.Parse(a.String()); err != nil || err2 != nil || again != a {
			t.Errorf("%s is written %s and read as %+v, %v %v", text, a, again, err, err2)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, err := sftp.Parse(rapid.StringMatching(`sftp://[a-z%40.]{1,8}@[a-z0-9.-]{1,10}(:[0-9]{1,6})?/(~/?)?[a-z~. ü%/-]{0,12}`).Draw(t, "address"))
		if err != nil {
			return
		}
		if again, err := sftp.Parse(a.String()); err != nil || again != a {
			t.Errorf("%+v is written %s and read as %+v, %v", a, a, again, err)
		}
	})
}
