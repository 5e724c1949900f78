package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// planAct leads from chosen cases to a plan over them.
const planAct = "plan"

var deskActWords = map[casework.DeskAct]struct{ title, button, done string }{
	casework.Withdraw: {"Take offers back", "Take back", "%s taken back."},
	casework.Remind:   {"Reminders that went out", "Note as sent", "The reminders of %s are noted as sent."},
}

// deskPreview shows what an act on the chosen cases would do.
func (s *Server) deskPreview(c echo.Context) error {
	chosen := c.QueryParams()["case"]
	if c.QueryParam("act") == planAct {
		return c.Redirect(http.StatusSeeOther, withQuery(bulkPath, url.Values{"case": chosen}))
	}
	return s.showPreview(c, http.StatusOK, chosen, nil)
}

func (s *Server) showPreview(c echo.Context, status int, chosen []string, wrong *fault.Error) error {
	act := casework.DeskAct(c.FormValue("act"))
	steps, err := s.desk.PreviewAct(c.Request().Context(), actor(c), act, caseNumbers(chosen))
	if err != nil {
		return err
	}
	words := deskActWords[act]
	view := templates.DeskPreview{Act: string(act), Back: deskBack(c), DoneWord: words.button, Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") })}
	for _, step := range steps {
		line := templates.DeskStep{Number: string(step.Number), URL: caseURL(step.Number), Text: step.Does}
		if step.Not != "" {
			line.Text = step.Not
			view.Nothing = append(view.Nothing, line)
		} else {
			view.Does = append(view.Does, line)
		}
	}
	if act == casework.Withdraw {
		f := reasonField("reason", "Reason", c.FormValue("reason"), wrong)
		view.Reason = &f
	}
	if view.Chrome, err = s.chrome(c, words.title); err != nil {
		return err
	}
	return s.render(c, status, templates.DeskPreviewPage(view))
}

func caseNumbers(chosen []string) []casefile.CaseNumber {
	out := make([]casefile.CaseNumber, len(chosen))
	for i, n := range chosen {
		out[i] = casefile.CaseNumber(n)
	}
	return out
}

// deskApply does what the preview showed.
func (s *Server) deskApply(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	act := casework.DeskAct(form.Get("act"))
	n, err := s.desk.ApplyAct(c.Request().Context(), actor(c), act, caseNumbers(form["case"]), form.Get("reason"))
	if f := fault.Of(err); f != nil && f.Field("reason") != "" {
		return s.showPreview(c, statusOf[f.Kind], form["case"], f)
	}
	if err != nil {
		return err
	}
	noun := "offer"
	if act == casework.Remind {
		noun = "case"
	}
	return s.backToDesk(c, fmt.Sprintf(deskActWords[act].done, count(n, noun)))
}

func (s *Server) backToDesk(c echo.Context, done string) error {
	if err := s.flash(c, done); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, deskBack(c))
}

func (s *Server) handForm(c echo.Context) error { return s.showHand(c, http.StatusOK, nil) }

// showHand asks before a case is offered to somebody else.
func (s *Server) showHand(c echo.Context, status int, wrong *fault.Error) error {
	number, to := casefile.CaseNumber(c.FormValue("case")), c.FormValue("to")
	o, err := s.desk.Assignable(c.Request().Context(), actor(c), number)
	if err != nil {
		return err
	}
	view := templates.DeskAsk{Lead: fmt.Sprintf("Case %s is to be offered to %s.", number, to), Action: deskPath + "/hand", Button: "Offer it to " + to, Back: deskBack(c),
		Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") }), Reason: reasonField("reason", "Reason", c.FormValue("reason"), wrong)}
	if view.Reason.Value == "" && status == http.StatusOK {
		view.Reason.Value = "The decision is late or will be at the present pace"
	}
	for _, name := range []string{"case", "to", "back"} {
		view.Hidden = append(view.Hidden, templates.KeptField{Name: name, Value: c.FormValue(name)})
	}
	if other := c.FormValue("for"); other != "" {
		view.What = append(view.What, "It stands before case "+other+" in the reviewer's queue, which is then done sooner.")
	}
	switch {
	case o.State == casefile.Offered:
		view.What = append(view.What, "The open offer is taken back.")
	case o.State == casefile.Accepted || o.State.Drafting():
		view.What = append(view.What, "Its reviewer cannot open it any more from that moment on. A draft leaves the case and stays in its history.")
	}
	view.What = append(view.What, "The rules of the card are asked again; the file opens once the offer is accepted with an attestation.", "The due date stays: "+s.dueWords(o.Opened).date+".")
	if view.Chrome, err = s.chrome(c, "Give "+string(number)+" to another reviewer"); err != nil {
		return err
	}
	return s.render(c, status, templates.DeskAskPage(view))
}

func (s *Server) handOver(c echo.Context) error {
	number := casefile.CaseNumber(c.FormValue("case"))
	err := s.desk.HandOver(c.Request().Context(), actor(c), number, c.FormValue("to"), c.FormValue("reason"))
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Forbidden) {
		return s.showHand(c, statusOf[f.Kind], f)
	}
	if err != nil {
		return err
	}
	return s.backToDesk(c, fmt.Sprintf("Case %s is offered to %s.", number, c.FormValue("to")))
}

func (s *Server) extendForm(c echo.Context) error { return s.showExtend(c, http.StatusOK, nil) }

// showExtend asks for the approval before a decision is put off.
func (s *Server) showExtend(c echo.Context, status int, wrong *fault.Error) error {
	number := casefile.CaseNumber(c.FormValue("case"))
	o, err := s.desk.Case(c.Request().Context(), actor(c), number)
	if err != nil {
		return err
	}
	days := c.FormValue("days")
	view := templates.DeskAsk{Lead: fmt.Sprintf("The decision of case %s, due %s, is to be put off by %s days.", number, s.dueWords(o).date, days), Action: deskPath + "/extend",
		Button: "Enter the extension", Back: deskBack(c), Errors: messages(wrong, func(path string) string { return "#" + orNone(map[string]string{"note": "approval"}[path], "main") }),
		Reason: templates.FormField{Kind: "area", Field: part.Field{ID: "approval", Name: "approval", Label: "Approval of the Administrative Director",
			Hint: "Who approved it, when, and the good cause", Value: c.FormValue("approval"), Error: wrong.Field("note")}},
		What: []string{"At most 3 days, all extensions together, and only before the decision is overdue (LC 4610.6(d)(3)).", "The ledger keeps the approval; it can be struck there with a reason."}}
	for _, name := range []string{"case", "days", "back"} {
		view.Hidden = append(view.Hidden, templates.KeptField{Name: name, Value: c.FormValue(name)})
	}
	if view.Chrome, err = s.chrome(c, "Extend "+string(number)); err != nil {
		return err
	}
	return s.render(c, status, templates.DeskAskPage(view))
}

func (s *Server) extend(c echo.Context) error {
	number := casefile.CaseNumber(c.FormValue("case"))
	days, _ := strconv.Atoi(c.FormValue("days")) // 0, which the act refuses
	err := s.desk.Enter(c.Request().Context(), actor(c), number, deadline.Event{Kind: deadline.Extended, At: s.desk.Now(), Days: days, Note: c.FormValue("approval")})
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showExtend(c, statusOf[f.Kind], f)
	}
	if err != nil {
		return err
	}
	return s.backToDesk(c, "The extension is entered.")
}
