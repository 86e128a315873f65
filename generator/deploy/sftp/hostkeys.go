package sftp

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// KnownHosts is the environment variable that may hold the text of a known_hosts file, for CI.
const KnownHosts = "STILLPOINT_KNOWN_HOSTS"

// keyring of hosts: what is known of the keys of servers, and where from.
type hostKeys struct {
	server string
	name   string // of the one place that is asked, "" for files
	text   string // likewise
	files  []string
	check  ssh.HostKeyCallback
}

// readHostKeys reads what is known: only the first of the three places that says something is asked.
func readHostKeys(a Address, o Options) (*hostKeys, error) {
	h := &hostKeys{server: a.HostPort()}
	switch {
	case len(o.HostKeys) > 0:
		h.name = "publish.hostKeys"
		for _, line := range o.HostKeys {
			line, err := hostKeyLine(h.server, line)
			if err != nil {
				return nil, err
			}
			h.text += line + "\n"
		}
	case strings.TrimSpace(o.KnownHosts) != "":
		h.name, h.text = KnownHosts, o.KnownHosts
	default:
		for _, file := range o.KnownHostsFiles {
			if _, err := os.Stat(file); err == nil {
				h.files = append(h.files, file)
			}
		}
	}
	return h, h.read()
}

// hostKeyLine returns a key of the configuration as a line of known_hosts. The name of the host may be left out there.
func hostKeyLine(server, line string) (string, error) {
	line = strings.TrimSpace(line)
	kind, _, _ := strings.Cut(line, " ")
	if strings.HasPrefix(kind, "SHA256:") {
		return "", fmt.Errorf("publish.hostKeys: %s is the fingerprint of a key; write the key itself, such as \"ssh-ed25519 AAAA…\", which ssh-keyscan shows", kind)
	}
	full := line
	if strings.HasPrefix(kind, "ssh-") || strings.HasPrefix(kind, "ecdsa-") || strings.HasPrefix(kind, "sk-") || strings.HasPrefix(kind, "rsa-") {
		full = knownhosts.Normalize(server) + " " + line
	}
	if _, _, _, _, _, err := ssh.ParseKnownHosts([]byte(full)); err != nil {
		return "", fmt.Errorf("publish.hostKeys: %q is not a key of a server; write one as known_hosts says it, such as \"ssh-ed25519 AAAA…\"", line)
	}
	return full, nil
}

// read makes the check. The library reads nothing but files, so a text becomes one for a moment.
func (h *hostKeys) read() error {
	files := h.files
	if h.name != "" {
		f, err := os.CreateTemp("", "stillpoint-known-hosts-*")
		if err != nil {
			return err
		}
		defer os.Remove(f.Name())
		_, err = f.WriteString(h.text)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		files = []string{f.Name()}
	}
	var err error
	if h.check, err = knownhosts.New(files...); err != nil {
		return fmt.Errorf("the keys of servers in %s cannot be read: %w", h.places(), err)
	}
	return nil
}

// places names where was looked.
func (h *hostKeys) places() string {
	if h.name != "" {
		return h.name
	}
	if len(h.files) == 0 {
		return "~/.ssh/known_hosts"
	}
	return strings.Join(h.files, " and ")
}

// known returns the keys that the server may have.
func (h *hostKeys) known() []knownhosts.KnownKey {
	var wanted *knownhosts.KeyError
	if errors.As(h.check(h.server, &net.TCPAddr{}, noKey{}), &wanted) {
		return wanted.Want
	}
	return nil
}

// algorithms returns how the server may show its key: only in the ways that are known. A server with keys of several kinds would
// else show the one that the library likes best, which is then another one than the one that is known. nil stands for all ways.
func (h *hostKeys) algorithms() []string {
	var list []string
	for _, k := range h.known() {
		kinds := []string{k.Key.Type()}
		if k.Key.Type() == ssh.KeyAlgoRSA {
			kinds = []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256}
		}
		if h.authority(k) {
			// What an authority signs may be of any kind.
			kinds = slices.DeleteFunc(ssh.SupportedAlgorithms().HostKeys, func(kind string) bool { return !strings.Contains(kind, "-cert-") })
		}
		for _, kind := range kinds {
			if !slices.Contains(list, kind) {
				list = append(list, kind)
			}
		}
	}
	return list
}

// authority tells whether the line that a key stands in is about an authority, which signs the keys of servers.
func (h *hostKeys) authority(k knownhosts.KnownKey) bool {
	text := []byte(h.text)
	if h.name == "" {
		text, _ = os.ReadFile(k.Filename)
	}
	lines := bytes.Split(text, []byte("\n"))
	return k.Line <= len(lines) && bytes.HasPrefix(bytes.TrimSpace(lines[k.Line-1]), []byte("@cert-authority"))
}

// callback refuses servers that are not known, in words that say what to do.
func (h *hostKeys) callback(host string, remote net.Addr, key ssh.PublicKey) error {
	err := h.check(host, remote, key)
	var unfit *knownhosts.KeyError
	var revoked *knownhosts.RevokedError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &revoked):
		return &HostKeyError{text: fmt.Sprintf("the server %s shows a key that has been revoked in %s, so nothing was sent. Do not publish before the host has told you why",
			h.server, h.line(revoked.Revoked))}
	case errors.As(err, &unfit) && len(unfit.Want) > 0:
		return h.changed(key, unfit.Want)
	case errors.As(err, &unfit):
		return h.unknown(key)
	}
	return &HostKeyError{text: fmt.Sprintf("the key of the server %s was not accepted, so nothing was sent: %v", h.server, err)}
}

// HostKeyError says that a server could not show that it is the right one. Nothing has been sent to it, no password either.
type HostKeyError struct{ text string }

func (e *HostKeyError) Error() string { return e.text }

func (h *hostKeys) unknown(key ssh.PublicKey) error {
	return &HostKeyError{text: fmt.Sprintf(`the server %s is not known yet, so nothing was sent. Its key is not in %s. The key that it shows is
  %s %s
Compare this with what your host says of its servers, in its documentation or on the telephone. If it is the same, add the key to stillpoint.yaml:
  publish:
    hostKeys:
      - %s`, h.server, h.places(), key.Type(), ssh.FingerprintSHA256(key), authorized(key))}
}

func (h *hostKeys) changed(key ssh.PublicKey, want []knownhosts.KnownKey) error {
	known := ""
	for _, k := range want {
		known += fmt.Sprintf("\n  %s %s (%s)", k.Key.Type(), ssh.FingerprintSHA256(k.Key), h.line(k))
	}
	return &HostKeyError{text: fmt.Sprintf(`WARNING: the server %s shows another key than the one that is known. Somebody may be posing as your server, to get hold of your password and your site. Nothing was sent.
The key that it shows is
  %s %s
and what is known is%s
Ask your host whether it has changed its key, and do not publish before it says yes. Then put the new key in place of the old one.`,
		h.server, key.Type(), ssh.FingerprintSHA256(key), known)}
}

// without says that the server has no key of the kinds that are known.
func (h *hostKeys) without() error {
	known := ""
	for _, k := range h.known() {
		known += fmt.Sprintf("\n  %s %s (%s)", k.Key.Type(), ssh.FingerprintSHA256(k.Key), h.line(k))
	}
	return &HostKeyError{text: fmt.Sprintf(`WARNING: the server %s does not have the key that is known. Somebody may be posing as your server, to get hold of your password and your site. Nothing was sent.
What is known is%s
Ask your host whether it has changed its key, and do not publish before it says yes. Then put the new key in place of the old one.`, h.server, known)}
}

// line says where a key was found.
func (h *hostKeys) line(k knownhosts.KnownKey) string {
	if h.name != "" {
		return fmt.Sprintf("%s, line %d", h.name, k.Line)
	}
	return fmt.Sprintf("%s, line %d", k.Filename, k.Line)
}

// authorized returns a key as the configuration has it.
func authorized(key ssh.PublicKey) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

// noKey is a key that no server has: asked for it, the library tells which it knows.
type noKey struct{}

func (noKey) Type() string                        { return "none" }
func (noKey) Marshal() []byte                     { return nil }
func (noKey) Verify([]byte, *ssh.Signature) error { return errors.New("not a key") }

// KnownHostsFiles returns the files that OpenSSH keeps the keys of servers in: that of the user and that of the machine.
func KnownHostsFiles() []string {
	files := []string{"/etc/ssh/ssh_known_hosts"}
	if home, err := os.UserHomeDir(); err == nil {
		files = append([]string{filepath.Join(home, ".ssh", "known_hosts")}, files...)
	}
	return files
}
