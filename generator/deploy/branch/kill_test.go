//go:build unix

package branch_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

// cuts is how often a publication is killed. More take longer: go test ./generator/deploy/branch -run TestKilled -cuts 200.
var cuts = flag.Int("cuts", 12, "how often TestKilled kills a publication")

// publishVariable tells the program of the tests to be one that publishes, and to be killed.
const publishVariable = "STILLPOINT_TEST_PUBLISH"

func TestMain(m *testing.M) {
	if place, found := os.LookupEnv(publishVariable); found {
		os.Exit(publishAlone(place))
	}
	if about, found := os.LookupEnv(manyVariable); found {
		os.Exit(publishMany(about))
	}
	os.Exit(m.Run())
}

// publishAlone publishes a version of the site from a process of its own.
func publishAlone(about string) int {
	var folder, kept string
	var version int
	if _, err := fmt.Sscanf(about, "%d %q %q", &version, &folder, &kept); err != nil {
		fmt.Println(err)
		return 2
	}
	fmt.Println("begun")
	// The other repository is elsewhere: its part is not killed with ours.
	alone := []string{"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=remote.place.receivepack", "GIT_CONFIG_VALUE_0=setsid --wait git-receive-pack"}
	ctx := context.Background()
	target := branch.New(branch.Options{
		Address: branch.Address{Remote: folder, Branch: "pages"}, Site: filepath.Dir(kept), Kept: kept, Environment: environment(alone...),
	})
	site := versioned(version).site()
	plan, err := target.Plan(ctx, site, deploy.Options{})
	if err == nil {
		_, err = target.Publish(ctx, site, plan, deploy.Options{})
	}
	if err = errors.Join(err, target.Close()); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// versioned returns a site that differs from the versions before and after it: some files are new, some changed, some gone.
func versioned(version int) files {
	f := files{"index.html": fmt.Sprint(version)}
	for i := range 60 {
		switch random := rand.New(rand.NewPCG(uint64(i), uint64(version))); random.IntN(4) {
		case 0:
			f[fmt.Sprintf("pages/%d/index.html", i)] = fmt.Sprint("changed", version, strings.Repeat(fmt.Sprint(random.Uint64()), 40))
		case 1: // gone
		default:
			f[fmt.Sprintf("pages/%d/index.html", i)] = "as ever"
		}
	}
	return f
}

// TestKilled kills publications, with every process that they have started, at random moments: the branch is then as it was or as it was to become, and the next
// publication makes it whole.
func TestKilled(t *testing.T) {
	need(t, "setsid")
	p := newPlace(t)
	theirs := files{"notes.txt": "theirs", "pages/theirs.txt": "theirs"}
	p.put(t, theirs)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	whole := func(is files, version int) bool {
		want := versioned(version)
		maps.Copy(want, theirs)
		return maps.Equal(is, want)
	}
	start := time.Now()
	if killed := p.alone(t, 0, -1); killed {
		t.Fatal("it was killed though nobody wanted that")
	}
	uncut := time.Since(start)
	old, became := 0, 0
	for version := 1; version <= *cuts; version++ {
		p.alone(t, version, time.Duration(random.Int64N(int64(uncut*11/10))))
		switch is := p.files(t); { // read once, since the other side may still be at it
		case whole(is, version):
			became++
		case whole(is, version-1):
			old++
		default:
			t.Fatalf("version %d, killed: the branch has neither the old files nor the new ones, but %d", version, len(is))
		}
		p.alone(t, version, -1)
		if is := p.files(t); !whole(is, version) {
			t.Fatalf("version %d, published again: the branch has %d files that are not those", version, len(is))
		}
	}
	t.Logf("of %d publications that were killed, %d had left the branch as it was, and %d had published", *cuts, old, became)
	git(t, p.folder, "fsck", "--no-dangling")
	if left, _ := os.ReadDir(p.options.Kept); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// alone publishes a version from a process of its own, and kills it with all that it has started after a while, unless that is negative.
func (p place) alone(t *testing.T, version int, after time.Duration) (killed bool) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), publishVariable+"="+fmt.Sprintf("%d %q %q", version, p.folder, p.options.Kept))
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	_, _ = lines.ReadString('\n') // it has begun, or Wait tells why not
	if after >= 0 {
		timer := time.AfterFunc(after, func() { _ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) })
		defer timer.Stop()
	}
	said, _ := io.ReadAll(lines) // which ends with the process
	if err := c.Wait(); err != nil && after < 0 {
		t.Fatalf("%v\n%s", err, said)
	}
	return !c.ProcessState.Success()
}
