package worker_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"imr/internal/worker"
	"imr/internal/worker/workertest"
)

// The kinds of worker that this test binary can be.
const (
	kindEcho   = "echo"   // answers each line, see follow
	kindBroken = "broken" // does not start
	kindMute   = "mute"   // says something else than that it is ready
)

// parentVariable makes the test binary a parent that dies over its worker.
const parentVariable = "WORKER_TEST_PARENT"

func TestMain(m *testing.M) {
	switch {
	case worker.Is(kindEcho):
		worker.Serve(func(task worker.Task) error {
			if len(task.Args) > 0 {
				return task.Become(60, []string{"OF_THE_TASK=1"})
			}
			if err := task.Limit(60); err != nil {
				return err
			}
			return worker.Each(readLine, follow)
		})
	case worker.Is(kindBroken):
		worker.Serve(func(worker.Task) error { return errors.New("the invented reason") })
	case worker.Is(kindMute):
		worker.Serve(func(worker.Task) error {
			_, err := os.NewFile(3, "parent").WriteString("hello")
			return err
		})
	case os.Getenv(parentVariable) != "":
		fmt.Fprintln(os.Stderr, beParent(os.Getenv(parentVariable)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// readLine is how a worker takes an order.
func readLine(parent *net.UnixConn) (string, error) {
	var line strings.Builder
	for b := make([]byte, 1); ; {
		if _, err := io.ReadFull(parent, b); err != nil {
			return "", err
		}
		if b[0] == '\n' {
			return line.String(), nil
		}
		line.WriteByte(b[0])
	}
}

// follow is what a worker does on an order.
func follow(parent *net.UnixConn, order string) error {
	switch order {
	case "hang":
		for { // burns the processor, as a module that loops does
			runtime.Gosched()
		}
	case "fail":
		return errors.New("failed as told")
	case "who":
		order = fmt.Sprint(os.Getpid())
	case "fill":
		kept := make([][]byte, 0, 4096)
		for range 4096 {
			kept = append(kept, make([]byte, 1<<20))
		}
		order = fmt.Sprint(len(kept))
	}
	_, err := parent.Write([]byte(order + "\n"))
	return err
}

// pool makes a pool for one test, which remembers the last order of each worker.
func pool(t *testing.T, c worker.Config) *worker.Pool[string] {
	t.Helper()
	if c.Name == "" {
		c.Name = kindEcho
	}
	if c.CacheDir == "" {
		c.CacheDir = t.TempDir()
	}
	c.Workers, c.MemoryMiB = max(c.Workers, 1), 64
	p := worker.NewPool[string](c)
	t.Cleanup(p.Close)
	return p
}

// ask has an order done within a turn.
func ask(ctx context.Context, p *worker.Pool[string], order string, timeout time.Duration) (string, error) {
	leave, err := p.Enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	w, err := p.Borrow(func(last string) bool { return last == order })
	if err != nil {
		return "", err
	}
	w.State = order
	answer, err := converse(w, order, timeout)
	p.Return(w, err == nil)
	return answer, err
}

func converse(w *worker.Process[string], order string, timeout time.Duration) (string, error) {
	if err := w.Within(timeout); err != nil {
		return "", err
	}
	if _, err := w.Conn.Write([]byte(order + "\n")); err != nil {
		return "", worker.Ended(err)
	}
	answer, err := w.In.ReadString('\n')
	return strings.TrimSuffix(answer, "\n"), worker.Ended(err)
}

const longer = time.Minute // than any order but "hang" takes

func TestOrders(t *testing.T) {
	for name, tt := range map[string]struct {
		order   string
		timeout time.Duration
		want    string
		wrong   error
	}{
		"an answer":               {"fiction", longer, "fiction", nil},
		"no answer in time":       {"hang", 100 * time.Millisecond, "", worker.ErrLate},
		"a worker that fails":     {"fail", longer, "", worker.ErrLost},
		"more memory than it may": {"fill", longer, "", worker.ErrLost},
	} {
		t.Run(name, func(t *testing.T) {
			p := pool(t, worker.Config{})
			got, err := ask(t.Context(), p, tt.order, tt.timeout)
			if got != tt.want || !errors.Is(err, tt.wrong) {
				t.Errorf("got %q, %v, want %q, %v", got, err, tt.want, tt.wrong)
			}
			if got, err := ask(t.Context(), p, "after", longer); err != nil || got != "after" {
				t.Errorf("the order after it gives %q, %v", got, err)
			}
			if n := len(workertest.Children(t)); n != 1 {
				t.Errorf("%d workers are left", n)
			}
		})
	}
}

func TestNoStart(t *testing.T) {
	for name, want := range map[string]string{kindBroken: "the invented reason", kindMute: "did not start"} {
		t.Run(name, func(t *testing.T) {
			p := pool(t, worker.Config{Name: name})
			_, err := ask(t.Context(), p, "fiction", longer)
			if err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, worker.ErrLost) {
				t.Errorf("it says %v, want %q", err, want)
			}
		})
	}
}

// TestLimits looks at what the kernel holds a worker to, and what it knows.
func TestLimits(t *testing.T) {
	t.Setenv("SECRET_OF_THE_SERVER", "1")
	p := pool(t, worker.Config{})
	if _, err := ask(t.Context(), p, "fiction", longer); err != nil {
		t.Fatal(err)
	}
	held := workertest.Limits(t, workertest.Children(t)[0])
	if held["Max core file size"] != "0" || held["Max data size"] == "unlimited" ||
		held["Max cpu time"] != "60" || held["Max open files"] != "64" || strings.Contains(held["environment"], "SECRET") {
		t.Errorf("it is held to %v", held)
	}
}

// TestBecome has a worker turn into a program that tells its bounds.
func TestBecome(t *testing.T) {
	t.Setenv("SECRET_OF_THE_SERVER", "1")
	c := worker.Config{Name: kindEcho, CacheDir: t.TempDir(), MemoryMiB: 64}
	cmd, err := c.Command(t.Context(), "/bin/sh", "-c", "ulimit -t; ulimit -d; ulimit -f; ulimit -n; env; pwd")
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "60\n65536\n0\n64\n") ||
		!strings.Contains(string(out), "OF_THE_TASK=1\n") || strings.Contains(string(out), "SECRET") || !strings.HasSuffix(string(out), "/\n") {
		t.Errorf("it says %q, %v", out, err)
	}
	cmd, err = c.Command(t.Context(), "/no/such/program")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "become /no/such/program") {
		t.Errorf("a program that is not there says %q, %v", out, err)
	}
}

func TestPrivateFolder(t *testing.T) {
	for name, before := range map[string]os.FileMode{"missing": 0, "open to all": 0o755, "private": 0o700} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "a", "cache")
			if before != 0 {
				if err := os.MkdirAll(dir, before); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := ask(t.Context(), pool(t, worker.Config{CacheDir: dir}), "fiction", longer); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("the folder is %v, %v", info.Mode(), err)
			}
		})
	}
}

// TestParentDies kills a process whose worker is amid an order that never ends.
func TestParentDies(t *testing.T) {
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"="+t.TempDir())
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	_, scanned := fmt.Fscan(bufio.NewReader(out), &pid)
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := parent.Wait(); err == nil {
		t.Error("the parent ended before it was killed")
	}
	if scanned != nil || !workertest.Gone([]int{pid}) {
		t.Errorf("worker %d outlives its parent (%v)", pid, scanned)
	}
}

// beParent starts a worker, prints its id and gives it an order that never ends.
func beParent(cache string) error {
	p := worker.NewPool[string](worker.Config{Name: kindEcho, CacheDir: cache, Workers: 1, MemoryMiB: 64})
	w, err := p.Borrow(func(string) bool { return true })
	if err != nil {
		return err
	}
	who, err := converse(w, "who", longer)
	if err != nil {
		return err
	}
	if _, err := w.Conn.Write([]byte("hang\n")); err != nil {
		return err
	}
	fmt.Println(who)
	_, err = w.In.ReadString('\n')
	return err
}

// TestWorkerHasNoWorkers: a worker that makes an engine by mistake hears of it
// instead of starting workers without end.
func TestWorkerHasNoWorkers(t *testing.T) {
	t.Setenv("IMR_WORKER", kindEcho)
	if _, err := (worker.Config{Name: kindEcho}).Command(t.Context()); err == nil {
		t.Error("it starts a worker")
	}
}

// TestReserve grows a memory as far as it goes.
func TestReserve(t *testing.T) {
	var told *worker.Memory
	m := worker.Reserve(1<<20, func(m *worker.Memory) { told = m }).Allocate(0, 0)
	first := m.Reallocate(1 << 16)
	first[0] = 7
	if more := m.Reallocate(1 << 20); len(more) != 1<<20 || more[0] != 7 || &more[0] != &first[0] {
		t.Error("growing moves the memory or loses what is in it")
	}
	if m.Reallocate(1<<20+1) != nil || told.Used() != 1<<20 {
		t.Errorf("it grows beyond its limit, to %d", told.Used())
	}
	m.Free()
	m.Free()
}
