package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/notice"
	"imr/templates"
	"imr/templates/part"
)

const noticesPath = "/notices"

// noticesNav is the place of the notices in the navigation, with how many are unread.
func (s *Server) noticesNav(c echo.Context) (part.NavItem, error) {
	n, err := s.desk.Unread(c.Request().Context(), actor(c))
	item := part.NavItem{Label: "Notices", URL: noticesPath, Current: strings.HasPrefix(c.Path(), noticesPath)}
	if n > 0 {
		item.Label = "Notices (" + strconv.Itoa(n) + " new)"
	}
	return item, err
}

func (s *Server) notices(c echo.Context) error {
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	list, more, err := s.desk.Notices(c.Request().Context(), actor(c), before)
	if err != nil {
		return err
	}
	unread, err := s.desk.Unread(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.Notices{}
	for _, n := range list {
		view.Rows = append(view.Rows, toldRow(n))
	}
	if unread > 0 && len(list) > 0 {
		view.Unread, view.Newest = strconv.Itoa(unread)+" you have not read.", strconv.FormatInt(list[0].ID, 10)
	}
	if more {
		view.Older = part.Link{Label: "Older notices", URL: noticesPath + "?before=" + strconv.FormatInt(list[len(list)-1].ID, 10)}
	}
	if admins.allows(user(c)) {
		view.Outbox = part.Link{Label: "Mail that did not go out", URL: "/mail"}
	}
	if view.Chrome, err = s.chrome(c, "Notices"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.NoticesPage(view))
}

func toldRow(n casework.PersonNotice) templates.ToldRow {
	row := templates.ToldRow{ID: strconv.FormatInt(n.ID, 10), Words: noticeWords(n), Case: string(n.Case), When: momentWords(n.At), Unread: n.ReadAt.IsZero()}
	code, _, _ := strings.Cut(n.About, " ")
	switch {
	case n.MayAnswer:
		row.Link = part.Link{Label: row.Case + ": read the offer", URL: caseURL(n.Case) + "/attest"}
	case n.MayOpen && n.Kind == notice.GivenBack:
		row.Link = part.Link{Label: row.Case + ": choose a reviewer", URL: caseURL(n.Case) + "/assign"}
	case n.MayOpen:
		row.Link = part.Link{Label: "Open " + row.Case, URL: caseURL(n.Case)}
	case n.Kind == notice.CredentialEnds && strings.HasPrefix(code, "R-"):
		row.Link = part.Link{Label: "Credentials of " + code, URL: "/reviewers/" + url.PathEscape(code)}
	case n.Kind == notice.CountLate || n.Kind == notice.CountOffers:
		row.Link = part.Link{Label: "See them on the desk", URL: deskPath}
	}
	return row
}

// noticeWords is what the notice says, with what it is about.
func noticeWords(n casework.PersonNotice) string {
	number, err := strconv.Atoi(n.About)
	switch {
	case n.Kind == notice.CountLate && err == nil:
		return count(number, "decision") + " late: " + n.Kind.Words()
	case n.Kind == notice.CountOffers && err == nil:
		return count(number, "offer") + " open: " + n.Kind.Words()
	case n.Kind == notice.CredentialEnds:
		return n.Kind.Words() + " " + strings.TrimSuffix(n.About, ".") + "."
	case n.Kind == notice.DueSoon || n.Kind == notice.Late:
		if due, err := calendar.ParseDate(n.About); err == nil {
			return n.Kind.Words() + " The day is " + due.US() + "."
		}
	}
	return n.Kind.Words()
}

// momentWords is a moment as lists show it, in California time.
func momentWords(t time.Time) string { return t.In(calendar.Zone).Format("01/02/2006 15:04") }

// readNotices marks one notice as read, or all up to the newest on the page.
func (s *Server) readNotices(c echo.Context) error {
	ctx := c.Request().Context()
	one, err := strconv.ParseInt(c.FormValue("read"), 10, 64)
	if err == nil {
		err = s.desk.ReadNotice(ctx, actor(c), one)
	} else if newest, bad := strconv.ParseInt(c.FormValue("newest"), 10, 64); bad == nil {
		err = s.desk.ReadNotices(ctx, actor(c), newest)
	} else {
		return fault.New(fault.Invalid, "Choose a notice on the page.")
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, noticesPath)
}

func (s *Server) noticeSettings(c echo.Context) error {
	mode, err := s.desk.NoticeMode(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return s.showNoticeSettings(c, http.StatusOK, mode, nil)
}

var modeLabel = map[notice.Mode]string{notice.AtOnce: "At once", notice.Daily: "Once a day, in the morning, when there is something new", notice.Never: "Never; I look here"}

func (s *Server) showNoticeSettings(c echo.Context, status int, mode notice.Mode, wrong *fault.Error) (err error) {
	view := templates.NoticeSettings{Address: user(c).Email, Errors: messages(wrong, func(path string) string { return "#" + path }),
		Mode: part.Field{ID: "mail", Name: "mail", Label: "When do you want a message?", Value: string(mode), Error: wrong.Field("mail")}}
	for _, m := range notice.Modes {
		view.Modes = append(view.Modes, part.Option{Value: string(m), Label: modeLabel[m], Selected: m == mode})
	}
	if view.Chrome, err = s.chrome(c, "E-mail about notices"); err != nil {
		return err
	}
	return s.render(c, status, templates.NoticeSettingsPage(view))
}

func (s *Server) setNoticeMode(c echo.Context) error {
	mode := notice.Mode(c.FormValue("mail"))
	err := s.desk.SetNoticeMode(c.Request().Context(), actor(c), mode)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showNoticeSettings(c, statusOf[f.Kind], mode, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "Saved."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, noticesPath)
}
