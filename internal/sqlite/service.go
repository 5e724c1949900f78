package sqlite

import (
	"database/sql"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
)

// ListedRecipient is somebody on the service list of a version. Reason says why they
// were added after its day; empty for those of the day.
type ListedRecipient struct {
	Position int
	determination.Recipient
	Reason string
}

// ServiceList lists whom an issued version goes to, those added later behind those of
// its day.
func (t *Tx) ServiceList(key int64, version int) ([]ListedRecipient, error) {
	return all(t, "service.recipients", []any{sql.Named("case_id", key), sql.Named("version", version)}, func(s scanner) (r ListedRecipient, err error) {
		return r, s.Scan(&r.Position, &r.Role, &r.Name, &r.Address, &r.Email, &r.Reason)
	})
}

// AddedRecipient is one who was added to the list of a version.
type AddedRecipient struct {
	Version int
	ListedRecipient
}

// AddRecipient puts somebody at the end of a service list.
func (t *Tx) AddRecipient(key int64, r AddedRecipient) error {
	_, err := t.exec("service.add-recipient", sql.Named("case_id", key), sql.Named("version", r.Version), sql.Named("position", r.Position), sql.Named("role", r.Role),
		sql.Named("name", r.Name), sql.Named("address", r.Address), sql.Named("email", r.Email), sql.Named("reason", r.Reason), sql.Named("at", t.stamp()))
	return err
}

// AddedRecipients lists who was added to the lists of the case, in that order.
func (t *Tx) AddedRecipients(key int64) ([]AddedRecipient, error) {
	return all(t, "service.added", []any{key}, func(s scanner) (r AddedRecipient, err error) {
		return r, s.Scan(&r.Version, &r.Position, &r.Role, &r.Name, &r.Address, &r.Email, &r.Reason)
	})
}

// Service is how a version reached one recipient. Act tells those of one act from
// the others. Mail is the number of the message in the outbox; 0 where there is none.
type Service struct {
	Act, Version, Position int
	Method, Proof, By      string
	At, Recorded           time.Time
	Mail                   int64
}

// KeepServices stores the services of one act, which is the next of the case.
func (t *Tx) KeepServices(key int64, list []Service) error {
	var act int
	if _, err := t.one("service.next-act", []any{key}, []any{&act}); err != nil {
		return err
	}
	for _, s := range list {
		message := sql.NullInt64{Int64: s.Mail, Valid: s.Mail != 0}
		if _, err := t.exec("service.insert", sql.Named("case_id", key), sql.Named("act", act), sql.Named("version", s.Version), sql.Named("position", s.Position),
			sql.Named("method", s.Method), sql.Named("served_at", s.At.UTC().Format(timeLayout)), sql.Named("proof", s.Proof), sql.Named("message", message),
			sql.Named("by", s.By), sql.Named("at", t.stamp())); err != nil {
			return err
		}
	}
	return nil
}

// Services lists every service of the case, act by act.
func (t *Tx) Services(key int64) ([]Service, error) {
	return all(t, "service.of-case", []any{key}, func(r scanner) (s Service, err error) {
		return s, r.Scan(&s.Act, &s.Version, &s.Position, &s.Method, stamp{&s.At}, &s.Proof, &s.Mail, &s.By, stamp{&s.Recorded})
	})
}

// DueLetter is an issued version with how many of its recipients it has not reached.
type DueLetter struct {
	Number     casefile.CaseNumber
	Version    int
	On         calendar.Date // when it was issued
	Recipients int
}

// DueLetters lists the letters that have still to reach somebody, the newest first; of
// one day where it is not zero.
func (t *Tx) DueLetters(day calendar.Date, limit int) ([]DueLetter, error) {
	return all(t, "service.due", []any{sql.Named("day", day.String()), sql.Named("limit", limit)}, func(s scanner) (d DueLetter, err error) {
		return d, s.Scan(&d.Number, &d.Version, date{&d.On}, &d.Recipients)
	})
}

// DueCounts counts the cases with letters that are due, and the recipients of them.
func (t *Tx) DueCounts() (cases, recipients int, err error) {
	_, err = t.one("service.due-count", nil, []any{&cases, &recipients})
	return cases, recipients, err
}

// DueRecipient is one whom the newest version of a case has still to reach.
type DueRecipient struct {
	Key               int64
	Number            casefile.CaseNumber
	Version, Position int
}

// DueOf lists whom the newest version of the case has still to reach.
func (t *Tx) DueOf(key int64) ([]DueRecipient, error) {
	return all(t, "service.due-of-case", []any{key}, func(s scanner) (d DueRecipient, err error) {
		return d, s.Scan(&d.Key, &d.Number, &d.Version, &d.Position)
	})
}

// IsAccount reports whether the address is that of an account of ours.
func (t *Tx) IsAccount(email string) (is bool, err error) {
	_, err = t.one("service.is-account", []any{email}, []any{&is})
	return is, err
}
