package sqlite

import (
	"database/sql"

	"imr/internal/casefile"
)

// Token is a program's leave to hand in applications. Revoked is empty while it holds.
type Token struct{ Name, Made, Revoked string }

// AddToken keeps the hash of a token; done is false where the name is taken.
func (t *Tx) AddToken(name string, hash []byte) (done bool, err error) {
	n, err := t.exec("token.insert", sql.Named("name", name), sql.Named("hash", hash), sql.Named("made_at", t.stamp()))
	return n == 1, err
}

// RevokeToken ends a token; done is false where there is none that holds.
func (t *Tx) RevokeToken(name string) (done bool, err error) {
	n, err := t.exec("token.revoke", sql.Named("name", name), sql.Named("revoked_at", t.stamp()))
	return n == 1, err
}

// Tokens lists every token that there ever was.
func (t *Tx) Tokens() ([]Token, error) {
	return all(t, "token.list", nil, func(r scanner) (o Token, err error) { return o, r.Scan(&o.Name, &o.Made, &o.Revoked) })
}

// TokenByHash is the name of the token with the hash, while it holds.
func (t *Tx) TokenByHash(hash []byte) (name string, found bool, err error) {
	found, err = t.one("token.open", []any{hash}, []any{&name})
	return name, found, err
}

// Answered is the number that the request with the key got, and the digest of its body.
func (t *Tx) Answered(token, key string) (body []byte, number casefile.CaseNumber, found bool, err error) {
	found, err = t.one("token.answered", []any{sql.Named("token", token), sql.Named("key", key)}, []any{&body, &number})
	return body, number, found, err
}

// KeepAnswer keeps the number that the request with the key got.
func (t *Tx) KeepAnswer(token, key string, body []byte, number casefile.CaseNumber) error {
	_, err := t.exec("token.answer", sql.Named("token", token), sql.Named("key", key), sql.Named("body_sha256", body), sql.Named("number", number))
	return err
}

// RegisteredBy reports whether the application with the number came with the token.
func (t *Tx) RegisteredBy(token string, number casefile.CaseNumber) (bool, error) {
	var one int
	return t.one("token.registered", []any{sql.Named("token", token), sql.Named("number", number)}, []any{&one})
}
