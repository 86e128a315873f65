package branch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// tokenVariable is the variable of the environment that may hold a password or a token for a repository that is reached by https.
const tokenVariable = "STILLPOINT_GIT_TOKEN"

// repository asks the repository that the site lies in.
type repository struct{ git }

// locate returns the address of the repository that is published to: that of a remote of the site's own repository, else what was said.
func (r repository) locate(ctx context.Context, remote string) (string, error) {
	names, err := r.remotes(ctx)
	if errors.Is(err, ErrNoGit) || ctx.Err() != nil {
		return "", err
	}
	if slices.Contains(names, remote) {
		out, err := r.run(ctx, "remote", "get-url", "--push", "--", remote)
		if err != nil {
			return "", err
		}
		top, err := r.run(ctx, "rev-parse", "--show-toplevel")
		if err != nil {
			top = []byte(r.folder)
		}
		return absolute(strings.TrimSpace(string(out)), strings.TrimSpace(string(top)))
	}
	if isAddress(remote) {
		return remote, nil
	}
	place, err := absolute(remote, r.folder)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(place); err == nil {
		return place, nil
	}
	return "", fmt.Errorf("there is no remote %q%s, and no repository at that path; write the name of a remote, an address such as https://codeberg.org/NAME/pages.git, or the path of a repository",
		public(remote), among(names))
}

// among says which remotes there are.
func among(names []string) string {
	switch len(names) {
	case 0:
		return " (the folder of the site has no repository with remotes)"
	case 1:
		return " (there is " + names[0] + ")"
	}
	return " (there are " + strings.Join(names, ", ") + ")"
}

// absolute returns the address of a repository, whole where it is a path that begins in a folder.
func absolute(remote, folder string) (string, error) {
	if isAddress(remote) || filepath.IsAbs(remote) {
		return remote, nil
	}
	return filepath.Abs(filepath.Join(folder, remote))
}

// remotes returns the names of the remotes of the site's repository, none where the site lies in no repository.
func (r repository) remotes(ctx context.Context) ([]string, error) {
	out, err := r.run(ctx, "remote")
	return strings.Fields(string(out)), err
}

// local returns what is set for the site's repository alone, as far as it says how others are reached: pipelines leave the credentials of their run there.
func (r repository) local(ctx context.Context) []setting {
	out, err := r.run(ctx, "config", "--local", "--includes", "--null", "--list")
	if err != nil {
		return nil // in no repository
	}
	var all []setting
	for entry := range strings.SplitSeq(string(out), "\x00") {
		key, value, _ := strings.Cut(entry, "\n")
		for _, section := range []string{"http.", "https.", "credential.", "core.sshcommand", "core.askpass", "ssh.", "url.", "protocol."} {
			if strings.HasPrefix(key, section) {
				all = append(all, setting{key, value})
			}
		}
	}
	return all
}

// author returns the person whom commits are said to be of: the one that the site's repository knows, else Stillpoint.
func (r repository) author(ctx context.Context) string {
	var found []string
	for _, key := range []string{"user.name", "user.email"} {
		out, err := r.run(ctx, "config", "--get", key)
		value := strings.Map(func(c rune) rune {
			if strings.ContainsRune("<>\n", c) {
				return -1
			}
			return c
		}, strings.TrimSpace(string(out)))
		if err != nil || value == "" {
			return "Stillpoint <stillpoint@localhost.invalid>" // a name that leads nowhere for certain (RFC 2606)
		}
		found = append(found, value)
	}
	return fmt.Sprintf("%s <%s>", found[0], found[1])
}

// tokened returns settings by which git gives the token of the environment to a repository that is reached by https, and to none else. The token itself stays where it
// is: a helper of git, which is a line of shell, reads it from there when it is asked (https://git-scm.com/docs/gitcredentials).
func tokened(settings []setting, remote string) []setting {
	u, err := url.Parse(remote)
	if err != nil || u.Scheme != "https" {
		return settings
	}
	settings = slices.DeleteFunc(slices.Clone(settings), func(s setting) bool {
		return strings.HasSuffix(s.key, ".extraheader") || strings.HasPrefix(s.key, "credential.")
	})
	name := "username=stillpoint\\n" // any will do where the token says whose it is
	if u.User.Username() != "" {
		name = ""
	}
	helper := `!f() { test "$1" != get || printf '` + name + `password=%s\n' "$` + tokenVariable + `"; }; f`
	here := "credential.https://" + u.Host + ".helper"
	return append(settings, setting{"http.extraheader", ""}, setting{"credential.helper", ""}, setting{here, ""}, setting{here, helper})
}
