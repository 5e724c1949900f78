// Package reading reads the words of pages: the file's own text, and by OCR the
// image of a page that has none.
package reading

import (
	"context"
	"errors"
	"os"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/ocr"
	"imr/internal/pdfium"
)

// Reader has both engines. It may be used by many goroutines.
type Reader struct {
	PDF *pdfium.Engine
	OCR *ocr.Engine
}

// New makes a Reader, which starts its workers when they are needed.
func New() *Reader {
	return &Reader{PDF: pdfium.New(pdfium.Config{}), OCR: ocr.New(ocr.Config{})}
}

// Close ends the workers.
func (r *Reader) Close() error { return errors.Join(r.PDF.Close(), r.OCR.Close()) }

// Document reads the whole file, by OCR where that is needed. A page that cannot
// be read is kept without words; trouble with the file as a whole is an error.
func (r *Reader) Document(ctx context.Context, f *os.File, doc casefile.DocumentID) ([]casefile.Page, error) {
	pages, err := r.PDF.Document(ctx, f, doc)
	if err != nil {
		return nil, err
	}
	for i, p := range pages {
		if p.Reading != casefile.AwaitsOCR {
			continue
		}
		if pages[i], err = r.Image(ctx, f, p); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// The resolutions at which pages are read by OCR, in pixels an inch: finer is for
// one that our OCR has read before, and badly.
const usual, finer = 200, 300

// Image reads the page by OCR, also one that has words. Those stand where OCR does
// no better: it finds nothing to read, cannot read the page, or is no surer than it
// was the time before. A page that can neither be drawn nor read is Unreadable.
func (r *Reader) Image(ctx context.Context, f *os.File, page casefile.Page) (casefile.Page, error) {
	before := page.Engine != ""
	read, err := r.recognize(ctx, f, page.Number, before)
	unreadable := errors.Is(err, ocr.ErrUnreadable) || fault.Is(err, fault.Invalid)
	if err != nil && !unreadable {
		return page, err
	}
	words := read.Place(page.Width, page.Height)
	switch {
	case before && len(page.Words) > 0 && read.Confidence <= page.Confidence:
		page.Reading = casefile.OCR
	case len(words) > 0:
		page.Words, page.Reading, page.Engine, page.Confidence = words, casefile.OCR, read.Engine, read.Confidence
	case len(page.Words) > 0 && r.hidden(ctx, f, page.Number):
		page.Reading = casefile.HiddenOCR
	case unreadable:
		page.Reading = casefile.Unreadable
	case len(page.Words) > 0: // a stamp on a page of pictures
		page.Reading, page.Engine = casefile.OCR, read.Engine
	default:
		page.Reading, page.Engine = casefile.NoText, read.Engine
	}
	return page, nil
}

// recognize draws the page and reads the picture.
func (r *Reader) recognize(ctx context.Context, f *os.File, number int, before bool) (ocr.Result, error) {
	resolution := usual
	if before {
		resolution = finer
	}
	picture, err := r.PDF.Gray(ctx, f, number, resolution)
	if err != nil {
		return ocr.Result{}, err
	}
	size := picture.Gray.Rect.Size()
	return r.OCR.Read(ctx, ocr.Page{Gray: picture.Gray.Pix, Width: size.X, Height: size.Y, Stride: picture.Gray.Stride, DPI: picture.DPI})
}

// hidden reports whether the file has a text by an older OCR for the page.
func (r *Reader) hidden(ctx context.Context, f *os.File, number int) bool {
	text, err := r.PDF.Text(ctx, f, number)
	return err == nil && text.Reading == casefile.HiddenOCR
}
