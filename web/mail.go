package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/fault"
	"imr/templates"
)

// outbox shows the mail that did not go out.
func (s *Server) outbox(c echo.Context) error {
	box, err := s.desk.Outbox(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.Outbox{Waiting: count(box.Waiting, "message") + " on the way", Dead: strconv.Itoa(box.Dead) + " given up"}
	for _, m := range box.Troubled {
		row := templates.MailRow{To: m.Recipient, Subject: m.Subject, Queued: momentWords(m.QueuedAt), Tries: strconv.Itoa(m.Tries), Trouble: m.Trouble,
			State: "Next try " + momentWords(m.TryAt), Dead: !m.DeadAt.IsZero()}
		if row.Dead {
			row.State, row.Again = "Given up", strconv.FormatInt(m.ID, 10)
		}
		view.Rows = append(view.Rows, row)
	}
	if view.Chrome, err = s.chrome(c, "Mail that did not go out"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.OutboxPage(view))
}

// sendAgain puts a message that was given up back into the outbox.
func (s *Server) sendAgain(c echo.Context) error {
	id, err := strconv.ParseInt(c.FormValue("again"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "Choose a message on the page.")
	}
	if err := s.desk.SendAgain(c.Request().Context(), actor(c), id); err != nil {
		return err
	}
	if err := s.flash(c, "The message will be sent again."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/mail")
}
