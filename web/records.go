package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
)

func (s *Server) records(c echo.Context) error { return s.showRecords(c, http.StatusOK, recordsForm{}) }

// recordsForm is what was typed into the form beside a page's text, and what was
// wrong with it, or the form of a fact that could not be changed.
type recordsForm struct {
	quote string
	wrong *fault.Error
	fact  *factForm
}

func (s *Server) showRecords(c echo.Context, status int, form recordsForm) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	w, err := s.workspace(c, o, "records")
	if err != nil || c.Response().Committed {
		return err
	}
	view := templates.Records{Workspace: w}
	if view.Documents, err = s.documentList(c, o); err != nil {
		return err
	}
	if view.Chrome, err = s.caseChrome(c, "Records", o); err != nil {
		return err
	}
	var draft casework.Draft
	if o.Yours {
		if draft, err = s.desk.Draft(c.Request().Context(), actor(c), o.Number); err != nil {
			return err
		}
		view.Facts = facts(view.Chrome.CSRF, o, draft, factsPlace{})
		form.fact.show(&view.Facts)
	}
	if c.Param("page") != "" && (c.QueryParam("text") != "" || form.wrong != nil) {
		if view.Reader.Text, err = s.pageText(c, o, draft, form); err != nil {
			return err
		}
	}
	return s.render(c, status, templates.RecordsPage(view))
}
