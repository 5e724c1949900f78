package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/review"
	"imr/templates"
)

// workspace fills what the pages with two halves have in common. Where the
// reader asked for a page by its number in the stream it answers with a redirect
// to that page instead.
func (s *Server) workspace(c echo.Context, o casework.Opened, pane string) (templates.Workspace, error) {
	records, err := s.desk.Records(c.Request().Context(), actor(c), o.Number, chronology.ByArrival)
	if err != nil {
		return templates.Workspace{}, err
	}
	here, pages := c.Request().URL.EscapedPath(), records.Pages
	if n, err := strconv.Atoi(c.QueryParam("go")); err == nil && len(pages) > 0 {
		p := pages[min(max(n, 1), len(pages))-1]
		to := pageURL(o.Number, p.Document, p.Number)
		if pane == "draft" {
			to = here + "?pane=records&at=" + url.QueryEscape(at(p)) + pageAnchor(p.Document, p.Number)
		}
		return templates.Workspace{}, c.Redirect(http.StatusSeeOther, to)
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
		query.Set("q", c.QueryParam("q"))
	}
	paneURL := func(pane string) string {
		query.Set("pane", pane)
		return here + "?" + query.Encode()
	}
	left := reader(c, o, records)
	left.Query, left.Results = c.QueryParam("q"), results
	return templates.Workspace{Pane: pane, RecordsURL: paneURL("records"), DraftURL: paneURL("draft"), Reader: left}, nil
}

func at(p casefile.Page) string { return string(p.Document) + "." + strconv.Itoa(p.Number) }

func reader(c echo.Context, o casework.Opened, records casework.Records) templates.Reader {
	here, pages := c.Request().URL.EscapedPath(), records.Pages
	r := templates.Reader{At: c.QueryParam("at"), GoURL: here, FactsURL: caseURL(o.Number) + "/facts", Back: c.Request().URL.RequestURI(),
		Total: strconv.Itoa(len(pages)), Summary: recordsSummary(o, records)}
	if c.Param("page") != "" {
		r.At = c.Param("document") + "." + c.Param("page")
		r.GoURL = caseURL(o.Number) + "/records"
	}
	stream := 0
	for _, d := range o.Documents {
		one := readerDocument(o, d)
		for ; stream < len(pages) && pages[stream].Document == d.ID; stream++ {
			one.Pages = append(one.Pages, readerPage(o, d, records, stream))
		}
		r.Documents = append(r.Documents, one)
	}
	return r
}

func readerDocument(o casework.Opened, d casefile.Document) templates.ReaderDocument {
	return templates.ReaderDocument{ID: string(d.ID), Title: d.Title, Date: orNone(d.Dated.US(), "no date"), Kind: labelOr(kindLabel, d.Kind),
		Author: orNone(d.Author, "author not given"), Count: count(d.Pages, "page"), URL: pageURL(o.Number, d.ID, 1)}
}

// recordsSummary says how much there is to read: 18 documents, 812 pages, 341 new.
func recordsSummary(o casework.Opened, r casework.Records) string {
	out := fmt.Sprintf("%s, %s", count(len(o.Documents), "document"), count(len(r.Pages), "page"))
	if len(r.CopyOf) > 0 {
		out += fmt.Sprintf(", %d new", r.New())
	}
	if r.Doubtful > 0 {
		out += fmt.Sprintf("; the text of %s is not read yet or read badly", count(r.Doubtful, "page"))
	}
	return out
}

// readerPage is the page at an index of the stream.
func readerPage(o casework.Opened, d casefile.Document, r casework.Records, index int) templates.ReaderPage {
	p := r.Pages[index]
	base := pagePath(o.Number, d.ID, p.Number)
	out := templates.ReaderPage{Document: string(d.ID), Number: strconv.Itoa(p.Number), Stream: strconv.Itoa(index + 1),
		Label: fmt.Sprintf("%s, page %d of %d", d.Title, p.Number, d.Pages), Heading: d.Title,
		Place: fmt.Sprintf("page %d of %d", p.Number, d.Pages), Date: d.Dated.US(), Note: readingNote(p),
		URL: textURL(o.Number, d.ID, p.Number), ImageURL: base + "/image", WordsURL: base + "/words",
		Width: strconv.FormatFloat(p.Width, 'f', 0, 64), Height: strconv.FormatFloat(p.Height, 'f', 0, 64)}
	if of, copied := r.CopyOf[casework.PageName{Document: d.ID, Number: p.Number}]; copied {
		out.CopyOf = sourceLabel(o, review.Source{Document: of.Document, Page: of.Number})
		out.CopyURL = pageURL(o.Number, of.Document, of.Number)
	}
	return out
}

// readingNote is what to know before relying on a page's text.
func readingNote(p casefile.Page) string {
	switch p.Reading {
	case casefile.NotRead:
		return "not read yet"
	case casefile.AwaitsOCR:
		return "waits for OCR"
	case casefile.Unreadable:
		return "cannot be read"
	case casefile.HiddenOCR:
		return "text by an older OCR"
	case casefile.OCR:
		if p.Doubtful() {
			return fmt.Sprintf("badly read by OCR, %.0f %%", p.Confidence)
		}
		return fmt.Sprintf("read by OCR, %.0f %%", p.Confidence)
	}
	return ""
}
