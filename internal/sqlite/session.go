package sqlite

import (
	"context"
	"database/sql"
	"time"

	"imr/internal/account"
)

// Session is a signed-in browser. Data is JSON that the web keeps in it.
type Session struct {
	IDHash    [32]byte
	User      account.User
	Data      string
	IdleUntil time.Time
	DiesAt    time.Time
}

// AddSession stores a new session and sweeps out those that have ended.
func (t *Tx) AddSession(s Session) error {
	if _, err := t.exec("session.sweep", sql.Named("now", t.Now.Unix())); err != nil {
		return err
	}
	_, err := t.exec("session.insert", s.IDHash[:], string(s.User.ID), sql.Named("data", s.Data),
		sql.Named("idle_until", s.IdleUntil.Unix()), sql.Named("dies_at", s.DiesAt.Unix()))
	return err
}

// EndSession removes the session; its cookie is worth nothing from then on.
func (t *Tx) EndSession(idHash [32]byte) error {
	_, err := t.exec("session.delete", idHash[:])
	return err
}

// OpenSession returns the live session with the hash. It stands outside of a
// transaction, because every request asks it.
func (d *DB) OpenSession(ctx context.Context, idHash [32]byte) (s Session, found bool, err error) {
	s.IDHash = idHash
	var idle, dies int64
	var roles string
	err = d.read.statements["session.open"].QueryRowContext(ctx, idHash[:], d.now().Unix()).
		Scan(&s.Data, &idle, &dies, &s.User.ID, &s.User.Email, &s.User.Name, &roles)
	if err == sql.ErrNoRows {
		return Session{}, false, nil
	}
	s.User.Roles = splitRoles(roles)
	s.IdleUntil, s.DiesAt = time.Unix(idle, 0), time.Unix(dies, 0)
	return s, err == nil, err
}

// TouchSession keeps the session's data and puts off its idle end. It is no act
// of a person, so it leaves no event.
func (d *DB) TouchSession(ctx context.Context, s Session) error {
	_, err := d.write.statements["session.touch"].ExecContext(ctx, sql.Named("data", s.Data),
		sql.Named("idle_until", s.IdleUntil.Unix()), sql.Named("id_hash", s.IDHash[:]))
	return err
}
