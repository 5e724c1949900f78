package sqlite

import (
	"database/sql"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/notice"
)

// PersonNotice is what one person is told of. Case is empty where it is about none,
// and ReadAt is zero until they have read it.
type PersonNotice struct {
	ID     int64
	Kind   notice.Kind
	Case   casefile.CaseNumber
	About  string // a reviewer's code, a credential or a number, as the kind has it
	At     time.Time
	ReadAt time.Time
}

// Telling is a notice on its way to a person. ToldAs names the thing told of: the same
// is told once. Key is that of the case, or 0; Mailed says that a message was queued.
type Telling struct {
	To     account.UserID
	Kind   notice.Kind
	Key    int64
	About  string
	ToldAs string
	Mailed bool
}

// Tell keeps the notice; news is false where the person was told of the same before.
func (t *Tx) Tell(n Telling) (news bool, err error) {
	rows, err := t.exec("notice.tell", sql.Named("user_id", string(n.To)), sql.Named("kind", n.Kind), sql.Named("case_id", n.Key),
		sql.Named("about", n.About), sql.Named("told_as", n.ToldAs), sql.Named("now", t.stamp()), sql.Named("mailed", n.Mailed))
	return rows == 1, err
}

// PersonNotices lists the notices of the person whose number is below before, the newest first.
func (t *Tx) PersonNotices(id account.UserID, before int64, most int) ([]PersonNotice, error) {
	args := []any{sql.Named("user_id", string(id)), sql.Named("before", before), sql.Named("most", most)}
	return all(t, "notice.list", args, func(s scanner) (n PersonNotice, err error) {
		return n, s.Scan(&n.ID, &n.Kind, &n.Case, &n.About, stamp{&n.At}, stamp{&n.ReadAt})
	})
}

// UnreadNotices counts what the person has not read.
func (t *Tx) UnreadNotices(id account.UserID) (n int, err error) {
	_, err = t.one("notice.unread", []any{string(id)}, []any{&n})
	return n, err
}

// ReadNotice notes that the person read it; nothing happens to anybody else's.
func (t *Tx) ReadNotice(id account.UserID, number int64) error {
	_, err := t.exec("notice.read", sql.Named("now", t.stamp()), sql.Named("user_id", string(id)), sql.Named("id", number))
	return err
}

// ReadNotices notes that the person read every notice up to the newest that they saw.
func (t *Tx) ReadNotices(id account.UserID, newest int64) error {
	_, err := t.exec("notice.read-all", sql.Named("now", t.stamp()), sql.Named("user_id", string(id)), sql.Named("newest", newest))
	return err
}

// NoticeSettings returns the mode that the person chose, empty for none, and the day
// of their last daily message.
func (t *Tx) NoticeSettings(id account.UserID) (m notice.Mode, digest calendar.Date, err error) {
	_, err = t.one("notice.settings", []any{string(id)}, []any{&m, date{&digest}})
	return m, digest, err
}

// SetNoticeMode keeps the mode that the person chose.
func (t *Tx) SetNoticeMode(id account.UserID, m notice.Mode) error {
	_, err := t.exec("notice.set-mail", sql.Named("user_id", string(id)), sql.Named("mail", m))
	return err
}

// Digested notes the day of the daily message.
func (t *Tx) Digested(id account.UserID, on calendar.Date) error {
	_, err := t.exec("notice.set-digest", sql.Named("user_id", string(id)), sql.Named("day", date{&on}))
	return err
}

// ToMail lists the people who have something unread of which no message told them.
func (t *Tx) ToMail() ([]account.UserID, error) {
	return all(t, "notice.to-mail", nil, func(s scanner) (id account.UserID, err error) { return id, s.Scan(&id) })
}

// Mailed notes that a message about all that is unread was queued.
func (t *Tx) Mailed(id account.UserID) error {
	_, err := t.exec("notice.mailed", string(id))
	return err
}

// Held is a case in a reviewer's hands, or an offer before them.
type Held struct {
	Key      int64
	Number   casefile.CaseNumber
	Due      calendar.Date
	Seq      int // of the offer
	Reviewer account.UserID
}

// HeldDue lists the cases in a reviewer's hands that are due by the day.
func (t *Tx) HeldDue(by calendar.Date) ([]Held, error) {
	return all(t, "notice.held-due", []any{date{&by}}, func(s scanner) (h Held, err error) {
		return h, s.Scan(&h.Key, &h.Number, date{&h.Due}, &h.Reviewer)
	})
}

// LateCases counts the open cases that were due before the day.
func (t *Tx) LateCases(today calendar.Date) (n int, err error) {
	_, err = t.one("notice.late", []any{date{&today}}, []any{&n})
	return n, err
}

// OffersWaiting lists the offers that have no answer since before the instant.
func (t *Tx) OffersWaiting(since time.Time) ([]Held, error) {
	return all(t, "notice.offers-waiting", []any{since.UTC().Format(timeLayout)}, func(s scanner) (h Held, err error) {
		return h, s.Scan(&h.Key, &h.Number, &h.Seq, &h.Reviewer)
	})
}
