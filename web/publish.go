package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/publication"
	"imr/templates"
	"imr/templates/part"
)

// muchReplaced is the share of a copy's words from which on its page warns that it
// may hide too much.
const muchReplaced = 0.08

// publishForm is what was typed on the page.
type publishForm struct {
	Also   string `form:"also" query:"also"`
	Dates  string `form:"dates" query:"dates"`
	Digest string `form:"digest"`
	Reason string `form:"reason"`
}

// choice reads the lines “words = what stands in their place”.
func (f publishForm) choice() (casework.PublicChoice, error) {
	out := casework.PublicChoice{Dates: publication.KeepDates}
	if f.Dates == string(publication.AgesOnly) {
		out.Dates = publication.AgesOnly
	}
	for _, line := range strings.Split(f.Also, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		text, role, found := strings.Cut(line, "=")
		text, role = strings.TrimSpace(text), strings.TrimSpace(role)
		if !found || text == "" || role == "" {
			var bad fault.Fields
			bad.Add("also", "Write “%s” as words = what stands in their place.", line)
			return out, bad.Err("The copy was not made.")
		}
		out.Also = append(out.Also, publication.Identity{Kind: publication.Organization, Text: text, Role: role})
	}
	return out, nil
}

func (s *Server) publishPage(c echo.Context) error {
	var f publishForm
	if err := c.Bind(&f); err != nil {
		return err
	}
	return s.showPublish(c, http.StatusOK, f, nil, "")
}

func (s *Server) publish(c echo.Context) error {
	var f publishForm
	if err := c.Bind(&f); err != nil {
		return err
	}
	number := casefile.CaseNumber(c.Param("number"))
	choice, err := f.choice()
	if err == nil {
		err = s.desk.Publish(c.Request().Context(), actor(c), number, choice, f.Digest, f.Reason)
	}
	if wrong := fault.Of(err); wrong != nil && (wrong.Kind == fault.Invalid || wrong.Kind == fault.Conflict) {
		return s.showPublish(c, statusOf[wrong.Kind], f, wrong, "")
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The decision is published."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/publish")
}

func (s *Server) withdrawPublication(c echo.Context) error {
	number, reason := casefile.CaseNumber(c.Param("number")), c.FormValue("reason")
	err := s.desk.WithdrawPublication(c.Request().Context(), actor(c), number, reason)
	if wrong := fault.Of(err); wrong != nil && wrong.Kind == fault.Invalid {
		return s.showPublish(c, statusOf[wrong.Kind], publishForm{}, wrong, reason)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The public copy is taken away."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/publish")
}

func (s *Server) showPublish(c echo.Context, status int, f publishForm, wrong *fault.Error, remove string) error {
	ctx, number := c.Request().Context(), casefile.CaseNumber(c.Param("number"))
	o, err := s.desk.Case(ctx, actor(c), number)
	if err != nil {
		return err
	}
	choice, bad := f.choice()
	if bad != nil && wrong == nil {
		wrong, status = fault.Of(bad), http.StatusUnprocessableEntity
	}
	p, err := s.desk.PreviewPublication(ctx, actor(c), number, choice)
	if err != nil {
		return err
	}
	view := templates.Publish{Action: caseURL(number) + "/publish", Digest: p.Digest, Copy: publicDecision(p.Copy), Also: f.Also, Reason: f.Reason,
		Ages: choice.Dates == publication.AgesOnly, Remove: remove, Now: "The public reads nothing of this case."}
	if p.Current.ID != 0 && p.Current.Withdrawn == "" {
		view.Now, view.NowURL, view.CanWithdraw = "The public reads a copy of this decision.", decisionURL(number), true
	} else if p.Current.Withdrawn != "" {
		view.Now = "The public copy was taken away: " + p.Current.Withdrawn
	}
	for _, ch := range p.Changes {
		view.Changes = append(view.Changes, templates.ReplacedRow{Place: ch.Place, Before: ch.Before, After: ch.After, Around: ch.Around, Doubtful: ch.Doubtful})
	}
	for _, l := range p.Leaks {
		view.Leaks = append(view.Leaks, templates.LeakRow{Surface: l.Surface, Words: l.Words, How: l.How, Role: l.Role})
	}
	if share := publication.Replaced(p.Copy, p.Changes); share > muchReplaced {
		view.Much = fmt.Sprintf("%.0f of 100 words were replaced. Look whether the reasoning can still be followed.", 100*share)
	}
	if wrong != nil {
		view.Errors = publishErrors(wrong)
		view.ReasonWrong, view.RemoveWrong = wrong.Field("reason"), wrong.Field("withdraw-reason")
	}
	if view.Chrome, err = s.caseChrome(c, "Publish the decision", o); err != nil {
		return err
	}
	return s.render(c, status, templates.PublishPage(view))
}

func publishErrors(wrong *fault.Error) []part.Link {
	var out []part.Link
	for _, f := range wrong.Fields {
		out = append(out, part.Link{Label: f.Message, URL: "#" + f.Path})
	}
	if len(out) == 0 {
		out = append(out, part.Link{Label: wrong.Error(), URL: "#copy"})
	}
	return out
}
