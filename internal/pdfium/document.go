package pdfium

import (
	"context"
	"os"

	"imr/internal/casefile"
)

// letterWidth and letterHeight, in points, stand for the size of a page that
// cannot be read, so that it still has a place among the others.
const letterWidth, letterHeight = 612, 792

// Document reads the text of the whole file for the document named doc. A page
// that cannot be read is kept without words, because people must still see that
// it is there; trouble with the file as a whole is an error.
func (e *Engine) Document(ctx context.Context, f *os.File, doc casefile.DocumentID) ([]casefile.Page, error) {
	var pages []casefile.Page
	for p, err := range e.AllPages(ctx, f, doc) {
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
