package web

import (
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/templates"
	"imr/templates/part"
)

// history shows what was done with the case, the newest first.
func (s *Server) history(c echo.Context) error {
	ctx, by := c.Request().Context(), actor(c)
	o, err := s.desk.Case(ctx, by, caseNumber(c))
	if err != nil {
		return err
	}
	before := int64(math.MaxInt64)
	if n, err := strconv.ParseInt(c.QueryParam("before"), 10, 64); err == nil {
		before = n
	}
	events, err := s.desk.History(ctx, by, o.Number, before, auditPage)
	if err != nil {
		return err
	}
	view := templates.Audit{Events: auditRows(events)}
	base := caseURL(o.Number) + "/history"
	if before != math.MaxInt64 {
		view.Newer = part.Link{Label: "The newest events", URL: base}
	}
	if n := len(events); n == auditPage {
		view.Older = part.Link{Label: "Older events", URL: fmt.Sprintf("%s?before=%d", base, events[n-1].Seq)}
	}
	if view.Chrome, err = s.caseChrome(c, "History", o); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.AuditPage(view))
}

// auditRows are events of the trail as a table shows them.
func auditRows(events []audit.Event) []templates.AuditEvent {
	var out []templates.AuditEvent
	for _, e := range events {
		out = append(out, templates.AuditEvent{Seq: strconv.FormatInt(e.Seq, 10),
			Time: e.At.In(calendar.Zone).Format("01/02/2006 15:04:05"), ISO: e.At.Format("2006-01-02T15:04:05.000000Z07:00"),
			Actor: e.Actor, Act: e.Name, Object: e.Object, Note: e.Note})
	}
	return out
}
