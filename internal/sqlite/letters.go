package sqlite

import (
	"database/sql"
	"time"
)

// LetterTemplate is a wording of letters as it is stored: Texts is JSON.
type LetterTemplate struct {
	Version int
	Texts   []byte
	SHA256  string // of Texts
	Reason  string
	By      string
	At      time.Time
}

func scanTemplate(s scanner) (v LetterTemplate, err error) {
	return v, s.Scan(&v.Version, &v.Texts, &v.SHA256, &v.Reason, &v.By, stamp{&v.At})
}

// NewestTemplate returns the organization's newest wording; found is false where it
// has none of its own.
func (t *Tx) NewestTemplate() (v LetterTemplate, found bool, err error) {
	return first(all(t, "letters.newest-template", nil, scanTemplate))
}

// LetterTemplate returns a wording of the organization's own by its version.
func (t *Tx) LetterTemplate(version int) (v LetterTemplate, found bool, err error) {
	return first(all(t, "letters.template", []any{version}, scanTemplate))
}

// LetterTemplates lists the organization's own wordings, the newest first.
func (t *Tx) LetterTemplates() ([]LetterTemplate, error) {
	return all(t, "letters.templates", nil, scanTemplate)
}

func first[T any](list []T, err error) (v T, found bool, _ error) {
	if err != nil || len(list) == 0 {
		return v, false, err
	}
	return list[0], true, nil
}

// AddTemplate stores the next wording; done is false where its version is not the next.
func (t *Tx) AddTemplate(v LetterTemplate) (done bool, err error) {
	n, err := t.exec("letters.insert-template", sql.Named("version", v.Version), sql.Named("texts", string(v.Texts)), sql.Named("sha256", v.SHA256),
		sql.Named("reason", v.Reason), sql.Named("made_by", v.By), sql.Named("made_at", t.stamp()))
	return n == 1, err
}

// LetterWish is how the employee wants letters. Language is empty where nobody knows.
type LetterWish struct {
	Language string
	Large    bool
}

// LetterWish returns the newest wish of the case's employee; the zero LetterWish
// where there is none.
func (t *Tx) LetterWish(key int64) (w LetterWish, err error) {
	_, err = t.one("letters.wish", []any{key}, []any{&w.Language, &w.Large})
	return w, err
}

// KeepLetterWish stores a wish beside those before it.
func (t *Tx) KeepLetterWish(key int64, w LetterWish) error {
	_, err := t.exec("letters.insert-wish", sql.Named("case_id", key), sql.Named("language", w.Language), sql.Named("large", w.Large), sql.Named("at", t.stamp()))
	return err
}

// IssuedForm is the form in which a letter went out. Languages is empty for letters
// of before there were forms.
type IssuedForm struct {
	Template  int
	Languages string
	Large     bool
}

// CloseIssue keeps the form of an issued version. Afterwards the store refuses every
// further letter and recipient of it.
func (t *Tx) CloseIssue(key int64, version int, f IssuedForm) error {
	_, err := t.exec("letters.insert-form", sql.Named("case_id", key), sql.Named("version", version), sql.Named("template", f.Template),
		sql.Named("languages", f.Languages), sql.Named("large", f.Large))
	return err
}

// IssuedForm returns the form of an issued version; found is false where the version
// was never closed.
func (t *Tx) IssuedForm(key int64, version int) (f IssuedForm, found bool, err error) {
	found, err = t.one("letters.form", []any{key, version}, []any{&f.Template, &f.Languages, &f.Large})
	return f, found, err
}
