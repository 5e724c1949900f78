package casework

import (
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Parting is what a person does to the records within a document.
type Parting string

// The acts: a record begins on a page, a page goes on with the record before it, and
// the words on the pages decide again.
const (
	Split  Parting = "split"
	Join   Parting = "join"
	AsRead Parting = "as-read"
)

// Part splits a record so that one begins on the page, joins the one that begins
// there with the one before it, or takes back what a person said of the page. What
// people confirmed of a record stays with its first page. It is a Conflict where the
// page is so already. The document is then looked at anew.
func (d *Desk) Part(ctx context.Context, by account.Actor, number casefile.CaseNumber, at PageName, how Parting) error {
	act := audit.By(by, "document."+string(how), string(number)).With(placeOf(at))
	defer d.nudge()
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		if s.State.Closed() {
			return fault.New(fault.Forbidden, "This review is signed; what was signed cannot be changed.")
		}
		position := slices.IndexFunc(s.Documents, func(doc casefile.Document) bool { return doc.ID == at.Document })
		if position < 0 || at.Number < 2 || at.Number > s.Documents[position].Pages {
			return fault.New(fault.NotFound, "No record can begin or end there: choose a page of the document after its first.")
		}
		if err := part(tx, s, position, at, how); err != nil {
			return err
		}
		return tx.Enqueue(s.Key, position, sqlite.Describe)
	})
}

func part(tx *sqlite.Tx, s sqlite.StoredCase, position int, at PageName, how Parting) error {
	if how == AsRead {
		dropped, err := tx.DropRecordStart(s.Key, position, at.Number)
		if err == nil && !dropped {
			err = fault.New(fault.Conflict, "Nobody split or joined anything at page %d; load the page again.", at.Number)
		}
		return err
	}
	records, err := descriptions(tx, s)
	if err != nil {
		return err
	}
	begins := slices.ContainsFunc(records, func(r Record) bool { return r.Document == at.Document && r.First == at.Number })
	switch {
	case how == Split && begins:
		return fault.New(fault.Conflict, "A record begins on page %d already.", at.Number)
	case how == Join && !begins:
		return fault.New(fault.Conflict, "No record begins on page %d any more; load the page again.", at.Number)
	}
	return tx.SetRecordStart(s.Key, position, at.Number, how == Split)
}

// saidOf is what people said of where the records of a document begin.
func saidOf(confirmed []sqlite.Confirmed, starts map[int]bool) chronology.Said {
	said := chronology.Said{Begins: starts}
	for _, c := range confirmed {
		said.Kept = append(said.Kept, c.Span)
	}
	return said
}

// joined lists the pages of the span of which a person said that no record begins there.
func joined(span chronology.Span, starts map[int]bool) (pages []int) {
	for page := span.First + 1; page <= span.Last; page++ {
		if begins, said := starts[page]; said && !begins {
			pages = append(pages, page)
		}
	}
	return pages
}
