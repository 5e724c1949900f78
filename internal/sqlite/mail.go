package sqlite

import (
	"database/sql"
	"time"
)

// Mail is a message of the outbox. Message tells it from every other for good. It
// waits while neither SentAt nor DeadAt is set, and TryAt says until when.
type Mail struct {
	ID        int64
	Message   string
	Recipient string
	Subject   string
	Body      string
	Purpose   string // notice, reminder or letter
	QueuedAt  time.Time
	Tries     int
	TryAt     time.Time
	Trouble   string // of the last try
	SentAt    time.Time
	DeadAt    time.Time
}

// QueueMail puts the message into the outbox and returns its number. It goes out
// once the transaction is through.
func (t *Tx) QueueMail(m Mail) (id int64, err error) {
	_, err = t.one("mail.queue", []any{sql.Named("message", m.Message), sql.Named("recipient", m.Recipient), sql.Named("subject", m.Subject),
		sql.Named("body", m.Body), sql.Named("purpose", m.Purpose), sql.Named("now", t.stamp())}, []any{&id})
	return id, err
}

// MailWaits reports whether a message for the purpose waits for the recipient and
// was not tried yet.
func (t *Tx) MailWaits(recipient, purpose string) (bool, error) {
	var n int
	_, err := t.one("mail.waiting-for", []any{recipient, purpose}, []any{&n})
	return n > 0, err
}

// ClaimMail takes the next message for the time of the lease; found is false where
// none is to be tried now. Tries counts this one too.
func (t *Tx) ClaimMail(lease time.Duration) (m Mail, found bool, err error) {
	found, err = t.one("mail.claim", []any{sql.Named("until", t.Now.Add(lease).UTC().Format(timeLayout)), sql.Named("now", t.stamp())},
		[]any{&m.ID, &m.Message, &m.Recipient, &m.Subject, &m.Body, &m.Purpose, stamp{&m.QueuedAt}, &m.Tries, &m.Trouble})
	return m, found, err
}

// MailSent notes that the server took the message.
func (t *Tx) MailSent(id int64) error {
	_, err := t.exec("mail.sent", sql.Named("now", t.stamp()), sql.Named("id", id))
	return err
}

// MailLater gives the message another try at the instant.
func (t *Tx) MailLater(id int64, at time.Time, trouble string) error {
	_, err := t.exec("mail.later", sql.Named("at", at.UTC().Format(timeLayout)), sql.Named("trouble", trouble), sql.Named("id", id))
	return err
}

// MailDead gives the message up.
func (t *Tx) MailDead(id int64, trouble string) error {
	_, err := t.exec("mail.dead", sql.Named("now", t.stamp()), sql.Named("trouble", trouble), sql.Named("id", id))
	return err
}

// ReviveMail puts a message that was given up back into the outbox; done is false
// where it was not.
func (t *Tx) ReviveMail(id int64) (done bool, err error) {
	n, err := t.exec("mail.revive", sql.Named("now", t.stamp()), sql.Named("id", id))
	return n == 1, err
}

// TroubledMail lists the messages that were given up or tried in vain, the newest first.
func (t *Tx) TroubledMail(limit int) ([]Mail, error) {
	return all(t, "mail.troubled", []any{limit}, scanMail)
}

// Mail returns the message with the number, sent or not.
func (t *Tx) Mail(id int64) (m Mail, found bool, err error) {
	list, err := all(t, "mail.by-id", []any{id}, scanMail)
	if err != nil || len(list) == 0 {
		return m, false, err
	}
	return list[0], true, nil
}

// MailCounts counts the messages that wait and those that were given up.
func (t *Tx) MailCounts() (waiting, dead int, err error) {
	_, err = t.one("mail.counts", nil, []any{&waiting, &dead})
	return waiting, dead, err
}

func scanMail(r scanner) (m Mail, err error) {
	return m, r.Scan(&m.ID, &m.Message, &m.Recipient, &m.Subject, &m.Body, &m.Purpose, stamp{&m.QueuedAt}, &m.Tries, stamp{&m.TryAt}, &m.Trouble,
		stamp{&m.SentAt}, stamp{&m.DeadAt})
}
