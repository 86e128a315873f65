package sftp_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/sftp"
)

// withKeys starts a server that has more keys: one of RSA and one of ECDSA, which the library would prefer in this order: ECDSA, Ed25519, RSA.
func withKeys(t *testing.T) (s *server, rsaKey, ecdsaKey ssh.PublicKey) {
	t.Helper()
	folder := t.TempDir()
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	e, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]ssh.PublicKey{}
	for name, private := range map[string]interface{ Public() any }{"rsa": publicOf{r}, "ecdsa": publicOf{e}} {
		block, err := ssh.MarshalPrivateKey(private.(publicOf).private, "")
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(folder, name), string(pem.EncodeToMemory(block)), 0o600)
		if keys[name], err = ssh.NewPublicKey(private.Public()); err != nil {
			t.Fatal(err)
		}
	}
	s = startServer(t, "", "HostKey "+filepath.Join(folder, "rsa"), "HostKey "+filepath.Join(folder, "ecdsa"))
	return s, keys["rsa"], keys["ecdsa"]
}

type publicOf struct{ private any }

func (p publicOf) Public() any {
	switch k := p.private.(type) {
	case *rsa.PrivateKey:
		return k.Public()
	case *ecdsa.PrivateKey:
		return k.Public()
	}
	return nil
}

func TestHostKeysKnown(t *testing.T) {
	s, rsaKey, ecdsaKey := withKeys(t)
	here := fmt.Sprintf("[127.0.0.1]:%d", s.port)
	other, _ := newKey(t, "")
	hashed := knownhosts.HashHostname(here) + " " + publicLine(rsaKey)
	file := filepath.Join(t.TempDir(), "known_hosts")
	writeFile(t, file, "# a comment\nexample.org "+publicLine(other.PublicKey())+"\n"+hashed+"\n", 0o600)
	for name, o := range map[string]sftp.Options{
		"the one of three":     {HostKeys: []string{publicLine(rsaKey)}},
		"with a comment":       {HostKeys: []string{"  " + publicLine(ecdsaKey) + " root@server"}},
		"with the host":        {HostKeys: []string{here + " " + publicLine(s.hostKey)}},
		"two, one of them old": {HostKeys: []string{publicLine(other.PublicKey()), publicLine(s.hostKey)}},
		"text":                 {KnownHosts: here + " " + publicLine(ecdsaKey)},
		"hashed":               {KnownHosts: hashed},
		"file":                 {KnownHostsFiles: []string{"/not/there", file}},
	} {
		o.Vault = s.options().Vault
		r, err := sftp.Open(t.Context(), s.address(s.port, s.root), o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		_ = r.Close()
	}
}

func TestHostKeysRefused(t *testing.T) {
	s := startServer(t, "")
	other, _ := newKey(t, "")
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	kind, err := ssh.NewPublicKey(&curve.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "known_hosts")
	here := fmt.Sprintf("[127.0.0.1]:%d", s.port)
	writeFile(t, file, "\n"+here+" "+publicLine(other.PublicKey())+"\n", 0o600)
	shown := ssh.FingerprintSHA256(s.hostKey)
	for name, test := range map[string]struct {
		options sftp.Options
		words   []string
	}{
		"nothing known":        {sftp.Options{KnownHostsFiles: []string{"/not/there"}}, []string{"not known yet", shown, "hostKeys:", publicLine(s.hostKey), "known_hosts", "nothing was sent"}},
		"not in the text":      {sftp.Options{KnownHosts: "example.org " + publicLine(other.PublicKey())}, []string{"not known yet", shown, sftp.KnownHosts}},
		"another port":         {sftp.Options{KnownHosts: "127.0.0.1 " + publicLine(s.hostKey)}, []string{"not known yet"}},
		"another key":          {sftp.Options{HostKeys: []string{publicLine(other.PublicKey())}}, []string{"WARNING", shown, ssh.FingerprintSHA256(other.PublicKey()), "publish.hostKeys, line 1", "othing was sent"}},
		"another key in files": {sftp.Options{KnownHostsFiles: []string{file}}, []string{"WARNING", shown, file + ", line 2"}},
		"another kind":         {sftp.Options{HostKeys: []string{publicLine(kind)}}, []string{"WARNING", ssh.FingerprintSHA256(kind), "othing was sent"}},
		"revoked":              {sftp.Options{KnownHosts: here + " " + publicLine(s.hostKey) + "\n@revoked * " + publicLine(s.hostKey)}, []string{"revoked"}},
	} {
		test.options.Vault = s.options().Vault
		_, err := sftp.Open(t.Context(), s.address(s.port, s.root), test.options)
		var stranger *sftp.HostKeyError
		if !errors.As(err, &stranger) || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, word := range test.words {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %q is not in: %v", name, word, err)
			}
		}
	}
	if strings.Contains(s.log.String(), "Accepted") || strings.Contains(s.log.String(), "Failed ") {
		t.Errorf("somebody has tried to log in:\n%s", s.log)
	}
}

func TestHostKeysMalformed(t *testing.T) {
	s := startServer(t, "")
	for line, hint := range map[string]string{
		ssh.FingerprintSHA256(s.hostKey): "fingerprint", "ssh-ed25519": "not a key", "ssh-ed25519 AAAA": "not a key", "nonsense": "not a key", "": "not a key", "ssh-rsa " + strings.Fields(publicLine(s.hostKey))[1]: "not a key",
	} {
		o := s.options()
		o.HostKeys = []string{publicLine(s.hostKey), line}
		if _, err := sftp.Open(t.Context(), s.address(s.port, s.root), o); err == nil || !strings.Contains(err.Error(), hint) || !strings.Contains(err.Error(), "publish.hostKeys") {
			t.Errorf("%q: %v", line, err)
		}
	}
	o := s.options()
	o.HostKeys, o.KnownHosts = nil, "nonsense"
	if _, err := sftp.Open(t.Context(), s.address(s.port, s.root), o); err == nil || !strings.Contains(err.Error(), sftp.KnownHosts) {
		t.Errorf("nonsense in the environment: %v", err)
	}
}

// TestHostKeysSigned is about a server whose key an authority has signed.
func TestHostKeysSigned(t *testing.T) {
	authority, _ := newKey(t, "")
	host, text := newKey(t, "")
	folder := t.TempDir()
	certificate := &ssh.Certificate{Key: host.PublicKey(), CertType: ssh.HostCert, KeyId: "test", ValidPrincipals: []string{"127.0.0.1"}, ValidBefore: ssh.CertTimeInfinity}
	if err := certificate.SignCert(rand.Reader, authority); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(folder, "signed"), text, 0o600)
	writeFile(t, filepath.Join(folder, "signed-cert.pub"), publicLine(certificate)+"\n", 0o600)
	s := startServer(t, "", "HostKey "+filepath.Join(folder, "signed"), "HostCertificate "+filepath.Join(folder, "signed-cert.pub"))
	o := s.options()
	o.HostKeys = []string{fmt.Sprintf("@cert-authority [127.0.0.1]:%d %s", s.port, publicLine(authority.PublicKey()))}
	r, err := sftp.Open(t.Context(), s.address(s.port, s.root), o)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	other, _ := newKey(t, "")
	o.HostKeys = []string{fmt.Sprintf("@cert-authority [127.0.0.1]:%d %s", s.port, publicLine(other.PublicKey()))}
	var stranger *sftp.HostKeyError
	if _, err := sftp.Open(context.Background(), s.address(s.port, s.root), o); !errors.As(err, &stranger) {
		t.Errorf("signed by somebody else: %v", err)
	}
}
