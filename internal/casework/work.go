package casework

import (
	"context"
	"errors"
	"time"

	"imr/internal/casefile"
	"imr/internal/copies"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

const (
	lease       = 30 * time.Second // how long a step is kept without a sign of life
	maxAttempts = 8                // a step that ended its program so often, without a page stored between, is given up
	readBatch   = 25               // pages stored in one transaction
	idleWait    = 2 * time.Second  // between two looks at an empty queue
)

// Work does what waits in the queue until ctx is done: OCR, which takes long, and
// all else beside it, and clears away what broken uploads left. It may run in
// several processes at once. A step that is cut off at any point goes on from
// there. Where one of these fails the others stop as well, so that the failure is
// heard of.
func (d *Desk) Work(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 3)
	for _, work := range []func(context.Context) error{
		func(ctx context.Context) error { return d.workOn(ctx, false) },
		func(ctx context.Context) error { return d.workOn(ctx, true) },
		d.clearUploads,
	} {
		go func() {
			err := work(ctx)
			stop()
			ended <- err
		}()
	}
	return errors.Join(<-ended, <-ended, <-ended)
}

func (d *Desk) workOn(ctx context.Context, images bool) error {
	for worked := false; ; {
		did, err := d.workOnce(ctx, images)
		if err != nil {
			return err
		}
		if did {
			worked = true
			continue
		}
		if worked {
			d.refresh(ctx)
			worked = false
		}
		select {
		case <-ctx.Done():
			return nil
		case <-d.nudged:
		case <-time.After(idleWait):
		}
	}
}

// WorkUntilRead does what waits in the queue, OCR aside, until nothing is left.
func (d *Desk) WorkUntilRead(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		open := 0
		err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
			open, err = tx.OpenSteps(false)
			return err
		})
		if err != nil || open == 0 {
			return err
		}
		did, err := d.workOnce(ctx, false)
		if err != nil {
			return err
		}
		if !did { // somebody else is at it
			time.Sleep(100 * time.Millisecond)
		}
	}
}

// nudge tells the workers of this process that something waits.
func (d *Desk) nudge() {
	select {
	case d.nudged <- struct{}{}:
	default:
	}
}

// workOnce takes one step from the queue; did is false where none waits. What is
// wrong with a file ends its step with the reason; only trouble of the system is an error.
func (d *Desk) workOnce(ctx context.Context, images bool) (did bool, err error) {
	var j sqlite.Job
	err = d.db.Background(ctx, func(tx *sqlite.Tx) (err error) {
		j, did, err = tx.Claim(images, lease)
		if err == nil && did && j.Attempts > maxAttempts {
			err = tx.Fail(j, "Reading this file ended the reader several times, so it was given up. Its pages can still be looked at.")
			j = sqlite.Job{}
		}
		return err
	})
	if err != nil || !did || j.ID == 0 {
		return did, err
	}
	stop := d.keep(ctx, j)
	err = d.do(ctx, j)
	stop()
	// the queue must learn of it even when the program is being stopped
	after := context.WithoutCancel(ctx)
	if f := fault.Of(err); f != nil {
		return true, d.db.Background(after, func(tx *sqlite.Tx) error { return tx.Fail(j, f.Message) })
	}
	if err != nil {
		return true, errors.Join(err, d.db.Background(after, func(tx *sqlite.Tx) error { return tx.PutBack(j) }))
	}
	return true, nil
}

// keep extends the lease while the step is worked on.
func (d *Desk) keep(ctx context.Context, j sqlite.Job) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(lease / 3)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				// a lease that cannot be extended runs out, and then the step is done twice, which is harmless
				_ = d.db.Background(ctx, func(tx *sqlite.Tx) error { return tx.Extend(j, lease) })
			}
		}
	}()
	return func() { cancel(); <-done }
}

func (d *Desk) do(ctx context.Context, j sqlite.Job) error {
	switch j.Step {
	case sqlite.ReadText:
		return d.readText(ctx, j)
	case sqlite.ReadImages:
		return d.readImages(ctx, j)
	case sqlite.Describe:
		return d.describe(ctx, j)
	case sqlite.FindCopies:
		return d.findCopies(ctx, j)
	}
	return errors.New("the queue holds a step that this program does not know")
}

// readText reads the pages that were not read yet, a batch at a time.
func (d *Desk) readText(ctx context.Context, j sqlite.Job) error {
	doc, pages, err := d.waiting(ctx, j, casefile.NotRead, readBatch)
	if err != nil {
		return err
	}
	file, err := d.files.Open(doc.SHA256)
	if err != nil {
		return err
	}
	defer file.Close()
	for len(pages) > 0 {
		var read []casefile.Page
		for p, err := range d.read.PDF.Range(ctx, file, doc.ID, pages[0], pages[len(pages)-1]) {
			if err != nil && p.Number == 0 {
				return err
			}
			read = append(read, p)
		}
		if err := d.db.Background(ctx, func(tx *sqlite.Tx) error { return storePages(tx, j, read) }); err != nil {
			return err
		}
		if _, pages, err = d.waiting(ctx, j, casefile.NotRead, readBatch); err != nil {
			return err
		}
	}
	return d.db.Background(ctx, func(tx *sqlite.Tx) error {
		scans, err := tx.PagesThatAre(j, casefile.AwaitsOCR, 1)
		if err != nil {
			return err
		}
		if len(scans) > 0 {
			if err := tx.Enqueue(j.Case, j.Position, sqlite.ReadImages); err != nil {
				return err
			}
		}
		return finishReading(tx, j)
	})
}

// finishReading ends a step after which a document's pages say something new.
func finishReading(tx *sqlite.Tx, j sqlite.Job) error {
	if err := tx.Enqueue(j.Case, j.Position, sqlite.Describe); err != nil {
		return err
	}
	if err := tx.Enqueue(j.Case, sqlite.WholeCase, sqlite.FindCopies); err != nil {
		return err
	}
	return tx.Finish(j)
}

func (d *Desk) waiting(ctx context.Context, j sqlite.Job, r casefile.Reading, most int) (doc casefile.Document, pages []int, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if doc, err = tx.JobDocument(j); err != nil {
			return err
		}
		pages, err = tx.PagesThatAre(j, r, most)
		return err
	})
	return doc, pages, err
}

func storePages(tx *sqlite.Tx, j sqlite.Job, pages []casefile.Page) error {
	for _, p := range pages {
		print, err := copies.Fingerprint(p).MarshalBinary()
		if err != nil {
			return err
		}
		if err := tx.SetWords(j.Case, j.Position, p, print); err != nil {
			return err
		}
	}
	return tx.Progress(j)
}
