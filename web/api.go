package web

import (
	"crypto/sha256"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
)

// apiPath is where programs hand in applications. It takes no cookie, so that no
// other site can make a browser use it.
const apiPath = "/api/applications"

// apiAnswer is what the endpoint answers with.
type apiAnswer struct {
	Number   string     `json:"number,omitempty"`
	URL      string     `json:"url,omitempty"`
	Document string     `json:"document,omitempty"`
	Message  string     `json:"message,omitempty"`
	Fields   []apiField `json:"fields,omitempty"`
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
	if in.Token, err = s.tokenName(c); err != nil {
		return in, err
	}
	in.Key = strings.TrimSpace(c.Request().Header.Get("Idempotency-Key"))
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

// tokenName is the name of the token of the request, which must hold.
func (s *Server) tokenName(c echo.Context) (string, error) {
	token, isBearer := strings.CutPrefix(c.Request().Header.Get(echo.HeaderAuthorization), "Bearer ")
	name, found, err := s.desk.TokenName(c.Request().Context(), strings.TrimSpace(token))
	if err == nil && (!isBearer || !found) {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
		err = fault.New(fault.Unauthenticated, "Send a token that holds: Authorization: Bearer TOKEN.")
	}
	return name, err
}

// onlyApplication refuses what belongs to a case that is further on.
func onlyApplication(documents, review, noticed, complete bool) error {
	var bad fault.Fields
	for _, f := range []struct {
		there         bool
		path, message string
	}{
		{documents, "documents", "files do not come in this request; send the UR decision to /papers/ur of the number that you get"},
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

// apiPapersPath is where programs hand in the papers of an application that they sent.
const apiPapersPath = apiPath + "/:handed/papers/:paper" // the number of one that it handed in

// handInPaper takes the PDF of the body as the paper of the path: ur or form. It
// answers 201 with the document's id, or 202 where the file names another person and
// waits for somebody to look at it.
func (s *Server) handInPaper(c echo.Context) error {
	token, err := s.tokenName(c)
	if err != nil {
		return apiRefusal(c, err)
	}
	a, err := s.desk.AttachHandedIn(c.Request().Context(), token, casefile.CaseNumber(c.Param("handed")), c.Param("paper"), c.Request().Body)
	if err != nil {
		return apiRefusal(c, err)
	}
	if a.Document == "" {
		return c.JSON(http.StatusAccepted, apiAnswer{Message: "The file names another person than the employee; somebody looks at it before it joins the case."})
	}
	return c.JSON(http.StatusCreated, apiAnswer{Number: c.Param("handed"), Document: string(a.Document)})
}
