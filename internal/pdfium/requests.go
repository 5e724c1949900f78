package pdfium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/worker"
)

// batch is how many pages AllPages asks of one worker at a time: enough to
// keep the worker busy, and few enough that a reader need not wait for long.
const batch = 25

// maxLosses is how many workers one file may cost before AllPages gives it up.
const maxLosses = 3

// sentences says what each code of a worker means to a person.
var sentences = map[code]string{
	codePassword:    "This PDF needs a password. Send a copy that opens without one.",
	codeDamaged:     "This PDF is damaged and cannot be opened. Send a new copy of it.",
	codeNoPages:     "This PDF has no pages.",
	codeTooMany:     fmt.Sprintf("This PDF has more than %d pages. Split it into smaller files.", maxPages),
	codeTooLarge:    "This PDF is larger than 2 GB. Split it into smaller files.",
	codePageRange:   "This PDF has no page with that number.",
	codePageDamaged: "This page could not be read: it is damaged or needs too much memory.",
}

// result is one answer of a worker, or why there is none.
type result struct {
	answer answer
	err    error
}

// single makes a request with one answer and tries it a second time where
// the worker was lost, which may have had reasons outside of the file.
func (e *Engine) single(ctx context.Context, f *os.File, r request) (answer, error) {
	if err := sniff(f); err != nil {
		return answer{}, err
	}
	var last result
	for range 2 {
		last = result{err: worker.ErrLost}
		for got := range e.ask(ctx, f, r) {
			last = got
		}
		if !errors.Is(last.err, worker.ErrLost) {
			break
		}
	}
	return last.answer, plain(last.err, r.Op)
}

// AllPages reads the text of the whole file, page by page, for the document
// named doc. A page that cannot be read is yielded with its number and a
// fault.Invalid as casefile.Unreadable, and the reading goes on after it; any error about the file
// as a whole comes with a page number of 0 and is the last.
func (e *Engine) AllPages(ctx context.Context, f *os.File, doc casefile.DocumentID) iter.Seq2[casefile.Page, error] {
	return e.Range(ctx, f, doc, 1, maxPages)
}

// Range is AllPages for the pages from first to last, both included and counted
// from 1. It ends with the file where last lies beyond it; a first page beyond
// it, or below 1, is yielded as one that cannot be read.
func (e *Engine) Range(ctx context.Context, f *os.File, doc casefile.DocumentID, first, last int) iter.Seq2[casefile.Page, error] {
	return func(yield func(casefile.Page, error) bool) {
		if err := sniff(f); err != nil {
			yield(casefile.Page{Document: doc}, err)
			return
		}
		reading := walk{engine: e, file: f, doc: doc, next: first, end: last, pages: first, yield: yield}
		for reading.next <= min(reading.pages, last) && reading.batch(ctx) {
		}
	}
}

// walk is the state of one Range.
type walk struct {
	engine *Engine
	file   *os.File
	doc    casefile.DocumentID
	yield  func(casefile.Page, error) bool

	next, end int // the pages to come
	pages     int
	opened    bool // pages is the file's own number
	tried     int  // the page that a worker was lost at
	losses    int
}

// batch reads the next pages and reports whether to go on.
func (w *walk) batch(ctx context.Context) bool {
	last := min(w.next+batch-1, w.end)
	for got := range w.engine.ask(ctx, w.file, request{Op: opWords, Page: w.next, Last: last}) {
		switch {
		case errors.Is(got.err, worker.ErrLost) || errors.Is(got.err, worker.ErrLate):
			return w.lost(got.err)
		case got.err != nil && got.answer.Page == 0:
			w.yield(casefile.Page{Document: w.doc}, plain(got.err, opWords))
			return false
		case got.answer.Page == 0:
			w.pages, w.opened = got.answer.Pages, true
			continue
		}
		if !w.page(got) {
			return false
		}
	}
	return true
}

// page yields one answer.
func (w *walk) page(got result) bool {
	page := casefile.Page{Document: w.doc, Number: w.next, Width: got.answer.Size.Width, Height: got.answer.Size.Height}
	w.next++
	if got.err != nil {
		page.Reading = casefile.Unreadable
		return w.yield(page, plain(got.err, opWords))
	}
	text, err := got.answer.text()
	page.Words, page.Reading = text.Words, text.Reading
	return w.yield(page, err)
}

// lost decides what follows when a worker went away over the next page: the
// page once more, the page after it, or nothing.
func (w *walk) lost(why error) bool {
	w.losses++
	if w.losses >= maxLosses {
		w.yield(casefile.Page{Document: w.doc}, fault.New(fault.Invalid,
			"This PDF could not be read: too many of its pages take too long or need too much memory."))
		return false
	}
	if errors.Is(why, worker.ErrLost) && w.tried != w.next {
		w.tried = w.next
		return true
	}
	if !w.opened {
		w.yield(casefile.Page{Document: w.doc}, plain(why, opInspect))
		return false
	}
	page := casefile.Page{Document: w.doc, Number: w.next, Reading: casefile.Unreadable}
	w.next++
	return w.yield(page, plain(why, opWords))
}

// sniff refuses what is no PDF before a worker has to see it. Readers accept
// the header anywhere in the first kilobyte.
func sniff(f *os.File) error {
	head := make([]byte, 1024)
	n, err := f.ReadAt(head, 0)
	if n == 0 && errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("pdfium: read the file: %w", err)
	}
	if !bytes.Contains(head[:n], []byte("%PDF-")) {
		return fault.New(fault.Invalid, "This file is not a PDF.")
	}
	return nil
}

// plain turns what came of a request into a fault where a person can act on it.
func plain(err error, op operation) error {
	var c code
	switch {
	case errors.As(err, &c):
		if sentence, ok := sentences[c]; ok {
			return fault.New(fault.Invalid, "%s", sentence)
		}
		return err
	case errors.Is(err, worker.ErrLate) && op == opInspect:
		return fault.New(fault.Invalid, "This PDF could not be read in time.")
	case errors.Is(err, worker.ErrLate):
		return fault.New(fault.Invalid, "This page could not be read in time.")
	case errors.Is(err, worker.ErrLost) && op == opInspect:
		return fault.New(fault.Invalid, "This PDF could not be read: it is damaged or needs too much memory.")
	case errors.Is(err, worker.ErrLost):
		return fault.New(fault.Invalid, "%s", sentences[codePageDamaged])
	}
	return err
}

// checkPicture makes sure that a worker sent the kind of picture it names.
func checkPicture(a answer) error {
	if a.Type != "image/png" && a.Type != "image/jpeg" || http.DetectContentType(a.payload) != a.Type {
		return errors.New("pdfium: the worker sent no picture")
	}
	return nil
}

// ask makes a request and yields its answers as they come: first one without a
// page number that says how many pages there are, then one for each page. An
// error about the file or the worker is the last. A request that is given up,
// through the context or by its caller, ends in the background.
func (e *Engine) ask(ctx context.Context, f *os.File, r request) iter.Seq[result] {
	return func(yield func(result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		results := make(chan result, batch+2)
		go func() {
			defer close(results)
			e.serve(ctx, f, r, results)
		}()
		for {
			select {
			case got, more := <-results:
				if !more || !yield(got) {
					return
				}
			case <-ctx.Done():
				yield(result{err: ctx.Err()})
				return
			}
		}
	}
}
