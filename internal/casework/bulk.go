package casework

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/notice"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// Plan is a plan over many cases as it was shown. Open tells for each case of an
// applied one whether its offer waits for an answer still.
type Plan struct {
	sqlite.StoredPlan
	Open map[casefile.CaseNumber]bool
}

// Plannable counts the cases without a reviewer, of which one plan takes the most
// urgent assignment.PlanMost, and lists the plans made last.
func (d *Desk) Plannable(ctx context.Context, by account.Actor) (n int, last []sqlite.StoredPlan, err error) {
	if err := staff(by); err != nil {
		return 0, nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		open, err := tx.DeskCases()
		if err != nil {
			return err
		}
		n = len(plannable(open, nil))
		last, err = tx.Plans(plansShown)
		return err
	})
	return n, last, err
}

const plansShown = 20

// MakePlan plans who is offered which of the cases, of all without a reviewer where none
// are named. It changes nothing but that the plan is kept, and returns its number.
func (d *Desk) MakePlan(ctx context.Context, by account.Actor, numbers []casefile.CaseNumber) (id int64, err error) {
	if err := staff(by); err != nil {
		return 0, err
	}
	var from planned
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		from, err = planFrom(tx, numbers)
		return err
	})
	if err == nil && len(from.jobs) == 0 {
		err = fault.New(fault.Invalid, "None of these cases is ready to be offered. Choose cases whose records are complete and that have no reviewer.")
	}
	if err != nil {
		return 0, err
	}
	// The store is not held up by the reckoning; what changes meanwhile is found when the plan is applied.
	plan := assignment.Give(from.jobs, from.hands, calendar.DateOf(from.now), reviewer.Standard())
	act := audit.By(by, "plan.make", "")
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		id, err = tx.AddPlan(recordedBy(by), from.seen(plan), plan)
		act.Object = planName(id)
		return err
	})
	return id, err
}

func planName(id int64) string { return "plan " + strconv.FormatInt(id, 10) }

// Plan returns the plan with the number.
func (d *Desk) Plan(ctx context.Context, by account.Actor, id int64) (out Plan, err error) {
	if err := staff(by); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if out.StoredPlan, err = storedPlan(tx, id); err != nil {
			return err
		}
		out.Open, err = tx.PlanOffers(id)
		return err
	})
	return out, err
}

func storedPlan(tx *sqlite.Tx, id int64) (sqlite.StoredPlan, error) {
	p, found, err := tx.Plan(id)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "There is no such plan.")
	}
	return p, err
}

// ApplyPlan offers each case of the plan to its reviewer, all of them or none. It is
// refused with what changed where a case or a reviewer of the plan is no longer what
// it was when the plan was made.
func (d *Desk) ApplyPlan(ctx context.Context, by account.Actor, id int64) error {
	if err := staff(by); err != nil {
		return err
	}
	act := audit.By(by, "plan.apply", planName(id))
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		p, err := storedPlan(tx, id)
		if err != nil {
			return err
		}
		if err := orConflict("This plan was applied already.")(tx.ApplyPlan(id)); err != nil {
			return err
		}
		now, err := planFrom(tx, numbersOf(p.Plan))
		if err != nil {
			return err
		}
		if err := now.refuseStale(tx, p); err != nil {
			return err
		}
		act.Note = fmt.Sprintf("%d offers", len(p.Placed))
		return now.offerAll(tx, p)
	})
}

// orConflict is the Conflict with the words where something was not done.
func orConflict(words string) func(done bool, err error) error {
	return func(done bool, err error) error {
		if err == nil && !done {
			return fault.New(fault.Conflict, "%s", words)
		}
		return err
	}
}

// numbersOf are the cases that the plan places.
func numbersOf(p assignment.Plan) []casefile.CaseNumber {
	out := make([]casefile.CaseNumber, len(p.Placed))
	for i, one := range p.Placed {
		out[i] = one.Case
	}
	return out
}

// offerAll makes the offers of the plan, each with the card of its case frozen.
func (from planned) offerAll(tx *sqlite.Tx, p sqlite.StoredPlan) error {
	var people []assignment.Known
	for _, h := range from.hands {
		people = append(people, h.Known)
	}
	register, today := assignment.NewRegister(people), calendar.DateOf(tx.Now)
	for _, one := range p.Placed {
		i := slices.IndexFunc(from.jobs, func(j assignment.Job) bool { return j.Number == one.Case })
		job, s := from.jobs[i], from.stored[i]
		for k := range people {
			people[k].Had, people[k].Declined = slices.Contains(job.Had, people[k].ID), slices.Contains(job.Declined, people[k].ID)
		}
		card := register.Rank(job.Case, today, job.Due, people, reviewer.Standard())
		if c, suitable, _ := card.Of(one.Reviewer); !suitable {
			return fault.New(fault.Conflict, "Case %s cannot go to %s any more: %s. Make the plan anew.", one.Case, one.Code, reasonWords(c.Excluded))
		}
		if err := makeOffer(tx, &s, sqlite.Choice{Reviewer: one.Reviewer, Reason: planReason(p.ID, one, card), Card: card.Brief(one.Reviewer)}); err != nil {
			return err
		}
		if err := tx.AddPlanOffer(p.ID, s.Key); err != nil {
			return err
		}
	}
	return nil
}

// planReason is why this reviewer, for the record (LC 139.5(d)(3)(C), (d)(4)(B)).
func planReason(id int64, one assignment.Placed, card assignment.Card) string {
	place := 1 + slices.IndexFunc(card.Ranked, func(c assignment.Candidate) bool { return c.Reviewer == one.Reviewer })
	text := fmt.Sprintf("By plan %d, place %d of %d on the card: fewest days late over all cases of the plan, then the best fit, then rotation", id, place, len(card.Ranked))
	if one.Outside {
		text += "; nobody suitable is licensed in California"
	}
	return text
}

// UndoPlan takes back the offers of the plan that have no answer yet, and says how many
// these were and how many stay because they were answered.
func (d *Desk) UndoPlan(ctx context.Context, by account.Actor, id int64) (back, stay int, err error) {
	if err := staff(by); err != nil {
		return 0, 0, err
	}
	act := audit.By(by, "plan.undo", planName(id))
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if _, err := storedPlan(tx, id); err != nil {
			return err
		}
		if err := orConflict("This plan is not applied, or was undone already.")(tx.UndoPlan(id)); err != nil {
			return err
		}
		offers, err := tx.PlanOffers(id)
		if err != nil {
			return err
		}
		back, stay = 0, 0
		for _, number := range slices.Sorted(maps.Keys(offers)) {
			if !offers[number] {
				stay++
				continue
			}
			back++
			if err := takeOfferBack(tx, number, fmt.Sprintf("plan %d was undone", id)); err != nil {
				return err
			}
		}
		act.Note = fmt.Sprintf("%d offers taken back, %d answered before", back, stay)
		return nil
	})
	return back, stay, err
}

// makeOffer offers the case with the choice's card.
func makeOffer(tx *sqlite.Tx, s *sqlite.StoredCase, c sqlite.Choice) error {
	c.Kind = sqlite.ByOffer
	return errors.Join(tx.Move(s, casefile.Offer), tx.Choose(s.Key, c), tellPerson(tx, c.Reviewer, news{kind: notice.Offered, of: s.Key}))
}

// takeOfferBack ends an offer without an answer.
func takeOfferBack(tx *sqlite.Tx, number casefile.CaseNumber, reason string) error {
	s, found, err := tx.CaseKey(number)
	if err != nil || !found {
		return errors.Join(err, assignment.Missing(number))
	}
	offer, err := tx.OpenOffer(s.Key)
	if err != nil {
		return err
	}
	offer.Answer, offer.AnswerReason = sqlite.TakenBack, reason
	return errors.Join(tx.AnswerChoice(s.Key, offer), tx.Move(&s, casefile.Decline), tellPerson(tx, offer.Reviewer, news{kind: notice.OfferGone, of: s.Key}))
}
