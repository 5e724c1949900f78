package pdfium

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// The environment of a worker holds these and nothing else.
const (
	workerVariable = "IMR_PDF_WORKER"
	cacheVariable  = "IMR_PDF_CACHE"
	memoryVariable = "IMR_PDF_MEMORY"
)

// startTimeout covers the compiling of the PDF library where the cache is
// empty: 4 seconds on an idle machine.
const startTimeout = 2 * time.Minute

// process is one worker process as its parent sees it. But for kill and dead
// it is used by one goroutine at a time.
type process struct {
	cmd    *exec.Cmd
	conn   *net.UnixConn
	in     *bufio.Reader
	exited chan struct{}
	stderr *opening

	key   fileKey // the file that the worker has open
	timer *time.Timer
}

// newProcess starts this program once more as a worker.
func newProcess(c Config) (*process, error) {
	if IsWorker() {
		return nil, errors.New("pdfium: a worker needs no workers: main or TestMain must call pdfium.ServeWorker")
	}
	if err := privateFolder(c.CacheDir); err != nil {
		return nil, err
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return nil, fmt.Errorf("pdfium: make a socket: %w", err)
	}
	defer theirs.Close()
	p := &process{conn: ours, in: bufio.NewReaderSize(ours, 1<<16), exited: make(chan struct{}), stderr: &opening{}}
	p.cmd = &exec.Cmd{
		// This very program, even if its file has been replaced by a newer one.
		Path: "/proc/self/exe", Args: []string{"imr", "pdf-worker"},
		Dir: "/", Stderr: p.stderr, ExtraFiles: []*os.File{theirs},
		Env: []string{workerVariable + "=1", cacheVariable + "=" + c.CacheDir, memoryVariable + "=" + strconv.Itoa(c.MemoryMiB)},
		// A group of its own: Ctrl-C at the terminal is for the server, which lets
		// requests end before it stops its workers.
		SysProcAttr: &syscall.SysProcAttr{Setpgid: true},
		WaitDelay:   time.Second,
	}
	if err := p.cmd.Start(); err != nil {
		ours.Close()
		return nil, fmt.Errorf("pdfium: start a worker: %w", err)
	}
	return p, nil
}

// privateFolder makes the folder, or closes it to other users where it stands
// open: what lies in it is run.
func privateFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("pdfium: make the cache folder: %w", err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("pdfium: look at the cache folder: %w", err)
	}
	if info.Mode().Perm()&0o077 == 0 {
		return nil
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return fmt.Errorf("pdfium: close the cache folder to others: %w", err)
	}
	return nil
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

// ready waits until the worker says that it can work.
func (p *process) ready() error {
	if _, err := p.receive(time.Now().Add(startTimeout)); err != nil {
		p.kill()
		<-p.exited
		// Not wrapped: a worker that cannot start is no fault of any file.
		return fmt.Errorf("pdfium: the worker did not start (does main call pdfium.ServeWorker?): %v: %s", err, p.stderr)
	}
	return nil
}

// send sends a request, and the file's descriptor with it unless the worker
// has the file open.
func (p *process) send(r request, f *os.File) error {
	r.HasFile = p.key != r.Key
	message, err := pack(r, 0)
	if err != nil {
		return err
	}
	if err := p.conn.SetWriteDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return p.ended(err)
	}
	if !r.HasFile {
		_, err = p.conn.Write(message)
		return p.ended(err)
	}
	p.key = fileKey{}
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var sent error
	err = raw.Control(func(fd uintptr) {
		_, _, sent = p.conn.WriteMsgUnix(message, syscall.UnixRights(int(fd)), nil)
	})
	return errors.Join(err, p.ended(sent))
}

// receive reads one answer.
func (p *process) receive(deadline time.Time) (answer, error) {
	if err := p.conn.SetReadDeadline(deadline); err != nil {
		return answer{}, p.ended(err)
	}
	var lengths [8]byte
	if _, err := io.ReadFull(p.in, lengths[:]); err != nil {
		return answer{}, p.ended(err)
	}
	var a answer
	payload, err := unpack(p.in, lengths, &a)
	a.payload = payload
	return a, p.ended(err)
}

// ended names what an error on the socket means.
func (p *process) ended(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return errLate
	}
	return fmt.Errorf("%w: %v", errLost, err)
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

// opening keeps the first kilobytes written to it.
type opening struct {
	mu   sync.Mutex
	text []byte
}

// Write keeps what still fits and accepts everything.
func (o *opening) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text = append(o.text, b[:min(len(b), 4096-len(o.text))]...)
	return len(b), nil
}

// String is what was kept.
func (o *opening) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.text)
}
