package sftp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"stillpoint/generator/deploy/secret"
)

// login is one try to log in, which remembers what was tried, so that a refusal can be explained.
type login struct {
	ctx     context.Context
	address Address
	options Options
	key     ssh.Signer // of the environment; nil for none
	agent   net.Conn   // nil for none
	free    func() bool

	mu    sync.Mutex
	tried []string // in plain words
	notes []string // why something was not tried
	takes []string // the ways that the server offers
}

// newLogin reads the key of the environment, so that a damaged one is told of before anything is sent.
func newLogin(ctx context.Context, a Address, o Options) (*login, error) {
	l := &login{ctx: ctx, address: a, options: o}
	text := o.Vault.Variable(secret.Key)
	if text == "" {
		return l, nil
	}
	var err error
	l.key, err = readKey(text, o.Vault.Variable(secret.Passphrase))
	return l, err
}

// readKey reads a private key. Errors never show any of it.
func readKey(text, passphrase string) (ssh.Signer, error) {
	if !strings.Contains(text, "\n") {
		// Settings of CI that know single lines alone are given line breaks in this way.
		text = strings.ReplaceAll(text, `\n`, "\n")
	}
	data := []byte(strings.TrimSpace(text) + "\n")
	signer, err := ssh.ParsePrivateKey(data)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		if passphrase == "" {
			return nil, fmt.Errorf("the key in %s is locked: set %s to what it is locked with", secret.Key, secret.Passphrase)
		}
		if signer, err = ssh.ParsePrivateKeyWithPassphrase(data, []byte(passphrase)); err != nil {
			return nil, fmt.Errorf("the key in %s cannot be opened with what is in %s", secret.Key, secret.Passphrase)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("there is no private key in %s%s", secret.Key, keyHint(text))
	}
	return signer, nil
}

// keyHint says what a text is that is no private key.
func keyHint(text string) string {
	switch {
	case strings.HasPrefix(text, "PuTTY-User-Key-File"):
		return ": it holds one of PuTTY; puttygen saves it in the form of OpenSSH, and that is what is needed"
	case strings.HasPrefix(text, "ssh-") || strings.HasPrefix(text, "ecdsa-") || strings.Contains(text, "PUBLIC KEY"):
		return ": it holds the public half, which belongs to the server; the private half is in the file without .pub"
	case !strings.Contains(text, "BEGIN") && !strings.Contains(text, "\n"):
		return ": it must hold the key itself, from -----BEGIN to the last -----, not the name of a file"
	}
	return ": it must hold all lines of it, from -----BEGIN to the last -----, each on a line of its own"
}

// methods returns the ways to log in. What is named in the environment is used alone.
func (l *login) methods() []ssh.AuthMethod {
	var list []ssh.AuthMethod
	given := l.options.Vault.Variable(secret.Password) != ""
	switch {
	case l.key != nil:
		list = append(list, ssh.PublicKeysCallback(l.signers))
	case !given && l.options.Agent != "" && runtime.GOOS == "windows":
		l.note("agents of keys are not supported on Windows")
	case !given && l.options.Agent != "":
		list = append(list, ssh.PublicKeysCallback(l.agentSigners))
	}
	return append(list, ssh.PasswordCallback(l.password), ssh.KeyboardInteractive(l.questions))
}

// heed notes which ways the server offers, and leaves the choice among ours to the library.
func (l *login) heed(c *ssh.ClientAuthContext) (ssh.AuthMethod, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.takes = c.AllowedMethods
	return nil, nil
}

func (l *login) signers() ([]ssh.Signer, error) {
	l.try("the key in " + secret.Key + " (" + ssh.FingerprintSHA256(l.key.PublicKey()) + ")")
	return []ssh.Signer{l.key}, nil
}

// agentSigners asks the agent, which stays connected until the server has decided.
func (l *login) agentSigners() ([]ssh.Signer, error) {
	conn, err := (&net.Dialer{}).DialContext(l.ctx, "unix", l.options.Agent)
	if err != nil {
		l.note("the agent at SSH_AUTH_SOCK does not answer")
		return nil, nil
	}
	l.agent = conn
	l.free = context.AfterFunc(l.ctx, func() { _ = conn.Close() }) // an agent may wait for somebody to confirm
	signers, err := agent.NewClient(conn).Signers()
	switch {
	case err != nil:
		l.note("the agent at SSH_AUTH_SOCK does not answer")
		return nil, nil
	case len(signers) == 0:
		l.note("the agent has no keys (ssh-add gives it some)")
	}
	for _, s := range signers {
		l.try("the agent's key " + ssh.FingerprintSHA256(s.PublicKey()))
	}
	return signers, nil
}

// password is asked for only if the server takes passwords.
func (l *login) password() (string, error) {
	password, from, err := l.secret()
	if err == nil {
		l.try("the password of " + from)
	}
	return password, err
}

func (l *login) secret() (password, from string, err error) {
	from = secret.Password
	if l.options.Vault.Variable(secret.Password) == "" {
		from = "the keyring"
	}
	password, err = l.options.Vault.Password(l.ctx, l.address.Account())
	if errors.Is(err, secret.ErrNone) {
		return "", from, fmt.Errorf("no password: %w", err)
	}
	if err != nil {
		l.note(err.Error())
	}
	return password, from, err
}

// questions answers the one question that nobody may see the answer of, which is that for the password (RFC 4256).
func (l *login) questions(_, _ string, questions []string, echos []bool) ([]string, error) {
	if len(questions) == 0 {
		return nil, nil
	}
	if len(questions) > 1 || echos[0] {
		l.note(fmt.Sprintf("the server asks %q, which a program cannot answer", questions))
		return nil, errors.New("the server asks for more than a password")
	}
	password, from, err := l.secret()
	if err != nil {
		return nil, err
	}
	l.try("the password of " + from + ", as an answer to " + strings.TrimSpace(strings.TrimRight(strings.TrimSpace(questions[0]), ":")))
	return []string{password}, nil
}

func (l *login) try(what string)  { l.add(&l.tried, what) }
func (l *login) note(what string) { l.add(&l.notes, what) }

func (l *login) add(list *[]string, what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*list = append(*list, what)
}

func (l *login) close() {
	if l.agent != nil {
		l.free()
		_ = l.agent.Close()
	}
}

// LoginError says that a server did not let us in.
type LoginError struct{ text string }

func (e *LoginError) Error() string { return e.text }

// refused explains why the server did not let us in.
func (l *login) refused() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.tried) == 0 {
		text := fmt.Sprintf("there is nothing to log in to %s with", l.address.Account())
		for _, note := range l.notes {
			text += ": " + note
		}
		return &LoginError{text + fmt.Sprintf(`. There are three ways:
  a private key in the environment variable %s, or a password in %s, as in CI;
  a key in the agent of this machine: ssh-add;
  a password in the keyring of this machine: stillpoint publish --remember-password`, secret.Key, secret.Password)}
	}
	text := fmt.Sprintf("the server %s did not let %s in. Tried, and refused:", l.address.HostPort(), l.address.User)
	for _, what := range l.tried {
		text += "\n  " + what
	}
	for _, note := range l.notes {
		text += "\n  (" + note + ")"
	}
	if len(l.takes) > 0 {
		text += "\nIt takes: " + strings.Join(l.takes, ", ")
	}
	return &LoginError{text + "\nIs the name of the user right, and does the server know the key? Its public half belongs into ~/.ssh/authorized_keys there."}
}
