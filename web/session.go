package web

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"imr/internal/account"
	"imr/internal/casework"
	"imr/internal/chronology"
)

const (
	cookieName = "__Host-imr"
	sessionKey = "imr.session"
	csrfKey    = "imr.csrf"
)

// store keeps sessions in the database, behind gorilla's interface. The cookie
// holds a secret, of which only the hash is stored, so a session ends when the
// server says so and a copied database opens none.
type store struct{ desk *casework.Desk }

// Keys of a session's values: the live session, the user who signs in, the
// message that the next page shows, and the order in which records are read.
type (
	liveKey  struct{}
	userKey  struct{}
	flashKey struct{}
	orderKey struct{}
)

// stored is what the web keeps in a session.
type stored struct {
	Flash string           `json:"flash,omitempty"`
	Order chronology.Order `json:"order,omitempty"`
}

// Get returns the request's session, read once.
func (s *store) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session that the request's cookie names. One that the server
// never made, or that has ended, is a new session with an empty ID.
func (s *store) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.Options = &sessions.Options{Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	session.IsNew = true
	cookie, err := r.Cookie(name)
	if err != nil {
		return session, nil
	}
	live, found, err := s.desk.Session(r.Context(), cookie.Value)
	if err != nil || !found {
		return session, err
	}
	var data stored
	if err := json.Unmarshal([]byte(live.Data), &data); err != nil {
		return session, fmt.Errorf("a stored session is damaged: %w", err)
	}
	session.IsNew, session.ID = false, cookie.Value
	session.Values[liveKey{}], session.Values[flashKey{}], session.Values[orderKey{}] = live, data.Flash, data.Order
	return session, nil
}

// Save starts the session of a user who signs in, ends one whose MaxAge is
// negative, and stores the values of any other.
func (s *store) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	flash, _ := session.Values[flashKey{}].(string)
	order, _ := session.Values[orderKey{}].(chronology.Order)
	data, err := json.Marshal(stored{Flash: flash, Order: order})
	if err != nil {
		return err
	}
	live, isLive := session.Values[liveKey{}].(casework.Session)
	if session.Options.MaxAge < 0 {
		if isLive {
			err = s.desk.EndSession(r.Context(), live.User.Act(), session.ID)
		}
		http.SetCookie(w, sessions.NewCookie(session.Name(), "", session.Options))
		return err
	}
	if user, signsIn := session.Values[userKey{}].(account.User); signsIn {
		if session.ID, err = s.desk.StartSession(r.Context(), user, string(data), session.ID); err != nil {
			return err
		}
		http.SetCookie(w, sessions.NewCookie(session.Name(), session.ID, session.Options))
		return nil
	}
	if !isLive {
		return nil
	}
	live.Data = string(data)
	return s.desk.KeepSession(r.Context(), live)
}

// session returns the live session of the request, or nil.
func (s *Server) session(c echo.Context) (*casework.Session, error) {
	session, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return nil, err
	}
	live, ok := session.Values[liveKey{}].(casework.Session)
	if !ok {
		return nil, nil
	}
	c.Set(sessionKey, &live)
	return &live, nil
}

// user is who is signed in; the zero User where nobody is.
func user(c echo.Context) account.User {
	if live, ok := c.Get(sessionKey).(*casework.Session); ok {
		return live.User
	}
	return account.User{}
}

func actor(c echo.Context) account.Actor { return user(c).Act() }

// flash leaves a message for the next page.
func (s *Server) flash(c echo.Context, message string) error {
	session, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return err
	}
	session.Values[flashKey{}] = message
	return session.Save(c.Request(), c.Response())
}

// takeFlash returns the message left for this page and forgets it.
func (s *Server) takeFlash(c echo.Context) (string, error) {
	session, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return "", err
	}
	message, _ := session.Values[flashKey{}].(string)
	if message == "" {
		return "", nil
	}
	session.Values[flashKey{}] = ""
	return message, session.Save(c.Request(), c.Response())
}
