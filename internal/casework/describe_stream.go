package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/sqlite"
)

// Stream returns the records of the case in an order for reading. Every page of
// the case is in exactly one of them.
func (d *Desk) Stream(ctx context.Context, by account.Actor, number casefile.CaseNumber, order chronology.Order) (out chronology.Stream, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		records, err := descriptions(tx, s)
		out = streamOf(s.Documents, records, order)
		return err
	})
	return out, err
}

// streamOf puts the records in order. A record without a day that begins its
// document has the document's.
func streamOf(docs []casefile.Document, records []Record, order chronology.Order) chronology.Stream {
	pages := map[casefile.DocumentID]int{}
	for _, d := range docs {
		pages[d.ID] = d.Pages
	}
	var stream chronology.Stream
	var whole Record
	for _, r := range records {
		one := chronology.Stretch{Document: r.Document, First: r.First, Last: r.Last, Date: r.Dated,
			Proposed: r.Standing == chronology.Proposed, Kind: r.Kind, Author: r.Author, Title: r.Title}
		switch {
		case r.Last == 0 && r.Parts > 1:
			whole = r
			continue
		case r.Last == 0:
			one.First, one.Last = 1, pages[r.Document]
		case r.First == 1 && one.Date.IsZero():
			one.Date = whole.Dated
		}
		stream = append(stream, one)
	}
	return chronology.InOrder(docs, stream, order)
}
