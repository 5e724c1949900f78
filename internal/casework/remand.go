package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Remand records an order that sets the newest issued determination aside and opens
// a new review: the draft leaves the case, and whoever reviewed it before is not
// given it again (LC 4610.6(i)).
func (d *Desk) Remand(ctx context.Context, by account.Actor, number casefile.CaseNumber, o determination.Order) error {
	act := audit.By(by, "case.remand", string(number)).With(string(o.Ground))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayIssue, tx.CaseKey)
		if err != nil {
			return err
		}
		if _, err := s.State.After(casefile.Remand); err != nil {
			return err
		}
		if err := o.Validate(calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		issues, err := tx.Issues(s.Key)
		if err != nil {
			return err
		}
		last := issues[len(issues)-1]
		if o.On.Before(last.On) {
			var bad fault.Fields
			bad.Add("ordered", "The order cannot be older than the determination, which was issued on %s.", last.On.Long())
			return bad.Err("The case was not sent back.")
		}
		if err := tx.KeepOrder(s.Key, last.Version, o); err != nil {
			return err
		}
		if err := tx.Move(&s, casefile.Remand); err != nil {
			return err
		}
		if err := tx.SetDraftAside(s.Key); err != nil {
			return err
		}
		return tx.EndAssignment(s.Key)
	})
}

// Orders lists the orders that sent the case back, the oldest first, for whom may
// open it: the next reviewer has to know what was wrong.
func (d *Desk) Orders(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []sqlite.Remanded, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err == nil {
			out, err = tx.Orders(s.Key)
		}
		return err
	})
	return out, err
}

// refuseEarlier refuses who had the case as its reviewer before an order sent it back.
func refuseEarlier(tx *sqlite.Tx, key int64, to account.UserID) error {
	orders, err := tx.Orders(key)
	if err != nil || len(orders) == 0 {
		return err
	}
	had, err := tx.HadBefore(key, to, orders[len(orders)-1].At)
	if err == nil && had {
		var bad fault.Fields
		bad.Add("reviewer", "This reviewer had the case before an order sent it back; choose a different one (LC 4610.6(i)).")
		err = bad.Err("The case was not assigned.")
	}
	return err
}
