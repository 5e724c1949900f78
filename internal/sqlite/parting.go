package sqlite

import "database/sql"

// RecordStarts returns what people said of where records begin: of each page of a
// document, named by its position, whether a record begins there.
func (t *Tx) RecordStarts(key int64) (map[int]map[int]bool, error) {
	out := map[int]map[int]bool{}
	_, err := all(t, "describe.starts", []any{key}, func(s scanner) (struct{}, error) {
		var position, page int
		var begins bool
		err := s.Scan(&position, &page, &begins)
		if out[position] == nil {
			out[position] = map[int]bool{}
		}
		out[position][page] = begins
		return struct{}{}, err
	})
	return out, err
}

// SetRecordStart stores whether a record begins on the page, in place of what was
// said before.
func (t *Tx) SetRecordStart(key int64, position, page int, begins bool) error {
	_, err := t.exec("describe.set-start", sql.Named("case_id", key), sql.Named("position", position), sql.Named("page", page), sql.Named("begins", begins))
	if err != nil {
		return err
	}
	_, err = t.exec("work.count-change", key)
	return err
}

// DropRecordStart takes back what was said of the page; dropped is false where
// nothing was.
func (t *Tx) DropRecordStart(key int64, position, page int) (dropped bool, err error) {
	n, err := t.exec("describe.drop-start", sql.Named("case_id", key), sql.Named("position", position), sql.Named("page", page))
	if err != nil || n == 0 {
		return false, err
	}
	_, err = t.exec("work.count-change", key)
	return true, err
}
