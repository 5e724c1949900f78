package web

import (
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
)

// partsKey is where the parts of a form with files are kept for its handler.
const partsKey = "imr.parts"

// Limits of a form with files: all of it, the token in its first part, and how
// long its sender may be silent.
const (
	longestForm  = int64(mostFiles) * casework.MaxUpload
	longestToken = 256
	silence      = time.Minute
)

// sendsFiles reports whether the request may be larger than a page's form.
func sendsFiles(c echo.Context) bool {
	return formOfFiles(c) || c.Path() == piecesPath || c.Path() == piecePath || c.Path() == apiPapersPath
}

// formOfFiles reports whether the path takes forms with files, which are read as they come.
func formOfFiles(c echo.Context) bool {
	return c.Path() == uploadPath || c.Path() == papersPath
}

// liftToken reads the token of a form with files, which must be its first part,
// and leaves the files to the handler, which stores them as they come: the usual
// way reads a form whole before anybody knows who sent it.
func liftToken(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if !formOfFiles(c) || r.Method != http.MethodPost {
			return next(c)
		}
		r.Body = &steadyBody{http.MaxBytesReader(c.Response(), r.Body, longestForm), http.NewResponseController(c.Response())}
		parts, err := r.MultipartReader()
		if err != nil {
			return next(c)
		}
		c.Set(partsKey, parts)
		first, err := parts.NextPart()
		if err != nil || first.FormName() != "_csrf" {
			return next(c)
		}
		token, err := io.ReadAll(io.LimitReader(first, longestToken))
		if err == nil && r.Header.Get(echo.HeaderXCSRFToken) == "" {
			r.Header.Set(echo.HeaderXCSRFToken, strings.TrimSpace(string(token)))
		}
		return next(c)
	}
}

// steadyBody is a body that may take as long as it needs, while it keeps coming.
type steadyBody struct {
	io.ReadCloser
	control *http.ResponseController
}

// Read puts off the ends of reading and of answering. A writer that knows no ends
// needs none put off.
func (b *steadyBody) Read(p []byte) (int, error) {
	_ = b.control.SetReadDeadline(time.Now().Add(silence))
	_ = b.control.SetWriteDeadline(time.Now().Add(2 * silence))
	return b.ReadCloser.Read(p)
}
