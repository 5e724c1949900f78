package ocr

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// The environment of a worker holds these and nothing else.
const (
	workerVariable = "IMR_OCR_WORKER"
	cacheVariable  = "IMR_OCR_CACHE"
	memoryVariable = "IMR_OCR_MEMORY"
)

// startTimeout covers the compiling of Tesseract where the cache is empty: 3
// seconds on an idle machine.
const startTimeout = 2 * time.Minute

var (
	// errLost means that the reader went away on its own.
	errLost = errors.New("ocr: the reader ended")
	errLate = errors.New("ocr: the reader missed its deadline")
)

// process is one worker process as its parent sees it. But for kill and dead
// it is used by one goroutine at a time.
type process struct {
	cmd    *exec.Cmd
	conn   net.Conn
	exited chan struct{}
	stderr *opening
	pages  int // given to it
	timer  *time.Timer
}

// command is this very program, even if its file has been replaced by a newer
// one, about to do a worker's work.
func (c Config) command(ctx context.Context, work string, args ...string) (*exec.Cmd, error) {
	if IsWorker() {
		return nil, errors.New("ocr: a worker needs no workers: main or TestMain must call ocr.ServeWorker")
	}
	cmd := exec.CommandContext(ctx, "/proc/self/exe")
	cmd.Args, cmd.Dir = append([]string{"imr", "ocr-worker"}, args...), "/"
	cmd.Env = []string{workerVariable + "=" + work, cacheVariable + "=" + c.CacheDir, memoryVariable + "=" + strconv.Itoa(c.MemoryMiB)}
	// A group of its own: Ctrl-C at the terminal is for the server, which lets
	// requests end before it stops its workers.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.WaitDelay = time.Second
	return cmd, nil
}

// newProcess starts a worker with the embedded Tesseract.
func newProcess(c Config) (*process, error) {
	cmd, err := c.command(context.Background(), workEmbedded)
	if err != nil {
		return nil, err
	}
	if err := privateFolder(c.CacheDir); err != nil {
		return nil, err
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return nil, fmt.Errorf("ocr: make a socket: %w", err)
	}
	defer theirs.Close()
	p := &process{cmd: cmd, conn: ours, exited: make(chan struct{}), stderr: &opening{most: 4096}}
	cmd.Stderr, cmd.ExtraFiles = p.stderr, []*os.File{theirs}
	if err := cmd.Start(); err != nil {
		ours.Close()
		return nil, fmt.Errorf("ocr: start a worker: %w", err)
	}
	return p, nil
}

// privateFolder makes the folder, or closes it to other users where it stands
// open: what lies in it is run.
func privateFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("ocr: make the cache folder: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return fmt.Errorf("ocr: close the cache folder to others: %w", err)
	}
	return nil
}

// socketPair makes two connected sockets, of which the second is for a child.
func socketPair() (net.Conn, *os.File, error) {
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	theirs, file := os.NewFile(uintptr(pair[1]), "worker"), os.NewFile(uintptr(pair[0]), "parent")
	defer file.Close() // a connection has a descriptor of its own
	ours, err := net.FileConn(file)
	if err != nil {
		theirs.Close()
	}
	return ours, theirs, err
}

// ready waits until the worker says that it can work.
func (p *process) ready() error {
	err := p.conn.SetDeadline(time.Now().Add(startTimeout))
	if err == nil {
		_, err = receive(p.conn)
	}
	if err != nil {
		p.kill()
		<-p.exited
		// Not wrapped: a worker that cannot start is no fault of any page.
		return fmt.Errorf("ocr: the worker did not start (does main call ocr.ServeWorker?): %v: %s", err, p.stderr)
	}
	return nil
}

// read has a page read. The end of ctx ends the worker too.
func (p *process) read(ctx context.Context, page Page, timeout time.Duration) ([]byte, error) {
	stop := context.AfterFunc(ctx, p.kill)
	defer stop()
	p.pages++
	err := p.conn.SetDeadline(time.Now().Add(timeout))
	if err == nil {
		err = sendPage(p.conn, page)
	}
	var table []byte
	if err == nil {
		table, err = receive(p.conn)
	}
	switch {
	case err == nil:
		return table, nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, errLate
	}
	return nil, fmt.Errorf("%w: %v", errLost, err)
}

// kill ends the worker at once. It may be called more than once.
func (p *process) kill() {
	// An error means that it has ended already.
	_ = p.cmd.Process.Kill()
	p.conn.Close()
}

// wait returns when the worker has ended.
func (p *process) wait() {
	// How it ended is told by the socket.
	_ = p.cmd.Wait()
	close(p.exited)
}

// dead reports whether the worker has ended.
func (p *process) dead() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}
