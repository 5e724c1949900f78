package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/fault"
	"imr/templates"
)

func (s *Server) figures(c echo.Context) error {
	tables, until, smallest, err := s.desk.PublicFigures(c.Request().Context())
	if err != nil {
		return err
	}
	view := templates.Figures{Chrome: publicChrome("Figures on decisions"),
		Lead:    "How many disputed treatments were upheld (the denial stands) and overturned (the treatment is approved), in all decisions up to " + until.Long() + ".",
		LeftOut: fmt.Sprintf("Numbers below %d are left out so that nobody can be recognized by them, and so are others from which they could be computed.", smallest)}
	if len(tables) == 0 {
		view.Empty = fmt.Sprintf("Figures are shown once at least %d treatments are upheld and at least %d overturned, from the month after.", smallest, smallest)
	}
	for _, t := range tables {
		view.Tables = append(view.Tables, reportTable(t, figuresPath+"/"+t.Name+".csv"))
	}
	c.Response().Header().Set("Cache-Control", publiclyKept)
	return s.render(c, http.StatusOK, templates.FiguresPage(view))
}

func (s *Server) figuresCSV(c echo.Context) error {
	tables, until, _, err := s.desk.PublicFigures(c.Request().Context())
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", publiclyKept)
	err = writeTable(c, tables, "imr-%s-to-"+until.String()+".csv")
	if fault.Of(err) != nil {
		c.Response().Header().Set("Cache-Control", "no-store")
	}
	return err
}
