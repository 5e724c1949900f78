package web

import (
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
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
	view := templates.Audit{}
	if view.Chrome, err = s.chrome(c, "Audit trail"); err != nil {
		return err
	}
	for _, e := range events {
		view.Events = append(view.Events, templates.AuditEvent{Seq: strconv.FormatInt(e.Seq, 10),
			Time: e.At.In(calendar.Zone).Format("01/02/2006 15:04:05"), ISO: e.At.Format("2006-01-02T15:04:05.000000Z07:00"),
			Actor: e.Actor, Act: e.Name, Object: e.Object, Note: e.Note})
	}
	if before != math.MaxInt64 {
		view.Newer = part.Link{Label: "The newest events", URL: "/audit"}
	}
	if n := len(events); n == auditPage && events[n-1].Seq > 1 {
		view.Older = part.Link{Label: "Older events", URL: fmt.Sprintf("/audit?before=%d", events[n-1].Seq)}
	}
	return s.render(c, http.StatusOK, templates.AuditPage(view))
}
