package address

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// Server is a folder on a server.
type Server struct {
	User   string
	Host   string // a name or an IP address, in small letters
	Port   int    // 1 to 65535
	Folder string // "/htdocs", or "htdocs" below where a login arrives, "." for that folder itself
}

const standardPort = 22

// password is the variable of the environment that a password belongs into (package secret reads it).
const password = "STILLPOINT_PASSWORD"

// ParseServer takes an address apart. No error shows a password that was written into it.
func ParseServer(text string) (Server, error) {
	rest, ok := strings.CutPrefix(text, "sftp://")
	if !ok {
		return Server{}, errors.New("an address of SFTP begins with sftp://, such as sftp://web@example.org/htdocs")
	}
	if HasPassword(rest) {
		return Server{}, fmt.Errorf("the address has a password in it, which everybody could read who gets to see it; "+
			"take it out there, and put it into the environment variable %s, or into the keyring of this system", password)
	}
	u, err := url.Parse(text)
	if err != nil {
		// What was written may be a password all the same, so it is not shown.
		return Server{}, errors.New("the address cannot be read: it looks like sftp://web@example.org/htdocs, with %20 for a blank and %40 for an @ in the name of the user")
	}
	return fromURL(u)
}

// HasPassword tells whether there is a colon before an @, in what stands before the first slash or in all of it: a password may have any sign in it, even
// where it should have been escaped.
func HasPassword(rest string) bool {
	colon, at := strings.Index(rest, ":"), strings.Index(rest, "@")
	login, _, _ := strings.Cut(rest, "/")
	return colon >= 0 && (colon < at || colon < strings.LastIndex(login, "@"))
}

func fromURL(u *url.URL) (Server, error) {
	a := Server{Host: strings.ToLower(u.Hostname()), Port: standardPort}
	if u.User != nil {
		a.User = u.User.Username()
	}
	switch {
	case a.User == "":
		return Server{}, errors.New("the address does not say who logs in: write sftp://USER@HOST/FOLDER")
	case a.Host == "":
		return Server{}, errors.New("the address does not say which server: write sftp://USER@HOST/FOLDER")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return Server{}, errors.New("in the address of a folder, ? is written %3F and # is written %23")
	case strings.ContainsFunc(u.Path+a.User+a.Host, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return Server{}, errors.New("the address has a character in it that cannot be seen")
	}
	if port := u.Port(); port != "" {
		n, err := strconv.Atoi(port)
		if err != nil || n < 1 || n > 65535 {
			return Server{}, fmt.Errorf("%s is not a port: those are 1 to 65535, and that of SFTP is mostly %d", port, standardPort)
		}
		a.Port = n
	}
	var err error
	a.Folder, err = folderOf(u.Path)
	return a, err
}

// folderOf returns the folder that the path of an address names.
func folderOf(p string) (string, error) {
	if p == "" {
		return "", errors.New("the address does not say which folder: write /FOLDER behind the server, /~/FOLDER below the one that a login arrives in, or / alone for all that it shows")
	}
	for part := range strings.SplitSeq(p, "/") {
		if part == ".." {
			return "", errors.New("the address has .. in it; write the folder itself")
		}
	}
	if p == "/~" || strings.HasPrefix(p, "/~/") {
		return path.Clean(strings.TrimLeft(strings.TrimPrefix(p, "/~"), "/")), nil
	}
	return path.Clean(p), nil
}

// String returns the address as it is written.
func (a Server) String() string {
	folder := a.Folder
	switch {
	case folder == ".":
		folder = "/~/"
	case !strings.HasPrefix(folder, "/"):
		folder = "/~/" + folder
	case folder == "/~" || strings.HasPrefix(folder, "/~/"): // of that name, at the top
		folder = "/." + folder
	}
	return a.Account() + (&url.URL{Path: folder}).EscapedPath()
}

// Account returns the address without the folder, which is what the keyring knows a password by.
func (a Server) Account() string {
	host := a.Host
	if a.Port != standardPort {
		host = a.HostPort()
	} else if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return "sftp://" + url.User(a.User).String() + "@" + host
}

// HostPort returns host and port, as package net wants them.
func (a Server) HostPort() string { return net.JoinHostPort(a.Host, strconv.Itoa(a.Port)) }
