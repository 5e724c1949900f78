package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/sqlite"
)

// describe looks at what the pages of a document say of the records in it.
func (d *Desk) describe(ctx context.Context, j sqlite.Job) error {
	var doc casefile.Document
	var pages []casefile.Page
	var confirmed []sqlite.Confirmed
	var starts map[int]map[int]bool
	var look sqlite.Look
	err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
		if look.Version, err = tx.RecordsVersion(j.Case); err != nil {
			return err
		}
		if doc, err = tx.JobDocument(j); err != nil {
			return err
		}
		all, err := tx.Confirmed(j.Case)
		if err != nil {
			return err
		}
		confirmed = all[j.Position]
		if starts, err = tx.RecordStarts(j.Case); err != nil {
			return err
		}
		pages, err = tx.DocumentPages(j.Case, j.Position)
		return err
	})
	if err != nil {
		return err
	}
	look.Held, look.Named = chronology.Contents(doc, pages)
	for _, c := range confirmed {
		look.Held = chronology.AddHeld(look.Held, chronology.Held{Kind: c.Kind, Date: c.Dated})
	}
	look.Described = chronology.Describe(pages, saidOf(confirmed, starts[j.Position]))
	return d.db.Background(ctx, func(tx *sqlite.Tx) error {
		if err := tx.SetLook(j.Case, j.Position, look); err != nil {
			return err
		}
		return tx.Finish(j)
	})
}

// NotReceived lists the dated reports that the documents of the case name and that
// none of them holds, each where it is named first.
func (d *Desk) NotReceived(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []chronology.RecordMention, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err == nil {
			out, err = notReceived(tx, s.Key)
		}
		return err
	})
	return out, err
}

func notReceived(tx *sqlite.Tx, key int64) ([]chronology.RecordMention, error) {
	named, err := tx.Named(key)
	if err != nil {
		return nil, err
	}
	held, err := tx.Held(key)
	return chronology.NotReceived(named, held), err
}
