package web

import (
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/templates"
	"imr/templates/part"
)

// auditPage is how many events one page of the trail shows.
const auditPage = 100

func (s *Server) audit(c echo.Context) error {
	before := int64(math.MaxInt64)
	if n, err := strconv.ParseInt(c.QueryParam("before"), 10, 64); err == nil {
		before = n
	}
	events, err := s.desk.Events(c.Request().Context(), actor(c), before, auditPage)
	if err != nil {
		return err
	}
	view := templates.Audit{Events: auditRows(events)}
	if view.Chrome, err = s.chrome(c, "Audit trail"); err != nil {
		return err
	}
	if before != math.MaxInt64 {
		view.Newer = part.Link{Label: "The newest events", URL: "/audit"}
	}
	if n := len(events); n == auditPage && events[n-1].Seq > 1 {
		view.Older = part.Link{Label: "Older events", URL: fmt.Sprintf("/audit?before=%d", events[n-1].Seq)}
	}
	return s.render(c, http.StatusOK, templates.AuditPage(view))
}
