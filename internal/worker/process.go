package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// startTimeout covers the compiling of a large module where the cache is empty: 4
// seconds on an idle machine.
const startTimeout = 2 * time.Minute

// isReady is what a worker sends first.
const isReady = 'r'

// Process is one worker as its parent sees it, with what the parent remembers of
// it. But for Kill it is used by one goroutine at a time.
type Process[S any] struct {
	State S             // the zero value at first
	Conn  *net.UnixConn // to write to the worker
	In    *bufio.Reader // what the worker writes

	cmd    *exec.Cmd
	exited chan struct{}
	said   *Opening // on its standard error
	timer  *time.Timer
}

// newProcess starts a worker.
func newProcess[S any](c Config) (*Process[S], error) {
	cmd, err := c.Command(context.Background())
	if err != nil {
		return nil, err
	}
	if err := PrivateFolder(c.CacheDir); err != nil {
		return nil, err
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return nil, fmt.Errorf("make a socket: %w", err)
	}
	defer theirs.Close()
	p := &Process[S]{Conn: ours, In: bufio.NewReaderSize(ours, 1<<16), cmd: cmd, exited: make(chan struct{}), said: &Opening{Most: 4096}}
	cmd.Stderr, cmd.ExtraFiles = p.said, []*os.File{theirs}
	if err := cmd.Start(); err != nil {
		ours.Close()
		return nil, fmt.Errorf("start a worker: %w", err)
	}
	return p, nil
}

// ready waits until the worker says that it can work.
func (p *Process[S]) ready() error {
	err := p.Within(startTimeout)
	var said byte
	if err == nil {
		said, err = p.In.ReadByte()
	}
	if err == nil && said != isReady {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		p.Kill()
		<-p.exited
		// Not wrapped: a worker that cannot start is no fault of its order.
		return fmt.Errorf("the worker did not start (does main call ServeWorker?): %v: %s", err, p.said)
	}
	return nil
}

// Within gives what is sent and received next so much time.
func (p *Process[S]) Within(d time.Duration) error {
	return Ended(p.Conn.SetDeadline(time.Now().Add(d)))
}

// Ended names what an error on the connection means: ErrLate, or ErrLost.
func Ended(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return ErrLate
	}
	return fmt.Errorf("%w: %v", ErrLost, err)
}

// Kill ends the worker at once. It may be called more than once.
func (p *Process[S]) Kill() {
	// An error means that it has ended already.
	_ = p.cmd.Process.Kill()
	p.Conn.Close()
}

// wait returns when the worker has ended.
func (p *Process[S]) wait() {
	// How it ended is told by the socket.
	_ = p.cmd.Wait()
	close(p.exited)
}

// dead reports whether the worker has ended.
func (p *Process[S]) dead() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}

// socketPair makes two connected sockets, of which the second is for a child.
func socketPair() (*net.UnixConn, *os.File, error) {
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	theirs, file := os.NewFile(uintptr(pair[1]), "worker"), os.NewFile(uintptr(pair[0]), "parent")
	ours, err := unixConn(file)
	if err != nil {
		theirs.Close()
	}
	return ours, theirs, err
}

// unixConn makes a connection of a socket's file and closes the file.
func unixConn(f *os.File) (*net.UnixConn, error) {
	defer f.Close()
	conn, err := net.FileConn(f)
	if err != nil {
		return nil, err
	}
	unix, ok := conn.(*net.UnixConn)
	if !ok {
		conn.Close()
		return nil, errors.New("not a unix socket")
	}
	return unix, nil
}
