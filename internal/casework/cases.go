package casework

import (
	"context"
	"errors"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/internal/notice"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// Queued is a case in a list, with the day by which it must be decided.
type Queued = sqlite.QueueRow

// Queue lists the actor's cases, those that are due first on top and those
// without a running clock last. A reviewer has the cases in their hands, an admin all.
func (d *Desk) Queue(ctx context.Context, by account.Actor) ([]*Queued, error) {
	var rows []sqlite.QueueRow
	var err error
	if by.IsCommand() || by.Has(account.Admin) {
		rows, err = d.db.AllCases(ctx)
	} else {
		rows, err = d.db.Queue(ctx, by.ID)
	}
	if err != nil {
		return nil, err
	}
	order := make([]*Queued, len(rows))
	for i := range rows {
		order[i] = &rows[i]
	}
	slices.SortFunc(order, func(a, b *Queued) int {
		switch {
		case a.Due == b.Due:
		case b.Due.IsZero():
			return -1
		case a.Due.IsZero():
			return 1
		default:
			return a.Due.Compare(b.Due)
		}
		return strings.Compare(string(a.Number), string(b.Number))
	})
	return order, nil
}

// Opened is a case that the actor may see.
type Opened struct {
	casefile.Case
	State    casefile.State
	Ledger   deadline.Ledger
	Yours    bool         // the actor is its reviewer
	Reviewer account.User // who has it, for admins; empty for everybody else and where nobody has it
}

// Case returns the case. For everybody but its reviewer and the staff it does not exist.
func (d *Desk) Case(ctx context.Context, by account.Actor, number casefile.CaseNumber) (Opened, error) {
	var out Opened
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		out, err = opened(tx, by, s)
		return err
	})
	return out, err
}

func opened(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) (Opened, error) {
	out := Opened{Case: s.Case, State: s.State}
	events, err := tx.LedgerEvents(s.Key)
	if err != nil {
		return out, err
	}
	out.Ledger = deadline.Standard().Replay(events)
	a, err := tx.Assignment(s)
	if err != nil || a == nil {
		return out, err
	}
	out.Yours = assignment.IsReviewer(by, a)
	if !out.Yours && (by.IsCommand() || by.Has(account.Admin)) {
		out.Reviewer, _, err = tx.User(a.Reviewer)
	}
	return out, err
}

// Assign gives the case to the reviewer with the address, taking it from the one
// who had it. Nobody signs another's words, so the draft and the facts of that one
// leave the case, and only the history keeps them. A signed review stays with who
// signed it.
func (d *Desk) Assign(ctx context.Context, by account.Actor, number casefile.CaseNumber, email string) error {
	return d.db.Update(ctx, audit.By(by, "case.assign", string(number)), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		to, err := candidate(tx, email)
		if err != nil {
			return err
		}
		a, err := assignment.New(number, to, tx.Now)
		if err != nil {
			return err
		}
		if s.State.Closed() {
			return fault.New(fault.Forbidden, "The review of %s is closed; it cannot be given to somebody else.", number)
		}
		if err := refuseEarlier(tx, s.Key, a.Reviewer); err != nil {
			return err
		}
		held, err := tx.Assignment(s)
		if err != nil || held != nil && held.Reviewer == a.Reviewer {
			return err
		}
		if held != nil {
			if err := errors.Join(tellHolder(tx, s, news{kind: notice.CaseGone, of: s.Key}), endChoice(tx, s, "given to somebody else"), tx.SetDraftAside(s.Key), tx.Move(&s, casefile.Release)); err != nil {
				return err
			}
		}
		if err := freezeCard(tx, number, a.Reviewer); err != nil {
			return err
		}
		if err := tx.Move(&s, casefile.Assign); err != nil {
			return err
		}
		return errors.Join(tx.Assign(s.Key, a.Reviewer), tellPerson(tx, a.Reviewer, news{kind: notice.Given, of: s.Key}))
	})
}

func candidate(tx *sqlite.Tx, email string) (reviewer.Reviewer, error) {
	u, found, err := tx.UserByEmail(email)
	if err == nil && !found {
		var bad fault.Fields
		bad.Add("reviewer", "There is no account for %q; choose a reviewer from the list.", email)
		err = bad.Err("The case was not assigned.")
	}
	if err != nil {
		return reviewer.Reviewer{}, err
	}
	q, err := tx.Qualifications(u.ID)
	return reviewer.Reviewer{User: u, Qualifications: q}, err
}
