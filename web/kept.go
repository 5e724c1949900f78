package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// notKept are the fields of a form that are not kept over a sign-in.
var notKept = []string{"_csrf", "password"}

// keepForm answers a plain form that arrived after its session ended: with the
// page to sign in on, which carries what was typed.
func (s *Server) keepForm(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	view := templates.SignIn{Chrome: s.bareChrome(c, "Sign in"), Next: "/cases", Action: localPath(c.Request().URL.RequestURI()),
		Errors: []part.Message{{URL: "#email", Text: "Your session has ended. Sign in again; what you typed is still here."}}}
	kept := url.Values{}
	for name, values := range form {
		if !slices.Contains(notKept, name) {
			kept[name] = values
		}
	}
	view.Kept = kept.Encode()
	return s.render(c, statusOf[fault.Unauthenticated], templates.SignInPage(view))
}

// showKept is the page after signing in on which a kept form waits to be sent:
// who signed in looks at it first, for it need not be who typed it.
func (s *Server) showKept(c echo.Context, action, kept string) error {
	form, err := url.ParseQuery(kept)
	if err != nil {
		return fault.New(fault.Invalid, "The text that was kept cannot be read. Go back and load the page again.")
	}
	token, _ := c.Get(csrfKey).(string)
	view := templates.Kept{Chrome: part.Chrome{Title: "What you typed", CSRF: token}, Action: action}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[name] {
			view.Fields = append(view.Fields, templates.KeptField{Name: name, Value: value, Long: strings.Contains(value, " ") && !strings.HasPrefix(value, "[")})
		}
	}
	return s.render(c, http.StatusOK, templates.KeptPage(view))
}
