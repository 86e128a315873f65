package bucket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"

	"github.com/minio/minio-go/v7"

	"stillpoint/generator/deploy"
)

// failure is what went wrong, in plain words; its causes are there for programs.
type failure struct {
	text   string
	causes []error
}

func (f *failure) Error() string   { return f.text }
func (f *failure) Unwrap() []error { return f.causes }

// lost is an answer that broke off.
type lost struct{ error }

// explain says in plain words why a request has failed, and what to do. What may go well another time wraps [deploy.ErrAgain].
func (r *Remote) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var answer minio.ErrorResponse
	if errors.As(err, &answer) && answer.StatusCode != 0 {
		text, again := r.answered(answer)
		if again {
			return &failure{text, []error{err, deploy.ErrAgain}}
		}
		return &failure{text, []error{err}}
	}
	if text := r.untrusted(err); text != "" {
		return &failure{text, []error{err}}
	}
	var name *net.DNSError
	if errors.As(err, &name) && name.IsNotFound {
		return &failure{fmt.Sprintf("there is no server %s; look at the endpoint in the address", name.Name), []error{err}}
	}
	if errors.Is(err, errStalled) || errors.As(err, new(*url.Error)) || errors.As(err, new(*net.OpError)) || errors.As(err, new(lost)) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &failure{fmt.Sprintf("the connection to %s was lost: %s", r.endpoint.Host, inner(err)), []error{err, deploy.ErrAgain}}
	}
	return &failure{fmt.Sprintf("%s: %s", r.place, err), []error{err}}
}

// inner returns the words of an error without the address of the request, which may be long.
func inner(err error) string {
	var broken *url.Error
	if errors.As(err, &broken) {
		err = broken.Err
	}
	return err.Error()
}

// untrusted returns what is wrong with the certificate of a server, or "".
func (r *Remote) untrusted(err error) string {
	var unknown *tls.CertificateVerificationError
	switch {
	case errors.As(err, &unknown):
		text := fmt.Sprintf("%s does not prove that it is the right server: %s", r.endpoint.Host, unknown.Err)
		if errors.As(err, new(x509.UnknownAuthorityError)) {
			text += "; where the certificate is your own, name the file of its authority in SSL_CERT_FILE"
		}
		return text
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, new(tls.RecordHeaderError)):
		return fmt.Sprintf("%s does not speak TLS; look at the endpoint in the address", r.endpoint.Host)
	}
	return ""
}

// answered says what a server means by an answer, and whether a later try may go well.
func (r *Remote) answered(a minio.ErrorResponse) (text string, again bool) {
	if a.Region != "" && a.Region != r.region && (a.StatusCode < 400 || a.StatusCode == http.StatusBadRequest || a.StatusCode == http.StatusForbidden) {
		return fmt.Sprintf("the bucket %s is in the region %s, not in %s; write region=%s in the address", r.bucket, a.Region, r.region, a.Region), false
	}
	switch a.Code {
	case minio.NoSuchBucket:
		return fmt.Sprintf("there is no bucket %s at %s; make it first, or look at its name and its region", r.bucket, r.endpoint.Host), false
	case "InvalidAccessKeyId", "XAdminUserNotFound":
		return fmt.Sprintf("%s does not know this key; look at AWS_ACCESS_KEY_ID, and whether the key is one of this server", r.endpoint.Host), false
	case "SignatureDoesNotMatch":
		return "the secret does not belong to the key; look whether AWS_SECRET_ACCESS_KEY was copied as a whole", false
	case "ExpiredToken", "ExpiredTokenException", "InvalidToken":
		return "the key was lent for some time, and that is over; ask for another, with its AWS_SESSION_TOKEN", false
	case "RequestTimeTooSkewed":
		return "the clock of this machine is more than a quarter of an hour wrong, so that the server does not take its requests; set it", false
	case minio.AccessDenied, "AllAccessDisabled", "AccountProblem":
		return fmt.Sprintf("the key may not do this with the bucket %s (%s); it needs s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject", r.bucket, said(a)), false
	case "BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "RequestTimeout", "RequestTimeTooSlow":
		return fmt.Sprintf("what was sent arrived damaged at %s, and was not taken (%s)", r.endpoint.Host, a.Code), true
	case "KeyTooLongError":
		return "the name of the file is too long; a bucket takes 1024 bytes at most, its folder included", false
	}
	switch {
	case a.StatusCode == http.StatusNotImplemented:
		return fmt.Sprintf("%s cannot do this (%s)", r.endpoint.Host, said(a)), false
	case a.StatusCode >= 500, a.StatusCode == http.StatusTooManyRequests, a.StatusCode == http.StatusRequestTimeout, a.StatusCode == http.StatusConflict, a.Code == "Throttling":
		return fmt.Sprintf("%s is busy (%s)", r.endpoint.Host, said(a)), true
	case a.StatusCode >= 300 && a.StatusCode < 400:
		return fmt.Sprintf("the bucket %s is not here: %s leads elsewhere (%s); look at its region and its endpoint", r.bucket, r.endpoint.Host, said(a)), false
	}
	return fmt.Sprintf("%s refused the request (%s)", r.endpoint.Host, said(a)), false
}

// said returns what the server itself has to say, on one line.
func said(a minio.ErrorResponse) string {
	const most = 200
	text := []rune(a.Code)
	if a.Message != "" && a.Message != a.Code {
		text = append(text, []rune(": "+a.Message)...)
	}
	for i, c := range text {
		if c < ' ' {
			text[i] = ' '
		}
	}
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return fmt.Sprintf("%d %s", a.StatusCode, string(text))
}
