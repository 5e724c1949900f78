package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/guideline"
	"imr/internal/review"
	"imr/templates"
)

// maxCitations bounds what one form may carry.
const maxCitations = 50

// decisionFrom reads the item's form. A value that no button of the form has
// counts as not chosen.
func decisionFrom(form url.Values, id casefile.ItemID) review.Decision {
	text := func(name string) string { return strings.ReplaceAll(form.Get(name), "\r\n", "\n") }
	one := review.Decision{Item: id, DependsOn: casefile.ItemID(form.Get("depends_on")),
		BasisReason: text("basis_reason"), Rationale: text("rationale"), PlainLanguage: text("plain_language")}
	if v := review.ItemDecision(form.Get("outcome")); slices.Contains(review.ItemDecisions, v) {
		one.Outcome = v
	}
	if v := review.CitationBasis(form.Get("basis")); slices.Contains(review.CitationBases, v) {
		one.Basis = v
	}
	n, _ := strconv.Atoi(form.Get("citations")) // what is no number is none
	for i := range min(max(n, 0), maxCitations) {
		var cited guideline.Citation
		for name, field := range citationFields(&cited) {
			*field = strings.TrimSpace(form.Get("c" + strconv.Itoa(i) + "-" + name))
		}
		one.Citations = append(one.Citations, cited)
	}
	one.Criteria = judgedFrom(form)
	evidenceFrom(form, &one)
	return one
}

func citationFields(c *guideline.Citation) map[string]*string {
	return map[string]*string{"guideline": &c.Guideline, "edition": &c.Edition, "chapter": &c.Chapter, "section": &c.Section, "pages": &c.Pages,
		"author": &c.Author, "title": &c.Title, "journal": &c.Journal, "year": &c.Year, "volume": &c.Volume, "evidence_level": &c.EvidenceLevel}
}

// decisionValues is a decision as its form would send it, in a stable order, with
// the criteria that are asked there.
func decisionValues(one review.Decision, asked []review.Criterion) []templates.HiddenField {
	out := []templates.HiddenField{
		{Name: "outcome", Value: string(one.Outcome)}, {Name: "basis", Value: string(one.Basis)}, {Name: "depends_on", Value: string(one.DependsOn)},
		{Name: "basis_reason", Value: one.BasisReason}, {Name: "rationale", Value: one.Rationale}, {Name: "plain_language", Value: one.PlainLanguage},
		{Name: "citations", Value: strconv.Itoa(len(one.Citations))},
	}
	for i, cited := range one.Citations {
		fields := citationFields(&cited)
		names := make([]string, 0, len(fields))
		for name := range fields {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			out = append(out, templates.HiddenField{Name: "c" + strconv.Itoa(i) + "-" + name, Value: *fields[name]})
		}
	}
	return append(append(out, evidenceValues(one)...), criterionValues(one.Criteria, asked)...)
}

// maxHits is how many editions a search of the library offers.
const maxHits = 12

// hits searches the library for the item: editions in force on the day that counts first.
func (s *Server) hits(c echo.Context, o casework.Opened, it casefile.DisputedItem, query string) ([]guideline.Hit, error) {
	library, err := s.desk.Library(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return library.Search(query, o.DateThatCounts(it), maxHits), nil
}

func hitView(h guideline.Hit) templates.Hit {
	return templates.Hit{Key: h.Edition.Key + "|" + h.Edition.Year + "|" + h.Section, InForce: h.InForce,
		Label: orNone(h.Edition.Citation(h.Section).Line(), h.Edition.Source), Note: hitNote(h)}
}

func hitNote(h guideline.Hit) string {
	var out []string
	e := h.Edition
	if e.MTUSSection != "" {
		out = append(out, e.MTUSSection)
	}
	if e.Published != "" {
		out = append(out, e.Publisher+" "+e.Published)
	}
	switch {
	case !e.To.IsZero():
		out = append(out, "in force "+e.From.US()+" to "+e.To.US())
	case !e.From.IsZero():
		out = append(out, "in force from "+e.From.US())
	}
	if !h.InForce && e.MTUSSection != "" {
		out = append(out, "not in force on the day that counts")
	}
	return strings.Join(out, ", ")
}

// citationByKey is the citation behind a hit's key; none where the key is not of ours.
func (s *Server) citationByKey(c echo.Context, key string) ([]guideline.Citation, error) {
	library, err := s.desk.Library(c.Request().Context())
	if err != nil {
		return nil, err
	}
	parts := strings.SplitN(key, "|", 3)
	for _, e := range library.Editions() {
		if len(parts) == 3 && e.Key == parts[0] && e.Year == parts[1] {
			return []guideline.Citation{e.Citation(parts[2])}, nil
		}
	}
	return nil, nil
}

// libraryHit is a hit as the script of the item's form reads it.
type libraryHit struct {
	Label    string            `json:"label"`
	Note     string            `json:"note"`
	InForce  bool              `json:"in_force"`
	Citation map[string]string `json:"citation"`
}

func (s *Server) findGuidelines(c echo.Context) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	it, _, err := openItem(c, o, casework.Draft{})
	if err != nil {
		return err
	}
	hits, err := s.hits(c, o, it, c.QueryParam("q"))
	if err != nil {
		return err
	}
	out := []libraryHit{}
	for _, h := range hits {
		view, cited := hitView(h), h.Edition.Citation(h.Section)
		one := libraryHit{Label: view.Label, Note: view.Note, InForce: view.InForce, Citation: map[string]string{}}
		for name, field := range citationFields(&cited) {
			one.Citation[name] = *field
		}
		out = append(out, one)
	}
	return c.JSON(http.StatusOK, out)
}
