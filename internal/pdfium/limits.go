package pdfium

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// ownMemory is what the worker itself may use besides PDFium's memory: the
// compiler, the texts and pictures on their way out.
const ownMemory = 1 << 30

// ownTime is the processor time, in seconds, after which the kernel ends a
// worker. The parent has long ended one that is stuck; this is for a worker
// that is stuck when its parent dies. An honest one is merely replaced.
const ownTime = 30 * 60

// limitProcess makes the kernel hold this process to few files, no core dump
// (it would hold health records), and bounded memory and time.
func limitProcess(memoryMiB int) error {
	held, err := dataSize()
	if err != nil {
		return err
	}
	most := held + uint64(memoryMiB)<<20 + ownMemory
	const rlimitData = 2 // RLIMIT_DATA; private memory that can be written to; the syscall package lacks it
	for _, limit := range []struct {
		what int
		most uint64
	}{{syscall.RLIMIT_CORE, 0}, {syscall.RLIMIT_NOFILE, 64}, {syscall.RLIMIT_CPU, ownTime}, {rlimitData, most}} {
		err := syscall.Setrlimit(limit.what, &syscall.Rlimit{Cur: limit.most, Max: limit.most})
		if err != nil {
			return fmt.Errorf("pdfium worker: limit %d: %w", limit.what, err)
		}
	}
	return nil
}

// dataSize is what counts towards RLIMIT_DATA by now, in bytes. Race detection
// alone maps gigabytes at the start.
func dataSize() (uint64, error) {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0, fmt.Errorf("pdfium worker: %w", err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var kib uint64
		if rest, found := strings.CutPrefix(lines.Text(), "VmData:"); found {
			_, err := fmt.Sscan(rest, &kib)
			return kib << 10, err
		}
	}
	return 0, errors.New("pdfium worker: no VmData in /proc/self/status")
}
