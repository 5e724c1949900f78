package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/sqlite"
)

// History returns at most n events of the trail that are about the case and precede
// the one with the number, the newest first.
func (d *Desk) History(ctx context.Context, by account.Actor, number casefile.CaseNumber, before int64, n int) (es []audit.Event, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if _, err := ofStaff(tx, by, number); err != nil {
			return err
		}
		es, err = tx.EventsOf(string(number), before, n)
		return err
	})
	return es, err
}
