package casework

import (
	"context"
	"errors"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/notice"
	"imr/internal/sqlite"
)

// Offer offers the case to the reviewer with the code and freezes the card. A choice
// of somebody who is not first on it, or without a licence of California, needs a
// reason (LC 139.5(d)(3)(C), (d)(4)(B)).
func (d *Desk) Offer(ctx context.Context, by account.Actor, number casefile.CaseNumber, code, reason string) error {
	return d.db.Update(ctx, audit.By(by, "case.offer", string(number)).With(code), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.Case)
		if err != nil {
			return err
		}
		if _, err := s.State.After(casefile.Offer); err != nil {
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
		if err := tx.Move(&s, casefile.Offer); err != nil {
			return err
		}
		return errors.Join(tx.Choose(s.Key, sqlite.Choice{Reviewer: to, Kind: sqlite.ByOffer, Reason: reason, Card: card}),
			tellPerson(tx, to, news{kind: notice.Offered, of: s.Key}))
	})
}

func chosen(card assignment.Card, code, reason string) (account.UserID, error) {
	var bad fault.Fields
	for i, one := range card.Ranked {
		switch {
		case one.Code != code:
		case (i > 0 || one.Outside) && because(reason, "") != nil:
			bad.Add("reason", "Say why %s and not the first on the list, or why from outside of California; it is kept.", code)
			return "", bad.Err("The case was not offered.")
		default:
			return one.Reviewer, nil
		}
	}
	for _, one := range card.Unsuitable {
		if one.Code == code {
			bad.Add("reviewer", "The rules exclude %s: %s.", code, reasonWords(one.Excluded))
			return "", bad.Err("The case was not offered.")
		}
	}
	bad.Add("reviewer", "Choose a reviewer from the list.")
	return "", bad.Err("The case was not offered.")
}

// Offered is what a reviewer sees of a case before they accept it: who is in it, what
// is asked and by when. The file stays closed (LC 139.5(d)(5)).
type Offered struct {
	Number     casefile.CaseNumber
	Priority   casefile.Priority
	Due        calendar.Date // zero while no clock runs
	Items      []casefile.DisputedItem
	Statements []assignment.Statement
}

// Offers lists the cases that wait for the actor's answer, the oldest first.
func (d *Desk) Offers(ctx context.Context, by account.Actor) (out []Offered, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		numbers, err := tx.OffersTo(by.ID)
		if err != nil {
			return err
		}
		for _, n := range numbers {
			s, _, err := offeredTo(tx, by, n)
			if err != nil {
				return err
			}
			one, err := offered(tx, s)
			if err != nil {
				return err
			}
			out = append(out, one)
		}
		return nil
	})
	return out, err
}

// Offered returns the offer of the case to the actor. For everybody else it does not exist.
func (d *Desk) Offered(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Offered, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, _, err := offeredTo(tx, by, number)
		if err == nil {
			out, err = offered(tx, s)
		}
		return err
	})
	return out, err
}

func offered(tx *sqlite.Tx, s sqlite.StoredCase) (Offered, error) {
	o, err := opened(tx, account.Actor{}, s)
	out := Offered{Number: s.Number, Priority: s.Priority, Items: s.Items, Statements: assignment.Statements(s.Case)}
	if due, runs := o.Ledger.Decision(); runs {
		out.Due = due.On
	}
	return out, err
}

// offeredTo finds a case that is on offer to the actor, with the offer. Everything
// else gives the answer for a case that is not there.
func offeredTo(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber) (sqlite.StoredCase, sqlite.Choice, error) {
	s, found, err := tx.Case(number)
	if err != nil {
		return s, sqlite.Choice{}, err
	}
	if found && s.State == casefile.Offered && by.ID != "" && by.Has(account.Reviewer) {
		offer, err := openOffer(tx, s.Key)
		if err != nil || offer.Reviewer == by.ID {
			return s, offer, err
		}
	}
	return sqlite.StoredCase{}, sqlite.Choice{}, assignment.Missing(number)
}

// openOffer is the newest choice of an offered case.
func openOffer(tx *sqlite.Tx, key int64) (sqlite.Choice, error) {
	choices, err := tx.Choices(key)
	if err != nil || len(choices) == 0 {
		return sqlite.Choice{}, err
	}
	return choices[len(choices)-1], nil
}

// AcceptOffer takes the case with the attestation, by the ids of its statements, and
// opens the file to the reviewer. The rules are asked again: what was true when the
// case was offered may be no longer.
func (d *Desk) AcceptOffer(ctx context.Context, by account.Actor, number casefile.CaseNumber, answers map[string]string) error {
	return d.db.Update(ctx, audit.By(by, "case.accept", string(number)), func(tx *sqlite.Tx) error {
		s, offer, err := offeredTo(tx, by, number)
		if err != nil {
			return err
		}
		if offer.Attested, err = assignment.Attest(assignment.Statements(s.Case), answers); err != nil {
			return err
		}
		card, err := cardOf(tx, s)
		if err != nil {
			return err
		}
		if one, suitable, _ := card.Of(by.ID); !suitable {
			return fault.New(fault.Forbidden, "You cannot take this case now: %s. Decline it; the office gives it to somebody else.", reasonWords(one.Excluded))
		}
		offer.Answer = sqlite.AcceptedOffer
		if err := tx.AnswerChoice(s.Key, offer); err != nil {
			return err
		}
		// Nothing stands between the attestation and the file, so both moves are made at once.
		if err := errors.Join(tx.Move(&s, casefile.Accept), tx.Move(&s, casefile.Open)); err != nil {
			return err
		}
		return tx.Assign(s.Key, by.ID)
	})
}

// DeclineOffer gives the offer back with a reason.
func (d *Desk) DeclineOffer(ctx context.Context, by account.Actor, number casefile.CaseNumber, reason string) error {
	return d.db.Update(ctx, audit.By(by, "case.decline", string(number)), func(tx *sqlite.Tx) error {
		s, offer, err := offeredTo(tx, by, number)
		if err != nil {
			return err
		}
		if err := because(reason, "The case was not declined."); err != nil {
			return err
		}
		offer.Answer, offer.AnswerReason = sqlite.DeclinedOffer, reason
		return errors.Join(tx.AnswerChoice(s.Key, offer), tx.Move(&s, casefile.Decline), tellAdmins(tx, by, news{kind: notice.GivenBack, of: s.Key}))
	})
}

// TakeBack ends what the office chose: an offer without an answer, or the assignment
// of a case under review, whose access ends at once and whose draft leaves the case.
func (d *Desk) TakeBack(ctx context.Context, by account.Actor, number casefile.CaseNumber, reason string) error {
	return d.db.Update(ctx, audit.By(by, "case.take_back", string(number)), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		if err := because(reason, "The case was not taken back."); err != nil {
			return err
		}
		if s.State != casefile.Offered {
			return errors.Join(tellHolder(tx, s, news{kind: notice.CaseGone, of: s.Key}), release(tx, s, reason))
		}
		offer, err := openOffer(tx, s.Key)
		if err != nil {
			return err
		}
		offer.Answer, offer.AnswerReason = sqlite.TakenBack, reason
		return errors.Join(tx.AnswerChoice(s.Key, offer), tx.Move(&s, casefile.Decline), tellPerson(tx, offer.Reviewer, news{kind: notice.OfferGone, of: s.Key}))
	})
}

// Recuse lets the reviewer leave a case that they hold, with a reason.
func (d *Desk) Recuse(ctx context.Context, by account.Actor, number casefile.CaseNumber, reason string) error {
	return d.db.Update(ctx, audit.By(by, "case.recuse", string(number)), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.CaseKey)
		if err != nil {
			return err
		}
		if err := because(reason, "You still have the case."); err != nil {
			return err
		}
		return errors.Join(release(tx, s, reason), tellAdmins(tx, by, news{kind: notice.GivenBack, of: s.Key}))
	})
}

// release takes the case from its reviewer, with the draft, and keeps the reason
// with the choice where there was one.
func release(tx *sqlite.Tx, s sqlite.StoredCase, reason string) error {
	if err := endChoice(tx, s, reason); err != nil {
		return err
	}
	return errors.Join(tx.SetDraftAside(s.Key), tx.Move(&s, casefile.Release), tx.EndAssignment(s.Key))
}

// endChoice notes that the choice of who holds the case ended.
func endChoice(tx *sqlite.Tx, s sqlite.StoredCase, reason string) error {
	held, err := tx.Assignment(s)
	if err != nil || held == nil {
		return err
	}
	last, err := openOffer(tx, s.Key)
	if err != nil || last.Reviewer != held.Reviewer || last.Answer != "" && last.Answer != sqlite.AcceptedOffer {
		return err
	}
	return tx.AnswerChoice(s.Key, sqlite.Choice{Seq: last.Seq, Answer: sqlite.ReleasedChoice, AnswerReason: reason})
}
