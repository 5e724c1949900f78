package sqlite

import (
	"cmp"
	"database/sql"
	"time"

	"imr/internal/casefile"
	"imr/internal/deadline"
)

// LedgerEvents returns the ledger of the case, in the order in which it was written.
func (t *Tx) LedgerEvents(key int64) ([]deadline.Event, error) {
	return all(t, "deadline.events", []any{key}, func(r scanner) (e deadline.Event, err error) {
		var happened, recorded int64
		err = r.Scan(&e.Seq, &e.Kind, &happened, &recorded, &e.By, &e.Case, &e.Service, &e.Days, date{&e.Until}, &e.Ref, &e.Note, &e.Replaces)
		e.At, e.Recorded = time.UnixMicro(happened).UTC(), time.UnixMicro(recorded).UTC()
		return e, err
	})
}

// AddEvents adds to the ledger of the case and returns the whole of it. Seq and
// Recorded of the events are the store's to give. The row of the case is brought in
// step, so that lists never differ from the ledger.
func (t *Tx) AddEvents(c StoredCase, events ...deadline.Event) (deadline.Ledger, error) {
	had, err := t.LedgerEvents(c.Key)
	if err != nil {
		return deadline.Ledger{}, err
	}
	for _, e := range events {
		e.Seq, e.Recorded = int64(len(had)+1), t.Now.UTC().Truncate(time.Microsecond)
		_, err := t.exec("deadline.insert", sql.Named("case_id", c.Key), sql.Named("seq", e.Seq), sql.Named("kind", e.Kind),
			sql.Named("happened_at", e.At.UnixMicro()), sql.Named("recorded_at", e.Recorded.UnixMicro()), sql.Named("recorded_by", e.By),
			sql.Named("priority", e.Case), sql.Named("service", e.Service), sql.Named("days", e.Days), sql.Named("until", date{&e.Until}),
			sql.Named("ref", e.Ref), sql.Named("note", e.Note), sql.Named("replaces", e.Replaces))
		if err != nil {
			return deadline.Ledger{}, err
		}
		had = append(had, e)
	}
	l := deadline.Standard().Replay(had)
	return l, t.refresh(c, l)
}

func (t *Tx) refresh(c StoredCase, l deadline.Ledger) error {
	rule := ""
	due, running := l.Decision()
	if running {
		rule = due.Words()
	}
	_, err := t.exec("deadline.refresh", sql.Named("id", c.Key), sql.Named("due_on", date{&due.On}), sql.Named("due_rule", rule),
		sql.Named("priority", cmp.Or(l.Priority, string(c.Priority))), sql.Named("records_complete", date{&l.Complete}),
		sql.Named("notice_of_assignment", date{&l.Notified}))
	return err
}

// CaseWithoutLedger returns a case that was there before there were ledgers.
func (t *Tx) CaseWithoutLedger() (s StoredCase, found bool, err error) {
	var number casefile.CaseNumber
	if found, err = t.one("deadline.without-ledger", nil, []any{&number}); err != nil || !found {
		return s, false, err
	}
	return t.Case(number)
}
