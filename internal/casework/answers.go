package casework

import (
	"context"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/quality"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// Checked is a draft with what the checks find in it. Earlier are the answers that
// stand no more, because the words that they are about were changed.
type Checked struct {
	Draft    Draft
	Findings []finding.Finding
	Earlier  []review.Answer
	Remarks  []quality.Remark // of the director who returned the review, while it is with its reviewer
	records  *finding.Prepared
}

// Checked checks the draft against the records as both are now.
func (d *Desk) Checked(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Checked, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.Case)
		if err != nil {
			return err
		}
		out, err = d.checked(tx, by, s)
		return err
	})
	return out, err
}

func (d *Desk) checked(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) (out Checked, err error) {
	if out.Draft.Draft, err = tx.Draft(s.Key); err != nil {
		return out, err
	}
	if out.Draft.Facts, err = tx.Facts(s.Key, by.ID); err != nil {
		return out, err
	}
	if out.Findings, err = d.check(tx, by, s, out.Draft.Review); err != nil {
		return out, err
	}
	if out.Remarks, err = remarks(tx, s); err != nil {
		return out, err
	}
	out.Earlier = finding.Earlier(out.Draft.Answers, out.Findings)
	records, err := d.records.of(tx, s)
	out.records = records.prepared
	return out, err
}

// Blocking are the findings that stand in the way of signing.
func (c Checked) Blocking() []finding.Finding { return finding.Blocking(c.Findings) }

// Finding returns the finding with the key.
func (c Checked) Finding(key string) (finding.Finding, bool) {
	i := slices.IndexFunc(c.Findings, func(f finding.Finding) bool { return f.Key() == key })
	if i < 0 {
		return finding.Finding{}, false
	}
	return c.Findings[i], true
}

// Words returns the words of its page on which a piece of evidence stands, from
// first up to but not including end; ok is false where they cannot be told.
func (c Checked) Words(e finding.Evidence) (first, end int, ok bool) { return c.records.Words(e) }

// Answer stores the reviewer's reason why a finding does not stand in the way.
// It replaces an answer to the same words; an empty one takes the answer back. One
// whose words were changed meanwhile is kept with the earlier answers.
func (d *Desk) Answer(ctx context.Context, by account.Actor, number casefile.CaseNumber, a review.Answer) error {
	a.Answer = strings.TrimSpace(a.Answer)
	return d.db.Update(ctx, audit.By(by, "finding.answer", string(number)).With(a.Finding), func(tx *sqlite.Tx) error {
		s, err := drafting(tx, by, number)
		if err != nil {
			return err
		}
		return storeAnswer(tx, s, number, a)
	})
}

func storeAnswer(tx *sqlite.Tx, s sqlite.StoredCase, number casefile.CaseNumber, a review.Answer) error {
	if !slices.ContainsFunc(finding.Codes(), func(c finding.CodeInfo) bool { return string(c.Code) == a.Finding }) {
		return fault.New(fault.Invalid, "There is no such check. Open the list of the checks and answer there.")
	}
	if a.Item != "" {
		c, _, err := tx.Case(number)
		if err != nil {
			return err
		}
		if _, ok := c.Item(a.Item); !ok {
			return noItem()
		}
	}
	draft, err := tx.Draft(s.Key)
	if err != nil {
		return err
	}
	_, err = tx.SavePart(s.Key, sqlite.AnswersPart, draft.Parts[sqlite.AnswersPart].Version, draft.With(a))
	return err
}
