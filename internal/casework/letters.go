package casework

import (
	"context"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/sqlite"
)

// Wording is a version of the letters' words with who made it, when and why. Of
// version 1, which ships with the program, nobody is named.
type Wording struct {
	letter.Template
	By     string
	At     time.Time
	Reason string
}

func wordingOf(v sqlite.LetterTemplate) (w Wording, err error) {
	w = Wording{By: v.By, At: v.At, Reason: v.Reason}
	w.Template, err = letter.TemplateOf(v.Version, v.Texts)
	return w, err
}

// templateOf is the wording with the version.
func templateOf(tx *sqlite.Tx, version int) (letter.Template, error) {
	if version == 1 {
		return letter.Default(), nil
	}
	v, found, err := tx.LetterTemplate(version)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "The letters have no wording of version %d.", version)
	}
	if err != nil {
		return letter.Template{}, err
	}
	w, err := wordingOf(v)
	return w.Template, err
}

// newestTemplate is the wording in which letters go out now.
func newestTemplate(tx *sqlite.Tx) (letter.Template, error) {
	v, found, err := tx.NewestTemplate()
	if err != nil || !found {
		return letter.Default(), err
	}
	w, err := wordingOf(v)
	return w.Template, err
}

// wishedForm is the form in which the case's letter would go out now.
func wishedForm(tx *sqlite.Tx, key int64) (f letter.Form, err error) {
	if f.Template, err = newestTemplate(tx); err != nil {
		return f, err
	}
	w, err := tx.LetterWish(key)
	f.Languages, f.Large = letter.LanguagesFor(letter.Language(w.Language)), w.Large
	return f, err
}

// storedForm is the form as it is kept with the issued version.
func storedForm(f letter.Form) sqlite.IssuedForm {
	return sqlite.IssuedForm{Template: f.Template.Version, Languages: f.LanguageCodes(), Large: f.Large}
}

// issuedForm is the form in which the version went out.
func issuedForm(tx *sqlite.Tx, key int64, version int) (f letter.Form, err error) {
	stored, _, err := tx.IssuedForm(key, version)
	if err != nil {
		return f, err
	}
	f.Languages, f.Large = letter.LanguagesOf(stored.Languages), stored.Large
	f.Template, err = templateOf(tx, stored.Template)
	return f, err
}

// LetterForm is the form in which the case's letter would go out now, for whom may
// open the case.
func (d *Desk) LetterForm(ctx context.Context, by account.Actor, number casefile.CaseNumber) (f letter.Form, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		f, err = wishedForm(tx, s.Key)
		return err
	})
	return f, err
}

// LetterWish is how the employee wants letters. Language is empty where nobody knows
// which one they read.
type LetterWish struct {
	Language letter.Language
	Large    bool
}

// LetterWish returns what is known of how the case's employee wants letters, for whom
// may assign the case.
func (d *Desk) LetterWish(ctx context.Context, by account.Actor, number casefile.CaseNumber) (w LetterWish, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		stored, err := tx.LetterWish(s.Key)
		w = LetterWish{letter.Language(stored.Language), stored.Large}
		return err
	})
	return w, err
}

// SetLetterWish records how the employee wants letters from now on.
func (d *Desk) SetLetterWish(ctx context.Context, by account.Actor, number casefile.CaseNumber, w LetterWish) error {
	act := audit.By(by, "letter.wish", string(number))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		if w.Language != "" && w.Language != letter.English && w.Language != letter.Spanish {
			var bad fault.Fields
			bad.Add("language", "Choose English, Spanish or that nobody knows.")
			return bad.Err("Nothing was recorded.")
		}
		return tx.KeepLetterWish(s.Key, sqlite.LetterWish{Language: string(w.Language), Large: w.Large})
	})
}

// keepsLetters refuses those who do not keep the letters' words.
func keepsLetters(by account.Actor) error {
	if !by.Has(account.Admin) {
		return fault.New(fault.NotFound, "There is no such page for you.")
	}
	return nil
}

// Wordings lists every version of the letters' words, the newest first, for admins.
func (d *Desk) Wordings(ctx context.Context, by account.Actor) (out []Wording, err error) {
	if err := keepsLetters(by); err != nil {
		return nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		stored, err := tx.LetterTemplates()
		for _, v := range stored {
			w, err := wordingOf(v)
			if err != nil {
				return err
			}
			out = append(out, w)
		}
		return err
	})
	return append(out, Wording{Template: letter.Default()}), err
}

// SaveWording makes the texts the next version, after the given one, which must be the
// newest. It is Invalid, by Passage.Field, where a text cannot stand, and a Conflict
// where another window saved meanwhile.
func (d *Desk) SaveWording(ctx context.Context, by account.Actor, after letter.Template, reason string) error {
	act := audit.By(by, wordingEvent, "letters")
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if err := keepsLetters(by); err != nil {
			return err
		}
		newest, err := newestTemplate(tx)
		if err != nil {
			return err
		}
		if err := mayFollow(newest, after, reason); err != nil {
			return err
		}
		texts, err := after.JSON()
		if err != nil {
			return err
		}
		next := sqlite.LetterTemplate{Version: newest.Version + 1, Texts: texts, SHA256: determination.SHA256(texts), Reason: strings.TrimSpace(reason), By: by.Name}
		act.Note = wordingNote(next.Version, next.SHA256)
		done, err := tx.AddTemplate(next)
		if err == nil && !done {
			err = staleWording()
		}
		return err
	})
}

// mayFollow refuses texts that cannot stand, say nothing new or were written upon an
// older version.
func mayFollow(newest, after letter.Template, reason string) error {
	if after.Version != newest.Version {
		return staleWording()
	}
	var bad fault.Fields
	if f := fault.Of(after.Validate()); f != nil {
		bad = f.Fields
	}
	if strings.TrimSpace(reason) == "" {
		bad.Add("reason", "Say why the wording changes; the reason stands in the history.")
	}
	was, err := newest.JSON()
	if err != nil {
		return err
	}
	now, err := after.JSON()
	if err != nil {
		return err
	}
	if len(bad) == 0 && string(was) == string(now) {
		bad.Add(letter.Passages[0].Field(letter.English), "Change a text, or there is nothing to save.")
	}
	return bad.Err("The wording was not saved.")
}

func staleWording() error {
	return fault.New(fault.Conflict, "The wording was changed in another window meanwhile. Look at the newest version, then make your change.")
}

// SignedCases lists the numbers of the cases whose letter can be shown in a wording
// that is not saved yet.
func (d *Desk) SignedCases(ctx context.Context, by account.Actor) (out []casefile.CaseNumber, err error) {
	if err := keepsLetters(by); err != nil {
		return nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		cases, err := tx.SignedCases()
		for _, c := range cases {
			out = append(out, c.Number)
		}
		return err
	})
	return out, err
}
