package ocr

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// readEmbedded has the page read by a worker.
func (e *Engine) readEmbedded(ctx context.Context, page Page) ([]byte, error) {
	p := e.takeIdle()
	if p == nil {
		var err error
		if p, err = e.start(); err != nil {
			return nil, err
		}
	}
	table, err := p.read(ctx, page, e.config.PageTimeout)
	e.release(p, err)
	return table, err
}

// explain tells what an error means to the caller. Whose deadline it was comes first.
func (e *Engine) explain(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case e.isClosed():
		return errClosed
	case errors.Is(err, errLate), errors.Is(err, errLost):
		return fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	return err
}

// takeIdle takes the worker that was idle last, or nil where there is none.
func (e *Engine) takeIdle() *process {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.idle = slices.DeleteFunc(e.idle, (*process).dead)
	last := len(e.idle) - 1
	if last < 0 {
		return nil
	}
	p := e.idle[last]
	e.idle = e.idle[:last]
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
	if e.isClosed() {
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
		return nil, err
	}
	return p, nil
}

// release gives a worker back, or ends it where a conversation with it failed
// or it has read its share.
func (e *Engine) release(p *process, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err != nil || e.isClosed() || p.pages >= e.config.PagesPerWorker {
		p.kill()
		return
	}
	p.timer = time.AfterFunc(e.idleTime, func() { e.retire(p) })
	e.idle = append(e.idle, p)
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
