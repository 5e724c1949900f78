package sqlite

import (
	"database/sql"
	"time"

	"imr/internal/account"
	"imr/internal/fault"
)

// Note is what a person wrote on a page for themselves. Version counts its saves;
// 0 is a note that was never saved.
type Note struct {
	PageName
	Version int
	Text    string // empty where the author took it away
	SavedAt time.Time
}

// Notes returns the author's own notes on the case in the order of its pages,
// those that were taken away included.
func (t *Tx) Notes(key int64, author account.UserID) ([]Note, error) {
	return all(t, "notes.list", []any{sql.Named("case_id", key), sql.Named("author_id", string(author))}, func(s scanner) (n Note, err error) {
		var at string
		if err := s.Scan(&n.Document, &n.Number, &n.Version, &n.Text, &at); err != nil {
			return n, err
		}
		n.SavedAt, err = time.Parse(timeLayout, at)
		return n, err
	})
}

// SaveNote stores the author's note over its version. It is a Conflict where
// another window saved first.
func (t *Tx) SaveNote(key int64, author account.UserID, n Note) error {
	changed, err := t.exec("notes.save", sql.Named("case_id", key), sql.Named("author_id", string(author)), sql.Named("document", string(n.Document)),
		sql.Named("page", n.Number), sql.Named("text", n.Text), sql.Named("saved_at", t.stamp()), sql.Named("version", n.Version))
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "This note was saved in another window after you opened it here. Both texts are shown: choose.")
	}
	return err
}
