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
		var records chronology.Stream
		for _, doc := range s.Documents {
			records = append(records, chronology.Stretch{Document: doc.ID, First: 1, Last: doc.Pages,
				Date: doc.Dated, Kind: doc.Kind, Author: doc.Author, Title: doc.Title})
		}
		out = chronology.InOrder(s.Documents, records, order)
		return nil
	})
	return out, err
}
