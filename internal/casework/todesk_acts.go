package casework

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/notice"
	"imr/internal/sqlite"
)

// HandOver offers the case to the reviewer with the code, in one act with what has to
// come before: an open offer is taken back, and who holds the case loses it with the
// draft. The rules of the card hold.
func (d *Desk) HandOver(ctx context.Context, by account.Actor, number casefile.CaseNumber, code, reason string) error {
	return d.db.Update(ctx, audit.By(by, "case.hand_over", string(number)).With(code), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.Case)
		if err != nil {
			return err
		}
		if err := because(reason, "The case stays where it is."); err != nil {
			return err
		}
		if err := freed(tx, &s, reason); err != nil {
			return err
		}
		card, err := cardOf(tx, s)
		if err != nil {
			return err
		}
		to, err := chosen(card, code, reason)
		if err != nil {
			return err
		}
		return makeOffer(tx, &s, sqlite.Choice{Reviewer: to, Reason: reason, Card: card})
	})
}

// freed takes the case from whom it was offered to or who holds it.
func freed(tx *sqlite.Tx, s *sqlite.StoredCase, reason string) error {
	var err error
	if s.State == casefile.Offered {
		err = takeOfferBack(tx, s.Number, reason)
	} else if _, no := s.State.After(casefile.Release); no == nil {
		err = errors.Join(tellHolder(tx, *s, news{kind: notice.CaseGone, of: s.Key}), release(tx, *s, reason))
	}
	if err != nil {
		return err
	}
	now, _, err := tx.CaseKey(s.Number)
	s.State = now.State
	return err
}

// DeskAct is what is done to many cases of the desk at once.
type DeskAct string

// The acts.
const (
	Withdraw DeskAct = "withdraw" // the offers without an answer
	Remind   DeskAct = "remind"   // the reminders that are to go out by now are noted as sent
)

// DeskStep is what an act does to one case. Not says why it does nothing there.
type DeskStep struct {
	Number casefile.CaseNumber
	Does   string
	Not    string
}

// PreviewAct says what the act would do to each of the cases.
func (d *Desk) PreviewAct(ctx context.Context, by account.Actor, act DeskAct, numbers []casefile.CaseNumber) (out []DeskStep, err error) {
	if err := staff(by); err != nil {
		return nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		steps, err := stepsOf(tx, act, numbers)
		for _, s := range steps {
			out = append(out, s.DeskStep)
		}
		return err
	})
	return out, err
}

// ApplyAct does the act to those of the cases where it does anything, all of them in
// one, and says to how many. Offers are taken back with the reason.
func (d *Desk) ApplyAct(ctx context.Context, by account.Actor, act DeskAct, numbers []casefile.CaseNumber, reason string) (n int, err error) {
	if err := staff(by); err != nil {
		return 0, err
	}
	event := audit.By(by, "desk."+string(act), "desk")
	err = d.db.UpdateNaming(ctx, &event, func(tx *sqlite.Tx) error {
		if act == Withdraw {
			if err := because(reason, "No offer was taken back."); err != nil {
				return err
			}
		}
		steps, err := stepsOf(tx, act, numbers)
		if err != nil {
			return err
		}
		var done []string
		for _, s := range steps {
			if s.Not != "" {
				continue
			}
			if err := s.do(tx, reason); err != nil {
				return err
			}
			done = append(done, string(s.Number))
		}
		if n = len(done); n == 0 {
			return fault.New(fault.Conflict, "There is nothing left to do for these cases: somebody was faster. Look at the list again.")
		}
		event.Note = strings.Join(done, " ")
		return nil
	})
	return n, err
}

// deskStep is a step with what does it.
type deskStep struct {
	DeskStep
	do func(tx *sqlite.Tx, reason string) error
}

func stepsOf(tx *sqlite.Tx, act DeskAct, numbers []casefile.CaseNumber) (out []deskStep, err error) {
	step := map[DeskAct]func(*sqlite.Tx, casefile.CaseNumber) (deskStep, error){Withdraw: withdrawing, Remind: reminding}[act]
	if step == nil {
		return nil, fault.New(fault.Invalid, "Choose what is to be done with the cases.")
	}
	for _, number := range numbers {
		s, err := step(tx, number)
		if err != nil {
			return nil, err
		}
		s.Number = number
		out = append(out, s)
	}
	return out, nil
}

func withdrawing(tx *sqlite.Tx, number casefile.CaseNumber) (s deskStep, err error) {
	c, found, err := tx.CaseKey(number)
	if err != nil || !found || c.State != casefile.Offered {
		s.Not = "It has no offer that waits for an answer."
		return s, err
	}
	offer, err := tx.OpenOffer(c.Key)
	s.Does = fmt.Sprintf("The offer to %s is taken back; the case is ready again.", codes{}.of(offer.Reviewer))
	s.do = func(tx *sqlite.Tx, reason string) error { return takeOfferBack(tx, number, reason) }
	return s, err
}

func reminding(tx *sqlite.Tx, number casefile.CaseNumber) (s deskStep, err error) {
	c, found, err := tx.CaseKey(number)
	if err != nil || !found {
		s.Not = "There is no such case."
		return s, err
	}
	all, err := tx.Reminders(c.Key)
	var due []sqlite.Reminder
	var words []string
	for _, r := range all {
		if r.SentAt == "" && r.Stopped == "" && !r.SendOn.After(calendar.DateOf(tx.Now)) {
			due = append(due, r)
			words = append(words, fmt.Sprintf("the reminder of the %s that was to go out on %s", strings.ReplaceAll(string(r.Party), "_", " "), r.SendOn.US()))
		}
	}
	if len(due) == 0 {
		s.Not = "No reminder is to go out today."
	}
	s.Does = "Noted as sent: " + strings.Join(words, "; ") + "."
	s.do = func(tx *sqlite.Tx, _ string) error {
		var failed []error
		for _, r := range due {
			_, err := tx.SentReminder(c.Key, r.Party, r.Kind)
			failed = append(failed, err)
		}
		return errors.Join(failed...)
	}
	return s, err
}

// SaveDeskFilter keeps the address of a list under a name for the actor.
func (d *Desk) SaveDeskFilter(ctx context.Context, by account.Actor, name, address string) error {
	return d.db.Update(ctx, audit.By(by, "desk.filter", "desk"), func(tx *sqlite.Tx) error {
		if err := staff(by); err != nil {
			return err
		}
		var bad fault.Fields
		if strings.TrimSpace(name) == "" || len(name) > 60 {
			bad.Add("filter-name", "Give the filter a name of at most 60 letters.")
		}
		if !strings.HasPrefix(address, "/desk/") {
			bad.Add("filter-name", "Only a list of the desk can be kept.")
		}
		if err := bad.Err("The filter was not kept."); err != nil {
			return err
		}
		return tx.SaveDeskFilter(by.ID, sqlite.DeskFilter{Name: strings.TrimSpace(name), Address: address})
	})
}

// DropDeskFilter forgets the actor's filter with the name.
func (d *Desk) DropDeskFilter(ctx context.Context, by account.Actor, name string) error {
	return d.db.Update(ctx, audit.By(by, "desk.filter", "desk"), func(tx *sqlite.Tx) error {
		return tx.DropDeskFilter(by.ID, name)
	})
}
