package web

import (
	"crypto/sha256"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/bundle"
	"imr/internal/casework"
	"imr/internal/fault"
)

// apiPath is where programs hand in applications. It takes no cookie, so that no
// other site can make a browser use it.
const apiPath = "/api/applications"

// apiAnswer is what the endpoint answers with.
type apiAnswer struct {
	Number  string     `json:"number,omitempty"`
	URL     string     `json:"url,omitempty"`
	Message string     `json:"message,omitempty"`
	Fields  []apiField `json:"fields,omitempty"`
}

// apiField is what is wrong with one field, by its path in the body.
type apiField struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// handIn takes an application in the shape of case.json. It answers 201 with the
// number, 200 where the same request came before, and else says which fields are wrong.
func (s *Server) handIn(c echo.Context) error {
	in, err := s.handedIn(c)
	if err != nil {
		return apiRefusal(c, err)
	}
	number, again, err := s.desk.HandIn(c.Request().Context(), in)
	if err != nil {
		return apiRefusal(c, err)
	}
	status := http.StatusCreated
	if again {
		status = http.StatusOK
	}
	return c.JSON(status, apiAnswer{Number: string(number), URL: caseURL(number) + "/intake"})
}

// handedIn reads the token, the key and the body of the request.
func (s *Server) handedIn(c echo.Context) (in casework.HandedIn, err error) {
	token, isBearer := strings.CutPrefix(c.Request().Header.Get(echo.HeaderAuthorization), "Bearer ")
	name, found, err := s.desk.TokenName(c.Request().Context(), strings.TrimSpace(token))
	if err != nil {
		return in, err
	}
	if !isBearer || !found {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
		return in, fault.New(fault.Unauthenticated, "Send a token that holds: Authorization: Bearer TOKEN.")
	}
	in.Token, in.Key = name, strings.TrimSpace(c.Request().Header.Get("Idempotency-Key"))
	if in.Key == "" || len(in.Key) > 200 {
		return in, fault.New(fault.Invalid, "Send the header Idempotency-Key with up to 200 signs that you use for this application only.")
	}
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return in, fault.New(fault.Invalid, "The body broke off; send it again.")
	}
	in.Body = sha256.Sum256(body)
	application, review, err := bundle.Decode(body)
	if err != nil {
		return in, err
	}
	in.Case = application
	return in, onlyApplication(in.Case.Documents != nil, review != nil, !in.Case.NoticeOfAssignment.IsZero(), !in.Case.RecordsComplete.IsZero())
}

// onlyApplication refuses what belongs to a case that is further on.
func onlyApplication(documents, review, noticed, complete bool) error {
	var bad fault.Fields
	for _, f := range []struct {
		there         bool
		path, message string
	}{
		{documents, "documents", "files do not come with the application; upload them to the case"},
		{review, "review", "an application has no review yet"},
		{noticed, "notice_of_assignment", "the notice is sent after the application is judged"},
		{complete, "records_complete", "the records are asked for after the application is judged"},
	} {
		if f.there {
			bad.Add(f.path, "%s", f.message)
		}
	}
	return bad.Err("The application cannot be registered.")
}

// apiRefusal answers a fault in the terms of programs; any other error is a failure.
func apiRefusal(c echo.Context, err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	out := apiAnswer{Message: f.Message}
	for _, field := range f.Fields {
		out.Fields = append(out.Fields, apiField{field.Path, field.Message})
	}
	return c.JSON(statusOf[f.Kind], out)
}
