package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// VerifyTrail walks the whole audit trail and returns its head; the error names
// the first event that is wrong. kept is a head printed earlier, which the trail
// must still contain, or "".
func (d *Desk) VerifyTrail(ctx context.Context, kept string) (head audit.Head, err error) {
	var heads []audit.Head
	if kept != "" {
		head, err := audit.ParseHead(kept)
		if err != nil {
			return head, err
		}
		heads = append(heads, head)
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		head, err = audit.Verify(tx.Events(), heads...)
		return err
	})
	return head, err
}

// Events returns at most n events that precede the one with the number, the
// newest first. Auditors and admins read the trail.
func (d *Desk) Events(ctx context.Context, by account.Actor, before int64, n int) (es []audit.Event, err error) {
	if !by.Has(account.Auditor) && !by.Has(account.Admin) {
		return nil, fault.New(fault.Forbidden, "Only auditors and admins read the audit trail.")
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		es, err = tx.EventsBefore(before, n)
		return err
	})
	return es, err
}
