package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) assignCard(c echo.Context) error { return s.showCard(c, http.StatusOK, nil) }

// showCard draws the card with the reason as it was typed.
func (s *Server) showCard(c echo.Context, status int, wrong *fault.Error) error {
	a, err := s.desk.Assignable(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	base := caseURL(a.Number)
	view := templates.AssignCard{Action: base + "/offer", TakeBackAction: base + "/takeback", Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") }),
		Reason: reasonField("reason", "Reason, where it is not the first or has no licence of California", c.FormValue("reason"), wrong)}
	if _, err := a.State.After(casefile.Offer); err != nil {
		view.Closed = fault.Of(err).Message
	}
	if _, err := a.State.After(casefile.Release); err == nil || a.State == casefile.Offered {
		f := reasonField("back-reason", "Reason", c.FormValue("back-reason"), wrong)
		view.TakeBack = &f
	}
	for i, one := range a.Card.Ranked {
		view.Ranked = append(view.Ranked, templates.CardRow{Code: one.Code, Score: count(one.Score, "point"), Reasons: reasonLines(one.Reasons), First: i == 0})
	}
	for _, one := range a.Card.Unsuitable {
		view.Excluded = append(view.Excluded, templates.CardRow{Code: one.Code, Reasons: reasonLines(one.Excluded)})
	}
	for _, one := range a.Choices {
		view.History = append(view.History, part.Term{Label: quality.ReviewerCode(one.Reviewer), Text: choiceWords(one)})
	}
	if view.Chrome, err = s.caseChrome(c, "Who reviews this case", a.Opened); err != nil {
		return err
	}
	return s.render(c, status, templates.AssignCardPage(view))
}

func reasonField(name, label, value string, wrong *fault.Error) templates.FormField {
	return templates.FormField{Field: part.Field{ID: name, Name: name, Label: label, Value: value, Error: wrong.Field(name)}}
}

func choiceWords(one casework.Choice) string {
	text := "assigned"
	if one.Kind == casework.ByOffer {
		text = "offered"
	}
	text += fmt.Sprintf(" %s from %s", dayOf(one.At).US(), count(len(one.Card.Ranked)+len(one.Card.Unsuitable), "reviewer"))
	if one.Reason != "" {
		text += ": " + one.Reason
	}
	if one.Answer == "" {
		return text
	}
	return joined(text+"; "+words(string(one.Answer))+" "+dayOf(one.AnsweredAt).US(), one.AnswerReason)
}

func (s *Server) offerCase(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	err := s.desk.Offer(c.Request().Context(), actor(c), number, c.FormValue("reviewer"), c.FormValue("reason"))
	return s.afterCard(c, err, "The case is offered. The file opens once it is accepted.")
}

func (s *Server) takeBack(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	err := s.desk.TakeBack(c.Request().Context(), actor(c), number, c.FormValue("back-reason"))
	if f := fault.Of(err); f != nil && f.Field("reason") != "" {
		f.Fields[0].Path = "back-reason"
	}
	return s.afterCard(c, err, "The case is taken back. Choose who has it next.")
}

// afterCard shows the card again with what is wrong, or as it is after the act.
func (s *Server) afterCard(c echo.Context, err error, done string) error {
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Forbidden) {
		return s.showCard(c, statusOf[f.Kind], f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, done); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(casefile.CaseNumber(c.Param("number")))+"/assign")
}
