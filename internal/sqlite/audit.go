package sqlite

import (
	"iter"
	"time"

	"imr/internal/audit"
)

func scanEvent(s scanner) (audit.Event, error) {
	var e audit.Event
	var at int64
	err := s.Scan(&e.Seq, &at, &e.Actor, &e.Name, &e.Object, &e.Note, &e.Prev, &e.Hash)
	e.At = time.UnixMicro(at).UTC()
	return e, err
}

// Events walks the whole trail in order, without holding it in memory.
func (t *Tx) Events() iter.Seq2[audit.Event, error] {
	return func(yield func(audit.Event, error) bool) {
		rows, err := t.stmt("audit.all").QueryContext(t.ctx)
		if err != nil {
			yield(audit.Event{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			if e, err := scanEvent(rows); !yield(e, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(audit.Event{}, err)
		}
	}
}

// EventsBefore returns at most n events, the newest first, that precede seq.
func (t *Tx) EventsBefore(seq int64, n int) ([]audit.Event, error) {
	return all(t, "audit.latest", []any{seq, n}, scanEvent)
}

// EventsOf returns at most n events about the object, the newest first, that precede before.
func (t *Tx) EventsOf(object string, before int64, n int) ([]audit.Event, error) {
	return all(t, "audit.of", []any{object, before, n}, scanEvent)
}
