package casework

import (
	"context"
	"os"

	"imr/internal/casefile"
	"imr/internal/copies"
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
