// Package workertest looks at this process's workers from outside, and ends them,
// for the tests of what has workers.
package workertest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Children are the process ids of this process's children that are alive.
func Children(t testing.TB) []int {
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
		// After the name in brackets come the state and the parent.
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

// Kill kills all children and returns which they were.
func Kill(t testing.TB) []int {
	t.Helper()
	pids := Children(t)
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	return pids
}

// patience is how long Gone and Wait wait: long, for a machine may be busy.
const patience = time.Minute

// Gone waits until the processes have ended and reports whether they did. A
// zombie has ended: an orphan may have nobody to bury it.
func Gone(pids []int) bool {
	return until(func() bool {
		return !slices.ContainsFunc(pids, func(pid int) bool {
			stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
			return err == nil && !strings.Contains(string(stat), ") Z ")
		})
	})
}

// Wait waits until what holds, and fails the test where it never does.
func Wait(t testing.TB, what string, holds func() bool) {
	t.Helper()
	if !until(holds) {
		t.Fatalf("%s: not after %v", what, patience)
	}
}

// until waits for what holds and reports whether it came to.
func until(holds func() bool) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if holds() {
			return true
		}
	}
	return false
}

// Limits are what the kernel holds a process to, by the names in /proc, with its
// environment under "environment".
func Limits(t testing.TB, pid int) map[string]string {
	t.Helper()
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
	environment, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil {
		t.Fatal(err)
	}
	held["environment"] = string(environment)
	return held
}
