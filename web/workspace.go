package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/templates"
)

// workspace fills what the pages with two halves have in common. Where the
// reader asked for a page by its number in the stream it answers with a redirect
// to that page instead.
func (s *Server) workspace(c echo.Context, o casework.Opened, pane string) (templates.Workspace, error) {
	pages, err := s.desk.Pages(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return templates.Workspace{}, err
	}
	here := c.Request().URL.Path
	if n, err := strconv.Atoi(c.QueryParam("go")); err == nil && len(pages) > 0 {
		p := pages[min(max(n, 1), len(pages))-1]
		to := pageURL(o.Number, p.Document, p.Number)
		if pane == "draft" {
			to = here + "?at=" + url.QueryEscape(at(p)) + pageAnchor(p.Document, p.Number)
		}
		return templates.Workspace{}, c.Redirect(http.StatusSeeOther, to)
	}
	if asked := c.QueryParam("pane"); asked == "records" || asked == "draft" {
		pane = asked
	}
	query := url.Values{}
	if place := c.QueryParam("at"); place != "" {
		query.Set("at", place)
	}
	paneURL := func(pane string) string {
		query.Set("pane", pane)
		return here + "?" + query.Encode()
	}
	return templates.Workspace{Pane: pane, RecordsURL: paneURL("records"), DraftURL: paneURL("draft"), Reader: reader(c, o, pages)}, nil
}

func at(p casefile.Page) string { return string(p.Document) + "." + strconv.Itoa(p.Number) }

func reader(c echo.Context, o casework.Opened, pages []casefile.Page) templates.Reader {
	here := c.Request().URL.Path
	r := templates.Reader{At: c.QueryParam("at"), GoURL: here, FactsURL: caseURL(o.Number) + "/facts", Back: c.Request().URL.RequestURI(),
		Total: strconv.Itoa(len(pages)), Summary: count(len(o.Documents), "document") + ", " + count(len(pages), "page")}
	if c.Param("page") != "" {
		r.At = c.Param("document") + "." + c.Param("page")
		r.GoURL = caseURL(o.Number) + "/records"
	}
	stream := 0
	for _, d := range o.Documents {
		one := readerDocument(o, d)
		for ; stream < len(pages) && pages[stream].Document == d.ID; stream++ {
			one.Pages = append(one.Pages, readerPage(o.Number, d, pages[stream], stream+1))
		}
		r.Documents = append(r.Documents, one)
	}
	return r
}

func readerDocument(o casework.Opened, d casefile.Document) templates.ReaderDocument {
	return templates.ReaderDocument{ID: string(d.ID), Title: d.Title, Date: orNone(d.Dated.US(), "no date"), Kind: labelOr(kindLabel, d.Kind),
		Author: orNone(d.Author, "author not given"), Count: count(d.Pages, "page"), URL: pageURL(o.Number, d.ID, 1)}
}

func readerPage(number casefile.CaseNumber, d casefile.Document, p casefile.Page, stream int) templates.ReaderPage {
	base := pagePath(number, d.ID, p.Number)
	return templates.ReaderPage{Document: string(d.ID), Number: strconv.Itoa(p.Number), Stream: strconv.Itoa(stream),
		Label: fmt.Sprintf("%s, page %d of %d", d.Title, p.Number, d.Pages), Heading: d.Title,
		Place: fmt.Sprintf("page %d of %d", p.Number, d.Pages), Date: d.Dated.US(),
		URL: textURL(number, d.ID, p.Number), ImageURL: base + "/image", WordsURL: base + "/words",
		Width: strconv.FormatFloat(p.Width, 'f', 0, 64), Height: strconv.FormatFloat(p.Height, 'f', 0, 64)}
}
