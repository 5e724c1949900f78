package ocr

import (
	"context"
	"errors"
	"fmt"
	"time"

	"imr/internal/worker"
)

// readEmbedded has the page read by a worker, of which the number of pages that
// it was given is known.
func (e *Engine) readEmbedded(ctx context.Context, page Page) ([]byte, error) {
	w, err := e.pool.Borrow(func(int) bool { return true })
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, w.Kill)
	w.State++
	table, err := converse(w, page, e.config.PageTimeout)
	stop()
	e.pool.Return(w, err == nil && w.State < e.config.PagesPerWorker)
	return table, err
}

// converse sends a worker the page and receives what it read.
func converse(w *worker.Process[int], page Page, timeout time.Duration) ([]byte, error) {
	if err := w.Within(timeout); err != nil {
		return nil, err
	}
	if err := sendPage(w.Conn, page); err != nil {
		return nil, worker.Ended(err)
	}
	table, err := receive(w.In)
	return table, worker.Ended(err)
}

// explain tells what an error means to the caller. Whose deadline it was comes first.
func (e *Engine) explain(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case e.pool.Closing().Err() != nil:
		return worker.ErrClosed
	case errors.Is(err, worker.ErrLate), errors.Is(err, worker.ErrLost):
		return fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	return err
}
