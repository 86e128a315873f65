package sftp_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/secret"
	"stillpoint/generator/deploy/sftp"
)

// The benchmark publishes a site of 10,000 pages of 6 kB, each in a folder of its own, and then one in which every hundredth page is another, to one and the same sshd:
// by Stillpoint, by rsync and by rclone, each in a process of its own, with and without a line on which a round trip takes 20 ms.
//
//	go test -run '^$' -bench Publish -benchtime 1x -timeout 60m ./generator/deploy/sftp
//
// It tells how long that took, bytes on the wire in both directions, requests of SFTP (of a run of their own, in which the server writes them down),
// and how much memory the process and those that it started had at most (VmHWM).

const (
	benchPages = 10_000
	benchSize  = 6 << 10
	childKey   = "STILLPOINT_BENCH_CHILD" // has a process of this test publish: the folder, the address, the host's key, and the file of the key
)

func TestMain(m *testing.M) {
	if os.Getenv(childKey) != "" {
		if err := child(strings.Split(os.Getenv(childKey), "\n")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(args []string) error {
	ctx := context.Background()
	key, err := os.ReadFile(args[3])
	if err != nil {
		return err
	}
	r, err := sftp.Open(ctx, args[1], sftp.Options{HostKeys: []string{args[2]}, Vault: vault(map[string]string{secret.Key: string(key)})})
	if err != nil {
		return err
	}
	defer r.Close()
	site, err := readSite(args[0])
	if err != nil {
		return err
	}
	o := deploy.Options{Jobs: r.Jobs()}
	plan, err := deploy.Compare(ctx, r, site, o)
	if err != nil {
		return err
	}
	_, err = deploy.Publish(ctx, r, site, plan, o)
	return err
}

// readSite reads a folder as the engine does, which wants one that was built.
func readSite(folder string) (deploy.Site, error) {
	site := deploy.Site{Folder: folder}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		site.Files = append(site.Files, deploy.Object{Name: filepath.ToSlash(name), Size: int64(len(data)), Digest: deploy.Digest(data),
			Open: func() (io.ReadSeekCloser, error) { return os.Open(path) }})
		return err
	})
	slices.SortFunc(site.Files, func(a, b deploy.Object) int { return cmp.Compare(a.Name, b.Name) })
	return site, err
}

// contender is a way to publish.
type contender struct {
	name    string
	command func(b *testing.B, place bench) *exec.Cmd
	alone   bool // the account may use SFTP and run nothing else
}

// bench is where a site is and where it goes.
type bench struct {
	*server
	public, files string // the site; keys for other programs
	port          int
}

// settings are those of the server.
func (c contender) settings(program string) []string {
	if c.alone {
		return []string{"ForceCommand " + program}
	}
	return nil
}

func contenders() []contender {
	stillpoint := func(_ *testing.B, p bench) *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childKey+"="+strings.Join([]string{p.public, p.address(p.port, p.root), publicLine(p.hostKey), filepath.Join(p.files, "key")}, "\n"))
		return cmd
	}
	return []contender{
		{name: "stillpoint", command: stillpoint},
		{name: "stillpoint-sftp-alone", command: stillpoint, alone: true},
		{name: "rsync", command: func(b *testing.B, p bench) *exec.Cmd {
			ssh := fmt.Sprintf("ssh -F none -p %d -i %s -o IdentitiesOnly=yes -o UserKnownHostsFile=%s", p.port, filepath.Join(p.files, "key"), filepath.Join(p.files, "known_hosts"))
			return exec.Command(requireTool(b, "rsync"), "-a", "--delete", "-e", ssh, p.public+"/", p.user+"@127.0.0.1:"+p.root+"/")
		}},
		{name: "rclone", command: rclone()},
		{name: "rclone-32", command: rclone("--transfers", "32", "--checkers", "32")},
	}
}

func rclone(more ...string) func(b *testing.B, p bench) *exec.Cmd {
	return func(b *testing.B, p bench) *exec.Cmd {
		args := append([]string{"sync", p.public, ":sftp:" + p.root, "--config", filepath.Join(p.files, "rclone.conf"), "--sftp-host", "127.0.0.1", "--sftp-port", strconv.Itoa(p.port), "--sftp-user", p.user,
			"--sftp-key-file", filepath.Join(p.files, "key"), "--sftp-known-hosts-file", filepath.Join(p.files, "known_hosts")}, more...)
		return exec.Command(requireTool(b, "rclone"), args...)
	}
}

func BenchmarkPublish(b *testing.B) {
	for _, latency := range []time.Duration{0, 20 * time.Millisecond} {
		for _, c := range contenders() {
			s := startServer(b, "", c.settings("internal-sftp")...)
			p := startProxy(b, s, latency)
			place := bench{server: s, public: newSite(b), files: benchKeys(b, s, p.port), port: p.port}
			counter := countingServer(b, c, latency)
			for _, round := range []string{"first", "changed", "same"} {
				b.Run(fmt.Sprintf("%s/%s/%v", c.name, round, latency), func(b *testing.B) {
					requests := counter.count(b, c, place.public, round)
					for range b.N {
						b.StopTimer()
						prepare(b, place, round)
						p.bytes.Store(0)
						b.StartTimer()
						peak := watch(b, c.command(b, place))
						b.StopTimer()
						b.ReportMetric(float64(p.bytes.Load()), "wire-B")
						b.ReportMetric(float64(peak)/1024, "peak-MB")
						if requests > 0 {
							b.ReportMetric(float64(requests), "requests")
						}
					}
				})
			}
		}
	}
}

// prepare makes the site and the place what they are before a round.
func prepare(b *testing.B, place bench, round string) {
	b.Helper()
	switch round {
	case "first":
		if err := os.RemoveAll(place.root); err != nil {
			b.Fatal(err)
		}
		if err := os.Mkdir(place.root, 0o755); err != nil {
			b.Fatal(err)
		}
	case "changed":
		changeSite(b, place.public)
	}
}

func pageFile(public string, i int) string {
	return filepath.Join(public, fmt.Sprintf("section-%d", i%100), fmt.Sprintf("page-%d", i), "index.html")
}

func newSite(b *testing.B) string {
	b.Helper()
	public := filepath.Join(b.TempDir(), "public")
	for i := range benchPages {
		writeFile(b, pageFile(public, i), pageText(uint64(i)), 0o644)
	}
	return public
}

// changeSite writes every hundredth page anew, as long as it was, with a time that differs for those who go by times.
func changeSite(b *testing.B, public string) {
	b.Helper()
	at := time.Now().Add(-time.Hour).Add(time.Duration(rand.IntN(1000)) * time.Second)
	for i := 0; i < benchPages; i += 100 {
		writeFile(b, pageFile(public, i), pageText(rand.Uint64()), 0o644)
		if err := os.Chtimes(pageFile(public, i), at, at); err != nil {
			b.Fatal(err)
		}
	}
}

func pageText(seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 1))
	words := strings.Fields("<p> touch rest breath hands spine water still point calm listen session therapy body gentle slow quiet </p> <a href=/prices/> craniosacral massage shiatsu yoga")
	var text bytes.Buffer
	for text.Len() < benchSize {
		text.WriteString(words[random.IntN(len(words))] + " ")
	}
	return text.String()[:benchSize]
}

func benchKeys(b *testing.B, s *server, port int) string {
	b.Helper()
	folder := b.TempDir()
	writeFile(b, filepath.Join(folder, "key"), s.key, 0o600)
	writeFile(b, filepath.Join(folder, "known_hosts"), fmt.Sprintf("[127.0.0.1]:%d %s\n", port, publicLine(s.hostKey)), 0o600)
	writeFile(b, filepath.Join(folder, "rclone.conf"), "", 0o600)
	return folder
}

// counting is a server that writes down all requests of SFTP.
type counting struct {
	*server
	log string
}

// countingServer returns nil where requests are not counted: latency changes nothing about them.
func countingServer(b *testing.B, c contender, latency time.Duration) *counting {
	b.Helper()
	if latency > 0 || c.name == "rsync" {
		return nil
	}
	log := filepath.Join(b.TempDir(), "requests")
	program := "/usr/lib/openssh/sftp-server -e -l DEBUG3 2>>" + log
	s := startServer(b, program, c.settings(program)...)
	return &counting{server: s, log: log}
}

func (c *counting) count(b *testing.B, who contender, public, round string) int {
	b.Helper()
	if c == nil {
		return 0
	}
	_ = os.Remove(c.log)
	place := bench{server: c.server, public: public, files: benchKeys(b, c.server, c.port), port: c.port}
	prepare(b, place, round)
	if out, err := who.command(b, place).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(c.log)
	if err != nil {
		b.Fatal(err)
	}
	lines := func(pattern string) int { return len(regexp.MustCompile(pattern).FindAll(data, -1)) }
	return lines(`request \d+: `) - lines(`request \d+: sent `) // since answers are written down, too
}

// watch runs a program and returns the most memory that it had, in kB.
func watch(b *testing.B, cmd *exec.Cmd) int {
	b.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	peaks := map[int]int{}
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case err := <-done:
			tick.Stop()
			if err != nil {
				b.Fatalf("%v: %v\n%s", cmd.Args, err, out.String())
			}
			total := 0
			for _, peak := range peaks {
				total += peak
			}
			return total
		case <-tick.C:
			for _, pid := range family(cmd.Process.Pid) {
				peaks[pid] = max(peaks[pid], highWater(pid))
			}
		}
	}
}

// family returns a process and those that it started.
func family(pid int) []int {
	all := []int{pid}
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, field := range strings.Fields(string(data)) {
		if child, err := strconv.Atoi(field); err == nil {
			all = append(all, family(child)...)
		}
	}
	return all
}

func highWater(pid int) int {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}
