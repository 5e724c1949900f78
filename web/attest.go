package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) offers(c echo.Context) error {
	offers, err := s.desk.Offers(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.Offers{}
	for _, o := range offers {
		due := wordsOf(o.Due, "", s.desk.Today())
		view.Rows = append(view.Rows, templates.OfferRow{Number: string(o.Number), URL: caseURL(o.Number) + "/attest", Items: count(len(o.Items), "item"),
			Priority: priorityLabel[o.Priority], Due: due.date, Left: due.left})
	}
	if view.Chrome, err = s.chrome(c, "Offers"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.OffersPage(view))
}

func (s *Server) attest(c echo.Context) error { return s.showOffer(c, http.StatusOK, nil) }

// showOffer draws the offer with the answers as they were given.
func (s *Server) showOffer(c echo.Context, status int, wrong *fault.Error) error {
	o, err := s.desk.Offered(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	due := wordsOf(o.Due, "", s.desk.Today())
	view := templates.Attest{Action: caseURL(o.Number) + "/attest", DeclineAction: caseURL(o.Number) + "/decline",
		Facts:  []part.Term{{Label: "Priority", Text: priorityLabel[o.Priority]}, {Label: "Decision due", Text: joined(due.date, due.left)}},
		Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") }), Reason: reasonField("reason", "Reason", c.FormValue("reason"), wrong)}
	for _, it := range o.Items {
		view.Items = append(view.Items, templates.ItemCard{Heading: "Item " + string(it.ID), Description: it.Description, Terms: itemTerms(it)[:2]})
	}
	for _, one := range o.Statements {
		for len(view.Classes) < one.Class {
			view.Classes = append(view.Classes, templates.AttestClass{Label: assignment.ClassLabels[len(view.Classes)]})
		}
		class := &view.Classes[one.Class-1]
		class.Parties = append(class.Parties, attestParty(one, c.FormValue("s"+one.ID), wrong))
	}
	if view.Chrome, err = s.chrome(c, "Case "+string(o.Number)+" is offered to you"); err != nil {
		return err
	}
	return s.render(c, status, templates.AttestPage(view))
}

func attestParty(one assignment.Statement, said string, wrong *fault.Error) templates.AttestParty {
	name := "s" + one.ID
	return templates.AttestParty{Field: part.Field{ID: name, Name: name, Label: one.Party, Error: wrong.Field(name)},
		Options: []part.Option{{Value: "none", Label: "No tie", Selected: said == "none"}, {Value: "tie", Label: "A tie", Selected: said == "tie"}}}
}

func (s *Server) acceptOffer(c echo.Context) error {
	ctx, by, number := c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))
	o, err := s.desk.Offered(ctx, by, number)
	if err != nil {
		return err
	}
	err = s.desk.AcceptOffer(ctx, by, number, answersTo(o, c))
	return s.afterOffer(c, err, caseURL(number), "You have the case, and its file is open to you.")
}

func answersTo(o casework.Offered, c echo.Context) map[string]string {
	out := map[string]string{}
	for _, one := range o.Statements {
		out[one.ID] = c.FormValue("s" + one.ID)
	}
	return out
}

func (s *Server) declineOffer(c echo.Context) error {
	err := s.desk.DeclineOffer(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), c.FormValue("reason"))
	return s.afterOffer(c, err, "/offers", "You have declined the case.")
}

// afterOffer shows the offer again with what is wrong, or leads on.
func (s *Server) afterOffer(c echo.Context, err error, to, done string) error {
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Forbidden) {
		return s.showOffer(c, statusOf[f.Kind], f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, done); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, to)
}

func (s *Server) recuseForm(c echo.Context) error { return s.showRecuse(c, http.StatusOK, nil) }

func (s *Server) showRecuse(c echo.Context, status int, wrong *fault.Error) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	if !o.Yours {
		return assignment.Missing(o.Number)
	}
	view := templates.Recuse{Action: caseURL(o.Number) + "/recuse", Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") }),
		Reason: reasonField("reason", "Reason", c.FormValue("reason"), wrong)}
	if view.Chrome, err = s.caseChrome(c, "Leave the case", o); err != nil {
		return err
	}
	return s.render(c, status, templates.RecusePage(view))
}

func (s *Server) recuse(c echo.Context) error {
	err := s.desk.Recuse(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), c.FormValue("reason"))
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Forbidden) {
		return s.showRecuse(c, statusOf[f.Kind], f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "You have left the case."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/cases")
}
