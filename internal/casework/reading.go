package casework

import (
	"context"
	"os"

	"imr/internal/casefile"
	"imr/internal/sqlite"
)

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
		page, err := d.readImage(ctx, j, doc, file, pages[0])
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

func (d *Desk) readImage(ctx context.Context, j sqlite.Job, doc casefile.Document, file *os.File, number int) (page casefile.Page, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		page, _, err = tx.Page(j.Case, doc.ID, number)
		return err
	})
	if err != nil {
		return page, err
	}
	return d.read.Image(ctx, file, page)
}
