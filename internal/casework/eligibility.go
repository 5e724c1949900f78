package casework

import (
	"context"
	"strconv"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/eligibility"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/sqlite"
)

// Judged is an application with what the rules find and what people decided.
type Judged struct {
	Opened
	Findings  []eligibility.Finding
	Proposed  eligibility.Outcome
	Decisions []sqlite.StoredDecision
	Questions []sqlite.InformationRequest
	Notices   []sqlite.Notice
	Others    []eligibility.Other   // with the same date of injury, that could be joined
	Joined    []casefile.CaseNumber // were joined with this one
	Into      casefile.CaseNumber   // that this one was joined with
}

// Eligibility judges the application by the rules.
func (d *Desk) Eligibility(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Judged, err error) {
	if out.Opened, err = d.Case(ctx, by, number); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		others, err := tx.OthersOfInjury(s.Case)
		if err != nil {
			return err
		}
		for _, o := range others {
			other := casefile.Case{Number: o.Number, Employee: o.Employee, DateOfInjury: s.DateOfInjury, RequestingPhysician: o.RequestingPhysician}
			if o.State == casefile.Eligible && s.State == casefile.Eligible && eligibility.Consolidate(s.Case, other) == nil {
				out.Others = append(out.Others, o)
			}
		}
		out.Findings = eligibility.Judge(eligibility.Application{Case: s.Case, Ledger: out.Ledger, Others: others, Rules: deadline.Standard()})
		out.Proposed = eligibility.Propose(out.Findings)
		return fill(tx, s.Key, &out)
	})
	return out, err
}

func fill(tx *sqlite.Tx, key int64, out *Judged) (err error) {
	if out.Decisions, err = tx.Decisions(key); err != nil {
		return err
	}
	if out.Questions, err = tx.InformationRequests(key); err != nil {
		return err
	}
	if out.Notices, err = tx.Notices(key); err != nil {
		return err
	}
	out.Joined, out.Into, err = tx.Joined(key)
	return err
}

// actOf is what each decision does to the case, and what the ledger says of it.
var actOf = map[eligibility.Outcome]struct {
	act  casefile.Act
	kind deadline.Kind
}{
	eligibility.Eligible:   {casefile.FindEligible, deadline.FoundEligible},
	eligibility.Ineligible: {casefile.FindIneligible, deadline.FoundIneligible},
	eligibility.Deferred:   {casefile.Defer, deadline.Deferred},
}

// DecideEligibility keeps a person's decision on an application, against what the
// rules find at this moment. Who is turned down or has to wait is told by letter.
func (d *Desk) DecideEligibility(ctx context.Context, by account.Actor, number casefile.CaseNumber, dec eligibility.Decision) error {
	act := audit.By(by, "eligibility."+string(dec.Outcome), string(number))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		others, err := tx.OthersOfInjury(s.Case)
		if err != nil {
			return err
		}
		events, err := tx.LedgerEvents(s.Key)
		if err != nil {
			return err
		}
		fs := eligibility.Judge(eligibility.Application{Case: s.Case, Ledger: deadline.Standard().Replay(events), Others: others, Rules: deadline.Standard()})
		if err := dec.Check(fs, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		return decide(tx, by, s, dec, fs)
	})
}

func decide(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase, dec eligibility.Decision, fs []eligibility.Finding) error {
	does := actOf[dec.Outcome]
	if err := tx.Move(&s, does.act); err != nil {
		return err
	}
	var codes []eligibility.Code
	for _, f := range fs {
		codes = append(codes, f.Code)
	}
	if err := tx.AddDecision(s.Key, dec, codes, recordedBy(by)); err != nil {
		return err
	}
	if _, err := tx.AddEvents(s, deadline.Event{Kind: does.kind, At: tx.Now, By: recordedBy(by), Until: dec.Until, Note: dec.Note}); err != nil {
		return err
	}
	switch dec.Outcome {
	case eligibility.Ineligible:
		return tellAll(tx, s, letter.IntakeNotice{Kind: letter.IneligibleNotice, Reasons: plainReasons(dec.Reasons)})
	case eligibility.Deferred:
		return tellAll(tx, s, letter.IntakeNotice{Kind: letter.DeferralNotice})
	}
	return nil
}

func plainReasons(codes []eligibility.Code) []letter.NoticeReason {
	var out []letter.NoticeReason
	for _, code := range codes {
		r, _ := eligibility.Of(code)
		out = append(out, letter.NoticeReason{Text: r.Plain, Section: r.Section})
	}
	return out
}

// Resume takes up a deferred application again, from the day on which liability was
// settled.
func (d *Desk) Resume(ctx context.Context, by account.Actor, number casefile.CaseNumber, settled calendar.Date, note string) error {
	return d.db.Update(ctx, audit.By(by, "eligibility.resume", string(number)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		var bad fault.Fields
		if settled.IsZero() || settled.After(calendar.DateOf(tx.Now)) {
			bad.Add("settled", "Enter the day on which liability was settled.")
		}
		if note == "" {
			bad.Add("resume-note", "Say how liability was settled.")
		}
		if err := bad.Err("The application still waits."); err != nil {
			return err
		}
		if err := tx.Move(&s, casefile.Resume); err != nil {
			return err
		}
		form := casefile.Form{}
		if s.Form != nil {
			form = *s.Form
		}
		form.LiabilitySettled = settled
		s.Form = &form
		if err := tx.AmendCase(s); err != nil {
			return err
		}
		_, err = tx.AddEvents(s, deadline.Event{Kind: deadline.Resumed, At: deadline.Noon(settled), By: recordedBy(by), Note: note})
		return err
	})
}

// Join makes the other application part of this case (8 CCR §9792.10.4(a)): its
// items go on here under the next free ids, and its own case ends.
func (d *Desk) Join(ctx context.Context, by account.Actor, number, other casefile.CaseNumber) error {
	act := audit.By(by, "application.consolidate", string(number)).With(string(other))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		o, err := ofStaff(tx, by, other)
		if err != nil {
			return err
		}
		if err := eligibility.Consolidate(s.Case, o.Case); err != nil {
			return err
		}
		if s.State != casefile.Eligible || o.State != casefile.Eligible {
			return fault.New(fault.Forbidden, "Both applications must be eligible, and no notice sent yet.")
		}
		for _, it := range o.Items {
			it.ID = freeItem(s.Case)
			s.Items = append(s.Items, it)
		}
		if err := tx.AmendCase(s); err != nil {
			return err
		}
		if err := copyDocuments(tx, s, o); err != nil {
			return err
		}
		if err := tx.Consolidate(o.Key, s.Key); err != nil {
			return err
		}
		return tx.Move(&o, casefile.Terminate)
	})
}

// copyDocuments gives the case the records of the other, but for what it has.
func copyDocuments(tx *sqlite.Tx, s, o sqlite.StoredCase) error {
	sizes, err := tx.PageSizes(o.Key)
	if err != nil {
		return err
	}
	for _, doc := range o.Documents {
		if isNew(tx, s, doc.SHA256) != nil {
			continue
		}
		var pages []casefile.Page
		old := doc.ID
		doc.ID = freeID(s.Case)
		doc.File = "records/" + recordName(doc.File, doc.ID, s.Case)
		for _, p := range sizes {
			if p.Document == old {
				pages = append(pages, casefile.Page{Document: doc.ID, Number: p.Number, Width: p.Width, Height: p.Height, Reading: casefile.NotRead})
			}
		}
		if err := tx.AddDocument(s.Key, len(s.Documents), doc, pages); err != nil {
			return err
		}
		s.Documents = append(s.Documents, doc)
	}
	return nil
}

// freeItem is the first of 1, 2 … that no item of the case bears.
func freeItem(c casefile.Case) casefile.ItemID {
	for n := len(c.Items) + 1; ; n++ {
		id := casefile.ItemID(strconv.Itoa(n))
		if _, taken := c.Item(id); !taken {
			return id
		}
	}
}
