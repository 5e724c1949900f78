package casework

import (
	"context"
	"fmt"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/sqlite"
)

// DueLetter is an issued letter that has still to reach somebody.
type DueLetter = sqlite.DueLetter

// DueLetters is what has still to be served: the newest letters, and how many cases
// and recipients there are in all.
type DueLetters struct {
	Cases, Recipients int
	Letters           []DueLetter
}

const (
	dueShown    = 300 // letters on the list
	printAtOnce = 300 // letters in one file
)

// DueLetters returns what has still to be served, for admins. A day that is not zero
// leaves only the letters that were issued on it.
func (d *Desk) DueLetters(ctx context.Context, by account.Actor, day calendar.Date) (out DueLetters, err error) {
	if err := keepsLetters(by); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if out.Cases, out.Recipients, err = tx.DueCounts(); err != nil {
			return err
		}
		out.Letters, err = tx.DueLetters(day, dueShown)
		return err
	})
	return out, err
}

// LettersToPrint returns the newest letter of each case for everybody whom it has still
// to reach. That they were taken stands in the trail.
func (d *Desk) LettersToPrint(ctx context.Context, by account.Actor, numbers ...casefile.CaseNumber) (out []letter.Envelope, err error) {
	act := audit.By(by, "letter.print", "letters")
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if len(numbers) > printAtOnce {
			return chooseLetters("Choose at most %d letters at once.", printAtOnce)
		}
		for _, number := range numbers {
			s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
			if err != nil {
				return err
			}
			due, err := tx.DueOf(s.Key)
			if err != nil {
				return err
			}
			more, err := envelopes(tx, due)
			if err != nil {
				return err
			}
			out = append(out, more...)
		}
		if len(out) == 0 {
			return chooseLetters("Choose a letter that has still to reach somebody.")
		}
		act.Note = fmt.Sprintf("to %d recipients of %q", len(out), numbers)
		return nil
	})
	return out, err
}

func chooseLetters(words string, args ...any) error {
	var bad fault.Fields
	bad.Add("letters", words, args...)
	return bad.Err("Nothing was done.")
}

// RecordMailed records that the letters, as LettersToPrint gave them, were put into the
// mail: an act for each case. It returns how many recipients there were.
func (d *Desk) RecordMailed(ctx context.Context, by account.Actor, proof string, numbers ...casefile.CaseNumber) (n int, err error) {
	if len(numbers) == 0 || len(numbers) > printAtOnce {
		return 0, chooseLetters("Choose from 1 to %d letters.", printAtOnce)
	}
	for _, number := range numbers {
		in := Service{Method: ByMail, Proof: proof}
		err := d.db.View(ctx, func(tx *sqlite.Tx) error {
			s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
			if err != nil {
				return err
			}
			due, err := tx.DueOf(s.Key)
			for _, r := range due {
				in.Version, in.Positions = r.Version, append(in.Positions, r.Position)
			}
			in.At = tx.Now
			return err
		})
		if err != nil {
			return n, err
		}
		if len(in.Positions) == 0 {
			continue
		}
		if err := d.Serve(ctx, by, number, in); err != nil {
			return n, err
		}
		n += len(in.Positions)
	}
	return n, nil
}

// envelopes puts the issued bytes of each letter together with whom it goes to.
func envelopes(tx *sqlite.Tx, due []sqlite.DueRecipient) ([]letter.Envelope, error) {
	var out []letter.Envelope
	var one letter.Envelope
	var listed []sqlite.ListedRecipient
	for i, r := range due {
		if i == 0 || r.Key != due[i-1].Key || r.Version != due[i-1].Version {
			var err error
			if one, err = emptyEnvelope(tx, r); err != nil {
				return nil, err
			}
			if listed, err = tx.ServiceList(r.Key, r.Version); err != nil {
				return nil, err
			}
		}
		for _, l := range listed {
			if l.Position == r.Position {
				one.To = l.Recipient
				out = append(out, one)
			}
		}
	}
	return out, nil
}

func emptyEnvelope(tx *sqlite.Tx, r sqlite.DueRecipient) (e letter.Envelope, err error) {
	l, found, err := tx.Letter(r.Key, r.Version, determination.PDF)
	if err != nil || !found {
		return e, fmt.Errorf("%s: its issued letter is not there: %w", r.Number, err)
	}
	issues, err := tx.Issues(r.Key)
	if err != nil {
		return e, err
	}
	i := issues[r.Version-1]
	parsed, err := determination.ParseIssued(i.Canonical)
	return letter.Envelope{From: parsed.Determination.Organization, Number: r.Number, Version: r.Version, On: i.On, Letter: l.Bytes}, err
}
