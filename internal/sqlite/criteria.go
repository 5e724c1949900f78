package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"

	"imr/internal/criteria"
	"imr/internal/fault"
)

// CriteriaList is a version of a list of criteria with the time at which it was made.
type CriteriaList struct {
	criteria.List
	At time.Time
}

// AddCriteria stores a version of a list. It is a Conflict where there is one of
// that number already.
func (t *Tx) AddCriteria(l criteria.List) error {
	n, err := t.exec("criteria.insert-list", l.Key, l.Version, sql.Named("name", l.Name), sql.Named("guideline", l.Guideline),
		sql.Named("chapter", l.Chapter), sql.Named("category", l.Category), sql.Named("in_use", l.InUse), sql.Named("made_at", t.stamp()))
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "This list was changed in another window after you opened it here. Look at its newest version, then make your change to that.")
	}
	if err != nil {
		return err
	}
	for i, c := range l.Criteria {
		terms, err := json.Marshal(c.Terms)
		if err != nil {
			return err
		}
		if _, err := t.exec("criteria.insert", l.Key, l.Version, sql.Named("position", i), sql.Named("criterion", c.Key),
			sql.Named("words", c.Words), sql.Named("terms", string(terms))); err != nil {
			return err
		}
	}
	return nil
}

// Criteria returns the newest version of every list, by name.
func (t *Tx) Criteria() ([]CriteriaList, error) {
	return t.criteria("criteria.newest", "criteria.newest-criteria")
}

// CriteriaVersions returns every version of the list, the newest first; none where
// there is no such list.
func (t *Tx) CriteriaVersions(key string) ([]CriteriaList, error) {
	return t.criteria("criteria.versions", "criteria.versions-criteria", key)
}

func (t *Tx) criteria(lists, of string, args ...any) ([]CriteriaList, error) {
	out, err := all(t, lists, args, func(s scanner) (l CriteriaList, err error) {
		var at string
		if err := s.Scan(&l.Key, &l.Version, &l.Name, &l.Guideline, &l.Chapter, &l.Category, &l.InUse, &at); err != nil {
			return l, err
		}
		l.At, err = time.Parse(timeLayout, at)
		return l, err
	})
	if err != nil {
		return nil, err
	}
	type version struct {
		list   string
		number int
	}
	in := map[version]int{}
	for i, l := range out {
		in[version{l.Key, l.Version}] = i
	}
	_, err = all(t, of, args, func(s scanner) (c criteria.Criterion, err error) {
		var v version
		var terms string
		if err := s.Scan(&v.list, &v.number, &c.Key, &c.Words, &terms); err != nil {
			return c, err
		}
		l := &out[in[v]]
		err = json.Unmarshal([]byte(terms), &c.Terms)
		l.Criteria = append(l.Criteria, c)
		return c, err
	})
	return out, err
}
