package casework

import (
	"context"
	"fmt"
	"slices"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// EveryPage stands for all pages of a document.
const EveryPage = 0

// ReadAgain has a page, or EveryPage of a document, read by OCR that was read by an
// older OCR, badly, or not at all, and returns how many pages that are. Their words
// stay until the new ones are there. What is signed rests on the words as they are.
func (d *Desk) ReadAgain(ctx context.Context, by account.Actor, number casefile.CaseNumber, of PageName) (pages int, err error) {
	act := audit.By(by, "document.read-again", string(number)).With(placeOf(of))
	err = d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		if s.State.Closed() {
			return fault.New(fault.Forbidden, "This review is signed; what it rests on cannot be read again.")
		}
		pages, err = readAgain(tx, s, of)
		return err
	})
	d.nudge()
	return pages, err
}

// readAgain marks the pages and puts their reading into the queue.
func readAgain(tx *sqlite.Tx, s sqlite.StoredCase, of PageName) (marked int, err error) {
	position := slices.IndexFunc(s.Documents, func(d casefile.Document) bool { return d.ID == of.Document })
	if position < 0 || of.Number < EveryPage || of.Number > s.Documents[position].Pages {
		return 0, noPage()
	}
	pages, err := tx.PageSizes(s.Key)
	if err != nil {
		return 0, err
	}
	for _, p := range pages {
		if p.Document != of.Document || of.Number != EveryPage && p.Number != of.Number || !p.ReadableAgain() {
			continue
		}
		if err := tx.AwaitOCR(s.Key, position, p.Number); err != nil {
			return 0, err
		}
		marked++
	}
	if marked == 0 {
		return 0, fault.New(fault.Conflict, "Nothing of it would gain from being read again. Load the page anew to see how it was read.")
	}
	return marked, tx.Enqueue(s.Key, position, sqlite.ReadImages)
}

func placeOf(of PageName) string {
	if of.Number == EveryPage {
		return string(of.Document)
	}
	return fmt.Sprintf("%s, page %d", of.Document, of.Number)
}
