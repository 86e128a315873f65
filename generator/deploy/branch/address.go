package branch

import (
	"fmt"
	"net/url"
	"strings"

	"stillpoint/generator/deploy/address"
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
	remote, name, err := address.ParseBranch(text)
	if err != nil {
		return Address{}, err
	}
	a := Address{remote, strings.TrimPrefix(name, "refs/heads/")}
	if strings.HasPrefix(a.Remote, "-") || !goodBranch(a.Branch) {
		return Address{}, fmt.Errorf("%q cannot be the name of a branch or remote", address.Hidden(text[len(Scheme):]))
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
	if err != nil { // git may take it all the same
		return address.Hidden(remote)
	}
	if u.User == nil {
		return remote
	}
	if _, secret := u.User.Password(); secret {
		u.User = url.User(u.User.Username())
	} else if u.Scheme != "ssh" { // of a token that stands in the place of the name
		u.User = nil
	}
	return u.String()
}

// secrets returns what must not be shown of the address of a repository, as it is written there and as it is meant.
func secrets(remote string) []string {
	scheme, rest, whole := strings.Cut(remote, "://")
	login, _, _ := strings.Cut(rest, "/")
	at := strings.LastIndex(login, "@")
	if !whole || at < 0 || scheme == "ssh" {
		return nil
	}
	name, password, found := strings.Cut(login[:at], ":")
	if !found {
		password = name // a token
	}
	all := []string{login[:at], password}
	if meant, err := url.PathUnescape(password); err == nil {
		all = append(all, meant)
	}
	return all
}

// isAddress tells whether a text is an address of a repository elsewhere: an URL, or a host and a path as scp takes them.
func isAddress(text string) bool {
	if strings.Contains(text, "://") {
		return true
	}
	host, _, found := strings.Cut(text, ":")
	return found && len(host) > 1 && !strings.ContainsAny(host, `/\`) // one letter is a drive of Windows
}
