package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/review"
	"imr/internal/search"
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
	at := wordsAtHand(c)
	for _, h := range found.Hits {
		one := searchHit(o, a, h, at)
		for _, m := range h.More {
			one.More = append(one.More, searchHit(o, a, m, at))
		}
		out.Hits = append(out.Hits, one)
	}
	if len(found.Hits) > 0 || found.From > 0 {
		searchWays(c, a, found, out)
	}
	return out, nil
}

// searchHit is a hit with the address that opens its page and marks it there.
func searchHit(o casework.Opened, a casework.Asked, h casework.Hit, at markedWords) templates.SearchHit {
	state := searchValues(a)
	state.Set(wordsParam, wordsValue(h.Span))
	return templates.SearchHit{Before: h.Before, Match: h.Match, After: h.After, Note: foldedNote(h), MoreLabel: moreLabel(h),
		Label:   sourceLabel(o, review.Source{Document: h.Document, Page: h.Page}),
		Current: at == markedWords{casework.PageName{Document: h.Document, Number: h.Page}, h.Span},
		URL:     pagePath(o.Number, h.Document, h.Page) + "?" + state.Encode() + pageAnchor(h.Document, h.Page)}
}

// wordsParam names words of the page in an address, such as 12-14: the first and the last.
const wordsParam = "w"

// markedWords are some words of a page; the zero value is none.
type markedWords struct {
	page casework.PageName
	span search.Span
}

func wordsValue(s search.Span) string { return fmt.Sprintf("%d-%d", s.First, s.End-1) }

// wordsAtHand are the words that the address names, on the page that it names.
func wordsAtHand(c echo.Context) (w markedWords) {
	first, last, _ := strings.Cut(c.QueryParam(wordsParam), "-")
	from, bad := strconv.Atoi(first)
	to, worse := strconv.Atoi(last)
	page, named := pageAtHand(c)
	if bad != nil || worse != nil || !named || from < 0 || to < from {
		return w
	}
	return markedWords{page, search.Span{First: from, End: to + 1}}
}

// searchWays leads to the same search in the other order, and to the pages before
// and after those that are listed.
func searchWays(c echo.Context, a casework.Asked, found casework.Found, out *templates.SearchResults) {
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
	out.Other = to(label, other)
	if found.From > 0 {
		before := a
		before.From = max(0, found.From-casework.FoundPages)
		out.Before = to("Pages before", before)
	}
	if found.Rest > 0 {
		after := a
		after.From = found.From + casework.FoundPages
		out.After = to("Next pages", after)
	}
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
	if h.Copies > 0 {
		notes = append(notes, "also on "+counted(h.Copies, "copy", "copies")+" of it")
	}
	return strings.Join(notes, "; ")
}

// moreLabel says what unfolds behind the last hit of a page that is listed at once.
func moreLabel(h casework.Hit) string {
	switch {
	case len(h.More) == 0:
		return ""
	case h.Further > 0:
		return fmt.Sprintf("%d more on this page, the first %d", len(h.More)+h.Further, len(h.More))
	}
	return fmt.Sprintf("%d more on this page", len(h.More))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
