package ocr_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"imr/internal/ocr"
)

func TestManyAtOnce(t *testing.T) {
	each(t, ocr.Config{Workers: 2}, func(t *testing.T, e *ocr.Engine) {
		var all sync.WaitGroup
		for g := range 4 {
			all.Go(func() {
				want := fmt.Sprintf("Reader number %d of this page", g)
				r, err := e.Read(t.Context(), sheet{text: want}.scan(t))
				if err != nil || text(r) != want {
					t.Errorf("reader %d: %q, %v", g, text(r), err)
				}
			})
		}
		all.Wait()
	})
}

// busy starts to read a page that takes seconds and returns when a worker is
// at it; its answer comes on the channel.
func busy(ctx context.Context, t *testing.T, e *ocr.Engine) chan error {
	t.Helper()
	if e.Name() == "" {
		t.Fatal("an engine without a name")
	}
	answer := make(chan error, 1)
	p := sheet{text: note(5), noise: 20}.scan(t)
	before := time.Now()
	go func() {
		r, err := e.Read(ctx, p)
		if err == nil && len(r.Words) < 450 {
			err = fmt.Errorf("%d words", len(r.Words))
		}
		answer <- err
	}()
	for time.Since(before) < time.Minute {
		if reading(t, e) {
			return answer
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("no worker began")
	return nil
}

// reading reports whether a worker is at a page: one that is killed before that
// did not start, which says nothing of the page.
func reading(t *testing.T, e *ocr.Engine) bool {
	return !ocr.Starting(e) && slices.ContainsFunc(workers(t), working)
}

// working reports whether a process has used more than half a second of
// processor time: the installed program has begun.
func working(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	const userTime, aSecond = 11, 100 // in fields after the name, and in ticks
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	var ticks int
	_, err = fmt.Sscan(fields[userTime], &ticks)
	return err == nil && ticks > aSecond/2
}

// workers are the process ids of this process's children.
func workers(t *testing.T) []int {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var pids []int
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		var state string
		var pid, parent int
		_, err = fmt.Sscan(string(stat[bytes.LastIndexByte(stat, ')')+1:]), &state, &parent)
		if _, err2 := fmt.Sscan(string(stat), &pid); err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if parent == os.Getpid() && state != "Z" {
			pids = append(pids, pid)
		}
	}
	return pids
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

func TestWorkerKilled(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		answer := busy(t.Context(), t, e)
		if killed := killWorkers(t); killed != 1 {
			t.Fatalf("killed %d workers", killed)
		}
		if err := <-answer; err != nil {
			t.Errorf("killed once: %v", err)
		}
		killWorkers(t) // an idle one
		answer = busy(t.Context(), t, e)
		killWorkers(t)
		for len(answer) == 0 {
			if reading(t, e) {
				killWorkers(t)
			}
			time.Sleep(10 * time.Millisecond)
		}
		if err := <-answer; !errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("killed twice: %v", err)
		}
	})
}

func TestDeadline(t *testing.T) {
	page := sheet{text: note(5)}.scan(t) // takes seconds of processor time
	each(t, ocr.Config{Workers: 1, PageTimeout: 300 * time.Millisecond}, func(t *testing.T, e *ocr.Engine) {
		if _, err := e.Read(t.Context(), page); !errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("a slow page says %v", err)
		}
		if !gone(workers(t)) {
			t.Error("its worker is still there")
		}
	})
}

func TestCancel(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		ctx, cancel := context.WithCancel(t.Context())
		answer := busy(ctx, t, e)
		cancel()
		if err := <-answer; !errors.Is(err, context.Canceled) {
			t.Errorf("a request given up says %v", err)
		}
		if !gone(workers(t)) {
			t.Error("its worker is still there")
		}
		r, err := e.Read(t.Context(), sheet{text: "The next page"}.scan(t))
		if err != nil || text(r) != "The next page" {
			t.Errorf("the next page: %q, %v", text(r), err)
		}
	})
}

func TestCloseLeavesNothing(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		answer := busy(t.Context(), t, e)
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if err := <-answer; err == nil || errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("a request that Close cuts off says %v", err)
		}
		if left := workers(t); len(left) != 0 {
			t.Errorf("workers left: %v", left)
		}
		if _, err := e.Read(t.Context(), sheet{}.scan(t)); err == nil || errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("a closed engine says %v", err)
		}
	})
}

func TestWorkerReplaced(t *testing.T) {
	e := engine(t, ocr.Config{Workers: 1, Embedded: true, PagesPerWorker: 2})
	seen := map[int]bool{}
	for range 3 {
		if _, err := e.Read(t.Context(), ocr.Page{Gray: []byte{255}, Width: 1, Height: 1, Stride: 1, DPI: 200}); err != nil {
			t.Fatal(err)
		}
		for _, pid := range workers(t) {
			seen[pid] = true
		}
	}
	if left := workers(t); len(seen) != 2 && len(seen) != 3 || len(left) != 1 {
		t.Errorf("three pages by workers %v, of which %v are left", seen, left)
	}
	ocr.SetIdleTime(e, 50*time.Millisecond)
	if _, err := e.Read(t.Context(), ocr.Page{Gray: []byte{255}, Width: 1, Height: 1, Stride: 1, DPI: 200}); err != nil {
		t.Fatal(err)
	}
	if !gone(workers(t)) {
		t.Error("the idle worker is still there")
	}
}

// TestLimits looks at what the kernel holds a worker to, and what it knows.
func TestLimits(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		t.Setenv("SECRET_OF_THE_SERVER", "1")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		answer := busy(ctx, t, e)
		pid := workers(t)[0]
		limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pid))
		if err != nil {
			t.Fatal(err)
		}
		held := map[string]string{}
		for line := range strings.Lines(string(limits)) {
			if len(line) > 46 {
				held[strings.TrimSpace(line[:26])] = strings.Fields(line[26:])[0]
			}
		}
		if held["Max core file size"] != "0" || held["Max data size"] == "unlimited" ||
			held["Max cpu time"] == "unlimited" || held["Max open files"] != "64" {
			t.Errorf("the limits are %v", held)
		}
		env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
		if err != nil || bytes.Contains(env, []byte("SECRET")) {
			t.Errorf("the environment is %q, %v", env, err)
		}
		cancel()
		<-answer
	})
}

// gone waits up to five seconds for the processes to end.
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
