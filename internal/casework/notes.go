package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Note is what a person wrote on a page for themselves.
type Note = sqlite.Note

// maxNote is the most runes that a note on a page may have.
const maxNote = 10_000

// Notes returns the reviewer's own notes on the case in the order of its pages;
// those that were taken away have no text. Nobody else has them, and no letter or bundle.
func (d *Desk) Notes(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []Note, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.CaseKey)
		if err != nil {
			return err
		}
		out, err = tx.Notes(s.Key, by.ID)
		return err
	})
	return out, err
}

// SaveNote stores the reviewer's own note on a page over its version, 0 where it was
// never saved, and returns it as it is kept; one without text is taken away. It is
// a Conflict where another window saved first. A note is no part of the draft, so
// it may be written after signing too.
func (d *Desk) SaveNote(ctx context.Context, by account.Actor, number casefile.CaseNumber, n Note) (Note, error) {
	err := d.db.Update(ctx, audit.By(by, "note.save", string(number)), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.CaseKey)
		if err != nil {
			return err
		}
		if len([]rune(n.Text)) > maxNote {
			var bad fault.Fields
			bad.Add("note", "Shorten the note to %d characters.", maxNote)
			return bad.Err("The note was not saved.")
		}
		if _, found, err := tx.Page(s.Key, n.Document, n.Number); err != nil || !found {
			if err == nil {
				err = noPage()
			}
			return err
		}
		n.SavedAt = tx.Now
		return tx.SaveNote(s.Key, by.ID, n)
	})
	n.Version++
	return n, err
}
