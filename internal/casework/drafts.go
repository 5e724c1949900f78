package casework

import (
	"context"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// Draft is the review as it was last saved, with the reviewer's facts.
type Draft struct {
	sqlite.Draft
	Facts []review.Fact
}

// SummaryPart names the summary among the parts of a draft.
const SummaryPart = sqlite.SummaryPart

// Saved is what a save is acknowledged with.
type Saved = sqlite.Saved

// Draft returns the review of the case, signed or not. Only its reviewer has it.
func (d *Desk) Draft(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Draft, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.CaseKey)
		if err != nil {
			return err
		}
		if out.Draft, err = tx.Draft(s.Key); err != nil {
			return err
		}
		out.Facts, err = tx.Facts(s.Key, by.ID)
		return err
	})
	return out, err
}

// SaveSummary stores the summary over its given version, 0 where it was never
// saved. Nothing is validated: half a sentence is worth keeping. It is a Conflict
// where another window saved first.
func (d *Desk) SaveSummary(ctx context.Context, by account.Actor, number casefile.CaseNumber, version int, s []review.Sentence) (Saved, error) {
	return d.save(ctx, by, number, func(tx *sqlite.Tx, key int64) (int, error) {
		return tx.SavePart(key, sqlite.SummaryPart, version, s)
	})
}

// SaveDecision stores the decision on its item over its given version, under the
// same terms as SaveSummary.
func (d *Desk) SaveDecision(ctx context.Context, by account.Actor, number casefile.CaseNumber, version int, one review.Decision) (Saved, error) {
	return d.save(ctx, by, number, func(tx *sqlite.Tx, key int64) (int, error) {
		c, _, err := tx.Case(number)
		if err != nil {
			return 0, err
		}
		if _, ok := c.Item(one.Item); !ok {
			return 0, noItem()
		}
		draft, err := tx.Draft(key)
		if err != nil {
			return 0, err
		}
		return tx.SavePart(key, draft.ItemPart(one.Item), version, one)
	})
}

func noItem() error {
	return fault.New(fault.NotFound, "The case has no such disputed item. Choose one from the case's page.")
}

func (d *Desk) save(ctx context.Context, by account.Actor, number casefile.CaseNumber, store func(*sqlite.Tx, int64) (int, error)) (saved Saved, err error) {
	err = d.db.Update(ctx, audit.By(by, "draft.save", string(number)), func(tx *sqlite.Tx) error {
		s, err := drafting(tx, by, number)
		if err != nil {
			return err
		}
		saved = Saved{At: tx.Now.Truncate(time.Microsecond)}
		saved.Version, err = store(tx, s.Key)
		return err
	})
	return saved, err
}

// DropDecision removes one of several decisions on an item: the n-th that is made
// on it, from 0. The last one is not dropped: who clicks twice, or in two windows,
// would else lose the one that they chose.
func (d *Desk) DropDecision(ctx context.Context, by account.Actor, number casefile.CaseNumber, item casefile.ItemID, n int) error {
	return d.db.Update(ctx, audit.By(by, "draft.drop-decision", string(number)), func(tx *sqlite.Tx) error {
		s, err := drafting(tx, by, number)
		if err != nil {
			return err
		}
		draft, err := tx.Draft(s.Key)
		if err != nil {
			return err
		}
		if len(draft.For(item)) == 1 {
			return fault.New(fault.Conflict, "Only one decision is left on this item; the other was removed already.")
		}
		for i, one := range draft.Decisions {
			if one.Item != item {
				continue
			}
			if n == 0 {
				part := draft.DecisionParts[i]
				return tx.DropPart(s.Key, part, draft.Parts[part].Version)
			}
			n--
		}
		return noItem()
	})
}
