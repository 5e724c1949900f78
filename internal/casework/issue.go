package casework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/notice"
	"imr/internal/sqlite"
)

// Render writes the letter of an issued determination in every format. The same
// determination in the same form must give the same bytes; what Letters holds is no
// part of it.
type Render func(context.Context, determination.Issued, letter.Form) (map[determination.LetterFormat][]byte, error)

// IssuedVersion is an issued determination with whom it went to.
type IssuedVersion struct {
	determination.Issued
	SHA256     string // of its canonical JSON
	Form       letter.Form
	Recipients []determination.Recipient
}

// prepared is a version that is about to be issued.
type prepared struct {
	issued  determination.Issued
	stored  sqlite.Issued
	form    letter.Form
	to      []determination.Recipient
	letters []sqlite.IssuedLetter
}

// Issue freezes the approved determination: canonical JSON with version, day and
// code, signed with the organization's key, the letter's bytes and the list of whom
// they go to. It leaves the case in the state Issued, from which casefile.Publish
// makes the public copy. Of the letter nothing is drawn inside the transaction.
func (d *Desk) Issue(ctx context.Context, by account.Actor, number casefile.CaseNumber, render Render) error {
	return d.issue(ctx, by, number, issuing{act: casefile.Issue, render: render})
}

// Correct issues the next version of a determination that is out, with other
// clerical facts and the reason. The one before stays readable as it is.
func (d *Desk) Correct(ctx context.Context, by account.Actor, number casefile.CaseNumber, to determination.Clerical, reason string, render Render) error {
	if strings.TrimSpace(reason) == "" {
		var bad fault.Fields
		bad.Add("reason", "Say why the determination is corrected; the reason stands in the letter.")
		return bad.Err("The determination was not corrected.")
	}
	return d.issue(ctx, by, number, issuing{act: casefile.Correct, render: render, reason: strings.TrimSpace(reason), clerical: &to})
}

// issuing is what tells an issue from a correction.
type issuing struct {
	act      casefile.Act
	render   Render
	reason   string
	clerical *determination.Clerical // nil for an issue
}

func (d *Desk) issue(ctx context.Context, by account.Actor, number casefile.CaseNumber, how issuing) error {
	var p prepared
	err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
		if _, err = permitted(tx, by, number, assignment.MayIssue, tx.CaseKey); err != nil {
			return err
		}
		s, _, err := tx.Case(number)
		if err == nil {
			p, err = d.prepare(tx, s, how)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := p.draw(ctx, how.render); err != nil {
		return err
	}
	act := audit.By(by, "case."+string(how.act), string(number))
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error { return d.freeze(tx, by, number, how, p, &act) })
}

// prepare puts together what would be issued now.
func (d *Desk) prepare(tx *sqlite.Tx, s sqlite.StoredCase, how issuing) (p prepared, err error) {
	if _, err := s.State.After(how.act); err != nil {
		return p, err
	}
	if _, err := d.signingKey(tx); err != nil {
		return p, err
	}
	frozen, _, err := tx.Determination(s.Key)
	if err != nil {
		return p, err
	}
	det, err := determination.Parse(frozen.Canonical)
	if err != nil {
		return p, err
	}
	before, err := tx.Issues(s.Key)
	if err != nil {
		return p, err
	}
	i := determination.Issued{Format: determination.IssuedFormat, Version: len(before) + 1, IssuedOn: calendar.DateOf(tx.Now), Code: newCode(), Reason: how.reason, Determination: det}
	if len(before) > 0 {
		last := before[len(before)-1]
		i.Previous = last.SHA256
		if how.clerical != nil {
			old, err := determination.ParseIssued(last.Canonical)
			if err != nil {
				return p, err
			}
			if i.Determination, err = old.Determination.Corrected(*how.clerical); err != nil {
				return p, err
			}
		} else {
			i.Reason = "A new review was made, as an order sent the case back."
		}
	}
	if p.form, err = wishedForm(tx, s.Key); err != nil {
		return p, err
	}
	parties := i.Determination.Case
	parties.Form = s.Form // with the addresses that the determination does not say
	p.issued, p.to = i, determination.Recipients(parties)
	p.stored = sqlite.Issued{Version: i.Version, Determination: frozen.Version, On: i.IssuedOn, Code: i.Code, Reason: i.Reason, Overall: det.Overall}
	return p, nil
}

// newCode is 80 random bits as four groups of four letters and digits.
func newCode() string {
	t := rand.Text()
	return t[:4] + "-" + t[4:8] + "-" + t[8:12] + "-" + t[12:16]
}

// draw writes the letters and puts their hashes into what will be signed.
func (p *prepared) draw(ctx context.Context, render Render) error {
	drawn, err := render(ctx, p.issued, p.form)
	if err != nil {
		return err
	}
	p.issued.Letters = map[determination.LetterFormat]string{}
	for _, f := range determination.LetterFormats {
		l := sqlite.IssuedLetter{Format: f, Bytes: drawn[f], SHA256: determination.SHA256(drawn[f])}
		p.letters, p.issued.Letters[f] = append(p.letters, l), l.SHA256
	}
	return nil
}

// freeze signs and stores what was prepared, unless something moved meanwhile.
func (d *Desk) freeze(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber, how issuing, p prepared, act *audit.Act) error {
	s, err := permitted(tx, by, number, assignment.MayIssue, tx.CaseKey)
	if err != nil {
		return err
	}
	frozen, _, err := tx.Determination(s.Key)
	if err != nil {
		return err
	}
	before, err := tx.Issues(s.Key)
	if err != nil {
		return err
	}
	if frozen.Version != p.stored.Determination || len(before)+1 != p.stored.Version || calendar.DateOf(tx.Now) != p.stored.On {
		return fault.New(fault.Conflict, "Something about the case changed while the letter was made. Look at it again, then issue it.")
	}
	key, err := d.signingKey(tx)
	if err != nil {
		return err
	}
	keys, err := tx.Keys()
	if err != nil {
		return err
	}
	p.issued.Key = keys[len(keys)-1].ID
	canonical, err := p.issued.Canonical()
	if err != nil {
		return err
	}
	sealed := determination.Seal(canonical, key)
	p.stored.Canonical, p.stored.SHA256, p.stored.Key, p.stored.Signature = canonical, determination.SHA256(canonical), sealed.Key, sealed.Signature
	file, err := sealed.File()
	if err != nil {
		return err
	}
	if err := tx.Issue(s.Key, p.stored, determination.SHA256(file), p.letters, p.to); err != nil {
		return err
	}
	if err := tx.CloseIssue(s.Key, p.stored.Version, storedForm(p.form)); err != nil {
		return err
	}
	act.Note = issueNote(p.stored, p.to, storedForm(p.form))
	return errors.Join(tx.Move(&s, how.act), tellAdmins(tx, by, news{kind: notice.LetterIssued, of: s.Key}))
}

// issueNote is what the trail keeps of an issued version: enough to tell any later
// change of it.
func issueNote(i sqlite.Issued, to []determination.Recipient, f sqlite.IssuedForm) string {
	note := fmt.Sprintf("version %d sha256 %s key %s recipients %s", i.Version, i.SHA256, i.Key, determination.SHA256(fmt.Appendf(nil, "%q", to)))
	if f.Languages == "" { // of before letters had forms
		return note
	}
	return note + fmt.Sprintf(" wording %d in %s large %v", f.Template, f.Languages, f.Large)
}

// IssuedVersions lists the issued versions of the case, the oldest first, for whom
// may open it.
func (d *Desk) IssuedVersions(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []IssuedVersion, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		stored, err := tx.Issues(s.Key)
		if err != nil {
			return err
		}
		for _, i := range stored {
			parsed, err := determination.ParseIssued(i.Canonical)
			if err != nil {
				return err
			}
			to, err := tx.Recipients(s.Key, i.Version)
			if err != nil {
				return err
			}
			form, err := issuedForm(tx, s.Key, i.Version)
			if err != nil {
				return err
			}
			out = append(out, IssuedVersion{parsed, i.SHA256, form, to})
		}
		return nil
	})
	return out, err
}

// IssuedLetter returns the bytes of an issued letter in one form.
func (d *Desk) IssuedLetter(ctx context.Context, by account.Actor, number casefile.CaseNumber, version int, format determination.LetterFormat) (bytes []byte, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		l, found, err := tx.Letter(s.Key, version, format)
		if err == nil && !found {
			err = noVersion(number, version)
		}
		bytes = l.Bytes
		return err
	})
	return bytes, err
}

// IssuedFile returns an issued version as it leaves: canonical JSON with its signature.
func (d *Desk) IssuedFile(ctx context.Context, by account.Actor, number casefile.CaseNumber, version int) (file []byte, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		all, err := tx.Issues(s.Key)
		if err != nil {
			return err
		}
		if version < 1 || version > len(all) {
			return noVersion(number, version)
		}
		file, err = all[version-1].Sealed().File()
		return err
	})
	return file, err
}

func noVersion(number casefile.CaseNumber, version int) error {
	return fault.New(fault.NotFound, "%s has no issued version %d.", number, version)
}

// ToIssue lists the issued versions of a case for whom may issue it.
func (d *Desk) ToIssue(ctx context.Context, by account.Actor, number casefile.CaseNumber) ([]IssuedVersion, error) {
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		_, err := permitted(tx, by, number, assignment.MayIssue, tx.CaseKey)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.IssuedVersions(ctx, by, number)
}
