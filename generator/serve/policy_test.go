package serve

import (
	"strings"
	"testing"
)

func TestAmendPolicy(t *testing.T) {
	const script, events, hash = "http://localhost:1/.stillpoint/live.js", "http://localhost:1/.stillpoint/events", "sha256-abc"
	tests := []struct{ name, policy, want string }{
		{"nothing to do with it", "img-src 'none'; frame-ancestors 'none'", "img-src 'none'; frame-ancestors 'none'"},
		{"self", "default-src 'self';", "default-src 'self';"},
		{"self for each", "default-src 'none'; script-src 'self'; connect-src 'SELF' a.example", "default-src 'none'; script-src 'self'; connect-src 'SELF' a.example"},
		{"everything", "default-src *", "default-src *"},
		{"none", "default-src 'none'; img-src 'self'", "default-src 'none'; img-src 'self'; script-src SCRIPT; connect-src EVENTS"},
		{"default of others", "default-src cdn.example", "default-src cdn.example; script-src cdn.example SCRIPT; connect-src cdn.example EVENTS"},
		{"script none", "script-src 'none'", "script-src SCRIPT"},
		{"connect none", "connect-src 'none'", "connect-src EVENTS"},
		{"empty list", "connect-src", "connect-src EVENTS"},
		{"hashes", "script-src 'sha256-zzz'", "script-src 'sha256-zzz' SCRIPT"},
		{"elements", "script-src 'self'; script-src-elem 'nonce-a'", "script-src 'self'; script-src-elem 'nonce-a' SCRIPT"},
		{"strict-dynamic", "script-src 'self' 'nonce-a' 'strict-dynamic'", "script-src 'self' 'nonce-a' 'strict-dynamic' 'HASH'"},
		{"strict-dynamic by default", "default-src 'self' 'strict-dynamic'", "default-src 'self' 'strict-dynamic'; script-src 'self' 'strict-dynamic' 'HASH'"},
		{"case", "Default-Src 'None'", "Default-Src 'None'; script-src SCRIPT; connect-src EVENTS"},
		{"the first counts", "connect-src 'none'; connect-src *", "connect-src EVENTS; connect-src *"},
		{"encryption", "default-src 'self'; Upgrade-Insecure-Requests; img-src *", "default-src 'self'; img-src *"},
		{"two policies", "script-src 'none', default-src 'self', connect-src 'none'", "script-src SCRIPT, default-src 'self',connect-src EVENTS"},
	}
	for _, test := range tests {
		want := strings.NewReplacer("SCRIPT", script, "EVENTS", events, "HASH", hash).Replace(test.want)
		got := amendPolicy(test.policy, addresses{script, events}, hash)
		if strings.ReplaceAll(got, ", ", ",") != strings.ReplaceAll(want, ", ", ",") {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, want)
		}
		if again := amendPolicy(got, addresses{script, events}, hash); again != got {
			t.Errorf("%s: amended twice: %s", test.name, again)
		}
	}
}
