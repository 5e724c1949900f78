package casework

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/mail"
	"imr/internal/notice"
	"imr/internal/quality"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// roundRest is how long the round of notices rests. The times in it are hours and days.
const roundRest = 10 * time.Minute

// GoRounds tells people what no act tells them, but time does, until ctx is done.
func (d *Desk) GoRounds(ctx context.Context) error {
	for {
		if err := d.Round(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(roundRest):
		}
	}
}

// Round tells of what is due soon or late, of offers without an answer and of
// credentials that end; sends the reminders that are due to parties with an address;
// and queues the daily messages. Each thing is told once, however often the round goes.
func (d *Desk) Round(ctx context.Context) error {
	err := d.db.Background(ctx, func(tx *sqlite.Tx) error {
		return errors.Join(tellDue(tx), tellOffers(tx), tellCredentials(tx))
	})
	if err == nil {
		err = d.remindParties(ctx)
	}
	if err != nil {
		return err
	}
	return d.db.Background(ctx, mailDaily)
}

// tellDue tells reviewers of each case of theirs, and admins how many are late, once a day.
func tellDue(tx *sqlite.Tx) error {
	today := calendar.DateOf(tx.Now)
	held, err := tx.HeldDue(today.AddDays(notice.Standard().DueSoonDays))
	if err != nil {
		return err
	}
	for _, h := range held {
		n := news{kind: notice.DueSoon, of: h.Key, about: h.Due.String(), as: string(h.Number) + " " + h.Due.String()}
		if h.Due.Before(today) {
			n.kind = notice.Late
		}
		if err := tellPerson(tx, h.Reviewer, n); err != nil {
			return err
		}
	}
	late, err := tx.LateCases(today)
	if err != nil || late == 0 {
		return err
	}
	return tellAdmins(tx, account.Actor{}, news{kind: notice.CountLate, about: strconv.Itoa(late), as: today.String()})
}

// tellOffers tells reviewers again of an offer without an answer, and admins how many there are.
func tellOffers(tx *sqlite.Tx) error {
	offers, err := tx.OffersWaiting(tx.Now.Add(-notice.Standard().OfferWaits))
	if err != nil || len(offers) == 0 {
		return err
	}
	for _, o := range offers {
		if err := tellPerson(tx, o.Reviewer, news{kind: notice.OfferWaits, of: o.Key, as: fmt.Sprintf("%s %d", o.Number, o.Seq)}); err != nil {
			return err
		}
	}
	return tellAdmins(tx, account.Actor{}, news{kind: notice.CountOffers, about: strconv.Itoa(len(offers)), as: calendar.DateOf(tx.Now).String()})
}

// tellCredentials tells the reviewer of each credential that ends, and admins by code.
func tellCredentials(tx *sqlite.Tx) error {
	roster, err := tx.Roster()
	if err != nil {
		return err
	}
	settings, today := reviewer.Standard(), calendar.DateOf(tx.Now)
	for _, r := range roster {
		if r.Profile == nil {
			continue
		}
		code := quality.ReviewerCode(r.ID)
		for _, a := range r.Profile.Alerts(settings, today) {
			what := a.What + ", " + a.On.US()
			n := news{kind: notice.CredentialEnds, about: what, as: code + " " + what}
			if err := tellPerson(tx, r.ID, n); err != nil {
				return err
			}
			n.about = code + " " + what
			if err := tellAdmins(tx, account.Actor{ID: r.ID}, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// mailDaily queues one message for each person who wants one a day, has something
// unread of which no message told them, and had none today.
func mailDaily(tx *sqlite.Tx) error {
	if tx.Now.In(calendar.Zone).Hour() < notice.Standard().DigestHour {
		return nil
	}
	ids, err := tx.ToMail()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := mailDigest(tx, id, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
	}
	return nil
}

func mailDigest(tx *sqlite.Tx, id account.UserID, today calendar.Date) error {
	u, _, err := tx.User(id)
	if err != nil {
		return err
	}
	mode, err := modeOf(tx, u)
	if err != nil || mode != notice.Daily {
		return err
	}
	if _, last, err := tx.NoticeSettings(id); err != nil || !last.Before(today) {
		return err
	}
	return errors.Join(mailNotices(tx, u, mode), tx.Mailed(id), tx.Digested(id, today))
}

// remindParties sends the reminders that are due to the parties of which an address
// for mail is known. The others stay on the list of what is to be sent by hand.
func (d *Desk) remindParties(ctx context.Context) error {
	var due []sqlite.Reminder
	err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
		due, err = tx.RemindersDue(calendar.DateOf(tx.Now))
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range due {
		if err := d.remindParty(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// remindParty sends one reminder where the party has an address.
func (d *Desk) remindParty(ctx context.Context, r sqlite.Reminder) error {
	var to string
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, _, err := tx.Case(r.Number)
		to = mailAddress(s.Case, r.Party)
		return err
	})
	if err != nil || to == "" {
		return err
	}
	act := audit.By(account.Command("imr"), "records.remind", string(r.Number)).With(string(r.Party) + " " + r.Kind + " by e-mail")
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(r.Number)
		if err != nil {
			return err
		}
		if _, err := tx.SentReminder(s.Key, r.Party, r.Kind); err != nil {
			return err
		}
		m, err := reminder(tx, s.Key, r, to)
		if err == nil {
			_, err = queueMail(tx, m)
		}
		return err
	})
}

// mailAddress is the address for mail of the party, or "" where none is known that is one.
func mailAddress(c casefile.Case, role casefile.PartyRole) string {
	to := ""
	switch {
	case role == casefile.AdministratorParty:
		to = c.ClaimsAdministrator.Email
	case role == casefile.RepresentativeParty && c.Representative != nil:
		to = c.Representative.Email
	}
	if mail.CheckAddress(to) != nil {
		return ""
	}
	return to
}

// reminder says which of our notices it is about by its day, and names nobody.
func reminder(tx *sqlite.Tx, key int64, r sqlite.Reminder, to string) (Outgoing, error) {
	m := Outgoing{To: to, Purpose: reminderMail}
	org, _, err := tx.Organization()
	if err != nil {
		return m, err
	}
	asked, err := tx.RecordRequests(key)
	if err != nil {
		return m, err
	}
	about := notice.Asked{Late: r.Kind == "after", Organization: org.Name, Phone: org.Phone}
	for _, one := range asked {
		if one.Party != r.Party || one.State != "asked" {
			continue
		}
		at, err := time.Parse(time.RFC3339, one.RequestedAt)
		if err != nil {
			return m, err
		}
		about.On, about.Due = calendar.DateOf(at), one.Due
	}
	m.Subject, m.Text = notice.Reminder(about)
	return m, nil
}
