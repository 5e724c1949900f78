package ocr

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// ownMemory is what a worker itself may use besides Tesseract's memory: the
// compiler, the page on its way in.
const ownMemory = 1 << 30

// ownTime and nativeTime are the processor time, in seconds, after which the
// kernel ends a worker and an installed Tesseract. The parent has long ended one
// that is stuck; this is for one that is stuck when its parent dies.
const ownTime, nativeTime = 60 * 60, 10 * 60

// rlimitData is RLIMIT_DATA, private memory that can be written to; the
// syscall package lacks it.
const rlimitData = 2

// limit is what the kernel holds this process to.
type limit struct {
	what int
	most uint64
}

// limitEmbedded limits a worker that reads with the embedded Tesseract.
func limitEmbedded(memoryMiB int) error {
	held, err := dataSize()
	if err != nil {
		return err
	}
	return impose(limit{syscall.RLIMIT_CPU, ownTime}, limit{rlimitData, held + uint64(memoryMiB)<<20 + ownMemory})
}

// limitNative limits a worker that becomes the installed Tesseract: it writes
// no files.
func limitNative(memoryMiB int) error {
	return impose(limit{syscall.RLIMIT_CPU, nativeTime}, limit{syscall.RLIMIT_FSIZE, 0},
		limit{rlimitData, uint64(memoryMiB) << 20})
}

// impose sets limits, besides those that every worker has: few files, and no
// core dump, for it would hold health records.
func impose(limits ...limit) error {
	for _, l := range append(limits, limit{syscall.RLIMIT_CORE, 0}, limit{syscall.RLIMIT_NOFILE, 64}) {
		if err := syscall.Setrlimit(l.what, &syscall.Rlimit{Cur: l.most, Max: l.most}); err != nil {
			return fmt.Errorf("ocr worker: limit %d: %w", l.what, err)
		}
	}
	return nil
}

// dataSize is what counts towards RLIMIT_DATA by now, in bytes. Race detection
// alone maps gigabytes at the start.
func dataSize() (uint64, error) {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0, fmt.Errorf("ocr worker: %w", err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var kib uint64
		if rest, found := strings.CutPrefix(lines.Text(), "VmData:"); found {
			_, err := fmt.Sscan(rest, &kib)
			return kib << 10, err
		}
	}
	return 0, errors.New("ocr worker: no VmData in /proc/self/status")
}
