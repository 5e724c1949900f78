package web

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/publication"
)

// openAPI describes the read-only API; a test holds it against the running server.
//
//go:embed openapi.json
var openAPI []byte

// downloaded is how many decisions are read at once for a download.
const downloaded = 500

// csvHead names the columns of the download: those of the state's own data sets
// and those that researchers miss in them.
var csvHead = []string{"number", "version", "issued", "year", "priority", "overall", "item", "treatment", "category", "timing", "body_parts", "decision",
	"citation_basis", "claims_administrator_guideline", "guidelines", "citations", "specialties", "age_range", "sex", "year_of_injury",
	"days_from_application", "days_from_records", "pages", "rationale"}

func csvRows(p publication.Copy) [][]string {
	var out [][]string
	for _, it := range p.Items {
		records := ""
		if p.DaysFromRecords >= 0 {
			records = strconv.Itoa(p.DaysFromRecords)
		}
		out = append(out, []string{string(p.Number), strconv.Itoa(p.Version), p.Issued.String(), strconv.Itoa(p.Issued.Year), string(p.Priority), string(p.Overall),
			string(it.ID), it.Description, string(it.Category), string(it.Timing), strings.Join(it.BodyParts, "; "), string(it.Decision), string(it.Basis),
			it.AdministratorGuideline, strings.Join(it.Guidelines, "; "), strings.Join(it.Citations, "; "), strings.Join(p.Specialties, "; "), p.AgeRange,
			string(p.Sex), strconv.Itoa(p.YearOfInjury), strconv.Itoa(p.DaysFromApplication), records, strconv.Itoa(p.Pages), it.Rationale})
	}
	return out
}

// eachPublished calls f for every decision that the query finds, the newest first.
func (s *Server) eachPublished(c echo.Context, f func(publication.Copy) error) error {
	q := publicQueryOf(c)
	for at := 0; ; at += downloaded {
		_, copies, err := s.desk.SearchPublished(c.Request().Context(), q.Query, at, downloaded)
		if err != nil {
			return err
		}
		for _, p := range copies {
			if err := f(p); err != nil {
				return err
			}
		}
		if len(copies) < downloaded {
			return nil
		}
	}
}

// spelled keeps a spreadsheet from taking a text for a formula.
func spelled(row []string) []string {
	for i, cell := range row {
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			if _, err := strconv.Atoi(cell); err != nil {
				row[i] = "'" + cell
			}
		}
	}
	return row
}

func (s *Server) decisionsCSV(c echo.Context) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="decisions.csv"`)
	w := csv.NewWriter(c.Response())
	if err := w.Write(csvHead); err != nil {
		return err
	}
	err := s.eachPublished(c, func(p publication.Copy) error {
		for _, row := range csvRows(p) {
			if err := w.Write(spelled(row)); err != nil {
				return err
			}
		}
		return nil
	})
	w.Flush()
	return err
}

func (s *Server) decisionsJSON(c echo.Context) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	h.Set(echo.HeaderContentDisposition, `attachment; filename="decisions.json"`)
	w, before := c.Response(), "["
	err := s.eachPublished(c, func(p publication.Copy) error {
		b, err := p.JSON()
		if err == nil {
			_, err = w.Write(append([]byte(before), b...))
		}
		before = ",\n"
		return err
	})
	if err == nil {
		_, err = w.Write([]byte(strings.Replace(before, ",\n", "", 1) + "]\n"))
	}
	return err
}

// apiList is an answer of the API.
type apiList struct {
	Total     int                `json:"total"`
	Page      int                `json:"page"`
	PageSize  int                `json:"page_size"`
	Decisions []publication.Copy `json:"decisions"`
}

func (s *Server) apiDecisions(c echo.Context) error {
	q := publicQueryOf(c)
	r, copies, err := s.desk.SearchPublished(c.Request().Context(), q.Query, (q.page-1)*decisionsOfPage, decisionsOfPage)
	if err != nil {
		return err
	}
	if copies == nil {
		copies = []publication.Copy{}
	}
	return c.JSON(http.StatusOK, apiList{r.Total, q.page, decisionsOfPage, copies})
}

func (s *Server) apiDecision(c echo.Context) error {
	p, err := s.publishedCopy(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, p)
}

func (s *Server) apiDescription(c echo.Context) error {
	return c.JSONBlob(http.StatusOK, json.RawMessage(openAPI))
}

type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Author  string      `xml:"author>name"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Link    atomLink `xml:"link"`
		Summary string   `xml:"summary"`
	}
)

// decisionsFeed is the newest decisions, or the newest that a query finds, as Atom (RFC 4287).
func (s *Server) decisionsFeed(c echo.Context) error {
	q := publicQueryOf(c)
	_, copies, err := s.desk.SearchPublished(c.Request().Context(), q.Query, 0, decisionsOfPage)
	if err != nil {
		return err
	}
	base := "https://" + c.Request().Host
	feed := atomFeed{ID: base + q.url(decisionsPath, "", ""), Title: "Independent Medical Review decisions", Author: "Independent Medical Review Organization",
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), Links: []atomLink{{"self", base + q.url(decisionsPath+".atom", "", "")}, {"", base + q.url(decisionsPath, "", "")}}}
	for _, p := range copies {
		at := p.Issued.String() + "T12:00:00Z"
		feed.Updated = max(feed.Updated, at)
		var lines []string
		for _, it := range p.Items {
			lines = append(lines, it.Description+": "+labelOr(outcomeLabel, it.Decision))
		}
		feed.Entries = append(feed.Entries, atomEntry{ID: base + decisionURL(p.Number), Title: string(p.Number) + ": " + string(p.Overall), Updated: at,
			Link: atomLink{"", base + decisionURL(p.Number)}, Summary: strings.Join(lines, "; ")})
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/atom+xml; charset=utf-8")
	if _, err := c.Response().Write([]byte(xml.Header)); err != nil {
		return err
	}
	return xml.NewEncoder(c.Response()).Encode(feed)
}
