package casework

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/sqlite"
)

// Session is a signed-in browser.
type Session = sqlite.Session

// Sessions end after a time without use and after a time in all; those of admins
// sooner, since they reach every case. NIST SP 800-63B-4 asks for at most 1 hour
// and 24 hours at its second level.
func lifetimes(u account.User) (idle, whole time.Duration) {
	if u.Has(account.Admin) {
		return 15 * time.Minute, 10 * time.Hour
	}
	return 30 * time.Minute, 12 * time.Hour
}

// StartSession signs the user in and returns the secret for their cookie, which
// is not stored. old is the secret that the browser brought, if any; it is worth
// nothing from then on.
func (d *Desk) StartSession(ctx context.Context, u account.User, data, old string) (secret string, err error) {
	secret = rand.Text() + rand.Text() // 2 × 130 random bits
	idle, whole := lifetimes(u)
	now := d.now()
	s := Session{IDHash: sha256.Sum256([]byte(secret)), User: u, Data: data, IdleUntil: now.Add(idle), DiesAt: now.Add(whole)}
	return secret, d.db.Update(ctx, audit.By(u.Act(), "session.start", string(u.ID)), func(tx *sqlite.Tx) error {
		if err := tx.EndSession(sha256.Sum256([]byte(old))); err != nil {
			return err
		}
		return tx.AddSession(s)
	})
}

type unattended struct{}

// Unattended marks what a script asks by itself while nobody may be there. It does
// not put off the end of a session.
func Unattended(ctx context.Context) context.Context {
	return context.WithValue(ctx, unattended{}, true)
}

// Session returns the live session whose cookie holds the secret, and puts off
// its idle end, at most once a minute: each time is a write to the disk.
func (d *Desk) Session(ctx context.Context, secret string) (Session, bool, error) {
	s, found, err := d.db.OpenSession(ctx, sha256.Sum256([]byte(secret)))
	if err != nil || !found {
		return Session{}, false, err
	}
	idle, _ := lifetimes(s.User)
	if until := d.now().Add(idle); until.Sub(s.IdleUntil) > time.Minute && ctx.Value(unattended{}) == nil {
		s.IdleUntil = until
		err = d.db.TouchSession(ctx, s)
	}
	return s, err == nil, err
}

// KeepSession stores what the web keeps in the session.
func (d *Desk) KeepSession(ctx context.Context, s Session) error { return d.db.TouchSession(ctx, s) }

// EndSession signs the browser out; its secret is worth nothing from then on.
func (d *Desk) EndSession(ctx context.Context, by account.Actor, secret string) error {
	return d.db.Update(ctx, audit.By(by, "session.end", string(by.ID)), func(tx *sqlite.Tx) error {
		return tx.EndSession(sha256.Sum256([]byte(secret)))
	})
}
