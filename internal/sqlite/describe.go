package sqlite

import (
	"database/sql"
	"time"

	"imr/internal/casefile"
	"imr/internal/chronology"
)

// DocumentPages returns the pages of the document with their words, in order.
func (t *Tx) DocumentPages(key int64, position int) ([]casefile.Page, error) {
	return all(t, "describe.pages", []any{sql.Named("case_id", key), sql.Named("position", position)}, scanPage)
}

// SetProposals stores what the pages of a document suggest, in place of what they
// suggested before. It leaves what somebody stored of a newer version of the records.
func (t *Tx) SetProposals(key int64, position, version int, list []chronology.Described) error {
	document := []any{sql.Named("case_id", key), sql.Named("position", position)}
	newest := 0
	if _, err := t.one("describe.looked-at", document, []any{&newest}); err != nil || newest > version {
		return err
	}
	if _, err := t.exec("describe.clear", document...); err != nil {
		return err
	}
	for _, one := range list {
		record := append(document[:2:2], sql.Named("first", one.First))
		if _, err := t.exec("describe.insert-encounter", append(record[:3:3], sql.Named("last", one.Last), sql.Named("version", version))...); err != nil {
			return err
		}
		for _, s := range one.Suggestions {
			if _, err := t.exec("describe.insert-proposal", append(record[:3:3], sql.Named("field", s.Field), sql.Named("value", s.Value),
				sql.Named("confidence", s.Confidence), sql.Named("page", s.Because.Page), sql.Named("first_word", s.Because.First),
				sql.Named("end_word", s.Because.End), sql.Named("rule", s.Because.Rule), sql.Named("quote", s.Quote))...); err != nil {
				return err
			}
		}
	}
	return nil
}

// Proposals returns what the pages of the case suggest, by the positions of its
// documents; a document that was not looked at yet has none.
func (t *Tx) Proposals(key int64) (map[int][]chronology.Described, error) {
	out := map[int][]chronology.Described{}
	_, err := all(t, "describe.encounters", []any{key}, func(s scanner) (struct{}, error) {
		var position int
		var one chronology.Described
		err := s.Scan(&position, &one.First, &one.Last)
		out[position] = append(out[position], one)
		return struct{}{}, err
	})
	if err != nil {
		return nil, err
	}
	next := map[int]int{} // of each document the record that is being filled
	_, err = all(t, "describe.proposals", []any{key}, func(r scanner) (struct{}, error) {
		var position, first int
		var s chronology.Suggestion
		if err := r.Scan(&position, &first, &s.Field, &s.Value, &s.Confidence, &s.Because.Page, &s.Because.First, &s.Because.End,
			&s.Because.Rule, &s.Quote); err != nil {
			return struct{}{}, err
		}
		for out[position][next[position]].First != first {
			next[position]++
		}
		one := &out[position][next[position]]
		one.Suggestions = append(one.Suggestions, s)
		return struct{}{}, nil
	})
	return out, err
}

// Confirmed is what a person said that a record is. The Span of a whole document is
// the zero one. Version counts the acts.
type Confirmed struct {
	chronology.Span
	chronology.Description
	Version int
	At      time.Time
}

// Confirmed returns what people confirmed, by the positions of the documents.
func (t *Tx) Confirmed(key int64) (map[int][]Confirmed, error) {
	out := map[int][]Confirmed{}
	_, err := all(t, "describe.confirmed", []any{key}, func(s scanner) (struct{}, error) {
		var position int
		var c Confirmed
		var at string
		err := s.Scan(&position, &c.First, &c.Last, date{&c.Dated}, &c.Kind, &c.Author, &c.Title, &c.Version, &at)
		if err == nil {
			c.At, err = time.Parse(timeLayout, at)
		}
		out[position] = append(out[position], c)
		return struct{}{}, err
	})
	return out, err
}

// Given returns what the documents of the case were said to be when they came in,
// in their order.
func (t *Tx) Given(key int64) ([]chronology.Description, error) {
	return all(t, "describe.given", []any{key}, func(s scanner) (d chronology.Description, err error) {
		return d, s.Scan(&d.Title, &d.Kind, &d.Author, date{&d.Dated})
	})
}

// Confirm stores what a person says that a record is, over the version that they
// saw, 0 for none. stored is false where somebody else was faster.
func (t *Tx) Confirm(key int64, position int, c Confirmed) (stored bool, err error) {
	n, err := t.exec("describe.confirm", sql.Named("case_id", key), sql.Named("position", position),
		sql.Named("first", c.First), sql.Named("last", c.Last), sql.Named("dated", date{&c.Dated}), sql.Named("kind", c.Kind),
		sql.Named("author", c.Author), sql.Named("title", c.Title), sql.Named("version", c.Version), sql.Named("at", t.stamp()))
	if err != nil || n == 0 {
		return false, err
	}
	_, err = t.exec("work.count-change", key)
	return true, err
}
