package main

import "testing"

func TestVersionOf(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	for _, test := range []struct{ origin, stamp, want string }{
		{"version v1.2.3\n", "", "v1.2.3"},
		{"version v1.2.3\r\n", "(devel)", "v1.2.3"},
		{"version v1.2.3+dirty\n", "v9", "v1.2.3+dirty"},
		{"commit $Format:%H$\n", "v1.0.1-0.20261123", "v1.0.1-0.20261123"},
		{"commit $Format:%H$\n", "(devel)", "devel"},
		{"commit $Format:%H$\n", "", "devel"},
		{"commit " + commit + "\n", "(devel)", "devel-0123456789ab"},
		{"commit " + commit + "\n", "v1.2.3", "v1.2.3"},
		{"", "", "devel"},
	} {
		if got := versionOf(test.origin, test.stamp); got != test.want {
			t.Errorf("%q, %q: got %q, want %q", test.origin, test.stamp, got, test.want)
		}
	}
}
