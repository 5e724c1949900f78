package sqlite

import (
	"database/sql"

	"imr/internal/casefile"
)

// PagePrint is a page's fingerprint as package copies wrote it.
type PagePrint struct {
	PageRef
	Print []byte
}

// Prints returns the fingerprints of the pages that were read, in the order of
// the documents.
func (t *Tx) Prints(key int64) ([]PagePrint, error) {
	return all(t, "work.prints", []any{key}, func(s scanner) (p PagePrint, err error) {
		return p, s.Scan(&p.Position, &p.Number, &p.Print)
	})
}

// PageCopy is a page that says the same as an earlier one of the case.
type PageCopy struct{ Page, Of PageRef }

// NamedCopy is a PageCopy with the documents by their ids.
type NamedCopy struct{ Page, Of PageName }

// PageName names a page of a case by the id of its document.
type PageName struct {
	Document casefile.DocumentID
	Number   int
}

// SetCopies stores the copies of the case in place of those found before.
func (t *Tx) SetCopies(key int64, found []PageCopy) error {
	if _, err := t.exec("work.clear-copies", key); err != nil {
		return err
	}
	for _, c := range found {
		if _, err := t.exec("work.insert-copy", key, c.Page.Position, sql.Named("number", c.Page.Number),
			sql.Named("of_position", c.Of.Position), sql.Named("of_number", c.Of.Number)); err != nil {
			return err
		}
	}
	return nil
}

// Copies returns the copies of the case in the order of the documents.
func (t *Tx) Copies(key int64) ([]NamedCopy, error) {
	return all(t, "work.copies", []any{key}, func(s scanner) (c NamedCopy, err error) {
		return c, s.Scan(&c.Page.Document, &c.Page.Number, &c.Of.Document, &c.Of.Number)
	})
}
