package branch

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Address names a branch of a repository.
type Address struct {
	Remote string // a remote of the site's own repository, an address of a repository as git takes it, or the path of one
	Branch string
}

// Scheme is what an address of a branch begins with.
const Scheme = "git:"

// Parse reads an address such as git:origin#pages.
func Parse(text string) (Address, error) {
	rest, ours := strings.CutPrefix(text, Scheme)
	at := strings.LastIndex(rest, "#")
	if !ours || at <= 0 || at == len(rest)-1 {
		return Address{}, errors.New("the address of a branch is written git:REMOTE#BRANCH, such as git:origin#pages")
	}
	a := Address{rest[:at], strings.TrimPrefix(rest[at+1:], "refs/heads/")}
	if strings.HasPrefix(a.Remote, "-") || !goodBranch(a.Branch) {
		return Address{}, fmt.Errorf("%q cannot be the name of a branch or remote", text[len(Scheme):])
	}
	return a, nil
}

// goodBranch tells whether git allows a name for a branch (https://git-scm.com/docs/git-check-ref-format).
func goodBranch(name string) bool {
	if name == "" || name == "@" || strings.HasPrefix(name, "-") || strings.HasSuffix(name, ".") || strings.Contains(name, "..") || strings.Contains(name, "@{") {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`~^:?*[\`, r) })
}

// String returns the address as people write it, without a password in it.
func (a Address) String() string { return Scheme + public(a.Remote) + "#" + a.Branch }

// public returns the address of a repository without the secret that may stand in it.
func public(remote string) string {
	u, err := url.Parse(remote)
	if err != nil || u.User == nil {
		return remote
	}
	if _, secret := u.User.Password(); secret {
		u.User = url.User(u.User.Username())
	} else if u.Scheme != "ssh" { // of a token that stands in the place of the name
		u.User = nil
	}
	return u.String()
}

// secrets returns what must not be shown of the address of a repository.
func secrets(remote string) []string {
	u, err := url.Parse(remote)
	if err != nil || u.User == nil || u.Scheme == "ssh" {
		return nil
	}
	if password, found := u.User.Password(); found {
		return []string{u.User.String(), password}
	}
	return []string{u.User.String(), u.User.Username()}
}

// isAddress tells whether a text is an address of a repository elsewhere: an URL, or a host and a path as scp takes them.
func isAddress(text string) bool {
	if strings.Contains(text, "://") {
		return true
	}
	host, _, found := strings.Cut(text, ":")
	return found && len(host) > 1 && !strings.ContainsAny(host, `/\`) // one letter is a drive of Windows
}
