package web

import (
	"errors"
	"io"
	"mime/multipart"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/fault"
)

// papersPath takes the papers that came with an application.
const papersPath = "/cases/:number/intake/papers"

// attachPapers takes the UR determination and the application form as files. What is
// refused stands beside its field, and the other one is kept all the same.
func (s *Server) attachPapers(c echo.Context) error {
	if _, err := s.desk.Case(c.Request().Context(), actor(c), caseNumber(c)); err != nil {
		return err
	}
	parts, ok := c.Get(partsKey).(*multipart.Reader)
	if !ok {
		return echo.ErrBadRequest
	}
	var bad fault.Fields
	taken := 0
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return echo.ErrBadRequest
		}
		if _, isPaper := casework.ApplicationPapers[p.FormName()]; !isPaper || p.FileName() == "" {
			continue
		}
		taken++
		if err := s.attachPaper(c, p, &bad); err != nil {
			return err
		}
	}
	if taken == 0 {
		bad.Add("ur", "Choose the PDF of the UR determination, or of the form.")
	}
	return s.afterIntake(c, bad.Err("Not every paper was taken in."), "The papers are with the application.")
}

// attachPaper takes in one file; only trouble of the system is an error.
func (s *Server) attachPaper(c echo.Context, p *multipart.Part, bad *fault.Fields) error {
	a, err := s.desk.AttachPaper(c.Request().Context(), actor(c), caseNumber(c), p.FormName(), p.FileName(), p)
	f := fault.Of(err)
	switch {
	case f != nil && f.Kind == fault.NotFound, f == nil && err != nil:
		return err
	case f != nil:
		bad.Add(p.FormName(), "%s", f.Message)
	case a.Document == "":
		bad.Add(p.FormName(), "This file names another person than the employee, so it is kept apart. Decide on it under “Add records”.")
	}
	return nil
}
