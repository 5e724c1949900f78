package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// The state of a search in an address: what is looked for, whether the pages that
// say most of it stand first, and how many pages are left out before the listed ones.
const (
	searchParam = "q"
	rankedParam = "ranked"
	fromParam   = "from"
)

// asked is the search that the address asks for.
func (s *Server) asked(c echo.Context) (casework.Asked, error) {
	order, err := s.order(c)
	from, _ := strconv.Atoi(c.QueryParam(fromParam)) // 0 where it is no number
	return casework.Asked{Query: strings.TrimSpace(c.QueryParam(searchParam)), Order: order, Ranked: c.QueryParam(rankedParam) != "", From: from}, err
}

// searchResults looks for what was typed into the search box; nil where nothing was.
func (s *Server) searchResults(c echo.Context, o casework.Opened) (*templates.SearchResults, error) {
	a, err := s.asked(c)
	if err != nil || a.Query == "" {
		return nil, err
	}
	found, err := s.desk.Search(c.Request().Context(), actor(c), o.Number, a)
	if err != nil {
		return nil, err
	}
	out := &templates.SearchResults{CloseURL: c.Request().URL.EscapedPath(), Notes: found.Notes, Terms: strings.Join(found.Terms, ", "),
		Count: foundCount(found)}
	state := "?" + searchValues(a).Encode()
	for _, h := range found.Hits {
		out.Hits = append(out.Hits, templates.SearchHit{Before: h.Before, Match: h.Match, After: h.After, Note: foldedNote(h),
			Label: sourceLabel(o, review.Source{Document: h.Document, Page: h.Page}),
			URL:   pagePath(o.Number, h.Document, h.Page) + state + pageAnchor(h.Document, h.Page)})
	}
	if len(found.Hits) > 0 || found.From > 0 {
		out.Ways = searchWays(c, a, found)
	}
	return out, nil
}

// searchWays leads to the same search in the other order, and to the pages before
// and after those that are listed.
func searchWays(c echo.Context, a casework.Asked, found casework.Found) []part.Link {
	to := func(label string, a casework.Asked) part.Link {
		values := searchValues(a)
		values.Set("pane", "records")
		if place := c.QueryParam("at"); place != "" {
			values.Set("at", place)
		}
		return part.Link{Label: label, URL: c.Request().URL.EscapedPath() + "?" + values.Encode()}
	}
	other, label := a, "Most of it first"
	other.Ranked, other.From = !a.Ranked, 0
	if a.Ranked {
		label = "In page order"
	}
	ways := []part.Link{to(label, other)}
	if found.From > 0 {
		before := a
		before.From = max(0, found.From-casework.FoundPages)
		ways = append(ways, to("Pages before", before))
	}
	if found.Rest > 0 {
		after := a
		after.From = found.From + casework.FoundPages
		ways = append(ways, to("Next pages", after))
	}
	return ways
}

// searchValues is the search as an address keeps it.
func searchValues(a casework.Asked) url.Values {
	values := url.Values{searchParam: {a.Query}}
	if a.Ranked {
		values.Set(rankedParam, "1")
	}
	if a.From > 0 {
		values.Set(fromParam, strconv.Itoa(a.From))
	}
	return values
}

// keepSearch puts the search of the request into another address.
func keepSearch(c echo.Context, into url.Values) {
	for _, name := range []string{searchParam, rankedParam, fromParam} {
		if value := c.QueryParam(name); value != "" {
			into.Set(name, value)
		}
	}
}

// foundCount says how much was found.
func foundCount(f casework.Found) string {
	if len(f.Hits) == 0 && f.Rest == 0 {
		return "Nothing found. What is not read yet, or read badly, cannot be found."
	}
	text := fmt.Sprintf("%s on %s", count(f.Count, "hit"), count(f.Pages, "page"))
	if f.From > 0 {
		text += fmt.Sprintf(", after %s", count(f.From, "page"))
	}
	if f.Rest > 0 {
		text += fmt.Sprintf("; %s more", count(f.Rest, "page"))
	}
	return text
}

// foldedNote says what is folded behind a hit.
func foldedNote(h casework.Hit) string {
	var notes []string
	if h.Further > 0 {
		notes = append(notes, fmt.Sprintf("%d more on this page", h.Further))
	}
	if h.Copies > 0 {
		notes = append(notes, "also on "+counted(h.Copies, "copy", "copies")+" of it")
	}
	return strings.Join(notes, "; ")
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
