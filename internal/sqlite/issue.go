package sqlite

import (
	"database/sql"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
)

// AddKey stores the public half of a new key, which is the one in use from now on.
func (t *Tx) AddKey(k determination.PublicKey) error {
	_, err := t.exec("issue.insert-key", sql.Named("key_id", k.ID), sql.Named("public", []byte(k.Key)), sql.Named("since", t.stamp()))
	return err
}

// Keys lists the organization's keys, the oldest first; the last one is in use.
func (t *Tx) Keys() ([]determination.PublicKey, error) {
	return all(t, "issue.keys", nil, func(s scanner) (k determination.PublicKey, err error) {
		var public []byte
		err = s.Scan(&k.ID, &public, stamp{&k.From}, stamp{&k.Until})
		k.Key = public
		return k, err
	})
}

// Issued is an issued determination as it is stored.
type Issued struct {
	Version       int
	Determination int // the signed version that it issues
	On            calendar.Date
	Code, Reason  string
	Overall       determination.OverallDetermination
	Canonical     []byte
	SHA256        string
	Key           string
	Signature     []byte
	At            time.Time
}

// Sealed is what was signed, with its signature.
func (i Issued) Sealed() determination.Sealed {
	return determination.Sealed{Document: i.Canonical, Key: i.Key, Signature: i.Signature}
}

// IssuedLetter is the bytes of a letter in one form.
type IssuedLetter struct {
	Format determination.LetterFormat
	Bytes  []byte
	SHA256 string
}

// Issue stores the next issued version with its letters and whom it goes to. The
// store refuses every later change of any of it. fileSHA256 is the hash of the
// sealed file.
func (t *Tx) Issue(key int64, i Issued, fileSHA256 string, letters []IssuedLetter, to []determination.Recipient) error {
	_, err := t.exec("issue.insert", sql.Named("case_id", key), sql.Named("version", i.Version), sql.Named("determination", i.Determination),
		sql.Named("issued_on", i.On.String()), sql.Named("code", i.Code), sql.Named("reason", i.Reason), sql.Named("overall", string(i.Overall)),
		sql.Named("canonical", i.Canonical), sql.Named("sha256", i.SHA256), sql.Named("file_sha256", fileSHA256), sql.Named("key_id", i.Key),
		sql.Named("signature", i.Signature), sql.Named("issued_at", t.stamp()))
	for _, l := range letters {
		if err == nil {
			_, err = t.exec("issue.insert-letter", key, i.Version, sql.Named("format", string(l.Format)), sql.Named("bytes", l.Bytes), sql.Named("sha256", l.SHA256))
		}
	}
	for n, r := range to {
		if err == nil {
			_, err = t.exec("issue.insert-recipient", key, i.Version, sql.Named("position", n+1), sql.Named("role", r.Role),
				sql.Named("name", r.Name), sql.Named("address", r.Address), sql.Named("email", r.Email))
		}
	}
	return err
}

// Issues lists the issued versions of the case, the oldest first.
func (t *Tx) Issues(key int64) ([]Issued, error) {
	return all(t, "issue.of-case", []any{key}, func(s scanner) (i Issued, err error) {
		return i, s.Scan(&i.Version, &i.Determination, date{&i.On}, &i.Code, &i.Reason, &i.Overall, &i.Canonical, &i.SHA256, &i.Key, &i.Signature, stamp{&i.At})
	})
}

// Letter returns the bytes of an issued letter in one form.
func (t *Tx) Letter(key int64, version int, format determination.LetterFormat) (l IssuedLetter, found bool, err error) {
	l.Format = format
	found, err = t.one("issue.letter", []any{key, version, string(format)}, []any{&l.Bytes, &l.SHA256})
	return l, found, err
}

// Recipients lists whom an issued version goes to.
func (t *Tx) Recipients(key int64, version int) ([]determination.Recipient, error) {
	return all(t, "issue.recipients", []any{key, version}, func(s scanner) (r determination.Recipient, err error) {
		return r, s.Scan(&r.Role, &r.Name, &r.Address, &r.Email)
	})
}

// Verified is what anybody may know of an issued letter. Newest is the number of the
// newest version; SetAside says that an order set this one aside.
type Verified struct {
	Number   casefile.CaseNumber
	Version  int
	On       calendar.Date
	Overall  determination.OverallDetermination
	Newest   int
	SetAside bool
}

// ByCode returns what may be known of the letter that bears the code.
func (t *Tx) ByCode(code string) (v Verified, found bool, err error) {
	found, err = t.one("issue.by-code", []any{code}, []any{&v.Number, &v.Version, date{&v.On}, &v.Overall, &v.Newest, &v.SetAside})
	return v, found, err
}

// ByHash returns the code of the issued letter or sealed file with the SHA-256.
func (t *Tx) ByHash(sha256 string) (code string, found bool, err error) {
	found, err = t.one("issue.by-hash", []any{sql.Named("hash", sha256)}, []any{&code})
	return code, found, err
}

// Remanded is an order that sent the case back, and when it was recorded.
type Remanded struct {
	determination.Order
	At time.Time
}

// KeepOrder stores an order that sets the issued version aside.
func (t *Tx) KeepOrder(key int64, issue int, o determination.Order) error {
	_, err := t.exec("issue.insert-remand", sql.Named("case_id", key), sql.Named("issue", issue), sql.Named("ordered_on", o.On.String()),
		sql.Named("ground", string(o.Ground)), sql.Named("facts", o.Facts), sql.Named("recorded_at", t.stamp()))
	return err
}

// Orders lists the orders that sent the case back, the oldest first.
func (t *Tx) Orders(key int64) ([]Remanded, error) {
	return all(t, "issue.remands", []any{key}, func(s scanner) (r Remanded, err error) {
		return r, s.Scan(date{&r.On}, &r.Ground, &r.Facts, stamp{&r.At})
	})
}

// EndAssignment takes the case from who has it.
func (t *Tx) EndAssignment(key int64) error {
	_, err := t.exec("review.end-assignment", sql.Named("at", t.stamp()), sql.Named("case_id", key))
	return err
}

// SignedCases lists the cases of which anything was signed or issued: their keys and
// numbers alone.
func (t *Tx) SignedCases() ([]StoredCase, error) {
	return all(t, "issue.signed-cases", nil, func(s scanner) (c StoredCase, err error) { return c, s.Scan(&c.Key, &c.Number) })
}
