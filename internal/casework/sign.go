package casework

import (
	"context"
	"reflect"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// Findings checks the draft against the records as they are now.
func (d *Desk) Findings(ctx context.Context, by account.Actor, number casefile.CaseNumber) ([]finding.Finding, error) {
	checked, err := d.Checked(ctx, by, number)
	return checked.Findings, err
}

func (d *Desk) check(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase, r review.Review) ([]finding.Finding, error) {
	records, err := d.records.of(tx, s)
	if err != nil {
		return nil, err
	}
	missing, err := notReceived(tx, s.Key)
	if err != nil {
		return nil, err
	}
	library, err := d.library.of(tx)
	return finding.Check(finding.Input{Case: s.Case, Review: r, Reviewer: by.Name, Pages: records.pages,
		Prepared: records.prepared, NotReceived: missing, Library: library}), err
}

// Preview is what a reviewer would sign now. Where the review has holes, Lacks
// names them and there is no determination yet.
type Preview struct {
	Determination determination.Determination
	Digest        string // SHA-256 of the canonical JSON that would be frozen
	Checked
	Lacks *fault.Error
}

// Preview puts the draft together as it would be signed today.
func (d *Desk) Preview(ctx context.Context, by account.Actor, number casefile.CaseNumber) (p Preview, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.Case)
		if err != nil {
			return err
		}
		r, err := d.ready(tx, by, s)
		if err != nil {
			return err
		}
		p.Determination, p.Digest, p.Lacks = r.determination, r.frozen.SHA256, r.lacks
		p.Checked, err = d.checked(tx, by, s)
		return err
	})
	return p, err
}

// readied is a draft put together for signing.
type readied struct {
	review        review.Review
	determination determination.Determination
	frozen        sqlite.Frozen
	lacks         *fault.Error
}

func (d *Desk) ready(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) (readied, error) {
	draft, err := tx.Draft(s.Key)
	if err != nil {
		return readied{}, err
	}
	org, _, err := tx.Organization()
	if err != nil {
		return readied{}, err
	}
	q, err := tx.Qualifications(by.ID)
	if err != nil {
		return readied{}, err
	}
	out := readied{review: draft.Review}
	det, err := determination.New(org, s.Case, draft.Review, q, calendar.DateOf(tx.Now))
	if err != nil && fault.Of(err) == nil {
		return readied{}, err
	}
	out.lacks, err = withContradictions(tx, s, withEvidenceLacks(fault.Of(err), s.Case, draft.Review), draft.Review)
	if err != nil || out.lacks != nil {
		return out, err
	}
	out.determination = det
	before, _, err := tx.Determination(s.Key)
	if err != nil {
		return out, err
	}
	canonical, err := det.Canonical()
	out.frozen = sqlite.Frozen{Version: before.Version + 1, Canonical: canonical, SHA256: determination.SHA256(canonical)}
	return out, err
}

// Sign freezes the determination whose digest the reviewer was shown, under their
// password and determination.SignatureMeaning, and hands it in to the directors. It is refused while the review has
// holes or unanswered errors, and is a Conflict where the draft is no longer the
// one that was shown.
func (d *Desk) Sign(ctx context.Context, by account.Actor, number casefile.CaseNumber, digest, password string) error {
	seen, err := d.signable(ctx, by, number)
	if err != nil {
		return err
	}
	if err := d.confirm(ctx, by, password); err != nil {
		return err
	}
	act := audit.By(by, "review.sign", string(number)).With("sha256 " + digest)
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		if _, err := drafting(tx, by, number); err != nil {
			return err
		}
		s, _, err := tx.Case(number)
		if err != nil {
			return err
		}
		now, err := d.ready(tx, by, s)
		if err != nil {
			return err
		}
		if now.lacks != nil || now.frozen.SHA256 != digest || !reflect.DeepEqual(now.review, seen) {
			return fault.New(fault.Conflict, "The draft changed after you opened this page. Read it again, then sign.")
		}
		if err := tx.Freeze(s.Key, now.frozen, now.determination.DecidedOn, by.ID, determination.SignatureMeaning); err != nil {
			return err
		}
		return tx.Move(&s, casefile.HandIn)
	})
}

// signable returns the review where nothing but the signature is missing.
func (d *Desk) signable(ctx context.Context, by account.Actor, number casefile.CaseNumber) (r review.Review, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if _, err := drafting(tx, by, number); err != nil {
			return err
		}
		s, _, err := tx.Case(number)
		if err != nil {
			return err
		}
		now, err := d.ready(tx, by, s)
		if err != nil {
			return err
		}
		if now.lacks != nil {
			return now.lacks
		}
		fs, err := d.check(tx, by, s, now.review)
		if err != nil {
			return err
		}
		r = now.review
		return blocked(finding.Blocking(fs))
	})
	return r, err
}

func blocked(fs []finding.Finding) error {
	var bad fault.Fields
	for _, f := range fs {
		bad.Add(string(f.Code), "%s", f.Message)
	}
	return bad.Err("Amend or answer what the checks found; then the review can be signed.")
}

// Determination returns the newest signed determination of the case.
func (d *Desk) Determination(ctx context.Context, by account.Actor, number casefile.CaseNumber) (det determination.Determination, f sqlite.Frozen, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		var found bool
		f, found, err = tx.Determination(s.Key)
		if err == nil && !found {
			err = fault.New(fault.NotFound, "%s has no signed determination yet.", number)
		}
		return err
	})
	if err != nil {
		return det, f, err
	}
	det, err = determination.Parse(f.Canonical)
	return det, f, err
}
