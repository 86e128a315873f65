package reach

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

const noHost = "there is no host of this name"

// mostRedirects is how many a browser would follow, too.
const mostRedirects = 20

// mostPatience is how long a host may ask to be left alone before it is asked again.
const mostPatience = 30 * time.Second

// page asks for one address until it has an answer, or has tried often enough.
func (a *Asker) page(ctx context.Context, address string) (Answer, error) {
	var answer Answer
	for try := range orElse(a.Tries, 3) {
		var patience time.Duration
		if answer, patience = a.once(ctx, address); answer.Verdict != Unsure || patience < 0 {
			break
		}
		if err := Wait(ctx, max(patience, a.pause()<<try)); err != nil {
			return answer, err
		}
	}
	answer.Asked = a.now()
	return answer, ctx.Err()
}

// once asks once: for the head of a page, and for the page itself where the host does not tell of it otherwise. Patience is how long the
// host asks to be left alone, below 0 where to ask again would be of no use.
func (a *Asker) once(ctx context.Context, address string) (answer Answer, patience time.Duration) {
	answer, patience = a.request(ctx, http.MethodHead, address)
	if answer.Verdict == Fine || answer.Verdict == Moved {
		return answer, patience
	}
	if patience > 0 {
		return answer, patience
	}
	return a.request(ctx, http.MethodGet, address)
}

func (a *Asker) request(ctx context.Context, method, address string) (Answer, time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(a.Timeout, 15*time.Second))
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return Answer{Verdict: Dead, Reason: "it is no address"}, -1
	}
	request.Header.Set("User-Agent", cmp.Or(a.Agent, "stillpoint (checks links)"))
	request.Header.Set("Accept", "*/*")
	trail := &trail{permanent: true}
	client := &http.Client{Transport: a.Transport, CheckRedirect: trail.follow}
	response, err := client.Do(request)
	if err != nil {
		return Unanswered(err)
	}
	defer response.Body.Close()
	_, _ = io.CopyN(io.Discard, response.Body, 512) // so that the connection can be used again where there is little
	return judge(response, trail, address)
}

// trail notes the redirects on the way to a page.
type trail struct {
	length    int
	permanent bool // all of them
}

func (t *trail) follow(request *http.Request, _ []*http.Request) error {
	t.length++
	if code := request.Response.StatusCode; code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect {
		t.permanent = false
	}
	if t.length > mostRedirects {
		return errCircle
	}
	return nil
}

var errCircle = errors.New("it is sent on in a circle")

// judge says what a response tells of the page.
func judge(response *http.Response, trail *trail, address string) (Answer, time.Duration) {
	code := response.StatusCode
	switch {
	case code < 300 && trail.length > 0 && trail.permanent && response.Request.URL.String() != address:
		return Answer{Verdict: Moved, To: response.Request.URL.String(), Reason: "it has moved for good"}, 0
	case code < 400:
		return Answer{Verdict: Fine}, 0
	case code == http.StatusNotFound || code == http.StatusGone:
		return Answer{Verdict: Dead, Reason: fmt.Sprintf("the site says that it is not there (%d)", code)}, 0
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable:
		return Answer{Verdict: Unsure, Reason: fmt.Sprintf("the site is too busy to answer (%d)", code)}, RetryAfter(response)
	case code >= 500:
		return Answer{Verdict: Unsure, Reason: fmt.Sprintf("the site has a fault of its own (%d)", code)}, 0
	}
	return Answer{Verdict: Unsure, Reason: fmt.Sprintf("the site does not show it to programs (%d)", code)}, -1
}

// RetryAfter returns how long a host that is busy asks to be left alone (RFC 9110, 10.2.3): a second where it does not say, and no more than 30.
func RetryAfter(response *http.Response) time.Duration {
	text := response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds > 0 {
		return min(time.Duration(seconds)*time.Second, mostPatience)
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(time.Until(at), time.Second), mostPatience)
	}
	return time.Second
}

// Unanswered says what it means that there was no response, for the error of a client. Patience is below 0 where to ask again would be of no use.
func Unanswered(err error) (answer Answer, patience time.Duration) {
	var dns *net.DNSError
	var timeout net.Error
	var unknown x509.UnknownAuthorityError
	var wrongHost x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.Is(err, errCircle):
		return Answer{Verdict: Dead, Reason: errCircle.Error()}, -1
	case errors.As(err, &dns) && dns.IsNotFound:
		return Answer{Verdict: Dead, Reason: noHost}, -1
	case errors.As(err, &unknown), errors.As(err, &wrongHost), errors.As(err, &invalid):
		return Answer{Verdict: Unsure, Reason: "its certificate is not valid, so browsers warn of it"}, -1
	case errors.As(err, &timeout) && timeout.Timeout():
		return Answer{Verdict: Unsure, Reason: "it did not answer in time"}, 0
	}
	return Answer{Verdict: Unsure, Reason: "no connection could be made"}, 0
}
