package casework

import (
	"context"
	"crypto/rand"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/fault"
	"imr/internal/mail"
	"imr/internal/sqlite"
)

// Mailed is a message of the outbox as it stands.
type Mailed = sqlite.Mail

// The purposes of mail.
const (
	noticeMail   = "notice"
	reminderMail = "reminder"
	letterMail   = "letter" // was issued
)

// Outgoing is a message that an act causes. It names no person and no case: mail is
// read on telephones and by relays, so it says that something waits, and where.
type Outgoing struct {
	To, Subject, Text string
	Purpose           string
}

// queueMail puts a message into the outbox within the transaction of the act that
// causes it, and returns its number, by which tx.Mail tells later what became of it:
// no act without its mail, and no mail without its act. Nothing is sent here; the
// loop of SendMail does that, at least once and always under the same Message-ID.
// An address that is none is a fault of the kind Invalid.
func queueMail(tx *sqlite.Tx, m Outgoing) (int64, error) {
	out := mail.Message{ID: rand.Text(), To: m.To, Subject: m.Subject, Text: m.Text}
	if err := out.Validate(); err != nil {
		return 0, err
	}
	return tx.QueueMail(sqlite.Mail{Message: out.ID, Recipient: out.To, Subject: out.Subject, Body: out.Text, Purpose: m.Purpose})
}

// mailAgain is how long a message rests after each try in vain. When the last rest is
// over and the try after it fails too, it is given up.
var mailAgain = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour}

const (
	mailLease = 3 * time.Minute    // longer than a server may take
	mailOld   = 7 * 24 * time.Hour // what waited longer says nothing any more
	mailRest  = 10 * time.Second   // between looks into an empty outbox
)

// SendMail sends what is in the outbox until ctx is done.
func (d *Desk) SendMail(ctx context.Context, by *mail.Server) error {
	for {
		if err := d.SendWaiting(ctx, by); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(mailRest):
		}
	}
}

// SendWaiting sends every message that is to be tried now.
func (d *Desk) SendWaiting(ctx context.Context, by *mail.Server) error {
	for ctx.Err() == nil {
		var m Mailed
		var found bool
		err := d.db.Background(ctx, func(tx *sqlite.Tx) (err error) {
			m, found, err = tx.ClaimMail(mailLease)
			return err
		})
		if err != nil || !found {
			return err
		}
		if err := d.sendOne(ctx, by, m); err != nil {
			return err
		}
	}
	return nil
}

// sendOne tries the message and notes what came of it. Where the program ends in
// between, the message is sent again under the same id once the lease is over.
func (d *Desk) sendOne(ctx context.Context, by *mail.Server, m Mailed) error {
	var failed error
	old := m.Trouble == "" && d.now().Sub(m.QueuedAt) > mailOld
	if !old {
		failed = by.Send(ctx, mail.Message{ID: m.Message, To: m.Recipient, Subject: m.Subject, Text: m.Body})
	}
	if ctx.Err() != nil {
		return nil
	}
	return d.db.Background(ctx, func(tx *sqlite.Tx) error {
		switch {
		case old:
			return tx.MailDead(m.ID, "It waited for more than a week.")
		case failed == nil:
			return tx.MailSent(m.ID)
		case mail.Refused(failed) || m.Tries > len(mailAgain):
			return tx.MailDead(m.ID, mail.Reason(failed))
		}
		return tx.MailLater(m.ID, tx.Now.Add(mailAgain[m.Tries-1]), mail.Reason(failed))
	})
}

// Outbox is the mail that did not go out, as admins see it.
type Outbox struct {
	Waiting, Dead int
	Troubled      []Mailed // given up or tried in vain, the newest first
}

// outboxShown is how many troubled messages are listed.
const outboxShown = 200

// Outbox returns the state of the outbox, for admins.
func (d *Desk) Outbox(ctx context.Context, by account.Actor) (out Outbox, err error) {
	if !by.Has(account.Admin) {
		return out, noOutbox()
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if out.Waiting, out.Dead, err = tx.MailCounts(); err != nil {
			return err
		}
		out.Troubled, err = tx.TroubledMail(outboxShown)
		return err
	})
	return out, err
}

// SendAgain puts a message that was given up back into the outbox.
func (d *Desk) SendAgain(ctx context.Context, by account.Actor, id int64) error {
	act := audit.By(by, "mail.again", "")
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		m, found, err := tx.Mail(id)
		if err != nil {
			return err
		}
		if !found || !by.Has(account.Admin) {
			return noOutbox()
		}
		act.Object = m.Message
		done, err := tx.ReviveMail(id)
		if err == nil && !done {
			err = fault.New(fault.Conflict, "This message is not given up; it is on its way or was sent.")
		}
		return err
	})
}

func noOutbox() error { return fault.New(fault.NotFound, "There is no such message.") }
