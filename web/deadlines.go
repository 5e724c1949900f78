package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// kindLabels name what may be entered or supposed.
var kindLabels = map[deadline.Kind]string{deadline.Expedited: "Certified as an imminent and serious threat", deadline.ToStandard: "No longer expedited",
	deadline.Formulary: "A formulary dispute", deadline.Extended: "Extension approved", deadline.RecordsIncomplete: "A required record is missing after all",
	deadline.LateRecords: "Required records came late", deadline.Mailed: "Letter mailed", deadline.Struck: "A line never happened",
	deadline.RecordsComplete: "Records complete", deadline.NoticeSent: "Notice of assignment sent"}

var statusTone = map[deadline.Status]string{deadline.Running: "open", deadline.Overdue: "late", deadline.Met: "done", deadline.MetLate: "wrong", deadline.Moot: "later"}

// supposable are the events that can be supposed.
var supposable = append([]deadline.Kind{deadline.RecordsComplete}, casework.Enterable...)

// correctable are the events whose lines a person puts right with a new one. What
// the application tells is put right by amending it.
var correctable = []deadline.Kind{deadline.NoticeSent, deadline.RecordsComplete}

func (s *Server) deadlines(c echo.Context) error { return s.showDeadlines(c, http.StatusOK, nil) }

func (s *Server) showDeadlines(c echo.Context, status int, wrong *fault.Error) error {
	q, supposed, bad := ledgerQuestion(c)
	if wrong == nil {
		wrong = fault.Of(bad.Err("The ledger cannot be shown so."))
	}
	l, err := s.desk.Deadlines(c.Request().Context(), actor(c), caseNumber(c), q)
	if err != nil {
		return err
	}
	action := caseURL(l.Number) + "/deadlines"
	view := templates.Deadlines{Supposed: supposed, PlainURL: action, Action: action,
		Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") })}
	now := s.desk.Now()
	if !q.AsOf.IsZero() {
		now = q.AsOf
	}
	for _, d := range l.Answer.Dues {
		view.Dues = append(view.Dues, dueRow(d, now))
	}
	for _, e := range l.Lines {
		view.Lines = append(view.Lines, ledgerLine(e, l.Lines))
	}
	form := intakeForm{wrong: wrong, value: c.FormValue}
	view.WhatIf, view.On = plainField("what-if", "What if", "select", form), plainField("on", "On the day", "text", form)
	view.Days, view.AsOf = plainField("extension", "Days, of an extension", "text", form), plainField("as-of", "As known at the end of", "text", form)
	view.WhatIf.Options = kindOptions(supposable, c.FormValue("what-if"))
	view.Enter = enterFields(l, form)
	if view.Chrome, err = s.caseChrome(c, "Deadlines", l.Opened); err != nil {
		return err
	}
	return s.render(c, status, templates.DeadlinesPage(view))
}

// ledgerQuestion reads what is asked in the address, and says it in words.
func ledgerQuestion(c echo.Context) (q casework.LedgerQuestion, words string, bad fault.Fields) {
	if asOf := c.QueryParam("as-of"); asOf != "" {
		day, ok := parseDay(asOf)
		if !ok {
			bad.Add("as-of", "Enter a date that exists, such as 03/14/2014.")
		} else {
			next := day.AddDays(1)
			q.AsOf = time.Date(next.Year, next.Month, next.Day, 0, 0, 0, 0, calendar.Zone).Add(-time.Microsecond)
			words = "As it was known at the end of " + day.US() + "."
		}
	}
	kind := deadline.Kind(c.QueryParam("what-if"))
	if kind == "" {
		return q, words, bad
	}
	day, ok := parseDay(c.QueryParam("on"))
	if !ok || day.IsZero() {
		bad.Add("on", "Enter the day on which it is supposed to happen.")
		return q, words, bad
	}
	days, _ := strconv.Atoi(c.QueryParam("extension")) // none is 0
	q.WhatIf = deadline.Event{Seq: 1 << 40, Kind: kind, At: deadline.Noon(day), Recorded: deadline.Noon(day), Days: days}
	return q, strings.TrimSpace(words + " Supposed: " + orNone(kindLabels[kind], kind.Words()) + " on " + day.US() + ", a " + day.Weekday().String() + "."), bad
}

func dueRow(d deadline.Due, now time.Time) templates.DueRow {
	status := d.Status(now)
	row := templates.DueRow{What: d.What, Due: d.On.US(), Words: d.Words(), Start: d.StartWords() + ", " + d.Start.Day().US(), Calendar: d.Rule.Calendar(),
		Status: words(string(status)), Tone: statusTone[status], Holidays: "none"}
	if d.Ref != "" {
		row.What += ", " + strings.ToLower(strings.ReplaceAll(d.Ref, "_", " "))
	}
	if !d.At.IsZero() {
		row.Due = d.At.In(calendar.Zone).Format("01/02/2006 15:04")
	}
	switch left := d.DaysLeft(calendar.DateOf(now)); {
	case status == deadline.Running:
		row.Left = count(left, "day") + " left"
	case status == deadline.Overdue:
		row.Left = count(-left, "day") + " late"
	case d.Met != nil:
		row.Left = "met " + d.Met.Day().US()
	}
	var names []string
	for _, h := range d.Holidays {
		names = append(names, h.Name+" "+h.Date.US())
	}
	if len(names) > 0 {
		row.Holidays = strings.Join(names, ", ")
	}
	return row
}

func ledgerLine(e deadline.Event, all []deadline.Event) templates.LedgerLine {
	l := templates.LedgerLine{Seq: strconv.FormatInt(e.Seq, 10), Happened: e.At.In(calendar.Zone).Format("01/02/2006 15:04"),
		Recorded: e.Recorded.In(calendar.Zone).Format("01/02/2006 15:04"), What: words(e.Kind.Words()), By: e.By}
	days, replaces := "", ""
	if e.Days != 0 {
		days = count(e.Days, "day")
	}
	if e.Replaces != 0 {
		replaces = fmt.Sprintf("in place of line %d", e.Replaces)
	}
	l.Detail = joined(e.Case, e.Service, strings.ReplaceAll(e.Ref, "_", " "), days, e.Until.US(), replaces, e.Note)
	for _, o := range all {
		l.Gone = l.Gone || o.Replaces == e.Seq
	}
	return l
}

func kindOptions(kinds []deadline.Kind, chosen string) []part.Option {
	out := []part.Option{{Label: "Choose"}}
	for _, k := range kinds {
		out = append(out, part.Option{Value: string(k), Label: orNone(kindLabels[k], k.Words()), Selected: string(k) == chosen})
	}
	return out
}

// enterFields are the fields of a new line.
func enterFields(l casework.Ledger, form intakeForm) []templates.FormField {
	kind := plainField("kind", "What happened", "select", form)
	kind.Options = kindOptions(deadlineKinds(), form.value("kind"))
	day, hour := plainField("at", "Day", "text", form), plainField("hour", "Time", "text", form)
	day.Class, hour.Class, hour.Hint = "short", "short", "As 14:30; noon where it is not known"
	days := plainField("days", "Days, of an extension", "text", form)
	service := plainField("service", "Served how", "select", form)
	service.Options = options(casefile.Services, serviceLabel)
	for i := range service.Options {
		service.Options[i].Selected = service.Options[i].Value == form.value("service")
	}
	replaces := plainField("replaces", "In place of line", "select", form)
	replaces.Options = []part.Option{{Label: "None: a new event"}}
	for _, e := range deadline.InForce(l.Lines) {
		n := strconv.FormatInt(e.Seq, 10)
		replaces.Options = append(replaces.Options, part.Option{Value: n, Label: n + ", " + e.Kind.Words() + ", " + e.Day().US(), Selected: n == form.value("replaces")})
	}
	note := plainField("note", "Certificate, approval or reason", "area", form)
	note.Class = "whole"
	return []templates.FormField{kind, replaces, day, hour, days, service, note}
}

func deadlineKinds() []deadline.Kind {
	return append(append(append([]deadline.Kind{}, casework.Enterable...), correctable...), deadline.Struck)
}

func (s *Server) enterDeadline(c echo.Context) error {
	var bad fault.Fields
	e := deadline.Event{Kind: deadline.Kind(c.FormValue("kind")), Service: c.FormValue("service"), Note: text(c, "note")}
	day, ok := parseDay(c.FormValue("at"))
	if !ok {
		bad.Add("at", "Enter a date that exists, such as 03/14/2014.")
	}
	if !day.IsZero() {
		e.At = deadline.Noon(day)
	}
	if hour := text(c, "hour"); hour != "" {
		at, err := time.ParseInLocation("2006-01-02 15:04", day.String()+" "+hour, calendar.Zone)
		if err != nil {
			bad.Add("hour", "Enter a time such as 14:30.")
		}
		e.At = at
	}
	if d := text(c, "days"); d != "" {
		n, err := strconv.Atoi(d)
		if err != nil {
			bad.Add("days", "Enter a whole number of days.")
		}
		e.Days = n
	}
	e.Replaces, _ = strconv.ParseInt(c.FormValue("replaces"), 10, 64) // none is 0
	err := bad.Err("Nothing was entered.")
	if err == nil {
		err = s.desk.Enter(c.Request().Context(), actor(c), caseNumber(c), e)
	}
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showDeadlines(c, statusOf[fault.Invalid], f)
	}
	if err == nil {
		err = s.flash(c, "The line is entered, and the due dates follow from it.")
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(caseNumber(c))+"/deadlines")
}
