package casework

import (
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// staff refuses whoever is neither an admin nor the operator.
func staff(by account.Actor) error {
	if by.IsCommand() || by.Has(account.Admin) {
		return nil
	}
	return fault.New(fault.Forbidden, "Only an admin does this.")
}

// ofStaff returns the whole case for an admin; for everybody else it does not exist.
func ofStaff(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber) (sqlite.StoredCase, error) {
	s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
	if err == nil {
		err = staff(by)
	}
	return s, err
}

// Register takes in an application as a new case to be judged, and returns its
// number. What cannot be is refused by the path of the field.
func (d *Desk) Register(ctx context.Context, by account.Actor, c casefile.Case) (casefile.CaseNumber, error) {
	if err := staff(by); err != nil {
		return "", err
	}
	act := audit.By(by, "application.register", "")
	err := d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) (err error) {
		c.Number, err = register(tx, by, c)
		act.Object = string(c.Number)
		return err
	})
	return c.Number, err
}

func register(tx *sqlite.Tx, by account.Actor, c casefile.Case) (casefile.CaseNumber, error) {
	err := c.CheckApplication(calendar.DateOf(tx.Now))
	if err == nil {
		err = numberFree(tx, c.Number)
	}
	if err != nil {
		return "", err
	}
	if c.Number == "" {
		if c.Number, err = tx.NextCaseNumber(c.Application.Received.Year); err != nil {
			return "", err
		}
	}
	key, err := tx.AddCase(c, casefile.Received)
	if err != nil {
		return "", err
	}
	return c.Number, openLedger(tx, by, sqlite.StoredCase{Key: key, Case: c})
}

// amendable are the states in which the application may still be put right.
var amendable = []casefile.State{casefile.Received, casefile.Eligible, casefile.Deferred, casefile.AwaitingRecords}

// MayAmend reports whether the application of a case in the state may be put right.
func MayAmend(s casefile.State) bool { return slices.Contains(amendable, s) }

// Amend puts an application right. What the ledger holds of the earlier words stays
// there, with the lines that replace it.
func (d *Desk) Amend(ctx context.Context, by account.Actor, number casefile.CaseNumber, c casefile.Case) error {
	return d.db.Update(ctx, audit.By(by, "application.amend", string(number)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		if !MayAmend(s.State) {
			return fault.New(fault.Forbidden, "The application cannot be changed any more.")
		}
		if err := c.CheckApplication(calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		return amend(tx, by, s, c)
	})
}

func amend(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase, c casefile.Case) error {
	c.Number, c.Documents, c.NoticeOfAssignment, c.RecordsComplete = s.Number, s.Documents, s.NoticeOfAssignment, s.RecordsComplete
	had, err := tx.LedgerEvents(s.Key)
	if err != nil {
		return err
	}
	s.Case = c
	if err := tx.AmendCase(s); err != nil {
		return err
	}
	changes := corrections(deadline.InForce(had), c.OpeningEvents())
	for i := range changes {
		changes[i].By, changes[i].Note = recordedBy(by), "The application was put right."
	}
	_, err = tx.AddEvents(s, changes...)
	return err
}

// told are the kinds of event that the application itself tells.
var told = []deadline.Kind{deadline.URServed, deadline.RightsNotice, deadline.LiabilitySettled, deadline.ApplicationReceived}

// corrections are the lines that bring the ledger from what an application told to
// what it tells now.
func corrections(had, now []deadline.Event) []deadline.Event {
	var out []deadline.Event
	for _, kind := range told {
		of := func(e deadline.Event) bool { return e.Kind == kind }
		i, j := slices.IndexFunc(had, of), slices.IndexFunc(now, of)
		switch {
		case i < 0 && j < 0:
		case j < 0:
			out = append(out, deadline.Event{Kind: deadline.Struck, At: had[i].At, Replaces: had[i].Seq})
		case i < 0:
			out = append(out, now[j])
		case had[i].Day() != now[j].Day() || had[i].Service != now[j].Service || had[i].Case != now[j].Case:
			e := now[j]
			e.Replaces = had[i].Seq
			out = append(out, e)
		}
	}
	return out
}

// Applied is an application in a list, with the due date that comes first.
type Applied struct {
	sqlite.ApplicationRow
	Next    deadline.Due
	Running bool
}

// Applications lists at most n applications that are on their way to a reviewer,
// the oldest first, and says how many there are. With a state it lists those in it.
func (d *Desk) Applications(ctx context.Context, by account.Actor, state casefile.State, from, n int) (list []Applied, total int, err error) {
	if err := staff(by); err != nil {
		return nil, 0, err
	}
	states := amendable
	if state != "" {
		states = []casefile.State{state}
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		rows, all, err := tx.Applications(states, from, n)
		total = all
		for _, r := range rows {
			events, err := tx.LedgerEvents(r.Key)
			if err != nil {
				return err
			}
			a := Applied{ApplicationRow: r}
			a.Next, a.Running = next(deadline.Standard().Replay(events))
			list = append(list, a)
		}
		return err
	})
	return list, total, err
}

// next is the due date that is open and falls due first; the time to apply is the
// employee's, and past once there is an application.
func next(l deadline.Ledger) (deadline.Due, bool) {
	for _, due := range l.Dues {
		if due.Met == nil && due.Moot == nil && due.Code != "file" {
			return due, true
		}
	}
	return deadline.Due{}, false
}
