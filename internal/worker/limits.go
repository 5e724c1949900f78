package worker

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// ownMemory is what a worker may use besides the memory of its work: the
// compiler, and what is on its way in and out.
const ownMemory = 1 << 30

// rlimitData is RLIMIT_DATA, private memory that can be written to; the
// syscall package lacks it.
const rlimitData = 2

// Limit makes the kernel hold this process to the memory of its task, to so many
// seconds of processor time, to few files, and to no core dump, for it would hold
// health records. The parent has long ended a worker that is stuck; the time is for
// one that is stuck when its parent dies. An honest one is merely replaced.
func (t Task) Limit(seconds uint64) error {
	held, err := dataSize()
	if err != nil {
		return err
	}
	return impose(limit{syscall.RLIMIT_CPU, seconds}, limit{rlimitData, held + uint64(t.MemoryMiB)<<20 + ownMemory})
}

// Become limits this process like Limit, but to no memory of its own and no files
// to write, and turns it into the program that the first argument of the task
// names, with the environment given. It returns only with an error.
func (t Task) Become(seconds uint64, environment []string) error {
	if len(t.Args) == 0 {
		return errors.New("no program named")
	}
	err := impose(limit{syscall.RLIMIT_CPU, seconds}, limit{syscall.RLIMIT_FSIZE, 0}, limit{rlimitData, uint64(t.MemoryMiB) << 20})
	if err != nil {
		return err
	}
	return fmt.Errorf("become %s: %w", t.Args[0], syscall.Exec(t.Args[0], t.Args, environment))
}

// limit is one thing that the kernel holds a process to.
type limit struct {
	what int
	most uint64
}

// impose sets limits, besides those that every worker has.
func impose(limits ...limit) error {
	for _, l := range append(limits, limit{syscall.RLIMIT_CORE, 0}, limit{syscall.RLIMIT_NOFILE, 64}) {
		if err := syscall.Setrlimit(l.what, &syscall.Rlimit{Cur: l.most, Max: l.most}); err != nil {
			return fmt.Errorf("limit %d: %w", l.what, err)
		}
	}
	return nil
}

// dataSize is what counts towards RLIMIT_DATA by now, in bytes. Race detection
// alone maps gigabytes at the start.
func dataSize() (uint64, error) {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var kib uint64
		if rest, found := strings.CutPrefix(lines.Text(), "VmData:"); found {
			_, err := fmt.Sscan(rest, &kib)
			return kib << 10, err
		}
	}
	return 0, errors.New("no VmData in /proc/self/status")
}
