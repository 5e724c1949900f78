package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) queue(c echo.Context) error {
	u := user(c)
	if directsOnly(u) {
		return c.Redirect(http.StatusSeeOther, "/quality")
	}
	if !caseFile.allows(u) && auditors.allows(u) {
		return c.Redirect(http.StatusSeeOther, "/audit")
	}
	rows, err := s.desk.Queue(c.Request().Context(), u.Act())
	if err != nil {
		return err
	}
	view := templates.Cases{ShowReviewer: u.Has(account.Admin), Rows: make([]templates.CaseRow, len(rows)),
		Empty: "No case is assigned to you. An admin assigns cases; they then stand here, the most urgent first."}
	title := "My cases"
	if view.ShowReviewer {
		title, view.Empty = "Cases", "There are no cases yet. Import one on the server with imr import."
	}
	late, today := 0, s.desk.Today()
	for i, r := range rows {
		view.Rows[i] = caseRow(r, today)
		if view.Rows[i].Late {
			late++
		}
	}
	view.Count = fmt.Sprintf("%s, %d late", count(len(rows), "case"), late)
	if view.Chrome, err = s.chrome(c, title); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.CasesPage(view))
}

func caseRow(q *casework.Queued, today calendar.Date) templates.CaseRow {
	due := wordsOf(q.Due, q.DueRule, today)
	row := templates.CaseRow{Number: string(q.Number), URL: caseURL(q.Number), Initials: initials(q.EmployeeName),
		Items: strconv.Itoa(q.Items), Priority: priorityLabel[q.Priority], Due: due.date, DueISO: due.iso, Rule: due.rule,
		DaysLeft: due.left, State: labelOr(stateLabel, q.State), Pages: strconv.Itoa(q.Pages), Reviewer: q.ReviewerName,
		Late: due.late, Urgent: due.soon}
	if q.State.Signed() {
		row.DaysLeft, row.Late, row.Urgent = "done", false, false
	}
	return row
}

func (s *Server) taskList(c echo.Context) error { return s.showTaskList(c, http.StatusOK, nil) }

func (s *Server) showTaskList(c echo.Context, status int, wrong *fault.Error) error {
	ctx, by := c.Request().Context(), actor(c)
	o, err := s.desk.Case(ctx, by, casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	view := templates.TaskList{Facts: caseFacts(o), Due: s.dueTerms(o), Parties: parties(o)}
	if view.Chrome, err = s.caseChrome(c, "Case "+string(o.Number), o); err != nil {
		return err
	}
	var draft casework.Draft
	if o.Yours {
		if draft, err = s.desk.Draft(ctx, by, o.Number); err != nil {
			return err
		}
	}
	if o.Yours && o.State.Drafting() {
		if view.Tasks, err = s.tasks(c, o, draft); err != nil {
			return err
		}
	}
	view.Items = itemCards(o, draft)
	if view.Before, err = s.decidedBefore(c, o, "", draft.Review); err != nil {
		return err
	}
	if by.Has(account.Admin) && !o.State.Closed() {
		if view.Assign, err = s.assignForm(c, o, wrong); err != nil {
			return err
		}
	}
	if o.State.Signed() {
		if view.Letter, err = s.signedLetter(c, o); err != nil {
			return err
		}
	}
	return s.render(c, status, templates.TaskListPage(view))
}

func caseFacts(o casework.Opened) []part.Term {
	pages := 0
	for _, d := range o.Documents {
		pages += d.Pages
	}
	return []part.Term{
		{Label: "State", Text: labelOr(stateLabel, o.State)},
		{Label: "Date of injury", Text: o.DateOfInjury.US()},
		{Label: "Application received", Text: o.Application.Received.US()},
		{Label: "UR decision", Text: o.UR.DecisionDate.US() + ", " + string(o.UR.Outcome)},
		{Label: "Request for authorization", Text: orNone(o.RequestForAuthorization.US(), "no date given")},
		{Label: "Records", Text: count(len(o.Documents), "document") + ", " + count(pages, "page")},
	}
}

func (s *Server) dueTerms(o casework.Opened) []part.Term {
	due := s.dueWords(o)
	out := []part.Term{{Label: "Decision due", Text: due.date + ", " + due.left}, {Label: "Rule", Text: due.rule}}
	if due, running := o.Ledger.Decision(); running {
		out = append(out, part.Term{Label: "Started by", Text: due.StartWords() + ", " + due.Start.Day().US()})
	}
	return out
}

func parties(o casework.Opened) []part.Term {
	sex := string(o.Employee.Sex)
	who := o.Employee.Name
	if !o.Employee.DateOfBirth.IsZero() {
		who += ", born " + o.Employee.DateOfBirth.US()
	}
	out := []part.Term{
		{Label: "Employee", Text: strings.TrimSuffix(who+", "+sex, ", ")},
		{Label: "Employer", Text: o.Employer},
		{Label: "Claims administrator", Text: o.ClaimsAdministrator.Name},
		{Label: "Requesting physician", Text: joined(o.RequestingPhysician.Name, o.RequestingPhysician.Specialty, o.RequestingPhysician.Facility)},
		{Label: "Utilization review", Text: joined(o.UR.Organization, o.UR.Physician)},
	}
	if p := o.Representative; p != nil {
		out = append(out, part.Term{Label: "Representative", Text: joined(p.Name, p.Firm)})
	}
	return out
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

func itemCards(o casework.Opened, draft casework.Draft) []templates.ItemCard {
	var out []templates.ItemCard
	for _, it := range o.Items {
		card := templates.ItemCard{Heading: "Item " + string(it.ID), Description: it.Description, Terms: itemTerms(it)}
		if o.Yours {
			outcome := review.ItemDecision("")
			if ds := draft.For(it.ID); len(ds) > 0 {
				outcome = ds[0].Outcome
			}
			card.URL, card.Decision, card.Tone = itemURL(o.Number, it.ID), outcomeLabel[outcome], outcomeTone[outcome]
		}
		out = append(out, card)
	}
	return out
}

func itemTerms(it casefile.DisputedItem) []part.Term {
	out := []part.Term{
		{Label: "Category", Text: labelOr(categoryLabel, it.Category)},
		{Label: "Timing", Text: words(string(it.Timing))},
	}
	if len(it.ServiceDates) > 0 {
		out = append(out, part.Term{Label: "Dates of service", Text: usDates(it.ServiceDates)})
	}
	if len(it.BodyParts) > 0 {
		out = append(out, part.Term{Label: "Body parts", Text: bodyParts(it.BodyParts)})
	}
	return append(out, part.Term{Label: "Claims administrator's guideline", Text: orNone(it.ClaimsAdministratorGuideline, "none cited")})
}

func usDates(dates []calendar.Date) string {
	var out []string
	for _, d := range dates {
		out = append(out, d.US())
	}
	return strings.Join(out, ", ")
}

func (s *Server) assignForm(c echo.Context, o casework.Opened, wrong *fault.Error) (*templates.AssignForm, error) {
	people, err := s.desk.Reviewers(c.Request().Context(), actor(c))
	if err != nil {
		return nil, err
	}
	form := &templates.AssignForm{Action: caseURL(o.Number) + "/assign", Assigned: o.Reviewer.Name}
	for _, u := range people {
		form.Reviewers = append(form.Reviewers, part.Option{Value: u.Email, Label: u.Name, Selected: u.ID == o.Reviewer.ID})
	}
	form.Errors = messages(wrong, func(string) string { return "#reviewer" })
	return form, nil
}

// messages turns a fault into an error summary whose lines lead where at says.
func messages(f *fault.Error, at func(path string) string) []part.Message {
	if f == nil {
		return nil
	}
	if len(f.Fields) == 0 {
		return []part.Message{{URL: at(""), Text: f.Message}}
	}
	var out []part.Message
	for _, field := range f.Fields {
		out = append(out, part.Message{URL: at(field.Path), Text: field.Message})
	}
	return out
}

func (s *Server) assign(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	err := s.desk.Assign(c.Request().Context(), actor(c), number, c.FormValue("reviewer"))
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showTaskList(c, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The case is assigned."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number))
}

func (s *Server) signedLetter(c echo.Context, o casework.Opened) (*templates.SignedLetter, error) {
	d, _, err := s.desk.Determination(c.Request().Context(), actor(c), o.Number)
	base := caseURL(o.Number)
	return &templates.SignedLetter{Overall: string(d.Overall), SignedAt: d.DecidedOn.US(),
		Next:      nextWords[o.State],
		LetterURL: base + "/letter", PDFURL: base + "/letter.pdf", JSONURL: base + "/determination.json"}, err
}
