package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
)

// readAgain has a page read by OCR once more, or with pages=all every page of its
// document that may be the better for it.
func (s *Server) readAgain(c echo.Context) error {
	doc, page, err := pageParams(c)
	if err != nil {
		return err
	}
	number := casefile.CaseNumber(c.Param("number"))
	of := casework.PageName{Document: doc, Number: page}
	if c.FormValue("pages") == "all" {
		of.Number = casework.EveryPage
	} else if page == casework.EveryPage {
		return echo.ErrNotFound
	}
	pages, err := s.desk.ReadAgain(c.Request().Context(), actor(c), number, of)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("Page %d is being read again. Until then its text stays as it is.", page)
	if of.Number == casework.EveryPage {
		words = fmt.Sprintf("%s of the document are being read again. Until then their text stays as it is.", count(pages, "page"))
	}
	if err := s.flash(c, words); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, pageURL(number, doc, page))
}

// againURL is where a page is asked to be read again, or "" where that makes no sense.
func againURL(o casework.Opened, p casefile.Page) string {
	if !p.ReadableAgain() || o.State.Closed() {
		return ""
	}
	return pagePath(o.Number, p.Document, p.Number) + "/again"
}
