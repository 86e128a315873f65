package config_test

import (
	"strings"
	"testing"

	"stillpoint/generator/config"
	"stillpoint/generator/diag"
)

// TestRulesForHosts holds redirects and header fields against what hosts understand, and tells what is wrong where it is written.
func TestRulesForHosts(t *testing.T) {
	t.Parallel()
	tests := []struct{ line, place, want string }{
		{`redirects: [{from: old, to: /new/}]`, "2:20", "must begin with a slash"},
		{`redirects: [{from: /a*b, to: /new/}]`, "2:20", "only at the end"},
		{`redirects: [{from: "/:a/:a", to: /new/}]`, "2:20", "name of its own"},
		{`redirects: [{from: /old/, to: //evil.example/}]`, "2:31", "another host"},
		{`redirects: [{from: /old/, to: "/new/:c"}]`, "2:31", "names :c"},
		{`redirects: [{from: /old/, to: /old}]`, "2:31", "leads to the address that it is for"},
		{`redirects: [{from: /old/, to: https://x.example/, status: 200}]`, "2:31", "can only send a file"},
		{`headers: [{for: a, set: {X-A: b}}]`, "2:17", "must begin with a slash"},
		{`headers: [{for: /a, set: {"X A": b}}]`, "2:34", "cannot be the name"},
		{`headers: [{for: /a, set: {Content-Length: "1"}}]`, "2:43", "hosts set the field"},
		{`headers: [{for: /a, set: {X-A: "b\nc: d"}}]`, "2:32", "control character"},
	}
	for _, test := range tests {
		_, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte("site: {title: A, url: https://a.example/}\n"+test.line+"\n")), nil, config.Known{})
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), "stillpoint.yaml:"+test.place+": ") || !strings.Contains(problems[0].Message, test.want) {
			t.Errorf("%s: got %v, want %s at %s", test.line, problems, test.want, test.place)
		}
	}
	good := `redirects: [{from: "/old/*", to: "/new/:splat", status: 302, force: true}, {from: "/caf%C3%A9/:x", to: "https://x.example/:x?a#b"}]` + "\n" + `headers: [{for: "/a-*", set: {Cache-Control: no-store}}]`
	if _, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte("site: {title: A, url: https://a.example/}\n"+good+"\n")), nil, config.Known{}); len(problems) > 0 {
		t.Error(problems)
	}
}

// TestOrigins takes other sites by their scheme and host alone, those that scripts may ask by two schemes.
func TestOrigins(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ allow, want string }{
		{"frames: ['https://maps.example', 'https://maps.example:8443', 'https://xn--ksekuchen-v2a.example']", ""},
		{"connections: ['https://api.example', 'wss://talk.example', 'wss://talk.example:8443']", ""},
		{"frames: ['wss://talk.example']", "write https:// and the name"},
		{"scripts: ['wss://talk.example']", "write https:// and the name"},
		{"connections: ['ws://talk.example']", "write https:// or wss:// and the name"},
		{"connections: ['wss://talk.example/room']", "write https:// or wss:// and the name"},
		{"connections: ['wss://*.example']", "write https:// or wss:// and the name"},
		{"frames: ['https://käsekuchen.example']", "xn--"},
		{"frames: ['https://maps.example; script-src data:']", "write https:// and the name"},
	} {
		_, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte("site: {title: A, url: https://a.example/}\nsecurity: {allow: {"+c.allow+"}}\n")), nil, config.Known{})
		if c.want == "" && len(problems) > 0 || c.want != "" && (len(problems) != 1 || problems[0].Code != "bad-origin" || !strings.Contains(problems[0].Hint, c.want)) {
			t.Errorf("%s: got %v, want %q", c.allow, problems, c.want)
		}
	}
}
