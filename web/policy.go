package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/account"
	"imr/internal/casework"
	"imr/internal/fault"
)

// policy says who may go to a route. Whether a case is theirs is decided by the
// act, in its own transaction.
type policy struct {
	name  string
	open  bool           // needs nobody to be signed in
	roles []account.Role // any one of them will do; none means every role
	alone bool           // a script asks by itself, so it is no use of the session
}

// The policies. The zero policy is none: a route with it does not start.
var (
	public    = policy{name: "public", open: true}
	tokens    = policy{name: "tokens", open: true} // the handler asks for a token
	signedIn  = policy{name: "signed in"}
	caseFile  = policy{name: "case file", roles: []account.Role{account.Reviewer, account.Admin, account.Director}}
	caseWork  = policy{name: "work on the case file", roles: []account.Role{account.Reviewer, account.Admin}}
	watching  = policy{name: "case file, watched", roles: caseFile.roles, alone: true}
	drafting  = policy{name: "draft", roles: []account.Role{account.Reviewer}}
	admins    = policy{name: "admins", roles: []account.Role{account.Admin}}
	directors = policy{name: "directors", roles: []account.Role{account.Director}}
	issuers   = policy{name: "issuers", roles: []account.Role{account.Director, account.Admin}}
	auditors  = policy{name: "auditors", roles: []account.Role{account.Auditor, account.Admin}}
)

// allows reports whether a user who is signed in may go there.
func (p policy) allows(u account.User) bool {
	if len(p.roles) == 0 {
		return true
	}
	for _, r := range p.roles {
		if u.Has(r) {
			return true
		}
	}
	return false
}

// enforce stands before each handler. Who is signed in is read once, here. For
// those whom the policy does not allow the place does not exist.
func (s *Server) enforce(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := unescapeParams(c); err != nil {
			return err
		}
		if r.policy.open {
			return r.handle(c)
		}
		if r.policy.alone {
			c.SetRequest(c.Request().WithContext(casework.Unattended(c.Request().Context())))
		}
		session, err := s.session(c)
		if err != nil {
			return err
		}
		if session == nil {
			return s.signInFirst(c)
		}
		if !r.policy.allows(session.User) {
			return fault.New(fault.NotFound, "There is no such page for you.")
		}
		return r.handle(c)
	}
}

// unescapeParams undoes the escaping that echo leaves in the parts of a path where
// one of them holds a slash or another sign with a meaning.
func unescapeParams(c echo.Context) error {
	if c.Request().URL.RawPath == "" {
		return nil
	}
	values := slices.Clone(c.ParamValues())
	for i, v := range values {
		var err error
		if values[i], err = url.PathUnescape(v); err != nil {
			return echo.ErrNotFound
		}
	}
	c.SetParamValues(values...)
	return nil
}

// signInFirst sends a person to sign in and back, or keeps the form that they
// sent; a script is told in its own terms.
func (s *Server) signInFirst(c echo.Context) error {
	switch {
	case wantsJSON(c):
		return fault.New(fault.Unauthenticated, "Your session has ended. Sign in again; what you typed is still here.")
	case c.Request().Method == http.MethodPost && strings.HasPrefix(c.Request().Header.Get(echo.HeaderContentType), echo.MIMEApplicationForm):
		return s.keepForm(c)
	case c.Request().Method != http.MethodGet && c.Request().Method != http.MethodHead:
		return fault.New(fault.Unauthenticated, "Your session has ended. Sign in, then send it again.")
	}
	return c.Redirect(http.StatusSeeOther, "/signin?next="+url.QueryEscape(c.Request().URL.RequestURI()))
}

// localPath is next where it leads to a place of this application, else the queue.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || u.Opaque != "" || !strings.HasPrefix(u.Path, "/cases") && !strings.HasPrefix(u.Path, "/criteria") && !strings.HasPrefix(u.Path, "/applications") && !strings.HasPrefix(u.Path, "/overdue") && !strings.HasPrefix(u.Path, "/guidelines") && !strings.HasPrefix(u.Path, deskPath) && !strings.HasPrefix(u.Path, bulkPath) && !strings.HasPrefix(u.Path, "/letters") && u.Path != "/service" && u.Path != noticesPath && !strings.HasPrefix(u.Path, invoicesPath) && u.Path != "/quality" && u.Path != reportsPath && u.Path != "/audit" ||
		strings.ContainsAny(next, "\\\t\r\n") {
		return "/cases"
	}
	return u.RequestURI()
}

func wantsJSON(c echo.Context) bool {
	return strings.Contains(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}

// directsOnly reports whether the user has no list of cases but the directors'.
func directsOnly(u account.User) bool { return directors.allows(u) && !caseWork.allows(u) }
