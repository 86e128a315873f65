package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"stillpoint/generator"
	"stillpoint/generator/deploy/bucket"
	"stillpoint/generator/deploy/secret"
	"stillpoint/generator/deploy/sftp"
)

// rememberPassword puts the password of a place into the keyring of the system, or takes it out.
func rememberPassword(ctx context.Context, t terminal, s *generator.Sending, f publishFlags) error {
	account, err := passwordAccount(s, f.to)
	if err != nil {
		return err
	}
	what, ask := "password", t.unseen
	if strings.HasPrefix(account, "s3://") {
		what, ask = "key", t.unseenKey(account)
	}
	if f.forget {
		if err := secret.Forget(ctx, secret.System(), account); err != nil {
			return fmt.Errorf("the %s of %s was not removed: %w", what, account, err)
		}
		fmt.Fprintf(t.out, "The %s of %s is no longer in the keyring of this machine.\n", what, account)
		return nil
	}
	if err := secret.Remember(ctx, secret.System(), account, ask); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "The %s of %s is in the keyring of this machine now.\n", what, account)
	return nil
}

// unseenKey returns what asks for the key of a bucket, which has two parts, and refuses what is none before it is kept.
func (t terminal) unseenKey(account string) func(context.Context, string) (string, error) {
	return func(ctx context.Context, _ string) (string, error) {
		text, err := t.unseen(ctx, fmt.Sprintf("Key of %s, written ID:SECRET (nothing is shown as you type): ", account))
		if err != nil || strings.TrimSpace(text) == "" {
			return "", err
		}
		if _, _, err := bucket.SplitKey(text); err != nil {
			return "", fmt.Errorf("nothing was kept: what was given is no key of a bucket; %w", err)
		}
		return text, nil
	}
}

// passwordAccount returns what the keyring knows the password of a place by. That of a bucket is the key and its secret, ID:SECRET.
func passwordAccount(s *generator.Sending, to string) (string, error) {
	if to == "" {
		to = s.Publish.To
	}
	place, err := parseAddress(to)
	if err != nil {
		return "", err
	}
	var account string
	switch place.Scheme {
	case "sftp":
		var address sftp.Address
		address, err = sftp.Parse(to)
		account = address.Account()
	case "s3":
		account, err = bucket.Account(to)
	default:
		err = errors.New("only places that begin with sftp:// or s3:// have a password to remember: say which with --to, or below publish: in stillpoint.yaml")
	}
	if err != nil {
		return "", usageError{err}
	}
	return account, nil
}

// unseen asks for something that is not shown as it is typed. Where nobody types, it is the first line that comes, as in
// "pass show web | stillpoint publish --remember-password".
func (t terminal) unseen(ctx context.Context, prompt string) (string, error) {
	if !t.interactive(t.in) {
		line, err := bufio.NewReader(t.in).ReadString('\n')
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return line, err
	}
	screen := int(t.in.(*os.File).Fd())
	before, err := term.GetState(screen)
	if err != nil {
		return "", err
	}
	fmt.Fprint(t.err, prompt)
	defer fmt.Fprintln(t.err)
	type answer struct {
		text []byte
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(screen)
		answers <- answer{text, err}
	}()
	select {
	case a := <-answers:
		return string(a.text), a.err
	case <-ctx.Done():
		// What is typed next must be seen again.
		return "", errors.Join(ctx.Err(), term.Restore(screen, before))
	}
}
