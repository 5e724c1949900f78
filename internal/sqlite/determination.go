package sqlite

import (
	"database/sql"
	"fmt"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
)

// Frozen is a determination as it was signed: the exact bytes and their SHA-256.
type Frozen struct {
	Version   int
	Canonical []byte
	SHA256    string
}

// Freeze stores the next version of the case's determination with its signature.
// The store refuses every later change of either.
func (t *Tx) Freeze(key int64, f Frozen, on calendar.Date, signer account.UserID, meaning string) error {
	if _, err := t.exec("determination.insert", key, f.Version, sql.Named("canonical", f.Canonical),
		sql.Named("sha256", f.SHA256), sql.Named("decided_on", on.String())); err != nil {
		return err
	}
	_, err := t.exec("determination.sign", key, f.Version, sql.Named("signer_id", string(signer)),
		sql.Named("meaning", meaning), sql.Named("signed_at", t.stamp()))
	return err
}

// Determination returns the newest version of the case's determination.
func (t *Tx) Determination(key int64) (f Frozen, found bool, err error) {
	found, err = t.one("determination.newest", []any{key}, []any{&f.Version, &f.Canonical, &f.SHA256})
	return f, found, err
}

// SignedVersion is a determination as it was signed, with who signed it and when.
type SignedVersion struct {
	Frozen
	Signer account.UserID
	At     time.Time
}

// SignedVersions lists every signed version of the case's determination, the oldest first.
func (t *Tx) SignedVersions(key int64) ([]SignedVersion, error) {
	return all(t, "determination.versions", []any{key}, func(s scanner) (v SignedVersion, err error) {
		return v, s.Scan(&v.Version, &v.Canonical, &v.SHA256, &v.Signer, stamp{&v.At})
	})
}

// stamp is a time column; the zero Time is the empty text.
type stamp struct{ *time.Time }

// Scan reads the column.
func (s stamp) Scan(src any) (err error) {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a time column holds a %T", src)
	}
	if text != "" {
		*s.Time, err = time.Parse(timeLayout, text)
	}
	return err
}
