package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/templates"
)

// workspace fills what the pages with two halves have in common. Where the
// reader asked for a page by its number in the stream it answers with a redirect
// to that page instead.
func (s *Server) workspace(c echo.Context, o casework.Opened, pane string) (templates.Workspace, error) {
	v, err := s.readerView(c, o)
	if err != nil {
		return templates.Workspace{}, err
	}
	here, pages := c.Request().URL.EscapedPath(), v.records.Pages
	if n, err := strconv.Atoi(c.QueryParam("go")); err == nil && len(pages) > 0 {
		p := pages[min(max(n, 1), len(pages))-1]
		to := pageURL(o.Number, p.Document, p.Number)
		if pane == "draft" {
			to = here + "?pane=records&at=" + url.QueryEscape(at(p)) + pageAnchor(p.Document, p.Number)
		}
		return templates.Workspace{}, c.Redirect(http.StatusSeeOther, to)
	}
	if err := s.recordOpened(c, v); err != nil {
		return templates.Workspace{}, err
	}
	if asked := c.QueryParam("pane"); asked == "records" || asked == "draft" {
		pane = asked
	}
	results, err := s.searchResults(c, o)
	if err != nil {
		return templates.Workspace{}, err
	}
	query := url.Values{}
	if place := c.QueryParam("at"); place != "" {
		query.Set("at", place)
	}
	if results != nil {
		keepSearch(c, query)
	}
	paneURL := func(pane string) string {
		query.Set("pane", pane)
		return here + "?" + query.Encode()
	}
	reading, err := s.progressView(c, o.Number, false)
	if err != nil {
		return templates.Workspace{}, err
	}
	left := v.template(c)
	left.Results = results
	if err := s.markHits(c, v, left.Pages); err != nil {
		return templates.Workspace{}, err
	}
	return templates.Workspace{Pane: pane, DraftTab: draftTab(c, o), RecordsURL: paneURL("records"), DraftURL: paneURL("draft"), Reader: left, Progress: reading}, nil
}

// draftTab names the right half by what it shows.
func draftTab(c echo.Context, o casework.Opened) string {
	switch strings.TrimPrefix(c.Path(), "/cases/:number/") {
	case "records/dates":
		return "Dates"
	case "records/map":
		return "Map"
	case "records", "records/:document/:page", "facts":
		if o.Yours {
			return "Facts"
		}
		return "Documents"
	}
	return "Draft"
}
