package pdfium

import (
	"context"
	"slices"
	"time"
)

// begin counts a request in, unless the engine is closed.
func (e *Engine) begin() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.closed {
		e.running.Add(1)
	}
	return !e.closed
}

// isClosed reports whether Close was called.
func (e *Engine) isClosed() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.closed
}

// lease waits for a worker: one that has the file open, else any idle one,
// else a new one.
func (e *Engine) lease(ctx context.Context, key fileKey) (*process, error) {
	select {
	case e.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-e.closing:
		return nil, errClosed
	}
	if p := e.takeIdle(key); p != nil {
		return p, nil
	}
	p, err := e.start()
	if err != nil {
		<-e.slots
	}
	return p, err
}

// takeIdle takes an idle worker, or nil where there is none.
func (e *Engine) takeIdle(key fileKey) *process {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.idle = slices.DeleteFunc(e.idle, (*process).dead)
	if len(e.idle) == 0 {
		return nil
	}
	i := max(0, slices.IndexFunc(e.idle, func(p *process) bool { return p.key == key }))
	p := e.idle[i]
	e.idle = slices.Delete(e.idle, i, i+1)
	p.timer.Stop()
	return p
}

// start starts a worker and waits until it is ready. Workers start one after
// the other, so that just one compiles when the cache is empty.
func (e *Engine) start() (*process, error) {
	e.starting.Lock()
	defer e.starting.Unlock()
	p, err := newProcess(e.config)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	closed := e.closed
	if closed {
		p.kill()
	}
	e.live[p] = true
	e.running.Add(1) // the request that needs the worker is still counted
	e.mu.Unlock()
	go func() {
		defer e.running.Done()
		p.wait()
		e.mu.Lock()
		delete(e.live, p)
		e.mu.Unlock()
	}()
	if err := p.ready(); err != nil {
		p.kill()
		if closed || e.isClosed() {
			err = errClosed
		}
		return nil, err
	}
	return p, nil
}

// release gives a worker back, or ends it where a conversation with it failed.
func (e *Engine) release(p *process, err error) {
	e.mu.Lock()
	if err != nil || e.closed {
		p.kill()
	} else {
		p.timer = time.AfterFunc(e.idleTime, func() { e.retire(p) })
		e.idle = append(e.idle, p)
	}
	e.mu.Unlock()
	<-e.slots
}

// retire ends a worker that is still idle.
func (e *Engine) retire(p *process) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if i := slices.Index(e.idle, p); i >= 0 {
		e.idle = slices.Delete(e.idle, i, i+1)
		p.kill()
	}
}
