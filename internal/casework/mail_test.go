package casework

import (
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/fault"
	"imr/internal/mail"
	"imr/internal/mail/mailtest"
	"imr/internal/sqlite"
)

// quietOffice is an office in whose outbox nothing waits.
func quietOffice(t *testing.T) *office {
	t.Helper()
	o := openOffice(t)
	must(t, exec(o, t, "DELETE FROM outbox"))
	return o
}

// queue puts a message into the outbox by an act of its own.
func (o *office) queue(t *testing.T, m Outgoing) (id int64, err error) {
	t.Helper()
	err = o.db.Update(t.Context(), audit.By(account.Command("test"), "test.queue", "x"), func(tx *sqlite.Tx) (err error) {
		id, err = queueMail(tx, m)
		return err
	})
	return id, err
}

func (o *office) mail(t *testing.T, id int64) (m Mailed) {
	t.Helper()
	must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) (err error) {
		m, _, err = tx.Mail(id)
		return err
	}))
	return m
}

var hello = Outgoing{To: "a@imr.example", Subject: "Something waits for you", Text: "Sign in.\n", Purpose: noticeMail}

func TestMailGoesOutOnce(t *testing.T) {
	o, sink := quietOffice(t), mailtest.Start(t, mail.StartTLS)
	id, err := o.queue(t, hello)
	must(t, err)
	for range 2 {
		must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	}
	got := sink.Received()
	if m := o.mail(t, id); len(got) != 1 || m.SentAt.IsZero() || !strings.Contains(got[0].Raw, "<"+m.Message+"@imr.example>") {
		t.Errorf("%d came; the outbox has %+v", len(got), m)
	}
}

// TestMailAndActAreOne: an act that fails leaves no mail, and mail that cannot be queued fails its act.
func TestMailAndActAreOne(t *testing.T) {
	o, sink := quietOffice(t), mailtest.Start(t, mail.StartTLS)
	err := o.db.Update(t.Context(), audit.By(account.Command("test"), "test.fail", "x"), func(tx *sqlite.Tx) error {
		if _, err := queueMail(tx, hello); err != nil {
			return err
		}
		return fault.New(fault.Forbidden, "not today")
	})
	wantKind(t, "the act", err, fault.Forbidden)
	bad := hello
	bad.To = "a@imr.example\nBcc: b@imr.example"
	wantKind(t, "a second recipient", second(o.queue(t, bad)), fault.Invalid)
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	if n := len(sink.Received()); n != 0 {
		t.Errorf("%d messages were sent", n)
	}
}

// TestMailIsTriedAgainAndGivenUp with rests that grow, and the same Message-ID each time.
func TestMailIsTriedAgainAndGivenUp(t *testing.T) {
	o, sink := quietOffice(t), mailtest.Start(t, mail.StartTLS)
	id, err := o.queue(t, hello)
	must(t, err)
	sink.Refuse(func(string) error { return &smtp.SMTPError{Code: 451, Message: "greylisted, come again"} })
	for n, rest := range append([]time.Duration{0}, mailAgain...) {
		o.clock.move(rest - time.Second)
		must(t, o.SendWaiting(t.Context(), sink.Server(t)))
		if m := o.mail(t, id); n > 0 && m.Tries != n {
			t.Fatalf("%d tries %s after the last", m.Tries, rest-time.Second)
		}
		o.clock.move(time.Second)
		must(t, o.SendWaiting(t.Context(), sink.Server(t)))
		if m := o.mail(t, id); m.Tries != n+1 || !strings.Contains(m.Trouble, "greylisted") || m.DeadAt.IsZero() != (n < len(mailAgain)) {
			t.Fatalf("after try %d: %+v", n+1, m)
		}
	}
	wantKind(t, "a reviewer looks", second(o.Outbox(t.Context(), o.act("reviewer"))), fault.NotFound)
	wantKind(t, "a reviewer revives", o.SendAgain(t.Context(), o.act("reviewer"), id), fault.NotFound)
	box, err := o.Outbox(t.Context(), o.act("admin"))
	if err != nil || box.Dead != 1 || box.Waiting != 0 || len(box.Troubled) != 1 || box.Troubled[0].ID != id {
		t.Errorf("the outbox is %+v, %v", box, err)
	}
	sink.Refuse(func(string) error { return nil })
	must(t, o.SendAgain(t.Context(), o.act("admin"), id))
	wantKind(t, "twice", o.SendAgain(t.Context(), o.act("admin"), id), fault.Conflict)
	o.clock.move(30 * 24 * time.Hour)
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	if m := o.mail(t, id); m.SentAt.IsZero() || len(sink.Received()) != 1 {
		t.Errorf("revived: %+v", m)
	}
}

func TestMailThatCannotBeDeliveredDiesAtOnce(t *testing.T) {
	o, sink := quietOffice(t), mailtest.Start(t, mail.StartTLS)
	sink.Refuse(func(string) error { return &smtp.SMTPError{Code: 550, Message: "no such mailbox"} })
	id, err := o.queue(t, hello)
	must(t, err)
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	if m := o.mail(t, id); m.DeadAt.IsZero() || m.Tries != 1 || !strings.Contains(m.Trouble, "no such mailbox") {
		t.Errorf("the outbox has %+v", m)
	}
}

// TestMailIsSentAgainAfterACrash between the server's yes and ours, under the same Message-ID.
func TestMailIsSentAgainAfterACrash(t *testing.T) {
	o, sink := quietOffice(t), mailtest.Start(t, mail.StartTLS)
	id, err := o.queue(t, hello)
	must(t, err)
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		m, _, err := tx.ClaimMail(mailLease)
		must(t, err)
		return sink.Server(t).Send(t.Context(), mail.Message{ID: m.Message, To: m.Recipient, Subject: m.Subject, Text: m.Body})
	}))
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	if n := len(sink.Received()); n != 1 {
		t.Fatalf("%d messages came within the lease", n)
	}
	o.clock.move(mailLease)
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	want := "Message-ID: <" + o.mail(t, id).Message + "@imr.example>"
	for _, r := range sink.Received() {
		if !strings.Contains(r.Raw, want) {
			t.Errorf("%s is not in %s", want, r.Raw)
		}
	}
	if n := len(sink.Received()); n != 2 {
		t.Errorf("%d messages came", n)
	}
}

func TestMailThatWaitedForAWeekIsNotSent(t *testing.T) {
	o, sink := quietOffice(t), mailtest.Start(t, mail.StartTLS)
	id, err := o.queue(t, hello)
	must(t, err)
	o.clock.move(mailOld + time.Minute)
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	if m := o.mail(t, id); m.DeadAt.IsZero() || len(sink.Received()) != 0 {
		t.Errorf("the outbox has %+v", m)
	}
}
