package pdfium

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"imr/internal/worker"
)

// sendTimeout is how long a request, which is short, may take to reach a worker.
const sendTimeout = 10 * time.Second

// process is a worker and the file that it has open.
type process struct {
	*worker.Process[fileKey]
}

// serve has a worker do the request. Its channel takes all results without blocking.
func (e *Engine) serve(ctx context.Context, f *os.File, r request, results chan<- result) {
	if err := r.identify(f); err != nil {
		results <- result{err: err}
		return
	}
	leave, err := e.pool.Enter(ctx)
	if err != nil {
		results <- result{err: err}
		return
	}
	defer leave()
	w, err := e.pool.Borrow(func(open fileKey) bool { return open == r.Key })
	if err != nil {
		results <- result{err: err}
		return
	}
	err = e.converse(ctx, process{w}, f, r, results)
	e.pool.Return(w, err == nil)
	if err != nil && e.pool.Closing().Err() != nil {
		err = worker.ErrClosed
	}
	if err != nil {
		results <- result{err: err}
	}
}

// converse sends the request and passes its answers on. An error means that
// the worker is of no more use.
func (e *Engine) converse(ctx context.Context, p process, f *os.File, r request, results chan<- result) error {
	if err := p.send(r, f); err != nil {
		return err
	}
	opened, err := p.receive(e.config.OpenTimeout)
	if err != nil {
		return err
	}
	if opened.Code != "" {
		results <- result{answer: opened, err: opened.Code}
		return nil
	}
	p.State = r.Key
	results <- result{answer: opened}
	for range r.answers(opened.Pages) {
		if ctx.Err() != nil && r.Last > r.Page {
			return ctx.Err()
		}
		a, err := p.receive(e.config.PageTimeout)
		if err != nil {
			return err
		}
		got := result{answer: a}
		if a.Code != "" {
			got.err = a.Code
		}
		results <- got
	}
	return nil
}

// send sends a request, and the file's descriptor with it unless the worker
// has the file open.
func (p process) send(r request, f *os.File) error {
	r.HasFile = p.State != r.Key
	message, err := pack(r, 0)
	if err != nil {
		return err
	}
	if err := p.Within(sendTimeout); err != nil {
		return err
	}
	if !r.HasFile {
		_, err = p.Conn.Write(message)
		return worker.Ended(err)
	}
	p.State = fileKey{}
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var sent error
	err = raw.Control(func(fd uintptr) {
		_, _, sent = p.Conn.WriteMsgUnix(message, syscall.UnixRights(int(fd)), nil)
	})
	return errors.Join(err, worker.Ended(sent))
}

// receive reads one answer.
func (p process) receive(timeout time.Duration) (answer, error) {
	if err := p.Within(timeout); err != nil {
		return answer{}, err
	}
	var lengths [8]byte
	if _, err := io.ReadFull(p.In, lengths[:]); err != nil {
		return answer{}, worker.Ended(err)
	}
	var a answer
	payload, err := unpack(p.In, lengths, &a)
	a.payload = payload
	return a, worker.Ended(err)
}
