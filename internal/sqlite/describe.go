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

// Look is what the pages of a document say of the records in it: what each seems to
// be, which are there and which others they name. Version is that of the case's
// records when the pages were read.
type Look struct {
	Version   int
	Described []chronology.Described
	Held      []chronology.Held
	Named     []chronology.RecordMention
}

// SetLook stores what the pages of a document say, in place of what they said
// before. It leaves what somebody stored of a newer version of the records.
func (t *Tx) SetLook(key int64, position int, look Look) error {
	document := []any{sql.Named("case_id", key), sql.Named("position", position)}
	newest := 0
	if _, err := t.one("describe.looked-at", document, []any{&newest}); err != nil || newest > look.Version {
		return err
	}
	for _, clear := range []string{"describe.clear", "describe.clear-named", "describe.clear-held"} {
		if _, err := t.exec(clear, document...); err != nil {
			return err
		}
	}
	for _, one := range look.Described {
		if err := t.addDescribed(document, look.Version, one); err != nil {
			return err
		}
	}
	for _, h := range look.Held {
		if _, err := t.exec("describe.insert-held", append(document[:2:2], sql.Named("kind", h.Kind), sql.Named("dated", date{&h.Date}))...); err != nil {
			return err
		}
	}
	for i, m := range look.Named {
		if _, err := t.exec("describe.insert-named", append(document[:2:2], sql.Named("at", i), sql.Named("kind", m.Kind),
			sql.Named("dated", date{&m.Date}), sql.Named("precise", m.Precise), sql.Named("author", m.Author), sql.Named("page", m.Page),
			sql.Named("first_word", m.First), sql.Named("end_word", m.End), sql.Named("quote", m.Text))...); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) addDescribed(document []any, version int, one chronology.Described) error {
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
	return nil
}

// Held lists the records that the documents of the case hold, as far as they were
// looked at.
func (t *Tx) Held(key int64) ([]chronology.Held, error) {
	return all(t, "describe.held", []any{key}, func(s scanner) (h chronology.Held, err error) {
		return h, s.Scan(&h.Kind, date{&h.Date})
	})
}

// Named lists the dated reports that the documents of the case name.
func (t *Tx) Named(key int64) ([]chronology.RecordMention, error) {
	return all(t, "describe.named", []any{key}, func(s scanner) (m chronology.RecordMention, err error) {
		return m, s.Scan(&m.Document, &m.Kind, date{&m.Date}, &m.Precise, &m.Author, &m.Page, &m.First, &m.End, &m.Text)
	})
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
