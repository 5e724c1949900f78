package casework

import (
	"cmp"
	"context"
	"slices"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/sqlite"
)

// LedgerQuestion is what is asked of the ledger: as of an instant, zero for now, and with an
// event that has not happened.
type LedgerQuestion struct {
	AsOf   time.Time
	WhatIf deadline.Event // Kind is empty where nothing is supposed
}

// Ledger is the whole ledger of a case, and the answer to a question.
type Ledger struct {
	Opened
	Lines  []deadline.Event // every one, replaced ones among them
	Answer deadline.Ledger
}

// Deadlines shows the ledger of the case as it was known at an instant, or as it
// would be with an event more.
func (d *Desk) Deadlines(ctx context.Context, by account.Actor, number casefile.CaseNumber, q LedgerQuestion) (out Ledger, err error) {
	if out.Opened, err = d.Case(ctx, by, number); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		out.Lines, err = tx.LedgerEvents(s.Key)
		return err
	})
	known := out.Lines
	if !q.AsOf.IsZero() {
		known = deadline.KnownBy(known, q.AsOf)
	}
	if q.WhatIf.Kind != "" {
		known = append(slices.Clone(known), q.WhatIf)
	}
	out.Answer = deadline.Standard().Replay(known)
	return out, err
}

// Enterable are the events that a person enters by hand: those that no act of the
// application brings with it, and corrections of what is there.
var Enterable = []deadline.Kind{deadline.Expedited, deadline.ToStandard, deadline.Formulary, deadline.Extended, deadline.RecordsIncomplete,
	deadline.LateRecords, deadline.Mailed}

// Enter adds an event to the ledger. One that replaces another is of the same kind,
// or strikes it. An expedition is told to all parties at once.
func (d *Desk) Enter(ctx context.Context, by account.Actor, number casefile.CaseNumber, e deadline.Event) error {
	act := audit.By(by, "deadline."+string(e.Kind), string(number))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		events, err := tx.LedgerEvents(s.Key)
		if err != nil {
			return err
		}
		if e, err = asReplaced(e, events); err != nil {
			return err
		}
		if err := deadline.Standard().Check(e, events, tx.Now); err != nil {
			return err
		}
		e.By = recordedBy(by)
		l, err := tx.AddEvents(s, e)
		if err != nil || e.Kind != deadline.Expedited {
			return err
		}
		return tellExpedited(tx, s, l)
	})
}

// asReplaced is the event with what it keeps of the one that it replaces. Where it
// is neither to be entered by hand nor replaces one of its kind it is refused.
func asReplaced(e deadline.Event, events []deadline.Event) (deadline.Event, error) {
	if e.Kind == deadline.Struck || slices.Contains(Enterable, e.Kind) && e.Replaces == 0 {
		return e, nil
	}
	for _, o := range events {
		if o.Seq == e.Replaces && o.Kind == e.Kind {
			e.Case, e.Ref, e.Service = o.Case, o.Ref, cmp.Or(e.Service, o.Service)
			return e, nil
		}
	}
	return e, fault.New(fault.Invalid, "Choose what happened, or the entry that is to be put right.")
}

// tellExpedited moves the day of what is still owed and tells all parties.
func tellExpedited(tx *sqlite.Tx, s sqlite.StoredCase, l deadline.Ledger) error {
	s.Priority = casefile.Expedited
	for _, role := range s.Parties() {
		due, ok := dueOf(l, "records", string(role))
		if !ok {
			continue
		}
		if err := tx.MoveRecordRequests(s.Key, role, due.On); err != nil {
			return err
		}
		n := letter.IntakeNotice{Kind: letter.ExpeditedNotice, Due: dueWords(due), Section: due.Rule.Section}
		if err := tell(tx, s, n, role, casefile.Electronic); err != nil {
			return err
		}
	}
	return nil
}
