package finding

import (
	"syscall"
	"testing"
	"time"
)

// cpuTime is the processor time that this process has used: unlike the time on
// the clock, it does not grow with what else the machine does.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// growsGently fails where work of four times the size takes ten times as long:
// between what is in proportion, four times, and its square, sixteen.
func growsGently(t *testing.T, size int, work func(size int)) {
	t.Helper()
	took := func(size int) time.Duration {
		start := cpuTime(t)
		work(size)
		return cpuTime(t) - start
	}
	took(size) // fills what is read once
	small, large := min(took(size), took(size), took(size)), min(took(4*size), took(4*size))
	if large > 10*max(small, 5*time.Millisecond) {
		t.Errorf("%v for %d, %v for four times as much", small, size, large)
	}
}
