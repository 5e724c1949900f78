package casework

import (
	"bytes"
	"context"
	"fmt"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/fault"
	"imr/internal/guideline"
	"imr/internal/sqlite"
)

// GuidelineChange is a version of an edition with who made it and when.
type GuidelineChange = sqlite.GuidelineChange

// keepsLibrary refuses those who do not keep the library.
func keepsLibrary(by account.Actor) error {
	if !by.Has(account.Admin) {
		return fault.New(fault.NotFound, "There is no such page for you.")
	}
	return nil
}

// GuidelineHistory returns the versions of an edition, the newest first. Admins keep
// the library.
func (d *Desk) GuidelineHistory(ctx context.Context, by account.Actor, id int64) (history []GuidelineChange, err error) {
	if err := keepsLibrary(by); err != nil {
		return nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		history, err = tx.GuidelineHistory(id)
		return err
	})
	if err == nil && len(history) == 0 {
		err = fault.New(fault.NotFound, "The library has no such edition.")
	}
	return history, err
}

// AddGuideline adds an edition, of a new chapter too. With endBefore the edition of
// the chapter that has no end ends on the day before this one begins. It is Invalid,
// by guideline.Columns, where the edition is not whole or clashes with another.
func (d *Desk) AddGuideline(ctx context.Context, by account.Actor, e guideline.Edition, endBefore bool) error {
	return d.changeLibrary(ctx, by, audit.By(by, "guideline.add", e.Key).With(e.Year), func(tx *sqlite.Tx, l guideline.Library) error {
		others := l.Editions()
		if endBefore {
			for i, o := range others {
				if ended, ok := endedBefore(o, e); ok {
					others[i] = ended
					if err := d.storeGuideline(tx, by, ended); err != nil {
						return err
					}
				}
			}
		}
		if err := fits(e, l, others); err != nil {
			return err
		}
		return tx.AddGuideline(e, by.Name)
	})
}

// endedBefore is the edition with its end on the day before the new one begins,
// where it is of the same chapter, began earlier and has no end yet.
func endedBefore(o, next guideline.Edition) (guideline.Edition, bool) {
	if o.Key != next.Key || !o.To.IsZero() || next.From.IsZero() || !o.From.Before(next.From) {
		return o, false
	}
	o.To = next.From.AddDays(-1)
	return o, true
}

// fits refuses an edition that is not whole or clashes with another.
func fits(e guideline.Edition, l guideline.Library, others []guideline.Edition) error {
	wrong := l.Taken(e)
	if f := fault.Of(e.Validate()); f != nil {
		wrong = append(wrong, f.Fields...)
	}
	if len(wrong) == 0 {
		wrong = guideline.Clash(e, others)
	}
	return wrong.Err("The edition cannot be kept as it is.")
}

// ChangeGuideline stores what was corrected of an edition, its end included, over
// the given version. Its key stays. Cases keep the words by which they cite it.
func (d *Desk) ChangeGuideline(ctx context.Context, by account.Actor, e guideline.Edition, version int) error {
	return d.changeLibrary(ctx, by, audit.By(by, "guideline.change", e.Key).With(e.Year), func(tx *sqlite.Tx, l guideline.Library) error {
		if err := fits(e, l, l.Editions()); err != nil {
			return err
		}
		return tx.ChangeGuideline(e, version, by.Name)
	})
}

func (d *Desk) changeLibrary(ctx context.Context, by account.Actor, act audit.Act, change func(*sqlite.Tx, guideline.Library) error) error {
	if err := keepsLibrary(by); err != nil {
		return err
	}
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		l, err := storedLibrary(tx)
		if err != nil {
			return err
		}
		return change(tx, l)
	})
}

// storedLibrary is the library in a transaction that may change it, so that what
// others are shown is not touched before it is done.
func storedLibrary(tx *sqlite.Tx) (guideline.Library, error) {
	editions, err := tx.Guidelines()
	return guideline.New(editions), err
}

func (d *Desk) storeGuideline(tx *sqlite.Tx, by account.Actor, e guideline.Edition) error {
	version, _, err := tx.GuidelineVersion(e.ID)
	if err != nil {
		return err
	}
	return tx.ChangeGuideline(e, version, by.Name)
}

// PreviewGuidelines says line by line what the table would do to the library. It is
// Invalid, under “file”, where it is no such table. Nothing is stored.
func (d *Desk) PreviewGuidelines(ctx context.Context, by account.Actor, table []byte) ([]guideline.Change, error) {
	if err := keepsLibrary(by); err != nil {
		return nil, err
	}
	lines, err := guideline.ReadTable(bytes.NewReader(table))
	if err != nil {
		return nil, err
	}
	l, err := d.Library(ctx)
	if err != nil {
		return nil, err
	}
	return l.Preview(lines), nil
}

// ImportGuidelines stores what the table adds and changes, and leaves out the lines
// that are refused. It is a Conflict where the library is no longer the one whose
// count of changes the preview was made by.
func (d *Desk) ImportGuidelines(ctx context.Context, by account.Actor, table []byte, seen int64) (added, changed int, err error) {
	if err := keepsLibrary(by); err != nil {
		return 0, 0, err
	}
	lines, err := guideline.ReadTable(bytes.NewReader(table))
	if err != nil {
		return 0, 0, err
	}
	act := audit.By(by, "guideline.import", "library")
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if now, err := tx.GuidelineChanges(); err != nil || now != seen {
			return libraryChanged(err)
		}
		l, err := storedLibrary(tx)
		if err != nil {
			return err
		}
		added, changed, err = d.storeChanges(tx, by, l.Preview(lines))
		act = act.With(fmt.Sprintf("%d added, %d changed", added, changed))
		return err
	})
	return added, changed, err
}

func libraryChanged(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "The library was changed after this preview was made. Look at the new one, then import.")
}

func (d *Desk) storeChanges(tx *sqlite.Tx, by account.Actor, changes []guideline.Change) (added, changed int, err error) {
	for _, c := range changes {
		switch c.Fate {
		case guideline.Added:
			added++
			err = tx.AddGuideline(c.After, by.Name)
		case guideline.Changed:
			changed++
			err = d.storeGuideline(tx, by, c.After)
		}
		if err != nil {
			return 0, 0, err
		}
	}
	return added, changed, nil
}

// LibraryChanges counts the changes of the library, by which a preview of it is known.
func (d *Desk) LibraryChanges(ctx context.Context) (n int64, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		n, err = tx.GuidelineChanges()
		return err
	})
	return n, err
}
