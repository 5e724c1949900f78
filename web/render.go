package web

import (
	"bytes"
	"strconv"
	"sync"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render draws the whole page before it sends any of it, so that a component
// that fails gives an error page and never half a page.
func (s *Server) render(c echo.Context, status int, page templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := page.Render(c.Request().Context(), b); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentLength, strconv.Itoa(b.Len()))
	return c.Blob(status, echo.MIMETextHTMLCharsetUTF8, b.Bytes())
}
