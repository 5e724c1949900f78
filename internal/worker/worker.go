// Package worker runs what may hang, crash or take all memory in processes of
// its own, which are this same program started once more: a parent keeps a Pool of
// them, and such a process, which Is tells, calls Serve. A worker is held to bounds
// by the kernel, sees no environment but its orders, and ends with its parent.
package worker

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
)

// The environment of a worker holds these and nothing else.
const (
	nameVariable   = "IMR_WORKER"
	cacheVariable  = "IMR_WORKER_CACHE"
	memoryVariable = "IMR_WORKER_MEMORY"
)

var (
	// ErrClosed means that the Pool is closed.
	ErrClosed = errors.New("the engine is closed")
	// ErrLost means that the worker process went away on its own.
	ErrLost = errors.New("the worker process ended")
	// ErrLate means that the worker process missed its deadline.
	ErrLate = errors.New("the worker process missed its deadline")
)

// Task is what a worker process was started for.
type Task struct {
	CacheDir  string   // for what it compiles
	MemoryMiB int      // that its work may use
	Args      []string // as Config.Command was given them
}

// Is reports whether this process is a worker of the kind with the name.
func Is(name string) bool { return os.Getenv(nameVariable) == name }

// Serve does a worker's work and then exits the process. It never returns. What
// goes wrong is written to the standard error, which the parent keeps.
func Serve(work func(Task) error) {
	name := os.Getenv(nameVariable)
	if err := serve(work); err != nil {
		fmt.Fprintf(os.Stderr, "%s worker: %v\n", name, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// serve takes the orders from the environment, which it clears, and follows them.
func serve(work func(Task) error) error {
	t := Task{CacheDir: os.Getenv(cacheVariable)}
	var err error
	if t.MemoryMiB, err = strconv.Atoi(os.Getenv(memoryVariable)); err != nil {
		return fmt.Errorf("memory limit: %w", err)
	}
	if len(os.Args) > 2 {
		t.Args = os.Args[2:]
	}
	os.Clearenv()
	return work(t)
}

// Each does the orders of the parent one after the other: read takes the next
// from the connection and do follows it. It ends with the first error of do. When
// no order can be read the process ends, even amid an order: the parent is gone or
// wants no more.
func Each[T any](read func(*net.UnixConn) (T, error), do func(*net.UnixConn, T) error) error {
	const inherited = 3 // the descriptor after the standard ones
	parent, err := unixConn(os.NewFile(inherited, "parent"))
	if err != nil {
		return err
	}
	if _, err := parent.Write([]byte{isReady}); err != nil {
		return err
	}
	orders := make(chan T)
	go func() {
		for {
			order, err := read(parent)
			if err != nil {
				os.Exit(0)
			}
			orders <- order
		}
	}()
	for order := range orders {
		if err := do(parent, order); err != nil {
			return err
		}
	}
	return nil
}
