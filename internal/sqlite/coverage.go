package sqlite

import (
	"database/sql"
	"time"

	"imr/internal/account"
)

// View says since when a page has been on a reviewer's screen, and for how long
// in all.
type View struct {
	Page  PageName
	First time.Time // UTC
	Time  time.Duration
}

// Look adds time to a page's view, which begins now where there was none; found is
// false where the case has no such page.
func (t *Tx) Look(key int64, reviewer account.UserID, page PageName, d time.Duration) (found bool, err error) {
	n, err := t.exec("coverage.look", sql.Named("case_id", key), sql.Named("reviewer", string(reviewer)), sql.Named("now", t.stamp()),
		sql.Named("milliseconds", d.Milliseconds()), sql.Named("document", string(page.Document)), sql.Named("number", page.Number))
	return n == 1, err
}

// Views returns what the reviewer has seen of the case, in no order.
func (t *Tx) Views(key int64, reviewer account.UserID) ([]View, error) {
	return all(t, "coverage.views", []any{sql.Named("case_id", key), sql.Named("reviewer", string(reviewer))}, func(s scanner) (v View, err error) {
		var first string
		var milliseconds int64
		if err := s.Scan(&v.Page.Document, &v.Page.Number, &first, &milliseconds); err != nil {
			return v, err
		}
		v.Time = time.Duration(milliseconds) * time.Millisecond
		v.First, err = time.Parse(timeLayout, first)
		return v, err
	})
}
