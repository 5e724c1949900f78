package sqlite

import "database/sql"

// PageRef names a page by the position of its document in the case.
type PageRef struct{ Position, Number int }

// Search returns the pages of the case that match the full-text expression, in
// the order of the documents. The expression must be one of package search; no
// other is safe.
func (t *Tx) Search(key int64, match string) ([]PageRef, error) {
	return t.search("search.by-page", key, match)
}

// SearchRanked is Search with the pages first that say most of what is looked
// for in the fewest words.
func (t *Tx) SearchRanked(key int64, match string) ([]PageRef, error) {
	return t.search("search.by-relevance", key, match)
}

func (t *Tx) search(statement string, key int64, match string) ([]PageRef, error) {
	return all(t, statement, []any{match, textRow(key, 0, 0), textRow(key+1, 0, 0) - 1}, func(s scanner) (PageRef, error) {
		var row int64
		err := s.Scan(&row)
		return PageRef{Position: int(row >> 16 & 0xffff), Number: int(row & 0xffff)}, err
	})
}

// PageWords returns the words of a page without their boxes; none where the page
// is not read.
func (t *Tx) PageWords(key int64, ref PageRef) ([]string, error) {
	var packed []byte
	_, err := t.one("search.words", []any{key, ref.Position, sql.Named("number", ref.Number)}, []any{&packed})
	if err != nil || len(packed) == 0 {
		return nil, err
	}
	return unpackTexts(packed)
}

// CopyRefs returns the pages of the case that came in more than once.
func (t *Tx) CopyRefs(key int64) ([]PageCopy, error) {
	return all(t, "search.copies", []any{key}, func(s scanner) (c PageCopy, err error) {
		return c, s.Scan(&c.Page.Position, &c.Page.Number, &c.Of.Position, &c.Of.Number)
	})
}
