package casework

import (
	"context"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// Choice is the choice of a reviewer with its frozen card and what became of it.
type Choice = sqlite.Choice

// ByOffer is the kind of a choice that was offered.
const ByOffer = sqlite.ByOffer

// Assignable is a case with the card of who could have it now and the choices that
// were made.
type Assignable struct {
	Opened
	Card    assignment.Card
	Choices []Choice
}

// Assignable returns the card of the case as it would be frozen now.
func (d *Desk) Assignable(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Assignable, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.Case)
		if err != nil {
			return err
		}
		if out.Opened, err = opened(tx, by, s); err != nil {
			return err
		}
		if out.Choices, err = tx.Choices(s.Key); err != nil {
			return err
		}
		out.Card, err = cardOf(tx, s)
		return err
	})
	return out, err
}

// cardOf ranks everybody for the case, which is the whole of it.
func cardOf(tx *sqlite.Tx, s sqlite.StoredCase) (assignment.Card, error) {
	opened, err := opened(tx, account.Actor{}, s)
	if err != nil {
		return assignment.Card{}, err
	}
	people, err := known(tx, s.Key)
	if err != nil {
		return assignment.Card{}, err
	}
	due := calendar.Date{}
	if running, ok := opened.Ledger.Decision(); ok {
		due = running.On
	}
	return assignment.Rank(s.Case, calendar.DateOf(tx.Now), due, people, reviewer.Standard()), nil
}

// known gathers what the ranking asks about everybody.
func known(tx *sqlite.Tx, key int64) ([]assignment.Known, error) {
	rows, err := tx.Roster()
	if err != nil {
		return nil, err
	}
	identities, err := tx.Identities()
	if err != nil {
		return nil, err
	}
	choices, err := tx.Choices(key)
	if err != nil {
		return nil, err
	}
	orders, err := tx.Orders(key)
	if err != nil {
		return nil, err
	}
	var out []assignment.Known
	for _, r := range rows {
		one := assignment.Known{ID: r.ID, Code: quality.ReviewerCode(r.ID), Profile: r.Profile, Identity: identities[r.ID], Open: r.Open, Last: r.Last}
		one.Declined = slices.ContainsFunc(choices, func(c sqlite.Choice) bool {
			return c.Reviewer == r.ID && (c.Answer == sqlite.DeclinedOffer || c.Answer == sqlite.ReleasedChoice)
		})
		if len(orders) > 0 {
			if one.Had, err = tx.HadBefore(key, r.ID, orders[len(orders)-1].At); err != nil {
				return nil, err
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// freezeCard checks a direct assignment by the rules and keeps its card, where
// credentials of the reviewer are on file; without them there is nothing to check.
func freezeCard(tx *sqlite.Tx, number casefile.CaseNumber, to account.UserID) error {
	rows, err := tx.Roster()
	if err != nil || !slices.ContainsFunc(rows, func(r sqlite.Rostered) bool { return r.ID == to && r.Profile != nil }) {
		return err
	}
	s, _, err := tx.Case(number)
	if err != nil {
		return err
	}
	card, err := cardOf(tx, s)
	if err != nil {
		return err
	}
	if one, suitable, _ := card.Of(to); !suitable {
		var bad fault.Fields
		bad.Add("reviewer", "The rules exclude this reviewer: %s.", reasonWords(one.Excluded))
		return bad.Err("The case was not assigned.")
	}
	return tx.Choose(s.Key, sqlite.Choice{Reviewer: to, Kind: sqlite.Directly, Card: card})
}

func reasonWords(rs []reviewer.Reason) string {
	var out []string
	for _, r := range rs {
		out = append(out, r.String())
	}
	return strings.Join(out, "; ")
}
