package online

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// certificate is what was seen of one host.
type certificate struct {
	leaf    *x509.Certificate
	fault   string // why browsers do not trust it
	version uint16 // of TLS
}

// seeCertificate looks at the certificate of each connection. It lets all of them pass: what is wrong is told once, by the job connection.
func (r *round) seeCertificate(state tls.ConnectionState) error {
	c := &certificate{leaf: state.PeerCertificates[0], version: state.Version}
	others := x509.NewCertPool()
	for _, one := range state.PeerCertificates[1:] {
		others.AddCert(one)
	}
	name := state.ServerName
	if name == "" { // an IP address is not sent as a name
		name = r.base.Hostname()
	}
	_, err := c.leaf.Verify(x509.VerifyOptions{DNSName: name, Roots: r.Roots, Intermediates: others, CurrentTime: r.now()})
	if err != nil {
		c.fault = distrust(err, c.leaf)
	}
	if known, seen := r.shown.Load(name); !seen || known.(*certificate).fault == "" { //nolint:forcetypeassert // nothing else is put in
		r.shown.Store(name, c)
	}
	return nil
}

// distrust says in plain words why a certificate is not trusted.
func distrust(err error, leaf *x509.Certificate) string {
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &host):
		return "it is for " + strings.Join(leaf.DNSNames, ", ")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fmt.Sprintf("it is valid from %s to %s", leaf.NotBefore.Format(time.DateOnly), leaf.NotAfter.Format(time.DateOnly))
	case errors.As(err, &unknown):
		return "nobody vouches for it whom browsers trust"
	}
	return err.Error()
}

func (r *round) certificateOf(host string) *certificate {
	c, seen := r.shown.Load(host)
	if !seen {
		return nil
	}
	return c.(*certificate) //nolint:forcetypeassert // nothing else is put in
}

// connection looks at the certificate, at the version of TLS, and at that of HTTP.
func (r *round) connection(ctx context.Context, w *worker) error {
	if r.base.Scheme == "http" {
		return nil
	}
	a, err := w.ask(ctx, question{address: r.base.String()})
	c := r.certificateOf(r.base.Hostname())
	if err != nil || c == nil || a.fault != "" {
		return err
	}
	bad := func(warning bool, expected, found string) {
		w.tally.bad(rowConnection, w.job, Problem{Address: r.base.Host, Expected: expected, Found: found, Warning: warning})
	}
	left := c.leaf.NotAfter.Sub(r.now())
	switch {
	case c.fault != "":
		bad(false, "a certificate that browsers trust", c.fault)
	case left < endsSoon && 3*left < c.leaf.NotAfter.Sub(c.leaf.NotBefore):
		bad(true, "a certificate that has been renewed in time", "it ends in "+days(left))
	default:
		w.tally.good(rowConnection)
	}
	w.judge(rowConnection, c.version >= tls.VersionTLS12, Problem{Address: r.base.Host, Expected: "TLS 1.2 or 1.3", Found: tls.VersionName(c.version)})
	w.judge(rowConnection, a.proto != "HTTP/1.1" && a.proto != "HTTP/1.0", Problem{Address: r.base.Host, Expected: "HTTP/2", Found: a.proto, Warning: true})
	if c.fault == "" {
		w.tally.note(rowConnection, fmt.Sprintf("valid for %s, %s, %s", days(left), tls.VersionName(c.version), strings.TrimSuffix(a.proto, ".0")))
	}
	return nil
}

// endsSoon is when a certificate should have been renewed: the usual ones are 30 days before their end (letsencrypt.org/docs/integration-guide). Those
// that hold for days alone are by a third of their time.
const endsSoon = 14 * 24 * time.Hour

func days(d time.Duration) string {
	n := int(d.Hours() / 24)
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// plain looks at whether http leads to https.
func (r *round) plain(ctx context.Context, w *worker) error {
	if r.base.Scheme != "https" || r.base.Port() != "" {
		return nil
	}
	for _, path := range []string{r.base.Path, r.somePage()} {
		from := url.URL{Scheme: "http", Host: r.base.Host, Path: path}
		a, err := w.ask(ctx, question{address: from.String()})
		if err != nil {
			return err
		}
		to := from
		to.Scheme = "https"
		good := a.fault == "" && forGood(a.status) && a.location() != nil && samePlace(a.location(), &to)
		w.judge(rowPlain, good, Problem{Address: from.String(), Expected: "301 or 308, which leads to " + to.String(), Found: a.says(), Warning: a.fault != ""})
		if path == r.somePage() {
			break
		}
	}
	return nil
}

// somePage returns the path of a page within a folder, where there is one.
func (r *round) somePage() string {
	for i := range r.Files {
		if name := r.Files[i].Name; strings.HasSuffix(name, "/index.html") && r.Host.Answer(r.pathOf(name), "").Name == name {
			return r.pathOf(name)
		}
	}
	return r.base.Path
}

// otherName looks at the name of the host with www before it, or without: where it answers, it should lead to the site.
func (r *round) otherName(ctx context.Context, w *worker) error {
	host := r.base.Hostname()
	registered, err := publicsuffix.EffectiveTLDPlusOne(host)
	// Below suffixes that companies give away, such as github.io, every name answers.
	if _, official := publicsuffix.PublicSuffix(host); err != nil || !official || r.base.Port() != "" {
		return nil
	}
	other := "www." + registered
	switch host {
	case registered:
	case other:
		other = registered
	default:
		return nil
	}
	from := url.URL{Scheme: r.base.Scheme, Host: other, Path: r.base.Path}
	// Asked once: that there is no such name is nothing to complain of.
	a, _, err := w.once(ctx, question{address: from.String()})
	if err != nil || a.fault != "" {
		return err
	}
	problem := Problem{Address: from.String(), Expected: "301 or 308, which leads to " + r.base.String(), Found: a.says()}
	good := forGood(a.status) && a.location() != nil && samePlace(a.location(), r.base)
	if c := r.certificateOf(other); c != nil && c.fault != "" {
		good, problem.Expected, problem.Found = false, "a certificate that browsers trust", c.fault
	}
	if a.status == http.StatusNotFound {
		problem.Warning = true // nothing is there, but somebody answers
	}
	w.judge(rowOtherName, good, problem)
	return nil
}
