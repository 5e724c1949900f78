package casework

import (
	"context"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// RosterEntry is a reviewer as the office sees them, by code. Profile is nil where
// no credentials are on file.
type RosterEntry struct {
	sqlite.Rostered
	Code   string
	Blocks []reviewer.Reason // why they may have no case now
	Alerts []reviewer.Alert
}

// Roster lists the active reviewers by code.
func (d *Desk) Roster(ctx context.Context, by account.Actor) (out []RosterEntry, err error) {
	if !by.IsCommand() && !by.Has(account.Admin) {
		return nil, fault.New(fault.Forbidden, "Only an admin sees the credentials of reviewers.")
	}
	settings, today := reviewer.Standard(), d.Today()
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		rows, err := tx.Roster()
		for _, r := range rows {
			one := RosterEntry{Rostered: r, Code: quality.ReviewerCode(r.ID)}
			if r.Profile != nil {
				one.Blocks, one.Alerts = r.Profile.Blocks(settings, today), r.Profile.Alerts(settings, today)
			}
			out = append(out, one)
		}
		return err
	})
	slices.SortFunc(out, func(a, b RosterEntry) int { return strings.Compare(a.Code, b.Code) })
	return out, err
}

// Rostered is the reviewer with the code.
func (d *Desk) Rostered(ctx context.Context, by account.Actor, code string) (RosterEntry, error) {
	all, err := d.Roster(ctx, by)
	if err != nil {
		return RosterEntry{}, err
	}
	i := slices.IndexFunc(all, func(r RosterEntry) bool { return r.Code == code })
	if i < 0 {
		return RosterEntry{}, fault.New(fault.NotFound, "There is no reviewer %s. Choose one from the list.", code)
	}
	return all[i], nil
}

// SaveProfile stores the credentials of the reviewer with the code as the version
// after the one that they were changed from.
func (d *Desk) SaveProfile(ctx context.Context, by account.Actor, code string, from int, p reviewer.Profile) error {
	r, err := d.Rostered(ctx, by, code)
	if err != nil {
		return err
	}
	return d.db.Update(ctx, audit.By(by, "reviewer.credentials", code), func(tx *sqlite.Tx) error {
		if err := p.Validate(calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		return tx.SaveProfile(r.ID, from+1, p, by)
	})
}

// Identity tells who the reviewer with the code is, and leaves a line in the trail
// with the reason for which it was asked.
func (d *Desk) Identity(ctx context.Context, by account.Actor, code, reason string) (who reviewer.Identity, err error) {
	r, err := d.Rostered(ctx, by, code)
	if err != nil {
		return who, err
	}
	if err := because(reason, "The identity was not shown."); err != nil {
		return who, err
	}
	err = d.db.Update(ctx, audit.By(by, "reviewer.identify", code).With(reason), func(tx *sqlite.Tx) error {
		all, err := tx.Identities()
		who = all[r.ID]
		return err
	})
	return who, err
}

// SaveIdentity stores under which names the reviewer is known and whom they are tied to.
func (d *Desk) SaveIdentity(ctx context.Context, by account.Actor, code string, who reviewer.Identity) error {
	r, err := d.Rostered(ctx, by, code)
	if err != nil {
		return err
	}
	if strings.TrimSpace(who.LegalName) == "" {
		var bad fault.Fields
		bad.Add("legal-name", "Enter the name on the licence.")
		return bad.Err("The identity was not saved.")
	}
	return d.db.Update(ctx, audit.By(by, "reviewer.identity", code), func(tx *sqlite.Tx) error {
		return tx.SaveIdentity(r.ID, who)
	})
}

// because asks for a reason in words.
func because(reason, undone string) error {
	var bad fault.Fields
	if strings.TrimSpace(reason) == "" {
		bad.Add("reason", "Enter the reason; it is kept.")
	}
	return bad.Err(undone)
}
