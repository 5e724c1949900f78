package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/sqlite"
)

// recordedBy is how the ledger and the trail name the actor.
func recordedBy(by account.Actor) string {
	if by.IsCommand() {
		return by.Name
	}
	return string(by.ID)
}

// openLedger writes into the ledger what the dates of the case tell.
func openLedger(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) error {
	events := s.OpeningEvents()
	for i := range events {
		events[i].By = recordedBy(by)
	}
	_, err := tx.AddEvents(s, events...)
	return err
}

// openLedgers gives each case that was stored before there were ledgers its own.
func openLedgers(ctx context.Context, db *sqlite.DB) error {
	by := account.Command("imr")
	for {
		var s sqlite.StoredCase
		var found bool
		err := db.View(ctx, func(tx *sqlite.Tx) (err error) {
			s, found, err = tx.CaseWithoutLedger()
			return err
		})
		if err != nil || !found {
			return err
		}
		err = db.Update(ctx, audit.By(by, "deadline.begin", string(s.Number)), func(tx *sqlite.Tx) error {
			had, err := tx.LedgerEvents(s.Key)
			if err != nil {
				return err
			}
			if len(had) > 0 { // another process was faster
				_, err = tx.AddEvents(s)
				return err
			}
			return openLedger(tx, by, s)
		})
		if err != nil {
			return err
		}
	}
}
