// Package reading reads the words of pages: the file's own text, and by OCR the
// image of a page that has none.
package reading

import (
	"context"
	"errors"
	"os"

	"imr/internal/casefile"
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

// dpi is the resolution at which pages are read by OCR, in pixels an inch.
const dpi = 200

// Image reads the page by OCR. The words that it had are kept only where OCR
// finds nothing to read.
func (r *Reader) Image(ctx context.Context, f *os.File, page casefile.Page) (casefile.Page, error) {
	picture, err := r.PDF.Gray(ctx, f, page.Number, dpi)
	if err != nil {
		return page, err
	}
	read, err := r.OCR.Read(ctx, ocr.Page{Gray: picture.Gray.Pix, Width: picture.Gray.Rect.Dx(), Height: picture.Gray.Rect.Dy(),
		Stride: picture.Gray.Stride, DPI: picture.DPI})
	if errors.Is(err, ocr.ErrUnreadable) {
		page.Reading = casefile.Unreadable
		return page, nil
	}
	if err != nil {
		return page, err
	}
	page.Reading, page.Engine, page.Confidence = casefile.OCR, read.Engine, read.Confidence
	if words := read.Place(page.Width, page.Height); len(words) > 0 {
		page.Words = words
	} else if len(page.Words) == 0 {
		page.Reading = casefile.NoText
	}
	return page, nil
}
