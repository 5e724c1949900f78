package web

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/review"
	"imr/templates"
)

// searchResults looks for what was typed into the search box; nil where nothing was.
func (s *Server) searchResults(c echo.Context, o casework.Opened) (*templates.SearchResults, error) {
	query := strings.TrimSpace(c.QueryParam("q"))
	if query == "" {
		return nil, nil
	}
	found, err := s.desk.Search(c.Request().Context(), actor(c), o.Number, casework.Asked{Query: query, Order: chronology.ByArrival})
	if err != nil {
		return nil, err
	}
	out := &templates.SearchResults{CloseURL: c.Request().URL.EscapedPath(), Notes: found.Notes, Terms: strings.Join(found.Terms, ", ")}
	for _, h := range found.Hits {
		out.Hits = append(out.Hits, templates.SearchHit{Before: h.Before, Match: h.Match, After: h.After,
			Label: sourceLabel(o, review.Source{Document: h.Document, Page: h.Page}),
			URL:   pagePath(o.Number, h.Document, h.Page) + "?q=" + url.QueryEscape(query) + pageAnchor(h.Document, h.Page)})
	}
	out.Count = fmt.Sprintf("%s on %s", count(found.Count, "hit"), count(found.Pages, "page"))
	if found.Rest > 0 {
		out.Count += "; there are more, so add a word to narrow the search"
	}
	if len(found.Hits) == 0 {
		out.Count = "Nothing found. What is not read yet, or read badly, cannot be found."
	}
	return out, nil
}
