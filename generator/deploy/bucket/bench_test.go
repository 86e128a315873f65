package bucket_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Benchmark publishes ten thousand files to an empty bucket, then again with a hundred of them changed, then with none; and has others do the same beside it. Run it with
// -benchtime 1x. It says how many bytes went over the line and how many requests of each kind, and the peak of the memory of the process.
func Benchmark(b *testing.B) {
	contenders := []struct {
		name, program string
		command       func(folder, address string) *exec.Cmd
	}{
		{"stillpoint", "go", func(folder, address string) *exec.Cmd {
			c := exec.Command(os.Args[0], "-test.run", "^TestPublishing$")
			c.Env = publishing(folder, address)
			return c
		}},
		{"aws", "aws", func(folder, address string) *exec.Cmd {
			return exec.Command("aws", "--endpoint-url", address, "--region", "us-east-1", "s3", "sync", "--only-show-errors", "--delete", folder, "s3://"+pail+"/site")
		}},
		{"rclone", "rclone", func(folder, address string) *exec.Cmd {
			return exec.Command("rclone", "--config", "", "--s3-provider", "Other", "--s3-env-auth", "--s3-endpoint", address, "--s3-region", "us-east-1", "--s3-no-check-bucket",
				"--transfers", "8", "--checkers", "8", "--fast-list", "--checksum", "sync", folder, ":s3:"+pail+"/site")
		}},
	}
	for _, c := range contenders {
		b.Run(c.name, func(b *testing.B) {
			if _, err := exec.LookPath(c.program); err != nil {
				b.Skipf("%s is not installed", c.program)
			}
			m, folder := measured(b, start(b)), b.TempDir()
			for i := range 10_000 {
				page(b, folder, i, 0)
			}
			b.Run("first", func(b *testing.B) { m.run(b, c.command(folder, m.URL)) })
			for i := range 100 {
				page(b, folder, i*97, 1)
			}
			b.Run("changed", func(b *testing.B) { m.run(b, c.command(folder, m.URL)) })
			b.Run("same", func(b *testing.B) { m.run(b, c.command(folder, m.URL)) })
		})
	}
}

// page writes a page of six thousand bytes.
func page(b *testing.B, folder string, number, version int) {
	b.Helper()
	name := filepath.Join(folder, fmt.Sprintf("therapies-%02d", number%100), fmt.Sprint(number), "index.html")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(uint64(number), uint64(version)))
	var text strings.Builder
	for text.Len() < 6000 {
		text.WriteString(strconv.FormatUint(random.Uint64(), 36))
	}
	if err := os.WriteFile(name, []byte(text.String()[:6000]), 0o644); err != nil {
		b.Fatal(err)
	}
}

// run runs a program and says what it took.
func (m *meter) run(b *testing.B, c *exec.Cmd) {
	m.take()
	if c.Env == nil {
		c.Env = os.Environ()
	}
	c.Env = append(c.Env, "AWS_ACCESS_KEY_ID="+keyID, "AWS_SECRET_ACCESS_KEY="+secret, "AWS_EC2_METADATA_DISABLED=true", "AWS_CA_BUNDLE=")
	var said strings.Builder
	c.Stdout, c.Stderr = &said, &said
	b.ResetTimer()
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	over, peak := make(chan error, 1), 0
	go func() { over <- c.Wait() }()
	for done := false; !done; {
		select {
		case err := <-over:
			if err != nil {
				b.Fatalf("%v\n%s", err, said.String())
			}
			done = true
		case <-time.After(20 * time.Millisecond):
			peak = max(peak, highWater(c.Process.Pid))
		}
	}
	b.StopTimer()
	bytes, kinds := m.take()
	b.ReportMetric(float64(bytes)/1e6, "wire-MB")
	b.ReportMetric(float64(peak)/1e3, "peak-MB")
	for kind, n := range kinds {
		b.ReportMetric(float64(n), kind)
	}
}

// highWater returns the peak of the memory of a process in kB, where the system tells it.
func highWater(pid int) int {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(found[1]))
	return n
}
