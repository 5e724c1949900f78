package pdfium

import (
	"context"
	"errors"
	"os"
	"slices"
	"sync"

	"imr/internal/casefile"
)

// letterWidth and letterHeight, in points, stand for the size of a page that
// cannot be read, so that it still has a place among the others.
const letterWidth, letterHeight = 612, 792

// Document reads the text of the whole file for the document named doc, a long one
// by all workers at once. A page that cannot be read is kept without words, because
// people must still see that it is there; trouble with the file as a whole is an error.
func (e *Engine) Document(ctx context.Context, f *os.File, doc casefile.DocumentID) ([]casefile.Page, error) {
	sizes, err := e.Inspect(ctx, f)
	if err != nil {
		return nil, err
	}
	each := max(batch, (len(sizes)+e.config.Workers-1)/e.config.Workers)
	parts, errs := make([][]casefile.Page, e.config.Workers), make([]error, e.config.Workers)
	var wait sync.WaitGroup
	for n := 0; n*each < len(sizes); n++ {
		wait.Go(func() { parts[n], errs[n] = e.part(ctx, f, doc, n*each+1, min((n+1)*each, len(sizes))) })
	}
	wait.Wait()
	return slices.Concat(parts...), errors.Join(errs...)
}

// part reads the pages from first to last.
func (e *Engine) part(ctx context.Context, f *os.File, doc casefile.DocumentID, first, last int) ([]casefile.Page, error) {
	var pages []casefile.Page
	for p, err := range e.Range(ctx, f, doc, first, last) {
		if err != nil && p.Number == 0 {
			return nil, err
		}
		if p.Width <= 0 || p.Height <= 0 {
			p.Width, p.Height = letterWidth, letterHeight
		}
		pages = append(pages, p)
	}
	return pages, nil
}
