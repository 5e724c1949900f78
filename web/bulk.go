package web

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/assignment"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

const bulkPath = "/assign/bulk"

func planURL(id int64) string { return bulkPath + "/" + strconv.FormatInt(id, 10) }

func (s *Server) bulk(c echo.Context) error {
	return s.showBulk(c, http.StatusOK, c.QueryParams()["case"], nil)
}

func (s *Server) showBulk(c echo.Context, status int, chosen []string, wrong *fault.Error) error {
	n, plans, err := s.desk.Plannable(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.Bulk{Ready: count(n, "case") + " ready and without a reviewer.", None: n == 0, Chosen: chosen,
		Errors: messages(wrong, func(string) string { return "#main" })}
	switch {
	case n == 0:
		view.Ready = "No case is ready and without a reviewer."
	case len(chosen) > 0:
		view.Ready = "A plan for the " + count(len(chosen), "case") + " that you chose. " + view.Ready
	case n > assignment.PlanMost:
		view.Limit = fmt.Sprintf("One plan takes the %d that are most urgent; apply it, then make the next.", assignment.PlanMost)
	}
	for _, p := range plans {
		view.Plans = append(view.Plans, templates.BulkPlanRow{Name: fmt.Sprintf("Plan %d", p.ID), URL: planURL(p.ID), Made: momentUS(p.Made), State: planState(p.Applied, p.Undone)})
	}
	if view.Chrome, err = s.chrome(c, "Assign many cases"); err != nil {
		return err
	}
	return s.render(c, status, templates.BulkPage(view))
}

// momentUS is a day with its hour in California.
func momentUS(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return dayOf(t).US() + ", " + clockTime(t)
}

func planState(applied, undone time.Time) string {
	switch {
	case !undone.IsZero():
		return "Undone " + momentUS(undone)
	case !applied.IsZero():
		return "Applied " + momentUS(applied)
	}
	return "Not applied"
}

func (s *Server) makePlan(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	var numbers []casefile.CaseNumber
	for _, n := range form["case"] {
		numbers = append(numbers, casefile.CaseNumber(n))
	}
	id, err := s.desk.MakePlan(c.Request().Context(), actor(c), numbers)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showBulk(c, statusOf[f.Kind], form["case"], f)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, planURL(id))
}

func planID(c echo.Context) int64 {
	id, _ := strconv.ParseInt(c.Param("plan"), 10, 64) // 0, which there never is
	return id
}

func (s *Server) plan(c echo.Context) error { return s.showPlan(c, http.StatusOK, nil) }

func (s *Server) showPlan(c echo.Context, status int, wrong *fault.Error) error {
	p, err := s.desk.Plan(c.Request().Context(), actor(c), planID(c))
	if err != nil {
		return err
	}
	view := planView(p)
	view.Errors = messages(wrong, func(string) string { return "#main" })
	if wrong != nil && wrong.Kind == fault.Conflict && len(wrong.Fields) > 0 {
		view.Errors = append([]part.Message{{URL: bulkPath, Text: wrong.Message}}, view.Errors...)
	}
	if view.Chrome, err = s.chrome(c, fmt.Sprintf("Plan %d", p.ID)); err != nil {
		return err
	}
	return s.render(c, status, templates.BulkPlanPage(view))
}

func (s *Server) applyPlan(c echo.Context) error {
	err := s.desk.ApplyPlan(c.Request().Context(), actor(c), planID(c))
	return s.afterPlan(c, err, "The plan is applied: each case is offered. It can be undone while offers wait for an answer.")
}

func (s *Server) undoPlan(c echo.Context) error {
	back, stay, err := s.desk.UndoPlan(c.Request().Context(), actor(c), planID(c))
	return s.afterPlan(c, err, fmt.Sprintf("The plan is undone: %s taken back, %d stay because they were answered.", count(back, "offer"), stay))
}

// afterPlan shows the plan again with what is wrong, or as it is after the act.
func (s *Server) afterPlan(c echo.Context, err error, done string) error {
	if f := fault.Of(err); f != nil && f.Kind == fault.Conflict {
		return s.showPlan(c, statusOf[f.Kind], f)
	}
	if err == nil {
		err = s.flash(c, done)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, planURL(planID(c)))
}

func planView(p casework.Plan) templates.BulkPlan {
	base := planURL(p.ID)
	view := templates.BulkPlan{State: planState(p.Applied, p.Undone), Tone: "soon", Made: "Made " + momentUS(p.Made), CSV: base + "/cases.csv"}
	open := 0
	for _, waits := range p.Open {
		if waits {
			open++
		}
	}
	switch {
	case !p.Undone.IsZero():
		view.Tone = "later"
	case !p.Applied.IsZero():
		view.Tone = "done"
		view.Undo, view.UndoWords = base+"/undo", "Undo: take back "+count(open, "offer")
		view.UndoHint = fmt.Sprintf("Only the offers without an answer are taken back. %s answered; what was accepted stays with its reviewer.", isAre(len(p.Open)-open))
	case len(p.Placed) > 0:
		view.Apply, view.ApplyWords = base+"/apply", "Apply: make "+count(len(p.Placed), "offer")
	}
	view.Effect = []templates.EffectRow{
		{Label: "Cases offered", Before: strconv.Itoa(p.Before.Placed), After: strconv.Itoa(p.After.Placed)},
		{Label: "Cases late", Before: strconv.Itoa(p.Before.Late), After: strconv.Itoa(p.After.Late)},
		{Label: "Days late, all together", Before: strconv.Itoa(p.Before.DaysLate), After: strconv.Itoa(p.After.DaysLate)},
		{Label: "Fit, points for each case", Before: average(p.Before), After: average(p.After)},
	}
	for _, one := range p.Shares {
		view.Shares = append(view.Shares, templates.ShareRow{Code: one.Code, Open: strconv.Itoa(one.Open), Given: strconv.Itoa(one.Given),
			Capacity: strconv.Itoa(one.Capacity), Through: p.On.AddDays(one.Through).US()})
	}
	for _, one := range p.Idle {
		view.Idle = append(view.Idle, templates.PlanReason{Name: one.Code, URL: "/reviewers/" + one.Code, Why: idleWords(one)})
	}
	for _, one := range p.Placed {
		view.Placed = append(view.Placed, placedRow(p, one))
	}
	for _, one := range p.Unplaced {
		view.Unplaced = append(view.Unplaced, templates.PlanReason{Name: string(one.Case), URL: caseURL(one.Case) + "/assign", Note: dueNote(one.Due), Why: unplacedWords(one)})
	}
	return view
}

func isAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return strconv.Itoa(n) + " are"
}

func average(e assignment.Effect) string {
	if e.Placed == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f of %d", float64(e.Fit)/float64(e.Placed), assignment.FitMost)
}

func placedRow(p casework.Plan, one assignment.Placed) templates.PlacedRow {
	row := templates.PlacedRow{Number: string(one.Case), URL: caseURL(one.Case) + "/assign", Code: one.Code, Due: orNone(one.Due.US(), "no clock runs"), Ends: one.Ends.US(),
		Late: count(one.Late, "day") + " late", IsLate: one.Late > 0, Fit: fmt.Sprintf("%d of %d, from %s", one.Fit, one.Top, count(one.Suitable, "reviewer")), State: "Planned"}
	if one.Outside {
		row.Note = "no licence of California: nobody suitable has one"
	}
	if waits, offered := p.Open[one.Case]; offered && waits {
		row.State = "Offered"
	} else if offered {
		row.State = "Answered or taken back"
	}
	return row
}

func dueNote(due calendar.Date) string {
	if due.IsZero() {
		return "no clock runs"
	}
	return "due " + due.US()
}

func idleWords(one assignment.Idle) []string {
	var out []string
	for _, w := range one.Why {
		out = append(out, count(w.Count, "case")+": "+w.Reason.String())
	}
	switch {
	case one.Suitable > 0:
		out = append(out, count(one.Suitable, "case")+": others are through sooner, fit better or are next")
	case len(out) == 0:
		out = append(out, "no licence of California, and somebody suitable has one (LC 139.5(d)(4)(B))")
	}
	return out
}

func unplacedWords(one assignment.Unplaced) []string {
	if len(one.Why) == 0 {
		return []string{"Who may have it has no place left."}
	}
	var out []string
	for _, w := range one.Why {
		out = append(out, count(w.Count, "reviewer")+": "+w.Reason.String())
	}
	return out
}
