package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Records is what is known of the case file's pages as a whole.
type Records struct {
	Stream   chronology.Stream     // the records of the case in the order that was asked for
	Pages    []casefile.Page       // in the order of the stream, without words
	CopyOf   map[PageName]PageName // a page that came in again → the earlier one
	Seen     map[PageName]View     // what was on the screen of the case's reviewer; nil for anybody else
	Doubtful int                   // pages on whose text a check cannot rely
	Failures []sqlite.Failure      // documents whose reading was given up
}

// PageName names a page of a case.
type PageName = sqlite.PageName

// New is the number of pages that are no copies of earlier ones.
func (r Records) New() int { return len(r.Pages) - len(r.CopyOf) }

// Records returns what is known of the case file's pages, in an order for reading.
func (d *Desk) Records(ctx context.Context, by account.Actor, number casefile.CaseNumber, order chronology.Order) (out Records, err error) {
	if out.Stream, err = d.Stream(ctx, by, number, order); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		sizes, err := tx.PageSizes(s.Key)
		if err != nil {
			return err
		}
		d.warm(s, len(sizes))
		out.Pages = inOrder(out.Stream, sizes)
		for _, p := range out.Pages {
			if p.Doubtful() {
				out.Doubtful++
			}
		}
		if out.Failures, err = tx.Failures(s.Key); err != nil {
			return err
		}
		if out.CopyOf, err = copiesOf(tx, s.Key); err != nil {
			return err
		}
		out.Seen, err = seenBy(tx, by, s)
		return err
	})
	return out, err
}

// inOrder puts the pages, which come document by document, in the order of the
// stream. What came in between the two is left out.
func inOrder(stream chronology.Stream, pages []casefile.Page) []casefile.Page {
	byDocument := map[casefile.DocumentID][]casefile.Page{}
	for first, i := 0, 1; i <= len(pages); i++ {
		if i == len(pages) || pages[i].Document != pages[first].Document {
			byDocument[pages[first].Document] = pages[first:i]
			first = i
		}
	}
	out := make([]casefile.Page, 0, len(pages))
	for doc, number := range stream.Pages() {
		if of := byDocument[doc]; number <= len(of) {
			out = append(out, of[number-1])
		}
	}
	return out
}

func copiesOf(tx *sqlite.Tx, key int64) (map[PageName]PageName, error) {
	found, err := tx.Copies(key)
	out := map[PageName]PageName{}
	for _, c := range found {
		out[c.Page] = c.Of
	}
	return out, err
}

// Page returns one page with its words.
func (d *Desk) Page(ctx context.Context, by account.Actor, number casefile.CaseNumber, doc casefile.DocumentID, page int) (p casefile.Page, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		var found bool
		p, found, err = tx.Page(s.Key, doc, page)
		if err == nil && !found {
			err = noPage()
		}
		return err
	})
	return p, err
}

func noPage() error {
	return fault.New(fault.NotFound, "The case file has no such page. Choose one from the list of documents.")
}
