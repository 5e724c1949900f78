package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/eligibility"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// The words for outcomes, parties and letters.
var (
	outcomeWords    = map[eligibility.Outcome]string{eligibility.Eligible: "Eligible", eligibility.Ineligible: "Not eligible", eligibility.Deferred: "Deferred", eligibility.Incomplete: "Ask first", eligibility.Look: "Look"}
	eligibilityTone = map[eligibility.Outcome]string{eligibility.Eligible: "done", eligibility.Ineligible: "wrong", eligibility.Deferred: "begun", eligibility.Incomplete: "begun", eligibility.Look: "open"}
	partyLabel      = map[casefile.PartyRole]string{casefile.AdministratorParty: "Claims administrator", casefile.PhysicianParty: "Requesting physician", casefile.RepresentativeParty: "Agent or attorney"}
	noticeLabel     = map[string]string{"assignment": "Notice of assignment", "ineligible": "Not eligible", "information": "Question", "deferral": "Deferral", "expedited": "Expedited"}
)

// intakeForm is what was typed on the page of eligibility, and what was wrong with it.
type intakeForm struct {
	wrong *fault.Error
	value func(name string) string
	codes []string
}

func (s *Server) intake(c echo.Context) error {
	return s.showIntake(c, http.StatusOK, intakeForm{value: func(string) string { return "" }})
}

// typed is the form as it was sent, to be shown again with what is wrong.
func typed(c echo.Context, wrong *fault.Error) intakeForm {
	f := intakeForm{wrong: wrong, value: c.FormValue}
	if form, err := c.FormParams(); err == nil {
		f.codes = form["reasons"]
	}
	return f
}

func (s *Server) showIntake(c echo.Context, status int, form intakeForm) error {
	j, err := s.desk.Eligibility(c.Request().Context(), actor(c), caseNumber(c))
	if err != nil {
		return err
	}
	base := caseURL(j.Number)
	view := templates.Eligibility{State: labelOr(stateLabel, j.State), Facts: applicationFacts(j), UploadURL: base + "/upload", JoinURL: base + "/intake/join",
		Errors: messages(form.wrong, func(path string) string { return "#" + orNone(fieldID(path), "main") })}
	if casework.MayAmend(j.State) || j.State == casefile.Ineligible {
		showFindings(&view, j)
	}
	if casework.MayAmend(j.State) {
		view.AmendURL = base + "/application"
		view.UR = urChoice(j)
		view.PapersAction = base + "/intake/papers"
		view.Papers = []part.Field{{ID: "ur", Name: "ur", Label: "UR determination (PDF)", Hint: "Without it the application is incomplete.", Error: form.wrong.Field("ur")},
			{ID: "form", Name: "form", Label: "DWC Form IMR (PDF)", Error: form.wrong.Field("form")}}
	}
	if j.State == casefile.AwaitingRecords || !j.NoticeOfAssignment.IsZero() {
		view.RequestsURL = base + "/requests"
	}
	s.intakeActs(&view, j, form)
	s.intakePast(&view, j)
	if view.Chrome, err = s.caseChrome(c, "Eligibility", j.Opened); err != nil {
		return err
	}
	return s.render(c, status, templates.EligibilityPage(view))
}

// showFindings puts on the page what the rules find and propose.
func showFindings(view *templates.Eligibility, j casework.Judged) {
	view.Proposed, view.ProposedTone = outcomeWords[j.Proposed], eligibilityTone[j.Proposed]
	for _, f := range j.Findings {
		one := templates.EligibilityFinding{Label: f.Label, Section: f.Section, Message: f.Message, Outcome: outcomeWords[f.Outcome], Tone: eligibilityTone[f.Outcome]}
		if f.Case != "" {
			one.Other = part.Link{Label: "Case " + string(f.Case), URL: caseURL(f.Case)}
		}
		view.Findings = append(view.Findings, one)
	}
}

// intakeActs are the forms of what the state of the case allows.
func (s *Server) intakeActs(view *templates.Eligibility, j casework.Judged, form intakeForm) {
	base, allows := caseURL(j.Number)+"/intake", j.State.Allows()
	can := func(a casefile.Act) bool { return slices.Contains(allows, a) }
	if can(casefile.FindEligible) || can(casefile.FindIneligible) {
		view.Decide = decideView(j, form, base+"/decide", can)
	}
	if can(casefile.Resume) {
		view.Resume = &templates.EligibilityResume{Action: base + "/resume",
			Settled: plainField("settled", "Settled on", "text", form), Note: plainField("resume-note", "How it was settled", "area", form)}
	}
	if can(casefile.Notify) {
		view.Notice = noticeView(j, form, base+"/notice")
		for _, o := range j.Others {
			view.Join = append(view.Join, templates.JoinRow{Number: string(o.Number), URL: caseURL(o.Number), Text: count(len(o.Items), "item") + ", UR decision " + o.UR.DecisionDate.US()})
		}
	}
	if !j.State.Closed() {
		ask := templates.AskForm{Action: base + "/ask", Addressee: plainField("addressee", "Who is to answer", "select", form), Question: plainField("question", "Question", "area", form)}
		for _, role := range j.Parties() {
			ask.Addressee.Options = append(ask.Addressee.Options, part.Option{Value: string(role), Label: labelOr(partyLabel, role), Selected: string(role) == form.value("addressee")})
		}
		view.Ask = &ask
	}
}

// plainField is a field that bears the name of what it asks for.
func plainField(name, label, kind string, form intakeForm) templates.FormField {
	return templates.FormField{Field: part.Field{ID: name, Name: name, Label: label, Value: form.value(name), Error: form.wrong.Field(name)}, Kind: kind}
}

func decideView(j casework.Judged, form intakeForm, action string, can func(casefile.Act) bool) *templates.EligibilityDecide {
	d := &templates.EligibilityDecide{Action: action, ReasonsError: form.wrong.Field("reasons"),
		OutcomeField: part.Field{ID: "outcome", Name: "outcome", Label: "The application is", Error: form.wrong.Field("outcome")},
		Note:         plainField("note", "Note", "area", form), Until: plainField("until", "If deferred: look at it again on", "text", form)}
	d.Note.Hint = "The reason of a deferral, or why the decision differs from what the rules find"
	chosen := orNone(form.value("outcome"), string(j.Proposed))
	for _, o := range []struct {
		outcome eligibility.Outcome
		act     casefile.Act
	}{{eligibility.Eligible, casefile.FindEligible}, {eligibility.Ineligible, casefile.FindIneligible}, {eligibility.Deferred, casefile.Defer}} {
		if can(o.act) {
			d.Outcomes = append(d.Outcomes, part.Option{Value: string(o.outcome), Label: outcomeWords[o.outcome], Selected: chosen == string(o.outcome)})
		}
	}
	for _, r := range eligibility.Reasons() {
		found := slices.ContainsFunc(j.Findings, func(f eligibility.Finding) bool { return f.Code == r.Code })
		if r.Outcome == eligibility.Ineligible || r.Outcome == eligibility.Deferred {
			d.Reasons = append(d.Reasons, part.Option{Value: string(r.Code), Label: r.Label, Hint: r.Section,
				Selected: form.wrong == nil && found || slices.Contains(form.codes, string(r.Code))})
		}
	}
	return d
}

func noticeView(j casework.Judged, form intakeForm, action string) *templates.NoticeForm {
	n := &templates.NoticeForm{Action: action}
	if due, ok := j.Ledger.Due("notice"); ok {
		n.Due = fmt.Sprintf("Due %s: %s. How does each party get it?", due.On.US(), due.Words())
	}
	for _, role := range j.Parties() {
		f := plainField("service-"+string(role), labelOr(partyLabel, role), "select", form)
		f.Options = options(casefile.Services, serviceLabel)
		chosen := orNone(form.value(f.Name), string(casefile.Mail))
		for i := range f.Options {
			f.Options[i].Selected = f.Options[i].Value == chosen
		}
		n.Parties = append(n.Parties, f)
	}
	return n
}

func urChoice(j casework.Judged) *templates.URChoice {
	if len(j.Documents) == 0 {
		return nil
	}
	u := &templates.URChoice{Action: caseURL(j.Number) + "/intake/ur", Options: []part.Option{{Label: "None yet"}}}
	for _, d := range j.Documents {
		chosen := j.Form != nil && j.Form.URDocument == d.ID
		u.Options = append(u.Options, part.Option{Value: string(d.ID), Label: orNone(d.Title, string(d.ID)), Selected: chosen})
	}
	return u
}

func applicationFacts(j casework.Judged) []part.Term {
	applicant := "not given"
	if j.Form != nil {
		applicant = orNone(labelOr(applicantLabel, j.Form.Applicant), applicant)
	}
	out := []part.Term{
		{Label: "Received", Text: j.Application.Received.US() + ", " + words(string(j.Application.Channel))},
		{Label: "Applicant", Text: applicant},
		{Label: "Employee", Text: j.Employee.Name},
		{Label: "Claim", Text: orNone(j.ClaimNumber, "not given") + ", injury " + j.DateOfInjury.US()},
		{Label: "UR decision", Text: j.UR.DecisionDate.US() + ", served " + orNone(j.UR.ServedDate.US(), "nobody knows when")},
	}
	if due, ok := j.Ledger.Due("file"); ok {
		out = append(out, part.Term{Label: "Time to apply", Text: "until " + due.On.US() + ": " + due.Words()})
	}
	for _, it := range j.Items {
		out = append(out, part.Term{Label: "Item " + string(it.ID), Text: joined(it.Description, it.Quantity)})
	}
	return out
}

// intakePast is what was asked, sent and decided.
func (s *Server) intakePast(view *templates.Eligibility, j casework.Judged) {
	base := caseURL(j.Number)
	for _, q := range j.Questions {
		id := strconv.FormatInt(q.Seq, 10)
		one := templates.Question{ID: "question-" + id, To: labelOr(partyLabel, q.Addressee), Text: q.Question, Asked: stampDay(q.AskedAt)}
		if q.AnsweredAt != "" {
			one.Done = joined("Answered "+stampDay(q.AnsweredAt), string(q.Document), q.Answer)
		} else {
			one.Answer = questionAnswer(j, id)
		}
		for _, d := range j.Ledger.Dues {
			if d.Code == "information" && d.Ref == id {
				one.Due, one.Late = d.On.US()+": "+d.Words(), d.Met == nil && d.On.Before(s.desk.Today())
			}
		}
		view.Questions = append(view.Questions, one)
	}
	for _, n := range j.Notices {
		url := fmt.Sprintf("%s/notices/%d", base, n.Seq)
		view.Letters = append(view.Letters, templates.NoticeRow{Kind: noticeLabel[n.Kind], To: labelOr(partyLabel, n.Party), Sent: stampDay(n.SentAt), By: serviceLabel[n.Service], URL: url, PDFURL: url + "/pdf"})
	}
	for _, d := range j.Decisions {
		row := templates.DecisionRow{At: stampDay(d.At), By: d.By, Outcome: outcomeWords[d.Outcome], Note: d.Note}
		for _, code := range d.Reasons {
			r, _ := eligibility.Of(code)
			row.Reasons = joined(row.Reasons, r.Label)
		}
		view.Decisions = append(view.Decisions, row)
	}
	for _, n := range j.Joined {
		view.Joined = append(view.Joined, part.Link{Label: string(n) + ", which is part of this case now", URL: caseURL(n)})
	}
	if j.Into != "" {
		view.Joined = append(view.Joined, part.Link{Label: string(j.Into) + ", in which it goes on", URL: caseURL(j.Into)})
	}
}

func questionAnswer(j casework.Judged, id string) *templates.AnswerForm {
	blank := intakeForm{value: func(string) string { return "" }}
	f := &templates.AnswerForm{Action: caseURL(j.Number) + "/intake/answer?question=" + id,
		Document: plainField("document-"+id, "Record with the answer", "select", blank), Answer: plainField("answer-"+id, "In short", "text", blank)}
	f.Document.Options = []part.Option{{Label: "Choose"}}
	for _, d := range j.Documents {
		f.Document.Options = append(f.Document.Options, part.Option{Value: string(d.ID), Label: orNone(d.Title, string(d.ID))})
	}
	return f
}
