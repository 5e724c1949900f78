package web

import (
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// planCSV is who gets what by the plan, for other programs.
func (s *Server) planCSV(c echo.Context) error {
	p, err := s.desk.Plan(c.Request().Context(), actor(c), planID(c))
	if err != nil {
		return err
	}
	rows := [][]string{{"case", "reviewer", "due", "letter_by", "days_late", "fit", "best_fit", "suitable"}}
	for _, one := range p.Placed {
		rows = append(rows, []string{string(one.Case), one.Code, one.Due.String(), one.Ends.String(), strconv.Itoa(one.Late),
			strconv.Itoa(one.Fit), strconv.Itoa(one.Top), strconv.Itoa(one.Suitable)})
	}
	for _, one := range p.Unplaced {
		rows = append(rows, []string{string(one.Case), "", one.Due.String(), "", "", "", "", "0"})
	}
	return sendCSV(c, "plan.csv", rows)
}

// sendCSV answers with the rows as a file; cells that people wrote are to be plain
// cells already.
func sendCSV(c echo.Context, name string, rows [][]string) error {
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", []byte(b.String()))
}
