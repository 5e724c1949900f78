package casework

import (
	"context"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// Absence is a claim of the draft that the records do not hold something, with a
// search of the records for it. Answer is the standing one, if there is any;
// Before are those to the same check and item that stand no more.
type Absence struct {
	Checked
	Claim  finding.Finding
	Search Searched
	Hits   []AbsenceHit
	Answer review.Answer
	Before []review.Answer
}

// Absence searches the records for the terms, or where there are none for those of
// the standing answer, or else for those of the claim itself. It is NotFound where
// the draft makes no such claim any more.
func (d *Desk) Absence(ctx context.Context, by account.Actor, number casefile.CaseNumber, key string, terms []string) (out Absence, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.Case)
		if err != nil {
			return err
		}
		if out.Checked, err = d.checked(tx, by, s); err != nil {
			return err
		}
		f, found := out.Finding(key)
		if !found || !f.ClaimsAbsence() {
			return fault.New(fault.NotFound, "The draft does not say this any more, so there is nothing to search for. Open the checks for what stands now.")
		}
		out.take(f)
		if out.Search.Terms = cleanTerms(terms); len(terms) == 0 {
			out.Search.Terms = out.usualTerms()
		}
		return out.search(tx, s)
	})
	return out, err
}

// take fills what the draft says and how it was answered before.
func (a *Absence) take(f finding.Finding) {
	a.Claim = f
	a.Answer, _ = finding.AnswerTo(a.Draft.Answers, f)
	for _, e := range a.Earlier {
		if e.Finding == string(f.Code) && e.Item == f.Item {
			a.Before = append(a.Before, e)
		}
	}
	if s, ok := ParseSearched(a.Answer.Answer); ok {
		a.Search.Reason = s.Reason
	} else {
		a.Search.Reason = a.Answer.Answer
	}
}

func (a *Absence) usualTerms() []string {
	if s, ok := ParseSearched(a.Answer.Answer); ok {
		return s.Terms
	}
	return cleanTerms(finding.AbsenceTerms(a.Claim.Text))
}

// AnswerAbsence stores why none of what the search finds is what the draft says is
// not there, together with the terms and the number of hits that the reviewer was
// shown. It is a Conflict where the records now give another number: then the new
// hits must be read first.
func (d *Desk) AnswerAbsence(ctx context.Context, by account.Actor, number casefile.CaseNumber, key string, shown Searched) error {
	now, err := d.Absence(ctx, by, number, key, shown.Terms)
	if err != nil {
		return err
	}
	now.Search.Reason = strings.TrimSpace(shown.Reason)
	if err := now.Search.validate(); err != nil {
		return err
	}
	if now.Search.Hits != shown.Hits {
		return fault.New(fault.Conflict, "The search now gives %s where you were shown %d. Read the list again, then answer.", counted(now.Search.Hits, "hit"), shown.Hits)
	}
	f := now.Claim
	return d.db.Update(ctx, audit.By(by, "finding.answer", string(number)).With(string(f.Code)), func(tx *sqlite.Tx) error {
		s, err := drafting(tx, by, number)
		if err != nil {
			return err
		}
		return storeAnswer(tx, s, number, review.Answer{Finding: string(f.Code), Item: f.Item, Text: f.Text, Answer: now.Search.Text()})
	})
}
