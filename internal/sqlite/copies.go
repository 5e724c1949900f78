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
	return all(t, "copies.prints", []any{key}, func(s scanner) (p PagePrint, err error) {
		return p, s.Scan(&p.Position, &p.Number, &p.Print)
	})
}

// SetPrint stores the fingerprint of a page whose stored one is of another version.
func (t *Tx) SetPrint(key int64, page PageRef, print []byte) error {
	_, err := t.exec("copies.set-print", sql.Named("case_id", key), sql.Named("position", page.Position), sql.Named("number", page.Number), sql.Named("print", print))
	return err
}

// PageCopy is a page that says the same as an earlier one of the case or, where it
// is Carried, much the same.
type PageCopy struct {
	Page, Of PageRef
	Carried  bool
}

// NamedCopy is a PageCopy with the documents by their ids.
type NamedCopy struct{ Page, Of PageName }

// PageName names a page of a case by the id of its document.
type PageName struct {
	Document casefile.DocumentID
	Number   int
}

// SetCopies stores the copies of the case in place of those found before.
func (t *Tx) SetCopies(key int64, found []PageCopy) error {
	if _, err := t.exec("copies.clear", key); err != nil {
		return err
	}
	for _, c := range found {
		kind := "same"
		if c.Carried {
			kind = "carried"
		}
		if _, err := t.exec("copies.insert", key, c.Page.Position, sql.Named("number", c.Page.Number),
			sql.Named("of_position", c.Of.Position), sql.Named("of_number", c.Of.Number), sql.Named("kind", kind)); err != nil {
			return err
		}
	}
	return nil
}

// Copies returns the pages of the case that came in again, in the order of the
// documents; NearCopies those that say much the same as an earlier one.
func (t *Tx) Copies(key int64) ([]NamedCopy, error) { return t.copies(key, "same") }

// NearCopies returns what Copies says.
func (t *Tx) NearCopies(key int64) ([]NamedCopy, error) { return t.copies(key, "carried") }

func (t *Tx) copies(key int64, kind string) ([]NamedCopy, error) {
	return all(t, "copies.list", []any{key, kind}, func(s scanner) (c NamedCopy, err error) {
		return c, s.Scan(&c.Page.Document, &c.Page.Number, &c.Of.Document, &c.Of.Number)
	})
}
