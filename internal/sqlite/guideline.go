package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"imr/internal/fault"
	"imr/internal/guideline"
)

// shipped is who is said to have put the editions there that came with the program.
const shipped = "the program"

// seedGuidelines fills an empty library with the one that ships with the program.
// Nobody acts, so it leaves no event; the history of each edition says where it
// came from.
func (d *DB) seedGuidelines(ctx context.Context) error {
	empty := false
	err := d.View(ctx, func(tx *Tx) error {
		changes, err := tx.GuidelineChanges()
		empty = changes == 0
		return err
	})
	if err != nil || !empty {
		return err
	}
	return d.Background(ctx, func(tx *Tx) error {
		// Another program may have started at the same moment.
		if changes, err := tx.GuidelineChanges(); err != nil || changes > 0 {
			return err
		}
		for _, e := range guideline.Standard().Editions() {
			if err := tx.AddGuideline(e, shipped); err != nil {
				return fmt.Errorf("guideline %s %s: %w", e.Key, e.Year, err)
			}
		}
		return nil
	})
}

// GuidelineChanges counts the changes of the library: it is another number after each.
func (t *Tx) GuidelineChanges() (n int64, err error) {
	_, err = t.one("guideline.changes", nil, []any{&n})
	return n, err
}

// Guidelines returns every edition of the library in the order in which they were added.
func (t *Tx) Guidelines() ([]guideline.Edition, error) {
	return all(t, "guideline.all", nil, func(s scanner) (guideline.Edition, error) {
		var id int64
		cells := make([]string, len(guideline.Columns))
		into := []any{&id}
		for i := range cells {
			into = append(into, &cells[i])
		}
		if err := s.Scan(into...); err != nil {
			return guideline.Edition{}, err
		}
		byName := map[string]string{}
		for i, name := range guideline.Columns {
			byName[name] = cells[i]
		}
		e, err := storedEdition(byName)
		e.ID = id
		return e, err
	})
}

// storedEdition reads an edition back. Rules that came later than it do not make it
// unreadable; a date that is none does.
func storedEdition(byName map[string]string) (guideline.Edition, error) {
	e, _ := guideline.FromCells(func(column string) string { return byName[column] })
	if e.From.String() != byName["effective_from"] || e.To.String() != byName["effective_to"] {
		return e, fmt.Errorf("guideline %s %s has a date that is none", e.Key, e.Year)
	}
	return e, nil
}

// AddGuideline stores a new edition. It is a Conflict where there is one of its key and year.
func (t *Tx) AddGuideline(e guideline.Edition, by string) error {
	n, err := t.exec("guideline.insert", t.guidelineArgs(e, by)...)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "This edition was added in another window meanwhile. Look at the library again.")
	}
	return err
}

// ChangeGuideline stores the edition over its given version. It is a Conflict where
// it was changed in between.
func (t *Tx) ChangeGuideline(e guideline.Edition, version int, by string) error {
	n, err := t.exec("guideline.update", append(t.guidelineArgs(e, by), sql.Named("id", e.ID), sql.Named("version", version))...)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "This edition was changed in another window after you opened it here. Look at it again, then make your change.")
	}
	return err
}

func (t *Tx) guidelineArgs(e guideline.Edition, by string) []any {
	args := []any{sql.Named("changed_by", by), sql.Named("changed_at", t.stamp())}
	for i, cell := range e.Cells() {
		args = append(args, sql.Named(guideline.Columns[i], cell))
	}
	return args
}

// GuidelineVersion is the version of the edition; found is false where there is none.
func (t *Tx) GuidelineVersion(id int64) (version int, found bool, err error) {
	found, err = t.one("guideline.version", []any{id}, []any{&version})
	return version, found, err
}

// GuidelineChange is a version of an edition with who made it and when.
type GuidelineChange struct {
	Version int
	By      string
	At      time.Time
	Edition guideline.Edition
}

// GuidelineHistory returns every version of the edition, the newest first.
func (t *Tx) GuidelineHistory(id int64) ([]GuidelineChange, error) {
	return all(t, "guideline.history", []any{id}, func(s scanner) (c GuidelineChange, err error) {
		var at, body string
		if err := s.Scan(&c.Version, &c.By, &at, &body); err != nil {
			return c, err
		}
		if c.At, err = time.Parse(timeLayout, at); err != nil {
			return c, err
		}
		byName := map[string]string{}
		if err := json.Unmarshal([]byte(body), &byName); err != nil {
			return c, err
		}
		c.Edition, err = storedEdition(byName)
		c.Edition.ID = id
		return c, err
	})
}
