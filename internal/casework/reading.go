package casework

import (
	"context"
	"errors"

	"imr/internal/casefile"
	"imr/internal/copies"
	"imr/internal/ocr"
	"imr/internal/sqlite"
)

// ocrDPI is the resolution at which pages are read by OCR.
const ocrDPI = 200

// readImages reads the pages without usable text by OCR, one by one in viewing
// order, each stored as soon as it is read.
func (d *Desk) readImages(ctx context.Context, j sqlite.Job) error {
	doc, pages, err := d.waiting(ctx, j, casefile.AwaitsOCR, 1)
	if err != nil {
		return err
	}
	file, err := d.files.Open(doc.SHA256)
	if err != nil {
		return err
	}
	defer file.Close()
	for len(pages) > 0 {
		page, err := d.readImage(ctx, j, doc, pages[0])
		if err != nil {
			return err
		}
		if err := d.db.Background(ctx, func(tx *sqlite.Tx) error { return storePages(tx, j, []casefile.Page{page}) }); err != nil {
			return err
		}
		if _, pages, err = d.waiting(ctx, j, casefile.AwaitsOCR, 1); err != nil {
			return err
		}
	}
	return d.db.Background(ctx, func(tx *sqlite.Tx) error { return finishReading(tx, j) })
}

// readImage reads one page by OCR. What the file itself said of the page is kept
// only where OCR finds nothing to read.
func (d *Desk) readImage(ctx context.Context, j sqlite.Job, doc casefile.Document, number int) (casefile.Page, error) {
	var page casefile.Page
	err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
		page, _, err = tx.Page(j.Case, doc.ID, number)
		return err
	})
	if err != nil {
		return page, err
	}
	file, err := d.files.Open(doc.SHA256)
	if err != nil {
		return page, err
	}
	defer file.Close()
	picture, err := d.pdf.Gray(ctx, file, number, ocrDPI)
	if err != nil {
		return page, err
	}
	read, err := d.ocr.Read(ctx, ocr.Page{Gray: picture.Gray.Pix, Width: picture.Gray.Rect.Dx(), Height: picture.Gray.Rect.Dy(),
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

// findCopies looks for pages of the case that came in more than once.
func (d *Desk) findCopies(ctx context.Context, j sqlite.Job) error {
	return d.db.Background(ctx, func(tx *sqlite.Tx) error {
		stored, err := tx.Prints(j.Case)
		if err != nil {
			return err
		}
		prints := make([]copies.Print, len(stored))
		for i, s := range stored {
			if err := prints[i].UnmarshalBinary(s.Print); err != nil {
				return err
			}
		}
		var found []sqlite.PageCopy
		for _, g := range copies.Fold(prints) {
			for _, c := range g.Copies {
				found = append(found, sqlite.PageCopy{Page: stored[c].PageRef, Of: stored[g.Kept].PageRef})
			}
		}
		if err := tx.SetCopies(j.Case, found); err != nil {
			return err
		}
		return tx.Finish(j)
	})
}
