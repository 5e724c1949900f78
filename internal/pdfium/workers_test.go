package pdfium_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"imr/internal/fault"
	"imr/internal/pdfium"
)

func TestManyAtOnce(t *testing.T) {
	e := engine(t, pdfium.Config{})
	files := []*os.File{onDisk(t, manyNotes(5)), onDisk(t, manyNotes(6)), onDisk(t, manyNotes(7))}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 6 {
				page := (g+i)%5 + 1
				words, _, err := e.Words(t.Context(), files[(g+i)%3], page)
				if err != nil || len(words) == 0 || words[1].Text != strconv.Itoa(page) {
					t.Errorf("page %d: %d words, %v", page, len(words), err)
				}
				if _, err := e.Render(t.Context(), files[(g+i)%3], page, 100); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func TestWorkerKilled(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	f := onDisk(t, manyNotes(40))
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	pages, killed := 0, 0
	for page, err := range e.AllPages(t.Context(), f, "d") {
		pages++
		if err != nil || page.Number != pages || len(page.Words) != 480 {
			t.Fatalf("page %d: number %d, %v", pages, page.Number, err)
		}
		if pages == 1 || pages == 30 { // amid a batch
			killed += killWorkers(t)
		}
	}
	if pages != 40 || killed != 2 {
		t.Errorf("got %d pages with %d workers killed", pages, killed)
	}
	killed += killWorkers(t) // while idle
	if _, _, err := e.Words(t.Context(), f, 1); err != nil || killed != 3 {
		t.Errorf("after %d kills: %v", killed, err)
	}
}

// workers are the process ids of this process's workers.
func workers(t *testing.T) []int {
	t.Helper()
	pids, err := children()
	if err != nil {
		t.Fatal(err)
	}
	return pids
}

// children are the process ids of this process's children.
func children() ([]int, error) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		var state string
		var pid, parent int
		// After the name in brackets come the state and the parent.
		if _, err := fmt.Sscan(string(stat[bytes.LastIndexByte(stat, ')')+1:]), &state, &parent); err != nil {
			return nil, err
		}
		if _, err := fmt.Sscan(string(stat), &pid); err != nil {
			return nil, err
		}
		if parent == os.Getpid() && state != "Z" {
			pids = append(pids, pid)
		}
	}
	return pids, nil
}

// killWorkers kills all workers and returns how many there were.
func killWorkers(t *testing.T) int {
	t.Helper()
	pids := workers(t)
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	return len(pids)
}

func TestCancel(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1, PageTimeout: 2 * time.Second})
	f := onDisk(t, bomb())
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, _, err := e.Words(ctx, f, 2); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a request given up says %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("giving up took %v", took)
	}
	if words, _, err := e.Words(t.Context(), f, 1); err != nil || text(words) != "before" {
		t.Errorf("the next request gives %v, %v", words, err)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	e := pdfium.New(pdfium.Config{PageTimeout: 30 * time.Second})
	f, hostile := onDisk(t, manyNotes(2)), onDisk(t, bomb())
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	busy := make(chan error)
	go func() {
		_, _, err := e.Words(t.Context(), hostile, 2)
		busy <- err
	}()
	time.Sleep(300 * time.Millisecond)
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if err := <-busy; err == nil || fault.Of(err) != nil {
		t.Errorf("a request that Close cuts off says %v", err)
	}
	if _, err := e.Inspect(t.Context(), f); err == nil || fault.Of(err) != nil {
		t.Errorf("a closed engine says %v", err)
	}
	if left := workers(t); len(left) != 0 {
		t.Errorf("workers left: %v", left)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, %d before", n, before)
	}
	if err := e.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

func TestIdleWorkerEnds(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	pdfium.SetIdleTime(e, 50*time.Millisecond)
	f := onDisk(t, manyNotes(1))
	for range 2 { // a new worker takes over after the first has ended
		if _, err := e.Inspect(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		if !gone(workers(t)) {
			t.Error("the idle worker is still there")
		}
	}
}

// TestParentDies kills a process whose worker is amid a bomb.
func TestParentDies(t *testing.T) {
	f := onDisk(t, bomb())
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"="+f.Name())
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var worker int
	_, scanned := fmt.Fscan(out, &worker)
	time.Sleep(200 * time.Millisecond) // into the bomb
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := parent.Wait(); err == nil {
		t.Error("the parent ended before it was killed")
	}
	if scanned != nil || !gone([]int{worker}) {
		t.Errorf("worker %d outlives its parent (%v)", worker, scanned)
	}
}

// parentVariable makes the test binary a parent that reads the bomb it names.
const parentVariable = "PDFIUM_TEST_PARENT"

// beParent starts a worker on the bomb, prints the worker's id and reads.
func beParent(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	e := pdfium.New(pdfium.Config{Workers: 1, PageTimeout: time.Minute})
	if _, err := e.Inspect(context.Background(), f); err != nil {
		return err
	}
	pids, err := children()
	if err != nil || len(pids) != 1 {
		return fmt.Errorf("workers %v: %w", pids, err)
	}
	fmt.Println(pids[0])
	_, _, err = e.Words(context.Background(), f, 2)
	return err
}

// gone waits up to five seconds for the processes to end. A zombie has ended:
// an orphan may have nobody to bury it.
func gone(pids []int) bool {
	for range 500 {
		left := slices.ContainsFunc(pids, func(pid int) bool {
			stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
			return err == nil && !strings.Contains(string(stat), ") Z ")
		})
		if !left {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}
