package serve

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
)

// tokenField is the part of a query that holds the token, once, when a client comes.
const tokenField = "token"

// checkToken refuses clients on the network that do not know the token.
func (s *Server) checkToken(r *http.Request) *refusal {
	if s.token == "" || fromThisMachine(r) {
		return nil
	}
	given, ok := "", false
	if r.URL.Query().Has(tokenField) {
		given, ok = r.URL.Query().Get(tokenField), true
	} else if cookie, err := r.Cookie(cookieName(r)); err == nil {
		given, ok = cookie.Value, true
	}
	if ok && subtle.ConstantTimeCompare([]byte(given), []byte(s.token)) == 1 {
		return nil
	}
	return &refusal{http.StatusForbidden, "This preview is for those who were given its whole address, with the token in it."}
}

// greet takes the token out of the address of a client that has just come with it, and
// leaves it in a cookie. It reports whether it has answered.
func (s *Server) greet(w http.ResponseWriter, r *http.Request) bool {
	query := r.URL.Query()
	if s.token == "" || fromThisMachine(r) || !query.Has(tokenField) {
		return false
	}
	query.Del(tokenField)
	http.SetCookie(w, &http.Cookie{
		Name: cookieName(r), Value: s.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	to := url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: query.Encode()}
	w.Header().Set("Location", to.RequestURI())
	w.WriteHeader(http.StatusSeeOther)
	return true
}

// cookieName has the port in it: browsers send the cookies of a host to all of its ports, and
// the servers of two sites must not overwrite each other's.
func cookieName(r *http.Request) string {
	_, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		port = "80"
	}
	return "stillpoint-" + port
}
