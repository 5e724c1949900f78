package sqlite

import (
	"database/sql"

	"imr/internal/casefile"
)

// AddPages stores the pages of the document at position at within the case.
func (t *Tx) AddPages(key int64, at int, pages []casefile.Page) error {
	for _, p := range pages {
		words, err := packWords(p.Words)
		if err != nil {
			return err
		}
		if _, err := t.exec("case.insert-page", append(append([]any{key, at}, pageColumns(&p)[1:]...), words)...); err != nil {
			return err
		}
	}
	return nil
}

// pageColumns are the columns of a page but for its words.
func pageColumns(p *casefile.Page) []any {
	return []any{&p.Document, &p.Number, &p.Width, &p.Height, &p.Reading, &p.Engine, &p.Confidence}
}

func scanPage(s scanner) (casefile.Page, error) {
	var p casefile.Page
	var words []byte
	if err := s.Scan(append(pageColumns(&p), &words)...); err != nil {
		return p, err
	}
	var err error
	p.Words, err = unpackWords(words)
	return p, err
}

// Page returns one page with its words.
func (t *Tx) Page(key int64, doc casefile.DocumentID, number int) (p casefile.Page, found bool, err error) {
	ps, err := all(t, "case.page", []any{sql.Named("case_id", key), sql.Named("document", string(doc)), sql.Named("number", number)}, scanPage)
	if err != nil || len(ps) == 0 {
		return casefile.Page{}, false, err
	}
	return ps[0], true, nil
}

// Pages returns every page of the case with its words, in the order of the documents.
func (t *Tx) Pages(key int64) ([]casefile.Page, error) {
	return all(t, "case.pages", []any{key}, scanPage)
}

// PageSizes returns every page of the case without its words, in the order of the documents.
func (t *Tx) PageSizes(key int64) ([]casefile.Page, error) {
	return all(t, "case.page-sizes", []any{key}, func(s scanner) (p casefile.Page, err error) {
		return p, s.Scan(pageColumns(&p)...)
	})
}
