package bucket_test

import (
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
)

func TestAddresses(t *testing.T) {
	good := map[string]string{
		"s3://still-waters":             "s3://still-waters",
		"s3://still-waters/":            "s3://still-waters",
		"s3://still-waters/a/b/?region": "s3://still-waters/a/b",
		"s3://still-waters/a%20b?endpoint=https://s3.fr-par.scw.cloud&style=path": "s3://still-waters/a b at s3.fr-par.scw.cloud",
		"s3://www.example.org?endpoint=https://s3.example.org/":                   "s3://www.example.org at s3.example.org",
		"s3://still-waters?endpoint=http://localhost:9000":                        "s3://still-waters at localhost:9000",
		"s3://still-waters?endpoint=http://[::1]:9000&style=host":                 "s3://still-waters at [::1]:9000",
	}
	for address, want := range good {
		r, err := bucket.Open(address, bucket.Options{Credentials: key})
		if err != nil || r.String() != want {
			t.Errorf("%s: %v %v", address, r, err)
		}
	}
	bad := map[string]string{
		"":                                          "names no bucket",
		"s3:///folder":                              "names no bucket",
		"https://still-waters":                      "names no bucket",
		"s3://%zz":                                  "cannot be read",
		"s3://AKIA:hush@still-waters":               "keys belong into AWS_ACCESS_KEY_ID",
		"s3://Still_Waters":                         "is no name of a bucket",
		"s3://still-waters/a/../b":                  "cannot be one of a bucket",
		"s3://still-waters/a//b":                    "cannot be one of a bucket",
		"s3://still-waters#x":                       "has a #",
		"s3://still-waters?regoin=x":                `says "regoin"`,
		"s3://still-waters?style=wild":              "style",
		"s3://still-waters?endpoint=%zz":            "cannot be read",
		"s3://still-waters?endpoint=s3.example.org": "must be https://",
		"s3://still-waters?endpoint=ftp://s3.example.org":         "must be https://",
		"s3://still-waters?endpoint=http://s3.example.org":        "in clear",
		"s3://still-waters?endpoint=http://127.0.0.1.example.org": "in clear",
		"s3://still-waters?endpoint=https://a:hush@s3.example":    "keys belong into",
		"s3://still-waters?endpoint=https://s3.example/bucket":    "nothing behind it",
	}
	for address, want := range bad {
		_, err := bucket.Open(address, bucket.Options{Credentials: key})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Requests are signed for the region that the name of the endpoint tells, and go where the endpoint wants them.
func TestRegions(t *testing.T) {
	cases := []struct{ query, host, region string }{
		{"", "still-waters.s3.dualstack.us-east-1.amazonaws.com", "us-east-1"},
		{"?region=eu-central-1", "still-waters.s3.dualstack.eu-central-1.amazonaws.com", "eu-central-1"},
		{"?endpoint=https://s3.eu-west-3.amazonaws.com", "still-waters.s3.dualstack.eu-west-3.amazonaws.com", "eu-west-3"},
		{"?endpoint=https://0123.r2.cloudflarestorage.com", "0123.r2.cloudflarestorage.com", "auto"},
		{"?endpoint=https://s3.eu-central-003.backblazeb2.com", "s3.eu-central-003.backblazeb2.com", "eu-central-003"},
		{"?endpoint=https://fsn1.your-objectstorage.com", "fsn1.your-objectstorage.com", "fsn1"},
		{"?endpoint=https://s3.fr-par.scw.cloud", "s3.fr-par.scw.cloud", "fr-par"},
		{"?endpoint=https://minio.example.org:9000&region=home", "minio.example.org:9000", "home"},
		{"?endpoint=https://minio.example.org&style=host", "still-waters.minio.example.org", "us-east-1"},
	}
	for _, c := range cases {
		asked := ""
		f := &faults{instead: func(r *http.Request) *http.Response {
			asked = r.URL.Host + " " + r.Header.Get("Authorization")
			answer := &http.Response{Request: r, Body: http.NoBody}
			says(answer, http.StatusOK, "<ListBucketResult></ListBucketResult>")
			return answer
		}}
		r, err := bucket.Open("s3://still-waters/"+c.query, bucket.Options{Credentials: key, Transport: f})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.List(t.Context()); err != nil {
			t.Error(err)
		}
		if !strings.HasPrefix(asked, c.host+" ") || !strings.Contains(asked, "/"+c.region+"/s3/") {
			t.Errorf("%q: %s", c.query, asked)
		}
	}
}

func TestKeys(t *testing.T) {
	g := start(t)
	hushed := errors.New("the keyring is locked")
	open := func(id, hush string, err error) (*bucket.Remote, error) {
		return bucket.Open(g.to("site"), bucket.Options{Credentials: func() (string, string, string, error) { return id, hush, "", err }})
	}
	if _, err := open("", "", hushed); !errors.Is(err, hushed) {
		t.Errorf("%v", err)
	}
	if _, err := open("", "", nil); err == nil || !strings.Contains(err.Error(), "set AWS_ACCESS_KEY_ID") {
		t.Errorf("%v", err)
	}
	if _, err := bucket.Open(g.to("site"), bucket.Options{}); err == nil || !strings.Contains(err.Error(), "set AWS_ACCESS_KEY_ID") {
		t.Errorf("%v", err)
	}
	for _, c := range []struct{ id, hush, says string }{{keyID, "hush-hush-hush", "AWS_SECRET_ACCESS_KEY"}, {"somebody", secret, "AWS_ACCESS_KEY_ID"}} {
		r, err := open(c.id, c.hush, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.List(t.Context())
		if err == nil || !strings.Contains(err.Error(), c.says) || errors.Is(err, deploy.ErrAgain) || strings.Contains(err.Error(), c.hush) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

func TestNoBucket(t *testing.T) {
	g := start(t)
	r, err := bucket.Open("s3://no-such-waters?endpoint="+g.address, bucket.Options{Credentials: key})
	if err != nil {
		t.Fatal(err)
	}
	_, listed := r.List(t.Context())
	_, sent := r.Put(t.Context(), object("x", []byte("x")))
	for i, err := range []error{listed, sent, r.Create(t.Context(), "x", []byte("x"))} {
		if err == nil || !strings.Contains(err.Error(), "there is no bucket no-such-waters") || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

// A server must prove with a certificate that it is the right one, and no option is there to do without.
func TestCertificates(t *testing.T) {
	g := start(t)
	to, err := url.Parse(g.address)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host = to.Scheme, to.Host // and the host that was signed stays
	}})
	front.Config.ErrorLog = log.New(io.Discard, "", 0)
	front.StartTLS()
	defer front.Close()
	list := func(address string) error {
		r, err := bucket.Open("s3://"+pail+"?endpoint="+address, bucket.Options{Credentials: key})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		put := func() error {
			_, err := r.Put(t.Context(), object("x.html", []byte("x")))
			return err
		}
		_, err = r.List(t.Context())
		return errors.Join(err, put())
	}
	if err := list(front.URL); err == nil || !strings.Contains(err.Error(), "SSL_CERT_FILE") || errors.Is(err, deploy.ErrAgain) {
		t.Errorf("a certificate of nobody: %v", err)
	}
	file := filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: front.Certificate().Raw}), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", file)
	if err := list(front.URL); err != nil {
		t.Errorf("a certificate that is trusted: %v", err)
	}
	other := strings.Replace(front.URL, "127.0.0.1", "localhost", 1)
	if err := list(other); err == nil || !strings.Contains(err.Error(), "does not prove") || errors.Is(err, deploy.ErrAgain) {
		t.Errorf("the certificate of another name: %v", err)
	}
	if err := list(strings.Replace(g.address, "http:", "https:", 1)); err == nil || !strings.Contains(err.Error(), "does not speak TLS") || errors.Is(err, deploy.ErrAgain) {
		t.Errorf("no TLS at all: %v", err)
	}
}

func TestNoServer(t *testing.T) {
	r, err := bucket.Open("s3://"+pail+"?endpoint=http://127.0.0.1:1", bucket.Options{Credentials: key})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.List(t.Context()); !errors.Is(err, deploy.ErrAgain) || !strings.Contains(err.Error(), "the connection to 127.0.0.1:1 was lost") {
		t.Errorf("%v", err)
	}
}

func TestUsualKeys(t *testing.T) {
	nothing := errors.New("the keyring is empty")
	keeps := func(text string, err error) func() (string, error) {
		return func() (string, error) { return text, err }
	}
	cases := []struct {
		id, hush, token string
		kept            func() (string, error)
		want, says      string
	}{
		{"a", "b", "", keeps("c:d", nil), "a b ", ""},
		{"a", "b", "lent", nil, "a b lent", ""},
		{"", "", "lent", keeps(" c:d/+=\n", nil), "c d/+= ", ""},
		{"a", "", "", keeps("c:d", nil), "", "AWS_SECRET_ACCESS_KEY is not"},
		{"", "b", "", keeps("c:d", nil), "", "AWS_ACCESS_KEY_ID is not"},
		{"", "", "", nil, "", "set AWS_ACCESS_KEY_ID"},
		{"", "", "", keeps("", nothing), "", "the keyring is empty"},
		{"", "", "", keeps("hush", nil), "", "ID:SECRET"},
	}
	for _, c := range cases {
		values := map[string]string{"AWS_ACCESS_KEY_ID": c.id, "AWS_SECRET_ACCESS_KEY": c.hush, "AWS_SESSION_TOKEN": c.token}
		id, hush, token, err := bucket.Usual(func(name string) string { return values[name] }, c.kept)()
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "hush") {
				t.Errorf("%v: %v", c, err)
			}
		} else if got := id + " " + hush + " " + token; err != nil || got != c.want {
			t.Errorf("%v: %q %v", c, got, err)
		}
	}
}

func TestAccount(t *testing.T) {
	for address, want := range map[string]string{
		"s3://still-waters/a?region=eu-central-1":                    "s3://still-waters",
		"s3://still-waters/a/b?endpoint=https://s3.fr-par.scw.cloud": "s3://still-waters at s3.fr-par.scw.cloud",
	} {
		if got, err := bucket.Account(address); err != nil || got != want {
			t.Errorf("%s: %q %v", address, got, err)
		}
	}
	if _, err := bucket.Account("s3://"); err == nil {
		t.Error("no bucket has an account")
	}
}
