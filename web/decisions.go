package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/catalog"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/publication"
	"imr/templates"
	"imr/templates/part"
)

const (
	decisionsPath   = "/decisions"
	decisionsOfPage = 20
	facetValues     = 12 // shown of each facet
)

var facetLabel = map[catalog.Facet]string{catalog.Category: "Treatment", catalog.BodyPart: "Body part", catalog.Guideline: "Guideline cited",
	catalog.Specialty: "Reviewer’s specialty", catalog.Decision: "Decision", catalog.Year: "Year"}

// isPublished reports whether the route is of the public site, which is the same for everybody.
func isPublished(route string) bool {
	return strings.HasPrefix(route, decisionsPath) || strings.HasPrefix(route, "/api/v1/")
}

// publicQuery is a search of the public site as its address has it.
type publicQuery struct {
	catalog.Query
	page int // from 1
}

func publicQueryOf(c echo.Context) publicQuery {
	q := publicQuery{catalog.Query{Text: c.QueryParam("q"), Facets: map[catalog.Facet]string{}}, 1}
	for _, f := range catalog.Facets {
		if v := c.QueryParam(string(f)); v != "" {
			q.Facets[f] = v
		}
	}
	if n, err := strconv.Atoi(c.QueryParam("page")); err == nil && n > 1 {
		q.page = min(n, 1_000_000)
	}
	return q
}

// url is the address of the query at a path, with a facet changed; an empty value drops it.
func (q publicQuery) url(path string, f catalog.Facet, value string) string {
	v := url.Values{}
	if q.Text != "" {
		v.Set("q", q.Text)
	}
	for of, chosen := range q.Facets {
		v.Set(string(of), chosen)
	}
	v.Del(string(f))
	if value != "" {
		v.Set(string(f), value)
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func (q publicQuery) pageURL(page int) string {
	return q.url(decisionsPath, "page", strconv.Itoa(page))
}

// publiclyKept is how long caches keep a page of the public site, from which a
// decision may be taken away.
const publiclyKept = "public, max-age=60"

// publicly lets caches keep the answer for a while and asks again only by its tag.
// It reports whether the asker has it already.
func (s *Server) publicly(c echo.Context) (unchanged bool, err error) {
	last, withdrawn, err := s.desk.PublishedState(c.Request().Context())
	if err != nil {
		return false, err
	}
	tag := fmt.Sprintf(`W/"%d-%d"`, last, withdrawn)
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", publiclyKept)
	h.Set("Vary", "Accept-Encoding")
	return strings.Contains(c.Request().Header.Get("If-None-Match"), tag), nil
}

// publicPage is publicly for a handler: it answers 304 itself.
func (s *Server) publicPage(handle echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		unchanged, err := s.publicly(c)
		if err != nil {
			return err
		}
		if unchanged {
			return c.NoContent(http.StatusNotModified)
		}
		return handle(c)
	}
}

// publicChrome is the same for everybody, so that the page may be kept by caches.
func publicChrome(title string) part.Chrome {
	return part.Chrome{Title: title, Nav: []part.NavItem{{Label: "Decisions", URL: decisionsPath}, {Label: "Verify a letter", URL: "/verify"}, {Label: "Sign in", URL: "/signin"}}}
}

func (s *Server) decisions(c echo.Context) error {
	q := publicQueryOf(c)
	r, copies, err := s.desk.SearchPublished(c.Request().Context(), q.Query, (q.page-1)*decisionsOfPage, decisionsOfPage)
	if err != nil {
		return err
	}
	view := templates.Decisions{Chrome: publicChrome("Decisions"), Text: q.Text, Count: count(r.Total, "decision"),
		Empty: "No decision has all of these. Take away a word or one of the choices."}
	if q.Text == "" && len(q.Facets) == 0 {
		view.Empty = "No decision is published yet."
	}
	for _, f := range catalog.Facets {
		if v, ok := q.Facets[f]; ok {
			view.Chosen = append(view.Chosen, templates.Chosen{Name: string(f), Value: v, Label: facetLabel[f] + ": " + facetValue(f, v), Without: q.url(decisionsPath, f, "")})
			continue
		}
		view.Facets = append(view.Facets, facetList(q, f, r.Counts[f]))
	}
	for _, p := range copies {
		view.Rows = append(view.Rows, publishedRow(p))
	}
	if q.page > 1 {
		view.Newer = part.Link{Label: "Newer", URL: q.pageURL(q.page - 1)}
	}
	if q.page*decisionsOfPage < r.Total {
		view.Older = part.Link{Label: "Older", URL: q.pageURL(q.page + 1)}
	}
	view.Downloads = []part.Link{{Label: "These decisions as CSV, one row per item", URL: q.url(decisionsPath+".csv", "", "")},
		{Label: "These decisions as JSON", URL: q.url(decisionsPath+".json", "", "")},
		{Label: "Figures on all decisions", URL: figuresPath}, {Label: "Feed of new decisions (Atom)", URL: decisionsPath + ".atom"}, {Label: "API description (OpenAPI)", URL: "/api/v1/openapi.json"}}
	return s.render(c, http.StatusOK, templates.DecisionsPage(view))
}

func facetList(q publicQuery, f catalog.Facet, counts []catalog.Count) templates.FacetList {
	out := templates.FacetList{Label: facetLabel[f]}
	for _, n := range counts[:min(len(counts), facetValues)] {
		out.Values = append(out.Values, templates.FacetValue{Label: facetValue(f, n.Value), Count: strconv.Itoa(n.N), URL: q.url(decisionsPath, f, n.Value)})
	}
	return out
}

func facetValue(f catalog.Facet, v string) string {
	if f == catalog.Category {
		return labelOr(categoryLabel, casefile.Category(v))
	}
	return words(v)
}

func publishedRow(p publication.Copy) templates.PublishedRow {
	row := templates.PublishedRow{Number: string(p.Number), URL: decisionURL(p.Number), Issued: p.Issued.Long(), ISO: p.Issued.String(),
		Overall: string(p.Overall), Tone: overallTone(p.Overall), Specialties: strings.Join(p.Specialties, ", ")}
	for _, it := range p.Items {
		row.Items = append(row.Items, publishedItem(it))
	}
	return row
}

func decisionURL(n casefile.CaseNumber) string {
	return decisionsPath + "/" + url.PathEscape(string(n))
}

func overallTone(o determination.OverallDetermination) string {
	if o == determination.Uphold {
		return "upheld"
	}
	return "overturned"
}

func publishedItem(it publication.Item) templates.PublishedItem {
	out := templates.PublishedItem{ID: string(it.ID), Description: it.Description, Decision: labelOr(outcomeLabel, it.Decision), Tone: outcomeTone[it.Decision],
		Meaning: "the treatment is approved", Category: labelOr(categoryLabel, it.Category), Timing: string(it.Timing), BodyParts: strings.Join(it.BodyParts, ", "),
		AdministratorGuideline: orNone(it.AdministratorGuideline, "None cited"), Basis: strings.TrimSpace(labelOr(basisLabel, it.Basis) + ". " + it.BasisReason),
		Citations: strings.Join(it.Citations, "; "), Rationale: strings.Split(it.Rationale, "\n\n")}
	if it.Decision == "upheld" {
		out.Meaning = "the denial stands"
	}
	return out
}

func (s *Server) decision(c echo.Context) error {
	p, err := s.publishedCopy(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.PublicDecisionPage(publicDecision(p)))
}

func (s *Server) publishedCopy(c echo.Context) (publication.Copy, error) {
	p, err := s.desk.Published(c.Request().Context(), casefile.CaseNumber(c.Param("number")))
	if f := fault.Of(err); f != nil {
		c.Response().Header().Set("Cache-Control", "no-store")
	}
	return p, err
}

func (s *Server) decisionPDF(c echo.Context) error {
	name, file, err := s.desk.PublishedPDF(c.Request().Context(), casefile.CaseNumber(c.Param("number")))
	if fault.Of(err) != nil {
		c.Response().Header().Set("Cache-Control", "no-store")
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="`+name+`"`)
	return c.Blob(http.StatusOK, "application/pdf", file)
}

func publicDecision(p publication.Copy) templates.PublicDecision {
	v := templates.PublicDecision{Chrome: publicChrome("Decision " + string(p.Number)), Overall: string(p.Overall), Tone: overallTone(p.Overall),
		Documents: p.Documents, Summary: p.Summary, JSONURL: "/api/v1/decisions/" + url.PathEscape(string(p.Number)), PDFURL: decisionURL(p.Number) + "/pdf", Ages: p.Dates == publication.AgesOnly,
		Citation: fmt.Sprintf("Independent Medical Review decision %s, version %d, issued %s: %s.", p.Number, p.Version, p.Issued.Long(), p.Overall)}
	v.Meta = []part.Meta{{Name: "citation_title", Content: "Independent Medical Review decision " + string(p.Number)},
		{Name: "citation_publication_date", Content: strings.ReplaceAll(p.Issued.String(), "-", "/")}, {Name: "citation_technical_report_number", Content: string(p.Number)},
		{Name: "citation_language", Content: "en"}, {Name: "citation_pdf_url", Content: decisionURL(p.Number) + "/pdf"}, {Name: "dc.identifier", Content: fmt.Sprintf("%s/v%d", p.Number, p.Version)}}
	v.Facts = []part.Term{{Label: "Issued", Text: p.Issued.Long()}, {Label: "Priority", Text: priorityLabel[p.Priority]},
		{Label: "Reviewer", Text: "Board certified in " + strings.Join(p.Specialties, ", ") + "; licensed in " + strings.Join(p.LicensedIn, ", ")},
		{Label: "Employee", Text: strings.Trim(strings.Join([]string{words(string(p.Sex)), orNone(p.AgeRange, "age not known")}, ", "), ", ")},
		{Label: "Year of injury", Text: strconv.Itoa(p.YearOfInjury)}, {Label: "Decided", Text: decidedIn(p)},
		{Label: "Case file", Text: count(p.Pages, "page")}}
	for _, it := range p.Items {
		v.Items = append(v.Items, publishedItem(it))
	}
	return v
}

func decidedIn(p publication.Copy) string {
	out := count(p.DaysFromApplication, "day") + " after the application"
	if p.DaysFromRecords >= 0 {
		out += ", " + count(p.DaysFromRecords, "day") + " after the records were complete"
	}
	return out
}
