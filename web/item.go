package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/guideline"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) item(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	return s.showItem(c, o, draft, "")
}

// openItem is the item of the address with the decision made on it so far.
func openItem(c echo.Context, o casework.Opened, draft casework.Draft) (casefile.DisputedItem, review.Decision, error) {
	it, found := o.Item(casefile.ItemID(c.Param("item")))
	if !found {
		return it, review.Decision{}, fault.New(fault.NotFound, "The case has no such disputed item. Choose one from the case's page.")
	}
	if ds := draft.For(it.ID); len(ds) > 0 {
		return it, ds[0], nil
	}
	return it, review.Decision{Item: it.ID}, nil
}

// showItem draws the item's form; query is what the reviewer looks for in the library.
func (s *Server) showItem(c echo.Context, o casework.Opened, draft casework.Draft, query string) error {
	it, one, err := openItem(c, o, draft)
	if err != nil {
		return err
	}
	w, err := s.workspace(c, o, "draft")
	if err != nil || c.Response().Committed {
		return err
	}
	v := checked{o: o}
	if v.Checked, err = s.desk.Checked(c.Request().Context(), actor(c), o.Number); err != nil {
		return err
	}
	view := templates.Item{Workspace: w, Description: it.Description, Terms: itemTerms(it),
		DraftForm:  draftForm(o, itemURL(o.Number, it.ID), "item-"+string(it.ID), draft.Parts[draft.ItemPart(it.ID)]),
		LibraryURL: itemURL(o.Number, it.ID) + "/guidelines", Query: query, Twice: decidedTwice(draft.For(it.ID))}
	if view.Chrome, err = s.caseChrome(c, "Item "+string(it.ID), o); err != nil {
		return err
	}
	view.Facts = facts(view.Chrome.CSRF, o, draft, factsPlace{item: it.ID})
	fillDecision(&view, o, it, one)
	if view.Before, err = s.itemDecidedBefore(c, o, it.ID, draft.Review); err != nil {
		return err
	}
	if view.Criteria, err = s.criteriaPanel(c, o, draft, it); err != nil {
		return err
	}
	view.Checks, view.Beside = v.besidePart(it.ID), map[string][]part.Finding{}
	for _, f := range view.Checks.Findings {
		view.Beside[f.Place] = append(view.Beside[f.Place], f)
	}
	view.Previous, view.Next = neighbours(o, it.ID)
	if query != "" {
		hits, err := s.hits(c, o, it, query)
		if err != nil {
			return err
		}
		for _, h := range hits {
			view.Hits = append(view.Hits, hitView(h))
		}
		view.NoHits = fmt.Sprintf("%d found.", len(view.Hits))
		if len(view.Hits) == 0 {
			view.NoHits = "Nothing found. Add an empty citation and type it in."
		}
	}
	return s.render(c, http.StatusOK, templates.ItemPage(view))
}

func fillDecision(view *templates.Item, o casework.Opened, it casefile.DisputedItem, one review.Decision) {
	view.Outcome = []part.Option{
		{Value: string(review.Upheld), Label: "Upheld", Hint: "The denial stands: the treatment is not approved.", Selected: one.Outcome == review.Upheld},
		{Value: string(review.Overturned), Label: "Overturned", Hint: "The denial falls: the treatment is approved.", Selected: one.Outcome == review.Overturned},
	}
	for _, b := range []struct {
		basis review.CitationBasis
		hint  string
	}{
		{review.MTUS, "Cite the edition in force, its chapter and section, and say how the facts meet or miss the criterion."},
		{review.MTUSSilent, "Say that the schedule does not address this condition or treatment, and cite the other source in full: 8 CCR §9792.21.1."},
		{review.MTUSRebutted, "Say which recommendation is departed from, and cite the better evidence with its level: 8 CCR §9792.25.1."},
		{review.Dependent, "Say which item this one depends on. It needs no citation of its own."},
	} {
		view.Basis = append(view.Basis, part.Option{Value: string(b.basis), Label: basisLabel[b.basis], Hint: b.hint, Selected: one.Basis == b.basis})
	}
	if len(o.Items) > 1 {
		view.DependsOn = []part.Option{{Label: "None", Selected: one.DependsOn == ""}}
		for _, other := range o.Items {
			if other.ID != it.ID {
				view.DependsOn = append(view.DependsOn, part.Option{Value: string(other.ID), Selected: one.DependsOn == other.ID,
					Label: fmt.Sprintf("Item %s: %s", other.ID, shortened(other.Description, 50))})
			}
		}
	}
	view.BasisReason = part.Field{ID: "basis_reason", Name: "basis_reason", Label: "Why the MTUS is left", Value: one.BasisReason, Rows: 3,
		Hint: "Needed unless the basis is the MTUS."}
	view.Rationale = part.Field{ID: "rationale", Name: "rationale", Label: "Rationale", Value: one.Rationale, Rows: max(8, rowsFor(one.Rationale)),
		Hint: "The criterion, what the record shows with its dates, what is met or missing, and the conclusion on medical necessity."}
	view.Plain = part.Field{ID: "plain_language", Name: "plain_language", Label: "In plain words for the worker", Value: one.PlainLanguage, Rows: 3,
		Hint: "Optional. Stands on page one of the letter."}
	view.Evidence = evidenceView(it, one)
	view.CitationCount = strconv.Itoa(len(one.Citations))
	for i, cited := range one.Citations {
		view.Citations = append(view.Citations, citationView(i, cited))
	}
}

func citationView(i int, c guideline.Citation) templates.Citation {
	return templates.Citation{Index: strconv.Itoa(i), Heading: fmt.Sprintf("Citation %d", i+1),
		Guideline: c.Guideline, Edition: c.Edition, Chapter: c.Chapter, Section: c.Section, Pages: c.Pages,
		Author: c.Author, Title: c.Title, Journal: c.Journal, Year: c.Year, Volume: c.Volume, EvidenceLevel: c.EvidenceLevel, Study: c.IsStudy()}
}

func decidedTwice(ds []review.Decision) []templates.MadeDecision {
	if len(ds) < 2 {
		return nil
	}
	var out []templates.MadeDecision
	for i, one := range ds {
		made := templates.MadeDecision{Index: strconv.Itoa(i), Heading: fmt.Sprintf("Decision %d", i+1),
			Outcome: outcomeLabel[one.Outcome], Basis: basisLabel[one.Basis], Rationale: one.Rationale}
		for _, cited := range one.Citations {
			made.Citations = append(made.Citations, cited.Line())
		}
		out = append(out, made)
	}
	return out
}

func neighbours(o casework.Opened, id casefile.ItemID) (before, after part.Link) {
	i := slices.IndexFunc(o.Items, func(it casefile.DisputedItem) bool { return it.ID == id })
	link := func(it casefile.DisputedItem) part.Link {
		return part.Link{Label: "Item " + string(it.ID), URL: itemURL(o.Number, it.ID)}
	}
	if i > 0 {
		before = link(o.Items[i-1])
	}
	if i >= 0 && i < len(o.Items)-1 {
		after = link(o.Items[i+1])
	} else {
		after = part.Link{Label: "Checks", URL: caseURL(o.Number) + "/checks"}
	}
	return before, after
}

func (s *Server) saveItem(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	it, stored, err := openItem(c, o, draft)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	do, arg, _ := strings.Cut(form.Get("do"), ":")
	if do == "drop-decision" {
		n, _ := strconv.Atoi(arg)
		if err := s.desk.DropDecision(c.Request().Context(), actor(c), o.Number, it.ID, n); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, c.Request().URL.EscapedPath())
	}
	one := decisionFrom(form, it.ID)
	pageAdded(o, one.Criteria, form, do, arg)
	switch do {
	case "add-citation":
		one.Citations = append(one.Citations, guideline.Citation{})
	case "remove-citation":
		if i, err := strconv.Atoi(arg); err == nil && i >= 0 && i < len(one.Citations) {
			one.Citations = slices.Delete(one.Citations, i, i+1)
		}
	case "use-fact":
		one.Rationale = withFact(o, draft, one.Rationale, arg)
	case "use-criteria":
		one.Rationale = withCriteria(o, one.Rationale, one.Criteria)
	case "cite":
		cited, err := s.citationByKey(c, arg)
		if err != nil {
			return err
		}
		one.Citations = append(one.Citations, cited...)
	}
	version, _ := strconv.Atoi(form.Get("version")) // what is no number was never saved
	saved, err := s.desk.SaveDecision(c.Request().Context(), actor(c), o.Number, version, withRowsElsewhere(stored, one))
	if fault.Is(err, fault.Conflict) {
		return s.itemConflict(c, one)
	}
	if do == "find" && err == nil {
		if draft, err = s.desk.Draft(c.Request().Context(), actor(c), o.Number); err == nil {
			return s.showItem(c, o, draft, form.Get("q"))
		}
	}
	return s.afterSave(c, saved, err)
}
