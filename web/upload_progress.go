package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/templates"
)

// progress answers a script that asks for as long as records are being read. What
// it knows already is not sent again.
func (s *Server) progress(c echo.Context) error {
	whole := c.QueryParam("whole") != ""
	view, err := s.progressView(c, caseNumber(c), whole)
	if err != nil {
		return err
	}
	draw := templates.ProgressLine(view)
	if whole {
		draw = templates.ProgressTable(view)
	}
	var page bytes.Buffer
	if err := draw.Render(c.Request().Context(), &page); err != nil {
		return err
	}
	sum := sha256.Sum256(page.Bytes())
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	c.Response().Header().Set("ETag", tag)
	if c.Request().Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, echo.MIMETextHTMLCharsetUTF8, page.Bytes())
}

// progressView says how far the reading has come: of every document, or of those
// that are not done.
func (s *Server) progressView(c echo.Context, number casefile.CaseNumber, whole bool) (templates.Progress, error) {
	p, err := s.desk.Progress(c.Request().Context(), actor(c), number)
	if err != nil {
		return templates.Progress{}, err
	}
	shown, err := strconv.Atoi(c.QueryParam("shown"))
	if err != nil {
		shown = len(p.Documents)
	}
	query := url.Values{"shown": {strconv.Itoa(shown)}}
	if whole {
		query.Set("whole", "1")
	}
	base := caseURL(number)
	out := templates.Progress{URL: base + "/progress?" + query.Encode(), Going: p.Going(), Summary: progressSummary(p),
		RetryURL: base + "/retry", CSRF: s.bareChrome(c, "").CSRF, PageURL: base + "/records"}
	if out.Back = base + "/upload"; !whole {
		out.Back = base + "/records"
	}
	if more := len(p.Documents) - shown; more > 0 && !whole {
		out.More = count(more, "document") + " came in since this page was loaded."
	}
	for _, d := range p.Documents {
		if row := progressRow(number, d); whole || row.Tone != "done" {
			out.Rows = append(out.Rows, row)
		}
	}
	return out, nil
}

func progressSummary(p casework.Progress) string {
	going, failed, left, ocr := 0, 0, 0, 0
	for _, d := range p.Documents {
		if d.Step != "" {
			going++
		}
		if len(d.Failed) > 0 {
			failed++
		}
		left += d.Pages - d.Read - d.Unreadable - d.Awaiting
		ocr += d.Awaiting
	}
	var out []string
	add := func(n int, one, more string) {
		if n == 1 {
			out = append(out, one)
		} else if n > 1 {
			out = append(out, fmt.Sprintf(more, n))
		}
	}
	add(going, "1 document is being read", "%d documents are being read")
	add(left, "1 page to read", "%d pages to read")
	add(ocr, "1 page waits for OCR", "%d pages wait for OCR")
	add(failed, "1 document could not be read to its end", "%d documents could not be read to their end")
	if p.Comparing && going == 0 {
		out = append(out, "pages that came in twice are being looked for")
	}
	if len(out) == 0 {
		return count(len(p.Documents), "document") + ", all read."
	}
	text := strings.Join(out, ", ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

var stepLabel = map[string]string{"read": "Being read", "ocr": "OCR", "describe": "Dates and kind"}

func progressRow(number casefile.CaseNumber, d casework.DocumentProgress) templates.ProgressRow {
	row := templates.ProgressRow{ID: string(d.ID), Title: d.Title, URL: pageURL(number, d.ID, 1), Pages: strconv.Itoa(d.Pages), State: "Read", Tone: "done"}
	switch d.Step {
	case "":
	case "ocr":
		row.State, row.Tone = fmt.Sprintf("OCR: %d of %s", d.ByOCR, count(d.ByOCR+d.Awaiting, "page")), "begun"
		row.Done, row.Of = strconv.Itoa(d.ByOCR), strconv.Itoa(d.ByOCR+d.Awaiting)
	case "read":
		row.State, row.Tone = fmt.Sprintf("Being read: %d of %s", d.Read+d.Awaiting, count(d.Pages, "page")), "begun"
		row.Done, row.Of = strconv.Itoa(d.Read+d.Awaiting), strconv.Itoa(d.Pages)
	default:
		row.State, row.Tone = labelOr(stepLabel, string(d.Step)), "begun"
	}
	if d.Unreadable > 0 {
		row.Note = count(d.Unreadable, "page") + " cannot be read"
	}
	for _, f := range d.Failed {
		row.State, row.Tone, row.Of = "Failed", "wrong", ""
		row.Failed = append(row.Failed, f.Reason)
	}
	return row
}

// retry has what failed of a document done again.
func (s *Server) retry(c echo.Context) error {
	doc := casefile.DocumentID(c.FormValue("document"))
	if err := s.desk.Retry(c.Request().Context(), actor(c), caseNumber(c), doc); err != nil {
		return err
	}
	if err := s.flash(c, fmt.Sprintf("Document %s is read again.", doc)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localPath(c.FormValue("back")))
}
