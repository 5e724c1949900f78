package casework

import (
	"context"
	"errors"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/fault"
	"imr/internal/notice"
	"imr/internal/sqlite"
)

// news is what a notice says, without whom it is for. As names the thing told of, so
// that it is told once; empty means that each time is news.
type news struct {
	kind  notice.Kind
	of    int64 // the key of the case, or 0
	about string
	as    string
}

// tellPerson gives a notice to a person within the transaction of the act that causes
// it, and queues a message where they want to hear at once. Nobody is told of
// another: the notice has the case, and the message not even that.
func tellPerson(tx *sqlite.Tx, to account.UserID, n news) error {
	u, found, err := tx.User(to)
	if err != nil || !found || u.Disabled {
		return err
	}
	if n.as == "" {
		n.as = tx.Now.UTC().Format("20060102T150405.000000") + " " + n.about
	}
	mode, err := modeOf(tx, u)
	if err != nil {
		return err
	}
	telling := sqlite.Telling{To: to, Kind: n.kind, Key: n.of, About: n.about, ToldAs: n.as, Mailed: mode == notice.AtOnce}
	fresh, err := tx.Tell(telling)
	if err != nil || !fresh || mode != notice.AtOnce {
		return err
	}
	return mailNotices(tx, u, mode)
}

// mailNotices queues the message that something waits, unless one is on its way.
func mailNotices(tx *sqlite.Tx, to account.User, mode notice.Mode) error {
	waits, err := tx.MailWaits(to.Email, noticeMail)
	if err != nil || waits {
		return err
	}
	org, _, err := tx.Organization()
	if err != nil {
		return err
	}
	_, err = queueMail(tx, Outgoing{To: to.Email, Subject: notice.Subject, Text: notice.Text(org.Site, mode), Purpose: noticeMail})
	if fault.Is(err, fault.Invalid) {
		return nil // an account whose address is none reads its notices in the application
	}
	return err
}

func modeOf(tx *sqlite.Tx, u account.User) (notice.Mode, error) {
	mode, _, err := tx.NoticeSettings(u.ID)
	if mode == "" {
		mode = notice.DefaultMode(u.Roles)
	}
	return mode, err
}

// tellAdmins gives the notice to every admin but the one who acts.
func tellAdmins(tx *sqlite.Tx, by account.Actor, n news) error {
	admins, err := tx.UsersWith(account.Admin)
	for _, u := range admins {
		if u.ID != by.ID && err == nil {
			err = tellPerson(tx, u.ID, n)
		}
	}
	return err
}

// tellHolder gives the notice to the reviewer who has the case, if there is one.
func tellHolder(tx *sqlite.Tx, s sqlite.StoredCase, n news) error {
	held, err := tx.Assignment(s)
	if err != nil || held == nil {
		return err
	}
	return tellPerson(tx, held.Reviewer, n)
}

// tellRecords tells the reviewer who has the case that records came, once in an hour:
// they come many at a time.
func tellRecords(tx *sqlite.Tx, s sqlite.StoredCase) error {
	return tellHolder(tx, s, news{kind: notice.RecordsCame, of: s.Key, as: string(s.Number) + tx.Now.UTC().Format(" 20060102T15")})
}

// PersonNotice is a notice as the person reads it. MayAnswer and MayOpen say whether
// the case is still theirs to answer or to open: what was withdrawn leads nowhere.
type PersonNotice struct {
	sqlite.PersonNotice
	MayAnswer, MayOpen bool
}

// noticesShown is how many notices a page of the list has.
const noticesShown = 50

// Notices lists what the actor was told, the newest first, from the one before the
// number; 0 begins with the newest. More says that there are older ones.
func (d *Desk) Notices(ctx context.Context, by account.Actor, before int64) (out []PersonNotice, more bool, err error) {
	if before <= 0 {
		before = 1 << 62
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		rows, err := tx.PersonNotices(by.ID, before, noticesShown+1)
		if more = len(rows) > noticesShown; more {
			rows = rows[:noticesShown]
		}
		for _, r := range rows {
			one := PersonNotice{PersonNotice: r}
			if r.Case != "" && err == nil {
				err = one.reach(tx, by)
			}
			out = append(out, one)
		}
		return err
	})
	return out, more, err
}

// reach finds out where the notice may lead now.
func (n *PersonNotice) reach(tx *sqlite.Tx, by account.Actor) error {
	_, _, err := offeredTo(tx, by, n.Case)
	n.MayAnswer = err == nil
	if err != nil && fault.Of(err) == nil {
		return err
	}
	_, err = permitted(tx, by, n.Case, assignment.MayOpen, tx.CaseKey)
	n.MayOpen = err == nil
	if err != nil && fault.Of(err) == nil {
		return err
	}
	return nil
}

// Unread counts the notices that the actor has not read.
func (d *Desk) Unread(ctx context.Context, by account.Actor) (n int, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		n, err = tx.UnreadNotices(by.ID)
		return err
	})
	return n, err
}

// ReadNotice marks one notice of the actor as read. It is no act on a case, so it
// leaves no event.
func (d *Desk) ReadNotice(ctx context.Context, by account.Actor, id int64) error {
	return d.db.Background(ctx, func(tx *sqlite.Tx) error { return tx.ReadNotice(by.ID, id) })
}

// ReadNotices marks all notices of the actor as read up to the newest that they saw.
func (d *Desk) ReadNotices(ctx context.Context, by account.Actor, newest int64) error {
	return d.db.Background(ctx, func(tx *sqlite.Tx) error { return tx.ReadNotices(by.ID, newest) })
}

// NoticeMode returns how the actor hears of notices by mail.
func (d *Desk) NoticeMode(ctx context.Context, by account.Actor) (mode notice.Mode, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		u, _, err := tx.User(by.ID)
		if err != nil {
			return err
		}
		mode, err = modeOf(tx, u)
		return err
	})
	return mode, err
}

// SetNoticeMode changes how the actor hears of notices by mail.
func (d *Desk) SetNoticeMode(ctx context.Context, by account.Actor, mode notice.Mode) error {
	return d.db.Update(ctx, audit.By(by, "notice.settings", string(by.ID)).With(string(mode)), func(tx *sqlite.Tx) error {
		if !mode.Known() {
			var bad fault.Fields
			bad.Add("mail", "Choose when messages are sent.")
			return bad.Err("Nothing was changed.")
		}
		return tx.SetNoticeMode(by.ID, mode)
	})
}

// tellOfAnswer tells who waits for an answer that it came.
func tellOfAnswer(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) error {
	n := news{kind: notice.Answered, of: s.Key}
	return errors.Join(tellHolder(tx, s, n), tellAdmins(tx, by, n))
}
