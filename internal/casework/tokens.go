package casework

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"strings"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// AddToken makes a token under the name, by which a program hands in applications.
// It is returned this once; only its hash is stored.
func (d *Desk) AddToken(ctx context.Context, by account.Actor, name string) (token string, err error) {
	if !by.IsCommand() {
		return "", fault.New(fault.Forbidden, "Tokens are made on the server with imr token add.")
	}
	if name = strings.TrimSpace(name); name == "" {
		return "", fault.New(fault.Invalid, "Give the token a name that says who uses it.")
	}
	token = "imr_" + rand.Text()
	hash := sha256.Sum256([]byte(token))
	err = d.db.Update(ctx, audit.By(by, "token.add", name), func(tx *sqlite.Tx) error {
		done, err := tx.AddToken(name, hash[:])
		if err == nil && !done {
			err = fault.New(fault.Conflict, "There is or was a token named %q; choose another name.", name)
		}
		return err
	})
	return token, err
}

// RevokeToken ends the token with the name at once.
func (d *Desk) RevokeToken(ctx context.Context, by account.Actor, name string) error {
	if !by.IsCommand() {
		return fault.New(fault.Forbidden, "Tokens are revoked on the server with imr token revoke.")
	}
	return d.db.Update(ctx, audit.By(by, "token.revoke", name), func(tx *sqlite.Tx) error {
		done, err := tx.RevokeToken(name)
		if err == nil && !done {
			err = fault.New(fault.NotFound, "There is no token named %q that holds.", name)
		}
		return err
	})
}

// Tokens lists every token by its name.
func (d *Desk) Tokens(ctx context.Context, by account.Actor) (list []sqlite.Token, err error) {
	if !by.IsCommand() {
		return nil, fault.New(fault.Forbidden, "Tokens are listed on the server with imr token list.")
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		list, err = tx.Tokens()
		return err
	})
	return list, err
}

// TokenName is the name of a token that holds; for any other there is none.
func (d *Desk) TokenName(ctx context.Context, token string) (name string, found bool, err error) {
	hash := sha256.Sum256([]byte(token))
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		name, found, err = tx.TokenByHash(hash[:])
		return err
	})
	return name, found, err
}

// HandedIn is an application that a program hands in. Key tells that two requests
// are one; Body is the digest of what it sent.
type HandedIn struct {
	Token, Key string
	Body       [sha256.Size]byte
	Case       casefile.Case
}

// HandIn registers an application for the holder of a token. The same key with the
// same body gets the same number again and registers nothing.
func (d *Desk) HandIn(ctx context.Context, in HandedIn) (number casefile.CaseNumber, again bool, err error) {
	number, again, err = d.answered(ctx, in)
	if err != nil || again {
		return number, again, err
	}
	by := account.Command("token " + in.Token)
	act := audit.By(by, "application.register", "")
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) (err error) {
		if number, err = register(tx, by, in.Case); err != nil {
			return err
		}
		act.Object = string(number)
		return tx.KeepAnswer(in.Token, in.Key, in.Body[:], number)
	})
	if err != nil { // it may be that the same request came twice at once
		if first, again, askErr := d.answered(ctx, in); askErr == nil && again {
			return first, true, nil
		}
	}
	return number, false, err
}

func (d *Desk) answered(ctx context.Context, in HandedIn) (number casefile.CaseNumber, found bool, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		var body []byte
		if body, number, found, err = tx.Answered(in.Token, in.Key); err != nil || !found {
			return err
		}
		if !bytes.Equal(body, in.Body[:]) {
			return fault.New(fault.Conflict, "This idempotency key was used for another application; use a new one.")
		}
		return nil
	})
	return number, found, err
}
