package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/account"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) signInForm(c echo.Context) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	next := c.QueryParam("next")
	if session != nil {
		return c.Redirect(http.StatusSeeOther, nextPage(session.User, next))
	}
	return s.render(c, http.StatusOK, templates.SignInPage(templates.SignIn{Chrome: s.bareChrome(c, "Sign in"), Next: next}))
}

// nextPage is next, or the person's first page where it is empty: for admins the desk.
func nextPage(u account.User, next string) string {
	if next == "" && admins.allows(u) {
		return deskPath
	}
	return localPath(next)
}

func (s *Server) signIn(c echo.Context) error {
	email, next := c.FormValue("email"), c.FormValue("next")
	action, kept := localPath(c.FormValue("action")), c.FormValue("kept")
	u, err := s.desk.SignIn(c.Request().Context(), email, c.FormValue("password"), c.RealIP())
	if f := fault.Of(err); f != nil {
		view := templates.SignIn{Chrome: s.bareChrome(c, "Sign in"), Email: email, Next: next, Action: action, Kept: kept,
			Errors: []part.Message{{URL: "#email", Text: f.Message}}}
		return s.render(c, statusOf[f.Kind], templates.SignInPage(view))
	}
	if err != nil {
		return err
	}
	session, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return err
	}
	session.Values[userKey{}] = u
	if err := session.Save(c.Request(), c.Response()); err != nil {
		return err
	}
	if kept != "" {
		return s.showKept(c, action, kept)
	}
	return c.Redirect(http.StatusSeeOther, nextPage(u, next))
}

func (s *Server) signOut(c echo.Context) error {
	session, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return err
	}
	session.Options.MaxAge = -1
	if err := session.Save(c.Request(), c.Response()); err != nil {
		return err
	}
	c.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return c.Redirect(http.StatusSeeOther, "/signin")
}
