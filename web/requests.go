package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

var (
	requestTone   = map[string]string{"asked": "open", "received": "done", "waived": "later"}
	reminderLabel = map[string]string{"before": "Before the day", "after": "After the day"}
)

func (s *Server) requests(c echo.Context) error { return s.showRequests(c, http.StatusOK, nil) }

func (s *Server) showRequests(c echo.Context, status int, wrong *fault.Error) error {
	r, err := s.desk.Requests(c.Request().Context(), actor(c), caseNumber(c))
	if err != nil {
		return err
	}
	base := caseURL(r.Number)
	form := intakeForm{wrong: wrong, value: c.FormValue}
	view := templates.Requests{Action: base + "/requests", UploadURL: base + "/upload", DatesURL: base + "/records/dates",
		Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") })}
	for _, role := range r.Parties() {
		if p := s.partyRequests(r, role, form); len(p.Rows) > 0 {
			view.Parties = append(view.Parties, p)
		}
	}
	if !r.Window.IsZero() && len(r.Requests) > 0 {
		view.Window = fmt.Sprintf("Every report from %s to %s, the request for authorization, must be there (8 CCR §9792.10.5(a)(1)). A month without one is marked.", r.Window.US(), r.RequestForAuthorization.US())
		for _, m := range r.Months {
			view.Months = append(view.Months, templates.MonthGap{Label: fmt.Sprintf("%s %d: %s", m.First.Month, m.First.Year, count(m.Records, "report")), Gap: m.Records == 0})
		}
	}
	for _, m := range r.Reminders {
		view.Reminders = append(view.Reminders, s.reminderRow(m))
	}
	if r.State == casefile.AwaitingRecords {
		view.Complete = &templates.CompleteForm{On: plainField("complete", "The last required record came on", "text", form), Note: plainField("note", "Note", "area", form)}
		view.Complete.On.Value = orNone(view.Complete.On.Value, s.desk.Today().US())
		view.Complete.Note.Hint = "Where a required record has not come: why the review goes on without it"
	}
	if view.Chrome, err = s.caseChrome(c, "Records asked for", r.Opened); err != nil {
		return err
	}
	return s.render(c, status, templates.RequestsPage(view))
}

func (s *Server) partyRequests(r casework.Requested, role casefile.PartyRole, form intakeForm) templates.PartyRequests {
	p := templates.PartyRequests{Name: labelOr(partyLabel, role)}
	for _, d := range r.Ledger.Dues {
		if d.Code == "records" && d.Ref == string(role) {
			p.Due = fmt.Sprintf("Due %s: %s. %s", d.On.US(), d.Words(), words(string(d.Status(s.desk.Now()))))
		}
	}
	for _, q := range r.Requests {
		if q.Party != role {
			continue
		}
		must, _ := casefile.Required(q.Party, q.Kind)
		id := string(q.Party) + "-" + string(q.Kind)
		row := templates.RequestRow{ID: id, Label: must.Label, Section: must.Section, State: words(q.State), Tone: requestTone[q.State],
			Note: joined(q.Settled.US(), q.Note), Party: string(q.Party), Kind: string(q.Kind), Open: q.State == "asked", Error: form.wrong.Field(id)}
		if must.Optional {
			row.Label += " (they need not)"
		}
		mine := id == form.value("party")+"-"+form.value("kind") // what was typed belongs to one row
		row.On = templates.FormField{Kind: "text", Field: part.Field{ID: id + "-on", Name: "on", Label: "On", Value: s.desk.Today().US()}}
		row.Reason = templates.FormField{Kind: "text", Field: part.Field{ID: id + "-reason", Name: "reason", Label: "Note"}}
		if mine {
			row.On.Value, row.Reason.Value = form.value("on"), form.value("reason")
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

func (s *Server) settleRequests(c echo.Context) error {
	ctx, by, number := c.Request().Context(), actor(c), caseNumber(c)
	var err error
	done := "Noted."
	switch do := c.FormValue("do"); do {
	case "complete":
		on, _ := parseDay(c.FormValue("complete")) // the zero date, which the act refuses
		err = s.desk.CompleteRecords(ctx, by, number, on, text(c, "note"))
		done = "The records are complete, and the clock of the decision runs."
	default:
		on, _ := parseDay(c.FormValue("on"))
		err = s.desk.SettleRecords(ctx, by, number, casework.RecordRequest{Party: casefile.PartyRole(c.FormValue("party")),
			Kind: casefile.RecordKind(c.FormValue("kind")), State: do, Settled: on, Note: text(c, "reason")})
	}
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showRequests(c, statusOf[fault.Invalid], f)
	}
	if err == nil {
		err = s.flash(c, done)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/requests")
}

func (s *Server) reminderRow(m casework.Reminder) templates.ReminderRow {
	row := templates.ReminderRow{Number: string(m.Number), URL: caseURL(m.Number) + "/requests", Party: labelOr(partyLabel, m.Party), PartyKey: string(m.Party),
		Kind: reminderLabel[m.Kind], KindKey: m.Kind, SendOn: m.SendOn.US()}
	switch {
	case m.SentAt != "":
		row.State = "Sent " + stampDay(m.SentAt)
	case m.Stopped != "":
		row.State = "Not needed any more"
	case m.SendOn.After(s.desk.Today()):
		row.State = "Waits"
	default:
		row.Sendable = true
	}
	return row
}

func (s *Server) overdue(c echo.Context) error {
	ctx, by := c.Request().Context(), actor(c)
	late, err := s.desk.Overdue(ctx, by)
	if err != nil {
		return err
	}
	open, err := s.desk.RemindersDue(ctx, by)
	if err != nil {
		return err
	}
	view := templates.Overdue{Count: count(len(late), "case")}
	for _, o := range late {
		days, dollars := lateness(o, s.desk.Today())
		view.Rows = append(view.Rows, templates.OverdueRow{Number: string(o.Number), URL: caseURL(o.Number) + "/requests", Name: o.Name, Priority: priorityLabel[o.Priority],
			Requested: stampDay(o.RequestedAt), Due: o.Due.US(), Late: strconv.Itoa(days), Missing: strconv.Itoa(o.Missing), Penalty: "$" + strconv.Itoa(dollars)})
	}
	for _, m := range open {
		view.Reminders = append(view.Reminders, s.reminderRow(m))
	}
	if view.Chrome, err = s.chrome(c, "Overdue records"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.OverduePage(view))
}

func lateness(o casework.OverdueRecords, today calendar.Date) (days, dollars int) {
	dollars, _ = deadline.Standard().Penalty(o.Due, today)
	return o.Due.DaysUntil(today), dollars
}

// overdueCSV is the report as a table for other programs.
func (s *Server) overdueCSV(c echo.Context) error {
	late, err := s.desk.Overdue(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	rows := [][]string{{"case", "claims_administrator", "priority", "requested", "due", "days_late", "records_missing", "penalty_dollars", "section"}}
	_, section := deadline.Standard().Penalty(s.desk.Today(), s.desk.Today())
	for _, o := range late {
		days, dollars := lateness(o, s.desk.Today())
		rows = append(rows, []string{string(o.Number), plainCell(o.Name), string(o.Priority), o.RequestedAt[:10], o.Due.String(), strconv.Itoa(days),
			strconv.Itoa(o.Missing), strconv.Itoa(dollars), section})
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="overdue-records.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", []byte(b.String()))
}

// plainCell keeps a spreadsheet from taking a name for a formula.
func plainCell(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// remindedParty notes that a reminder was sent.
func (s *Server) remindedParty(c echo.Context) error {
	number := casefile.CaseNumber(c.FormValue("number"))
	if err := s.desk.Remind(c.Request().Context(), actor(c), number, casefile.PartyRole(c.FormValue("party")), c.FormValue("kind")); err != nil {
		return err
	}
	if err := s.flash(c, "Noted that the reminder was sent."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/overdue")
}
