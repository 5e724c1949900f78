package casework

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"imr/internal/audit"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Verified is what anybody may know of an issued letter.
type Verified = sqlite.Verified

// codeForm is a code as people type it: small letters, with or without hyphens.
var codeForm = regexp.MustCompile(`^[A-Z2-7]{16}$`)

// VerifyCode says of which issued letter the code is; found is false where it is of
// none. from is the address that asks, which may ask 30 times a minute.
func (d *Desk) VerifyCode(ctx context.Context, code, from string) (v Verified, found bool, err error) {
	if _, ok := d.guard.verify.take(from, d.now()); !ok {
		return v, false, fault.New(fault.TooMany, "You asked too often. Wait a minute and try again.")
	}
	plain := strings.ToUpper(strings.NewReplacer("-", "", " ", "", "–", "").Replace(code))
	if !codeForm.MatchString(plain) {
		return v, false, nil
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		v, found, err = tx.ByCode(plain[:4] + "-" + plain[4:8] + "-" + plain[8:12] + "-" + plain[12:])
		return err
	})
	return v, found, err
}

// VerifyFile says of which issued letter or sealed determination these are the bytes,
// unchanged; found is false where one byte is another. It is limited as VerifyCode is.
func (d *Desk) VerifyFile(ctx context.Context, file []byte, from string) (v Verified, found bool, err error) {
	if _, ok := d.guard.verify.take(from, d.now()); !ok {
		return v, false, fault.New(fault.TooMany, "You asked too often. Wait a minute and try again.")
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		code, is, err := tx.ByHash(determination.SHA256(file))
		if err == nil && is {
			v, found, err = tx.ByCode(code)
		}
		return err
	})
	return v, found, err
}

// VerifyIssued checks every signed and every issued determination: that its bytes
// are those whose hash the trail holds, that the organization's key signed them, that
// an issued one is what its reviewer signed but for clerical facts, that
// its letters are those that were signed with it, that its recipients are those of
// the day, that services, added recipients and wordings are those of the trail, and that nothing which the trail tells of is gone. It returns how many
// issued versions are sound; the error names the first case that is not. The trail
// itself is checked by VerifyTrail.
func (d *Desk) VerifyIssued(ctx context.Context) (sound int, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		told, err := readTold(tx)
		if err != nil {
			return err
		}
		keys, err := tx.Keys()
		if err != nil {
			return err
		}
		if err := told.keysAre(keys); err != nil {
			return err
		}
		if err := told.wordingsAre(tx); err != nil {
			return err
		}
		cases, err := tx.SignedCases()
		if err != nil {
			return err
		}
		for _, c := range cases {
			n, err := verifyCase(tx, c, keys, told)
			if err != nil {
				return fmt.Errorf("%s: %w", c.Number, err)
			}
			sound += n
			delete(told.signed, string(c.Number))
			delete(told.issued, string(c.Number))
		}
		return told.left()
	})
	return sound, err
}

// toldStory is what the trail says of determinations, by case and in order.
type toldStory struct {
	signed map[string][]toldSignature
	issued map[string][]toldIssue
	keys   []string
	toldService
}

type (
	toldSignature struct{ signer, sha256 string }
	toldIssue     struct {
		note string
		at   time.Time
	}
)

func readTold(tx *sqlite.Tx) (toldStory, error) {
	t := toldStory{toldService: newToldService(), signed: map[string][]toldSignature{}, issued: map[string][]toldIssue{}}
	for e, err := range tx.Events() {
		if err != nil {
			return t, err
		}
		t.take(e)
	}
	return t, nil
}

func (t *toldStory) take(e audit.Event) {
	switch e.Name {
	case "review.sign":
		t.signed[e.Object] = append(t.signed[e.Object], toldSignature{e.Actor, strings.TrimPrefix(e.Note, "sha256 ")})
	case "case.issue", "case.correct":
		t.issued[e.Object] = append(t.issued[e.Object], toldIssue{e.Note, e.At})
	case "key.new":
		t.keys = append(t.keys, e.Object)
	default:
		t.toldService.take(e.Name, e.Object, e.Note)
	}
}

func (t toldStory) keysAre(keys []determination.PublicKey) error {
	if len(keys) != len(t.keys) {
		return fmt.Errorf("there are %d keys, and the trail tells of %d", len(keys), len(t.keys))
	}
	for i, k := range keys {
		if k.ID != t.keys[i] || determination.KeyID(k.Key) != k.ID {
			return fmt.Errorf("key %s is not the one that the trail tells of", k.ID)
		}
	}
	return nil
}

// left reports what the trail tells of and is nowhere.
func (t toldStory) left() error {
	for number := range t.signed {
		return fmt.Errorf("%s: its signed determination is gone", number)
	}
	for number := range t.issued {
		return fmt.Errorf("%s: its issued determination is gone", number)
	}
	return nil
}

func verifyCase(tx *sqlite.Tx, c sqlite.StoredCase, keys []determination.PublicKey, t toldStory) (int, error) {
	signed, err := tx.SignedVersions(c.Key)
	if err != nil {
		return 0, err
	}
	said := t.signed[string(c.Number)]
	if len(signed) != len(said) {
		return 0, fmt.Errorf("%d versions are signed, and the trail tells of %d", len(signed), len(said))
	}
	for i, v := range signed {
		if _, err := determination.Parse(v.Canonical); err != nil || determination.SHA256(v.Canonical) != v.SHA256 || v.SHA256 != said[i].sha256 || string(v.Signer) != said[i].signer {
			return 0, fmt.Errorf("signed version %d was changed", i+1)
		}
	}
	issued, err := tx.Issues(c.Key)
	if err != nil {
		return 0, err
	}
	events := t.issued[string(c.Number)]
	if len(issued) != len(events) {
		return 0, fmt.Errorf("%d versions are issued, and the trail tells of %d", len(issued), len(events))
	}
	previous := ""
	for n, i := range issued {
		if err := errors.Join(verifyVersion(tx, c, i, previous, keys), issuesSigned(i, signed)); err != nil {
			return 0, fmt.Errorf("issued version %d: %w", n+1, err)
		}
		to, err := tx.Recipients(c.Key, i.Version)
		if err != nil {
			return 0, err
		}
		form, closed, err := tx.IssuedForm(c.Key, i.Version)
		if err != nil {
			return 0, err
		}
		if !closed || issueNote(i, to, form) != events[n].note || !i.At.Equal(events[n].at) {
			return 0, fmt.Errorf("issued version %d is not the one that the trail tells of", n+1)
		}
		previous = i.SHA256
	}
	return len(issued), t.servicesAre(tx, c)
}

func verifyVersion(tx *sqlite.Tx, c sqlite.StoredCase, i sqlite.Issued, previous string, keys []determination.PublicKey) error {
	parsed, err := determination.ParseIssued(i.Canonical)
	d := parsed.Determination
	switch {
	case err != nil:
		return err
	case determination.SHA256(i.Canonical) != i.SHA256:
		return fmt.Errorf("its bytes do not have its hash")
	case parsed.Version != i.Version || parsed.Code != i.Code || parsed.IssuedOn != i.On || parsed.Reason != i.Reason || parsed.Key != i.Key || d.Overall != i.Overall || d.Case.Number != c.Number:
		return fmt.Errorf("what is stored beside it says something else")
	case parsed.Previous != previous:
		return fmt.Errorf("it does not continue the version before")
	case !signedInTime(i, keys):
		return fmt.Errorf("no key of the organization signed it")
	}
	file, err := i.Sealed().File()
	if err != nil {
		return err
	}
	if code, found, err := tx.ByHash(determination.SHA256(file)); err != nil || !found || code != i.Code {
		return fmt.Errorf("its file is not known by its hash")
	}
	for _, f := range determination.LetterFormats {
		l, found, err := tx.Letter(c.Key, i.Version, f)
		if err != nil {
			return err
		}
		if !found || l.SHA256 != parsed.Letters[f] || determination.SHA256(l.Bytes) != l.SHA256 {
			return fmt.Errorf("its letter as %s was changed", f)
		}
	}
	return nil
}

// issuesSigned reports where the issued version is not what its reviewer signed but
// for clerical facts.
func issuesSigned(i sqlite.Issued, signed []sqlite.SignedVersion) error {
	n := slices.IndexFunc(signed, func(v sqlite.SignedVersion) bool { return v.Version == i.Determination })
	if n < 0 {
		return fmt.Errorf("nobody signed version %d, which it names", i.Determination)
	}
	issued, err := determination.ParseIssued(i.Canonical)
	if err != nil {
		return err
	}
	now, err := issued.Determination.Canonical()
	if err != nil || bytes.Equal(now, signed[n].Canonical) {
		return err
	}
	was, err := determination.Parse(signed[n].Canonical)
	if err != nil {
		return err
	}
	corrected, err := was.Corrected(determination.ClericalOf(issued.Determination))
	if err != nil {
		return err
	}
	if want, err := corrected.Canonical(); err != nil || !bytes.Equal(now, want) {
		return fmt.Errorf("it is not what was signed as version %d", i.Determination)
	}
	return nil
}

func signedInTime(i sqlite.Issued, keys []determination.PublicKey) bool {
	for _, k := range keys {
		if k.ID == i.Key {
			return k.In(i.At) && i.Sealed().SignedBy(k.Key)
		}
	}
	return false
}
