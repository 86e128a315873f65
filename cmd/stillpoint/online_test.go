package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/rogpeppe/go-internal/testscript"

	"stillpoint/generator/hosting"
)

// putOnline serves a folder as package hosting says, with the rules that are in it, until the script ends, and sets ONLINE to the address. What is in the folder may change.
func putOnline(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: online FOLDER")
	}
	server := httptest.NewServer(onlineFolder(ts.MkAbs(args[0])))
	ts.Defer(server.Close)
	ts.Setenv("ONLINE", server.URL)
}

// onlineFolder is a folder that is served.
type onlineFolder string

func (f onlineFolder) read(name string) ([]byte, bool) {
	data, err := os.ReadFile(filepath.Join(string(f), filepath.FromSlash(name)))
	return data, err == nil
}

func (f onlineFolder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host := hosting.New(f.read, "/")
	for _, field := range host.Headers(r.URL.Path) {
		w.Header().Set(field.Name, field.Value)
	}
	answer := host.Answer(r.URL.Path, r.URL.RawQuery)
	if answer.Location != "" {
		w.Header().Set("Location", answer.Location)
		w.WriteHeader(answer.Status)
		return
	}
	data, _ := f.read(answer.Name)
	w.Header().Set("Content-Type", hosting.ContentType(answer.Name))
	if encoding := r.Header.Get("Accept-Encoding"); encoding != "identity" && len(data) > 1000 {
		w.Header().Set("Vary", "Accept-Encoding")
		w.Header().Set("Content-Encoding", encoding)
		data = packed(encoding, data)
	}
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(data))
	w.Header().Set("ETag", tag)
	if answer.Status == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(answer.Status)
	_, _ = w.Write(data)
}

func packed(encoding string, data []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if encoding == "br" {
		w = brotli.NewWriter(&b)
	}
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

// told compares the standard output with a file in testdata/online, but for what differs from run to run: the address, names that are made up, fingerprints, sums.
func told(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: told FILE")
	}
	got := strings.ReplaceAll(ts.ReadFile("stdout"), ts.Getenv("ONLINE"), "ADDRESS")
	for _, change := range [][2]string{
		{`no-such-page-[a-z0-9]{12}`, "no-such-page-NAME"},
		{`\.[0-9a-f]{10}\.`, ".FINGERPRINT."},
		{`\d+ requests, [0-9.]+ \w+\sreceived,\sin\s[0-9.]+\sm?s\.`, "SUMS."},
	} {
		got = regexp.MustCompile(change[0]).ReplaceAllString(got, change[1])
	}
	file := filepath.Join("testdata", "online", args[0])
	if *update {
		ts.Check(os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	ts.Check(err)
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		ts.Fatalf("%s\nwant\n%s", got, want)
	}
}
