// Package address reads where a site is published to, as people write it: a folder, sftp://, s3:// or git:. It goes by the form alone and asks nobody, so that
// a wrong address is told long before anything is sent. No error shows a password that was written into an address.
package address

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"stillpoint/generator/diag"
)

// Forms says how an address is written.
const Forms = "a folder, such as /srv/www, or sftp://USER@HOST/FOLDER, s3://BUCKET/FOLDER, or git:REMOTE#BRANCH"

// Address is where a site is published to.
type Address struct {
	Scheme string // "sftp", "s3", "git", "file", or "" for the path of a folder
	Path   string // of a folder, for "file" and ""
}

// schemes returns what an address may begin with.
func schemes() []string { return []string{"file", "sftp", "s3", "git"} }

// Parse reads an address as far as its form tells what it is. Whether a bucket can have its name is left to those who ask it.
func Parse(text string) (Address, error) {
	if rest, ok := strings.CutPrefix(text, "git:"); ok && !strings.HasPrefix(rest, "//") {
		return git(text, rest)
	}
	scheme, rest, whole := strings.Cut(text, "://")
	if !whole {
		return folder(text)
	}
	switch scheme {
	case "file":
		return file(text)
	case "sftp":
		_, err := ParseServer(text)
		return Address{Scheme: scheme}, err
	case "s3":
		return Address{Scheme: scheme}, bucket(rest)
	}
	return Address{}, unknown(text, scheme)
}

// wrong says why a text is no address of a place.
func wrong(text, why string) error {
	return fmt.Errorf("%q is no address of a place: %s", Hidden(text), why)
}

func unknown(text, scheme string) error {
	repository := scheme == "git" || scheme == "ssh" || strings.HasSuffix(strings.TrimSuffix(text, "/"), ".git") || strings.Contains(text, ".git#")
	switch {
	case repository && scheme == "git":
		return wrong(text, "nothing can be written over git://; write git: and then the https:// or ssh address of the repository, and #BRANCH")
	case repository:
		return wrong(text, "write "+branchOf(Hidden(text)))
	case scheme == "http" || scheme == "https":
		return wrong(text, "that is where visitors see the site; what is needed is where its files go")
	case scheme == "ftp" || scheme == "ftps":
		return wrong(text, "FTP sends passwords and files for all to read; ask your host for SFTP")
	}
	return wrong(text, fmt.Sprintf("there is no way called %s%s", scheme, diag.DidYouMean(scheme, schemes())))
}

// branchOf writes the address of a repository as one of a branch.
func branchOf(repository string) string {
	if strings.Contains(repository, "#") {
		return "git:" + repository
	}
	return "git:" + repository + "#BRANCH"
}

// git reads the address of a branch.
func git(text, rest string) (Address, error) {
	remote, _, err := ParseBranch(text)
	if err != nil {
		return Address{}, err
	}
	if _, rest, whole := strings.Cut(remote, "://"); whole && HasPassword(rest) {
		return Address{}, inAddress("variable STILLPOINT_GIT_TOKEN")
	}
	return Address{Scheme: "git"}, nil
}

// ParseBranch takes the address of a branch, such as git:origin#pages, apart.
func ParseBranch(text string) (remote, branch string, err error) {
	rest, ours := strings.CutPrefix(text, "git:")
	at := strings.LastIndex(rest, "#")
	if !ours || at <= 0 || at == len(rest)-1 {
		return "", "", errors.New("the address of a branch is written git:REMOTE#BRANCH, such as git:origin#pages")
	}
	return rest[:at], rest[at+1:], nil
}

// bucket looks at the address of a bucket, behind its scheme.
func bucket(rest string) error {
	if name, _, _ := strings.Cut(rest, "/"); HasPassword(rest) || strings.Contains(name, "@") {
		return inAddress("variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	if rest == "" || strings.ContainsAny(rest[:1], "/?#") {
		return errors.New("the address names no bucket; it must be like s3://BUCKET/FOLDER")
	}
	return nil
}

// inAddress says that there is a secret in an address, and where it belongs.
func inAddress(variables string) error {
	return fmt.Errorf("the address has a password or a key in it, which everybody could read who gets to see it; take it out there, and put it into the environment %s", variables)
}

func file(text string) (Address, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host != "" && u.Host != "localhost" || u.Path == "" {
		return Address{}, wrong(text, "a file:// address has three slashes and the whole path, such as file:///srv/www")
	}
	return Address{"file", filepath.FromSlash(u.Path)}, nil
}

// folder reads the path of a folder. What looks like an address of another kind is none, since a folder of such a name would be made without a word.
func folder(text string) (Address, error) {
	first := text[:len(text)-len(strings.TrimLeftFunc(text, func(r rune) bool { return r != '/' && r != '\\' }))]
	head, _, colon := strings.Cut(first, ":")
	switch {
	case colon && slices.Contains(schemes(), head):
		return Address{}, wrong(text, fmt.Sprintf("behind %s: there are two slashes", head))
	case colon && len(head) > 1 && strings.Contains(text[len(head):], "@"): // one letter is a drive of Windows
		return Address{}, inAddress("variable STILLPOINT_PASSWORD")
	case colon && strings.Contains(head, "@") && (strings.HasPrefix(head, "git@") || strings.Contains(text, ".git")):
		return Address{}, wrong(text, "write "+branchOf(text))
	case strings.Contains(head, "@"), colon && strings.Contains(head, "."):
		return Address{}, wrong(text, fmt.Sprintf("write %s for a server, or ./%s for a folder of that name", server(text), text))
	}
	return Address{Path: text}, nil
}

// server writes what scp takes as an address of SFTP.
func server(text string) string {
	host, dir, found := strings.Cut(text, ":")
	if !found {
		host, dir, _ = strings.Cut(text, "/")
	}
	if dir = strings.TrimPrefix(dir, "/"); dir == "" {
		dir = "FOLDER"
	}
	if !strings.Contains(host, "@") {
		host = "USER@" + host
	}
	return "sftp://" + host + "/" + dir
}

// Hidden returns a text without what may be a password in it: all that stands before its last @, if there is a colon in that.
func Hidden(text string) string {
	head := ""
	if scheme, rest, ok := strings.Cut(text, "://"); ok {
		head, text = scheme+"://", rest
	}
	at := strings.LastIndex(text, "@")
	if at < 0 || !strings.Contains(text[:at], ":") && !strings.HasSuffix(head, "s3://") {
		return head + text
	}
	return head + "…" + text[at:]
}
