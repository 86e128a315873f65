package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/hostfiles/servertest"
)

// TestPolicies serves this repository's site by real servers, with what was made for them, and looks at every page in a real browser: it has all that it wants, and nothing of what somebody
// might smuggle in. Then the Observatory gives it the best of its grades. A site whose host sends no fields has its policies in its pages.
func TestPolicies(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node")
	script := filepath.Join(folder, "audit", "run.mjs")
	for _, kind := range servertest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			public := buildSite(t, ownSite(t, kind))
			origin := servertest.Start(t, kind, public)
			flags := []string{public, "policy", "--guarded", "--origin", origin}
			if kind != servertest.Kinds()[0] { // one server shows of all pages that they have all that they want, the others of the kinds of pages that they are told it
				flags = append(flags, only([]string{"/", "/contact/", "/about/", "/404.html"})...)
			}
			runScript(t, script, flags...)
			observe(t, folder, origin, "A+")
		})
	}
	t.Run("in the pages", func(t *testing.T) {
		public := buildSite(t, ownSite(t, "github"))
		runScript(t, script, append([]string{public, "policy", "--guarded"}, only([]string{"/", "/contact/", "/about/", "/404.html"})...)...)
	})
}

// TestPoliciesCanFail shows that a site without policies is seen to be without, by the browser and by the Observatory.
func TestPoliciesCanFail(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node")
	public := filepath.Join(t.TempDir(), "public")
	if err := writeNew(filepath.Join(public, "index.html"), "<!doctype html><html lang=en><head><meta charset=utf-8><title>Plain</title></head><body><main><h1>Plain</h1></main></body></html>"); err != nil {
		t.Fatal(err)
	}
	report := failingScript(t, filepath.Join(folder, "audit", "run.mjs"), public, "policy", "--guarded", "--patience", "300", "--only", "/")
	for _, way := range []string{"a script in the page", "a script in an attribute", "a picture of another site", "a style in an attribute", "a form that is sent elsewhere"} {
		if !strings.Contains(report, "/: lets happen what somebody might smuggle in: "+way) {
			t.Errorf("nothing is said of %s: %s", way, report)
		}
	}
	plain := httptest.NewServer(http.FileServer(http.Dir(public)))
	t.Cleanup(plain.Close)
	arguments, environment := encrypted(t, plain.URL)
	command := exec.CommandContext(t.Context(), "node", append([]string{filepath.Join(folder, "observatory.mjs")}, arguments...)...)
	command.Env = append(os.Environ(), environment)
	if said, err := command.CombinedOutput(); err == nil || !strings.Contains(string(said), "FAILS") {
		t.Errorf("%v: %s", err, said)
	}
}

// failingScript runs a script that must fail, and returns what it says.
func failingScript(t *testing.T, script string, arguments ...string) string {
	t.Helper()
	report, err := exec.CommandContext(t.Context(), "node", append([]string{script}, arguments...)...).CombinedOutput()
	if err == nil {
		t.Fatalf("the script finds nothing: %s", report)
	}
	return string(report)
}

// ownSite returns a copy of this repository's site that is served by a host.
func ownSite(t *testing.T, host string) string {
	t.Helper()
	folder := t.TempDir()
	for _, part := range []string{"content", "assets", "layouts"} {
		if err := os.CopyFS(filepath.Join(folder, part), os.DirFS(filepath.Join("..", "..", part))); err != nil {
			t.Fatal(err)
		}
	}
	configuration, err := os.ReadFile(filepath.Join("..", "..", "stillpoint.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := writeNew(filepath.Join(folder, "stillpoint.yaml"), string(configuration)+"\npublish: {host: "+host+"}\n"); err != nil {
		t.Fatal(err)
	}
	return folder
}

// observe lets the rules of the Observatory look at a site through a door with encryption.
func observe(t *testing.T, folder, origin, grade string) {
	t.Helper()
	arguments, environment := encrypted(t, origin)
	name, value, _ := strings.Cut(environment, "=")
	t.Setenv(name, value)
	runScript(t, filepath.Join(folder, "observatory.mjs"), append(arguments, grade)...)
}

// encrypted puts two doors before a server, as a host has them: one without encryption, which leads to the other. It returns their ports, and the
// variable with which programs on Node trust the certificate of the second.
func encrypted(t *testing.T, origin string) (ports []string, environment string) {
	t.Helper()
	behind, err := url.Parse(origin)
	if err != nil {
		t.Fatal(err)
	}
	certificate, file := selfSigned(t)
	inside := httptest.NewUnstartedServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host
	}})
	inside.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	inside.StartTLS()
	t.Cleanup(inside.Close)
	port := portIn(t, inside.URL)
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://localhost:"+port+r.URL.RequestURI(), http.StatusMovedPermanently)
	}))
	t.Cleanup(outside.Close)
	return []string{portIn(t, outside.URL), port}, "NODE_EXTRA_CA_CERTS=" + file
}

func portIn(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Port()
}

// selfSigned makes a certificate for localhost that nobody has signed but itself, and puts it into a file.
func selfSigned(t *testing.T) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "localhost.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file
}

// TestContactForm sends the contact form to another site in a real browser, which lets it be sent, and lets the visitor be led on from there: back to the site, and to where forms
// may send to, and nowhere else.
func TestContactForm(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node")
	onward := "" // where those who have sent the form are led
	service := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.FormValue("message") == "Words" {
			http.Redirect(w, r, onward, http.StatusSeeOther)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(service.Close)
	thanks := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>Thank you</title>")) // the browser tells where it is not
	}))
	t.Cleanup(thanks.Close)
	source := ownSite(t, "github")
	public := buildSite(t, source)
	const elsewhere = "https://thanks.example/"
	send := func(t *testing.T, public, end string) (script string, arguments []string) {
		site := httptest.NewServer(http.FileServer(http.Dir(public)))
		t.Cleanup(site.Close)
		if onward = end; strings.HasPrefix(end, "/") {
			onward = site.URL + end
		}
		return filepath.Join(folder, "form.mjs"),
			[]string{site.URL + "/contact/", onward, "forms.quiettide.example=127.0.0.1:" + portIn(t, service.URL), "thanks.example=127.0.0.1:" + portIn(t, thanks.URL)}
	}
	t.Run("back", func(t *testing.T) {
		script, arguments := send(t, public, "/about/")
		runScript(t, script, arguments...)
	})
	t.Run("elsewhere", func(t *testing.T) {
		script, arguments := send(t, public, elsewhere)
		if said := failingScript(t, script, arguments...); !strings.Contains(said, "form-action") {
			t.Error(said)
		}
	})
	t.Run("elsewhere, where that is allowed", func(t *testing.T) {
		editText(t, filepath.Join(source, "stillpoint.yaml"), "publish: {host: github}\n", "publish: {host: github}\nsecurity: {allow: {forms: ['https://thanks.example']}}\n")
		script, arguments := send(t, buildSite(t, source), elsewhere)
		runScript(t, script, arguments...)
	})
}

// editText changes a file in one place.
func editText(t *testing.T, file, from, to string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), from) {
		t.Fatalf("%s has no %q", file, from)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), from, to, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}
