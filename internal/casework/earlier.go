package casework

import (
	"context"
	"fmt"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/earlier"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// Earlier lists what was decided before for the employee of the case on treatments
// like those of its items, in the order of the items and then of time. Nothing of
// it names a reviewer.
func (d *Desk) Earlier(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []earlier.Decided, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		out, err = earlierOf(tx, s)
		return err
	})
	return out, err
}

// EarlierDetermination is the part of another case's determination that concerns
// the present case: the items that are like one of its own. It leaves an event, and
// is NotFound for everything else of any other case.
func (d *Desk) EarlierDetermination(ctx context.Context, by account.Actor, number, other casefile.CaseNumber) (out []earlier.Decided, err error) {
	act := audit.By(by, "earlier.read", string(number)).With(string(other))
	err = d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		all, err := earlierOf(tx, s)
		for _, one := range all {
			if one.Number == other {
				out = append(out, one)
			}
		}
		if err == nil && len(out) == 0 {
			err = fault.New(fault.NotFound, "There is no earlier determination of that number for this case. Choose one from the page of the item.")
		}
		return err
	})
	return out, err
}

func earlierOf(tx *sqlite.Tx, s sqlite.StoredCase) ([]earlier.Decided, error) {
	kin, err := tx.Kin(earlier.PersonOf(s.Case))
	if err != nil {
		return nil, err
	}
	own, signed, err := determinationOf(tx, s.Key)
	if err != nil {
		return nil, err
	}
	byItem := map[casefile.ItemID][]earlier.Decided{}
	for _, k := range kin {
		if !k.Signed || k.Key == s.Key {
			continue
		}
		before, _, err := determinationOf(tx, k.Key)
		if err != nil {
			return nil, err
		}
		if signed && before.DecidedOn.After(own.DecidedOn) {
			continue
		}
		for _, one := range earlier.Match(s.Case, before) {
			byItem[one.For] = append(byItem[one.For], one)
		}
	}
	var out []earlier.Decided
	for _, it := range s.Items {
		out = append(out, byItem[it.ID]...)
	}
	return out, nil
}

func determinationOf(tx *sqlite.Tx, key int64) (det determination.Determination, found bool, err error) {
	f, found, err := tx.Determination(key)
	if err != nil || !found {
		return det, found, err
	}
	det, err = determination.Parse(f.Canonical)
	return det, true, err
}

// withContradictions adds the earlier determinations that the review contradicts
// and does not name, each under the path items[ID].earlier.
func withContradictions(tx *sqlite.Tx, s sqlite.StoredCase, lacks *fault.Error, r review.Review) (*fault.Error, error) {
	found, err := earlierOf(tx, s)
	if err != nil {
		return lacks, err
	}
	var more fault.Fields
	for _, e := range earlier.Unaddressed(found, r) {
		more.Add(fmt.Sprintf("items[%s].earlier", e.For), "%s", Contradiction(e))
	}
	if lacks == nil {
		return fault.Of(more.Err("An earlier determination decided the opposite.")), nil
	}
	lacks.Fields = append(lacks.Fields, more...)
	return lacks, nil
}

// Contradiction says what a decision against an earlier one still lacks.
func Contradiction(e earlier.Decided) string {
	return fmt.Sprintf("Item %s: determination %s of %s decided the opposite on a like treatment. Name it in the rationale, by its number or its date, and say what is different now.",
		e.For, e.Number, e.On.US())
}
