package casework

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/eligibility"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// applied is an application of the day before the workday in which only the UR
// determination lacks.
func applied() casefile.Case {
	day := calendar.MustDate
	return casefile.Case{
		Priority:     casefile.Standard,
		Application:  casefile.Application{Received: day("2026-11-23"), Channel: "mail", Signed: day("2026-11-18"), SignedBy: "employee"},
		Employee:     casefile.Employee{Name: "Ana Fiction", DateOfBirth: day("1971-05-02")},
		DateOfInjury: day("2025-10-16"), ClaimNumber: "CL-1", Employer: "Made-up Mill",
		ClaimsAdministrator: casefile.Party{Name: "Invented Mutual", Address: "2 Nowhere"}, RequestingPhysician: casefile.Physician{Name: "Lee Made, MD"},
		UR:                      casefile.URDecision{DecisionDate: day("2026-11-02"), ServedDate: day("2026-11-03"), Outcome: "denied"},
		RequestForAuthorization: day("2026-10-28"),
		Form: &casefile.Form{Applicant: casefile.ByEmployee, Consent: true, URService: casefile.Mail, EmployeeAddress: "1 Nowhere",
			EmployerAddress: "3 Nowhere", PhysicianAddress: "4 Nowhere"},
		Items: []casefile.DisputedItem{{ID: "1", Description: "Lumbar MRI", Category: "diagnostics", Timing: casefile.Prospective}},
	}
}

// withUR is the number of an application that has a UR determination in its file,
// which is that of the case that nobody has.
func withUR(t *testing.T, o *office, c casefile.Case) casefile.CaseNumber {
	t.Helper()
	number, err := o.Register(t.Context(), o.act("admin"), c)
	must(t, err)
	must(t, o.db.Update(t.Context(), audit.By(operator, "test", ""), func(tx *sqlite.Tx) error {
		s, _, err := tx.Case(number)
		if err != nil {
			return err
		}
		doc := casefile.Document{ID: "d1", File: "records/ur.pdf", Title: "UR", Kind: casefile.URDecisionForm, Received: c.Application.Received,
			Source: "employee", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(number))), Pages: 1}
		if err := tx.AddDocument(s.Key, 0, doc, []casefile.Page{{Document: "d1", Number: 1, Width: 612, Height: 792, Reading: "blank"}}); err != nil {
			return err
		}
		form := *s.Form
		form.URDocument = "d1"
		s.Form = &form
		return tx.AmendCase(s)
	}))
	return number
}

var services = map[casefile.PartyRole]casefile.Service{casefile.AdministratorParty: casefile.Electronic, casefile.EmployerParty: casefile.Mail,
	casefile.EmployeeParty: casefile.Mail, casefile.PhysicianParty: casefile.Mail}

func TestFromTheApplicationToReady(t *testing.T) {
	o := openOffice(t)
	ctx, admin := t.Context(), o.act("admin")
	number := withUR(t, o, applied())
	j, err := o.Eligibility(ctx, admin, number)
	must(t, err)
	if j.State != casefile.Received || j.Proposed != eligibility.Eligible || len(j.Findings) != 0 {
		t.Fatalf("%s, proposed %s: %+v", j.State, j.Proposed, j.Findings)
	}
	must(t, o.DecideEligibility(ctx, admin, number, eligibility.Decision{Outcome: eligibility.Eligible}))
	must(t, o.SendNotice(ctx, admin, number, services))
	r, err := o.Requests(ctx, admin, number)
	must(t, err)
	due := map[casefile.PartyRole]string{}
	for _, q := range r.Requests {
		due[q.Party] = q.Due.String()
	}
	if r.State != casefile.AwaitingRecords || len(r.Requests) != len(casefile.RequiredRecords) || due[casefile.AdministratorParty] != "2026-12-06" ||
		due[casefile.EmployeeParty] != "2026-12-09" || len(r.Reminders) != 6 || r.Window.String() != "2026-04-28" || len(r.Months) != 7 {
		t.Errorf("%s, due %v, %d reminders, window %s with %d months", r.State, due, len(r.Reminders), r.Window, len(r.Months))
	}
	if n, err := o.Eligibility(ctx, admin, number); err != nil || len(n.Notices) != 4 {
		t.Errorf("%d notices went out, %v", len(n.Notices), err)
	}
	o.clock.move(17 * 24 * time.Hour) // December 11
	late, err := o.Overdue(ctx, admin)
	must(t, err)
	if len(late) != 1 || late[0].Number != number || late[0].Missing != 6 {
		t.Errorf("overdue: %+v", late)
	}
	if open, err := o.RemindersDue(ctx, admin); err != nil || len(open) != 6 {
		t.Errorf("reminders: %+v, %v", open, err)
	}
	must(t, o.Remind(ctx, admin, number, casefile.AdministratorParty, "before"))
	today := o.Today()
	for _, q := range r.Requests {
		if q.Party == casefile.AdministratorParty && q.Kind != "served" {
			q.State, q.Settled = "received", today
			must(t, o.SettleRecords(ctx, admin, number, q))
		}
	}
	if err := o.CompleteRecords(ctx, admin, number, today, ""); fault.Of(err).Field("note") == "" {
		t.Errorf("complete without a required record and without a reason: %v", err)
	}
	must(t, o.SettleRecords(ctx, admin, number, sqlite.RecordRequest{Party: casefile.AdministratorParty, Kind: "served", State: "waived", Settled: today, Note: "None was made"}))
	if open, err := o.RemindersDue(ctx, admin); err != nil || len(open) != 4 {
		t.Errorf("reminders of a party that owes nothing: %+v, %v", open, err)
	}
	must(t, o.CompleteRecords(ctx, admin, number, today, ""))
	c, err := o.Case(ctx, admin, number)
	must(t, err)
	decision, running := c.Ledger.Decision()
	if c.State != casefile.Ready || !running || decision.On.String() != "2027-01-10" || c.RecordsComplete != today {
		t.Errorf("%s, due %s, complete %s", c.State, decision.On, c.RecordsComplete)
	}
	if open, err := o.RemindersDue(ctx, admin); err != nil || len(open) != 0 {
		t.Errorf("reminders after the file is complete: %+v, %v", open, err)
	}
	if es, err := o.History(ctx, admin, number, 1<<60, 100); err != nil || len(es) < 6 || es[len(es)-1].Name != "application.register" {
		t.Errorf("history: %d events, %v", len(es), err)
	}
}

func TestDecisionsOnAnApplication(t *testing.T) {
	o := openOffice(t)
	ctx, admin := t.Context(), o.act("admin")
	c := applied()
	c.Form.LiabilityDisputed = true
	number := withUR(t, o, c)
	wait := eligibility.Decision{Outcome: eligibility.Deferred, Reasons: []eligibility.Code{eligibility.LiabilityOpen}, Note: "The back is denied", Until: o.Today().AddDays(60)}
	must(t, o.DecideEligibility(ctx, admin, number, wait))
	list, total, err := o.Applications(ctx, admin, casefile.Deferred, 0, 10)
	if err != nil || total != 1 || list[0].Next.Code != "wake" || list[0].Next.On != wait.Until {
		t.Errorf("deferred: %+v, %d, %v", list, total, err)
	}
	must(t, o.Resume(ctx, admin, number, o.Today(), "Accepted by stipulation"))
	j, err := o.Eligibility(ctx, admin, number)
	if err != nil || j.State != casefile.Received || j.Proposed != eligibility.Eligible {
		t.Errorf("resumed: %s, %+v, %v", j.State, j.Findings, err)
	}
	again := applied()
	again.ClaimNumber = "cl1"
	twin := withUR(t, o, again)
	if err := o.DecideEligibility(ctx, admin, twin, eligibility.Decision{Outcome: eligibility.Ineligible, Note: "Again"}); fault.Of(err).Field("reasons") == "" {
		t.Errorf("turned down by a text: %v", err)
	}
	must(t, o.DecideEligibility(ctx, admin, twin, eligibility.Decision{Outcome: eligibility.Ineligible, Reasons: []eligibility.Code{eligibility.Duplicate}}))
	j, err = o.Eligibility(ctx, admin, twin)
	if err != nil || j.State != casefile.Ineligible || len(j.Notices) != 4 || !slices.Contains(j.Decisions[0].Found, eligibility.Duplicate) {
		t.Errorf("the twin: %s, %d letters, %+v, %v", j.State, len(j.Notices), j.Decisions, err)
	}
}

func TestQuestionsAndConsolidation(t *testing.T) {
	o := openOffice(t)
	ctx, admin := t.Context(), o.act("admin")
	number, other := withUR(t, o, applied()), applied()
	other.Items[0].Description, other.UR.DecisionDate = "Acupuncture, 6 visits", calendar.MustDate("2026-11-03")
	second := withUR(t, o, other)
	must(t, o.AskInformation(ctx, admin, number, casefile.AdministratorParty, "When was the letter served?"))
	if err := o.AnswerInformation(ctx, admin, number, 1, "On the third", "d9"); fault.Of(err).Field("document-1") == "" {
		t.Errorf("answered without the answer: %v", err)
	}
	must(t, o.AnswerInformation(ctx, admin, number, 1, "On the third", "d1"))
	for _, n := range []casefile.CaseNumber{number, second} {
		must(t, o.DecideEligibility(ctx, admin, n, eligibility.Decision{Outcome: eligibility.Eligible}))
	}
	must(t, o.Join(ctx, admin, number, second))
	j, err := o.Eligibility(ctx, admin, number)
	if err != nil || len(j.Items) != 2 || j.Items[1].ID != "2" || len(j.Documents) != 2 || !slices.Equal(j.Joined, []casefile.CaseNumber{second}) {
		t.Errorf("joined: %d items, %d documents, %v, %v", len(j.Items), len(j.Documents), j.Joined, err)
	}
	if gone, err := o.Eligibility(ctx, admin, second); err != nil || gone.State != casefile.Terminated || gone.Into != number {
		t.Errorf("the other: %s into %s, %v", gone.State, gone.Into, err)
	}
}

func TestLedgerOfACase(t *testing.T) {
	o := openOffice(t)
	ctx, admin := t.Context(), o.act("admin")
	before := o.clock.now()
	o.clock.move(time.Hour)
	number := withUR(t, o, applied())
	must(t, o.DecideEligibility(ctx, admin, number, eligibility.Decision{Outcome: eligibility.Eligible}))
	must(t, o.SendNotice(ctx, admin, number, services))
	tuesday := deadline.Event{Kind: deadline.RecordsComplete, At: deadline.Noon(calendar.MustDate("2026-12-01"))}
	l, err := o.Deadlines(ctx, admin, number, LedgerQuestion{WhatIf: tuesday})
	must(t, err)
	if due, ok := l.Answer.Decision(); !ok || due.On.String() != "2026-12-31" {
		t.Errorf("if the records come on Tuesday: %s", due.On)
	}
	if l, err = o.Deadlines(ctx, admin, number, LedgerQuestion{AsOf: before}); err != nil || len(l.Answer.Dues) != 0 || len(l.Lines) < 6 {
		t.Errorf("an hour before the application: %d due dates, %v", len(l.Answer.Dues), err)
	}
	must(t, o.Enter(ctx, admin, number, deadline.Event{Kind: deadline.Expedited, At: o.clock.now(), Note: "Dr. Made, today"}))
	r, err := o.Requests(ctx, admin, number)
	if err != nil || r.Priority != casefile.Expedited || r.Requests[0].Due.String() != "2026-11-25" {
		t.Errorf("expedited: %s, due %s, %v", r.Priority, r.Requests[0].Due, err)
	}
	if err := o.Enter(ctx, admin, number, deadline.Event{Kind: deadline.FoundEligible, At: o.clock.now()}); !fault.Is(err, fault.Invalid) {
		t.Errorf("an act entered by hand: %v", err)
	}
	if err := o.Enter(ctx, o.act("reviewer"), number, tuesday); !fault.Is(err, fault.NotFound) {
		t.Errorf("another's case: %v", err)
	}
}

func TestAmendingKeepsTheLedger(t *testing.T) {
	o := openOffice(t)
	ctx, admin := t.Context(), o.act("admin")
	number, c := withUR(t, o, applied()), applied()
	c.UR.ServedDate, c.Form.URDocument = calendar.MustDate("2026-11-10"), "d1"
	must(t, o.Amend(ctx, admin, number, c))
	l, err := o.Deadlines(ctx, admin, number, LedgerQuestion{})
	must(t, err)
	if due, ok := l.Answer.Due("file"); !ok || due.On.String() != "2026-12-15" || len(l.Lines) != 3 || l.Lines[2].Replaces != 1 {
		t.Errorf("file by %s, %d lines", due.On, len(l.Lines))
	}
	if c.Items = nil; fault.Of(o.Amend(ctx, admin, number, c)).Field("items") == "" {
		t.Error("an application without an item was taken")
	}
}

func TestHandingInByToken(t *testing.T) {
	o := openOffice(t)
	ctx := t.Context()
	token, err := o.AddToken(ctx, operator, "intake desk")
	must(t, err)
	name, found, err := o.TokenName(ctx, token)
	must(t, err)
	in := HandedIn{Token: name, Key: "k1", Body: sha256.Sum256([]byte("body")), Case: applied()}
	number, again, err := o.HandIn(ctx, in)
	if err != nil || again || !found {
		t.Fatalf("%s, again %v, %v", number, again, err)
	}
	if same, again, err := o.HandIn(ctx, in); err != nil || !again || same != number {
		t.Errorf("the same request: %s, again %v, %v", same, again, err)
	}
	in.Body = sha256.Sum256([]byte("another"))
	if _, _, err := o.HandIn(ctx, in); !fault.Is(err, fault.Conflict) {
		t.Errorf("the key with another body: %v", err)
	}
	if _, err := o.AddToken(ctx, operator, "intake desk"); !fault.Is(err, fault.Conflict) {
		t.Errorf("the name again: %v", err)
	}
	must(t, o.RevokeToken(ctx, operator, "intake desk"))
	if _, found, err := o.TokenName(ctx, token); found || err != nil {
		t.Errorf("a revoked token holds: %v", err)
	}
	if _, err := o.AddToken(ctx, o.act("admin"), "x"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an admin made a token: %v", err)
	}
}
