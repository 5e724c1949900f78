package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/criteria"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

var criterionLabel = map[review.CriterionState]string{review.Met: "Met", review.NotMet: "Not met",
	review.NotDocumented: "Not documented", review.NotApplicable: "Not applicable"}

// criteriaAsked is what the lists in use ask of the item as it is decided now.
func (s *Server) criteriaAsked(c echo.Context, it casefile.DisputedItem, one review.Decision) ([]criteria.Asked, error) {
	stored, err := s.desk.Criteria(c.Request().Context(), actor(c))
	if err != nil {
		return nil, err
	}
	lists := make([]criteria.List, len(stored))
	for i, l := range stored {
		lists[i] = l.List
	}
	library, err := s.desk.Library(c.Request().Context())
	return criteria.Panel(lists, library, it, one), err
}

// criteriaPanel is the criteria beside the decision on an item.
func (s *Server) criteriaPanel(c echo.Context, o casework.Opened, draft casework.Draft, it casefile.DisputedItem) (templates.CriteriaPanel, error) {
	one := review.Decision{}
	if ds := draft.For(it.ID); len(ds) > 0 {
		one = ds[0]
	}
	view := templates.CriteriaPanel{URL: itemURL(o.Number, it.ID) + "/criteria", Facts: factOptions(o, draft), Documents: documentOptions(o)}
	asked, err := s.criteriaAsked(c, it, one)
	if err != nil {
		return view, err
	}
	judged := 0
	for i, a := range asked {
		row := askedView(o, i, a)
		if a.Answer.State != "" {
			judged++
		}
		if a.Answer.State == review.NotDocumented {
			if row.Hits, err = s.criterionHits(c, o, a.Terms); err != nil {
				return view, err
			}
		}
		g := templates.CriteriaGroup{Name: a.ListName, Note: fmt.Sprintf("Version %d of the list.", a.Answer.Version)}
		if a.Dropped {
			g.Note = "Judged before, and not asked any more. Clear the judgement or keep it."
		}
		if n := len(view.Groups); n == 0 || view.Groups[n-1].Name != g.Name || view.Groups[n-1].Note != g.Note {
			view.Groups = append(view.Groups, g)
		}
		last := &view.Groups[len(view.Groups)-1]
		last.Criteria = append(last.Criteria, row)
		view.Asked += fmt.Sprintf("%s/%d/%s ", a.Answer.List, a.Answer.Version, a.Answer.Key)
	}
	view.Count, view.Told = strconv.Itoa(len(asked)), fmt.Sprintf("%d of %d judged.", judged, len(asked))
	return view, nil
}

func askedView(o casework.Opened, i int, a criteria.Asked) templates.AskedCriterion {
	out := templates.AskedCriterion{Index: strconv.Itoa(i), List: a.Answer.List, Version: strconv.Itoa(a.Answer.Version), Key: a.Answer.Key,
		Words: a.Answer.Words, Before: a.Before, Pages: pagesValue(a.Answer.Sources), Note: a.Answer.Note}
	for _, state := range review.CriterionStates[1:] {
		out.States = append(out.States, part.Option{Value: string(state), Label: criterionLabel[state], Selected: a.Answer.State == state})
	}
	for j, src := range a.Answer.Sources {
		out.Sources = append(out.Sources, templates.Source{Index: strconv.Itoa(j), Label: sourceLabel(o, src),
			URL: pageURL(o.Number, src.Document, src.Page), Quote: src.Quote})
	}
	return out
}

func factOptions(o casework.Opened, draft casework.Draft) []part.Option {
	var out []part.Option
	for _, f := range draft.Facts {
		out = append(out, part.Option{Value: sourceValue(f.Source), Label: shortened(f.Quote, 60) + ", " + sourceLabel(o, f.Source)})
	}
	return out
}

func documentOptions(o casework.Opened) []part.Option {
	var out []part.Option
	for _, d := range o.Documents {
		out = append(out, part.Option{Value: string(d.ID), Label: fmt.Sprintf("%s %s (%s)", d.Dated.US(), d.Title, count(d.Pages, "page"))})
	}
	return out
}

// criterionHits is what the records hold of what a criterion asks.
func (s *Server) criterionHits(c echo.Context, o casework.Opened, terms []string) (*templates.CriterionHits, error) {
	found, err := s.desk.LookFor(c.Request().Context(), actor(c), o.Number, terms)
	if err != nil {
		return nil, err
	}
	out := &templates.CriterionHits{Terms: strings.Join(found.Terms, ", "), Said: "The search of the records found nothing like it."}
	if len(found.Hits) > 0 {
		out.Said = "Before you call it not documented: the records hold something like it. Read these places; if none of them is it, say so in the note."
	}
	for _, h := range found.Hits {
		src := review.Source{Document: h.Document, Page: h.Page}
		out.Hits = append(out.Hits, part.Evidence{URL: pageURL(o.Number, h.Document, h.Page), Label: sourceLabel(o, src), Quote: h.Quote})
	}
	return out, nil
}

// showCriteriaPanel answers a script that asks for the panel as it is now.
func (s *Server) showCriteriaPanel(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	it, _, err := openItem(c, o, draft)
	if err != nil {
		return err
	}
	view, err := s.criteriaPanel(c, o, draft, it)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.CriteriaPanelView(view))
}

// showCriterionHits answers a script with what the records hold of a criterion.
func (s *Server) showCriterionHits(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	it, one, err := openItem(c, o, draft)
	if err != nil {
		return err
	}
	asked, err := s.criteriaAsked(c, it, one)
	if err != nil {
		return err
	}
	wanted := review.Criterion{List: c.QueryParam("list"), Key: c.QueryParam("key")}
	i := slices.IndexFunc(asked, func(a criteria.Asked) bool { return a.Answer.Same(wanted) })
	if i < 0 {
		return fault.New(fault.NotFound, "This criterion is not asked of the item any more. Load the page again.")
	}
	hits, err := s.criterionHits(c, o, asked[i].Terms)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.CriterionHitsView(*hits))
}

// judgedFrom reads the rows of the panel in their order, judged or not.
func judgedFrom(form url.Values) []review.Criterion {
	var out []review.Criterion
	n, _ := strconv.Atoi(form.Get("criteria")) // what is no number is none
	for i := range min(max(n, 0), maxAsked) {
		at := fmt.Sprintf("k%d-", i)
		one := review.Criterion{List: form.Get(at + "list"), Key: form.Get(at + "key"), Words: form.Get(at + "words"),
			Sources: pagesFrom(form.Get(at + "pages")), Note: strings.TrimSpace(strings.ReplaceAll(form.Get(at+"note"), "\r\n", "\n"))}
		one.Version, _ = strconv.Atoi(form.Get(at + "version"))
		if v := review.CriterionState(form.Get(at + "state")); slices.Contains(review.CriterionStates, v) {
			one.State = v
		}
		if one.List != "" && one.Key != "" && one.Version > 0 {
			out = append(out, one)
		}
	}
	return out
}

// maxAsked bounds the rows of one form, and maxPages the sources of one row.
const maxAsked, maxPages = 200, 30

// pagesValue is sources as the form carries them: a JSON array of sourceValue.
func pagesValue(sources []review.Source) string {
	values := make([]json.RawMessage, len(sources))
	for i, src := range sources {
		values[i] = json.RawMessage(sourceValue(src))
	}
	b, err := json.Marshal(values)
	if err != nil {
		panic(err) // what sourceValue gives is JSON
	}
	return string(b)
}

// pagesFrom reads what pagesValue wrote; what is no source is dropped.
func pagesFrom(value string) []review.Source {
	var values []json.RawMessage
	if json.Unmarshal([]byte(value), &values) != nil {
		return nil
	}
	var out []review.Source
	for _, v := range values {
		if src, ok := sourceFrom(string(v)); ok && len(out) < maxPages && !slices.Contains(out, src) {
			out = append(out, src)
		}
	}
	return out
}

// pageAdded is the rows after a button of the panel: a fact or a page is added to
// one of them, or a source is dropped. A page that the case does not have is not.
func pageAdded(o casework.Opened, rows []review.Criterion, form url.Values, do, arg string) {
	row, index, _ := strings.Cut(arg, ":")
	i, err := strconv.Atoi(row)
	if err != nil || i < 0 || i >= len(rows) {
		return
	}
	one := &rows[i]
	var src review.Source
	switch do {
	case "criterion-drop":
		if n, err := strconv.Atoi(index); err == nil && n >= 0 && n < len(one.Sources) {
			one.Sources = slices.Delete(one.Sources, n, n+1)
		}
		return
	case "criterion-fact":
		src, _ = sourceFrom(form.Get("add" + row + "-fact"))
	case "criterion-page":
		src.Document = casefile.DocumentID(form.Get("add" + row + "-document"))
		src.Page, _ = strconv.Atoi(strings.TrimSpace(form.Get("add" + row + "-page")))
	}
	if d, known := o.Document(src.Document); known && src.Page > 0 && src.Page <= d.Pages && !slices.Contains(one.Sources, src) {
		one.Sources = append(one.Sources, src)
	}
}

// withCriteria is the rationale with a sentence for each judged criterion at its end.
func withCriteria(o casework.Opened, rationale string, judged []review.Criterion) string {
	sentences := criteria.Sentences(judged, func(src review.Source) string {
		if strings.TrimSpace(src.Quote) == "" {
			return sourceLabel(o, src)
		}
		return phrase(o, src)
	})
	return strings.TrimSpace(rationale + " " + strings.Join(sentences, " "))
}

// criterionValues are the rows of asked as their form would send them, with the
// judgements of list.
func criterionValues(list, asked []review.Criterion) []templates.HiddenField {
	out := []templates.HiddenField{{Name: "criteria", Value: strconv.Itoa(len(asked))}}
	for i, row := range asked {
		at := fmt.Sprintf("k%d-", i)
		if j := slices.IndexFunc(list, row.Same); j >= 0 {
			row.State, row.Sources, row.Note = list[j].State, list[j].Sources, list[j].Note
		} else {
			row.State, row.Sources, row.Note = "", nil, ""
		}
		for _, f := range []templates.HiddenField{{Name: "list", Value: row.List}, {Name: "version", Value: strconv.Itoa(row.Version)}, {Name: "key", Value: row.Key},
			{Name: "words", Value: row.Words}, {Name: "state", Value: string(row.State)}, {Name: "pages", Value: pagesValue(row.Sources)}, {Name: "note", Value: row.Note}} {
			out = append(out, templates.HiddenField{Name: at + f.Name, Value: f.Value})
		}
	}
	return out
}

// withRowsElsewhere is the decision with the judgements that its form did not show,
// which a save of the form does not take away.
func withRowsElsewhere(stored, one review.Decision) review.Decision {
	one.Criteria = criteria.Merged(stored.Criteria, one.Criteria)
	return one
}

// panelField begins the name of a field of the panel, as a label begins.
var panelField = regexp.MustCompile(`^K\d+-`)

// withTheirPages is the value of a field of mine; a list of pages has those of the
// other window too, which nobody has to choose between.
func withTheirPages(f templates.HiddenField, their map[string]string) string {
	if !strings.HasSuffix(f.Name, "-pages") || !strings.HasPrefix(f.Name, "k") {
		return f.Value
	}
	pages := pagesFrom(f.Value)
	for _, src := range pagesFrom(their[f.Name]) {
		if !slices.Contains(pages, src) {
			pages = append(pages, src)
		}
	}
	return pagesValue(pages)
}
