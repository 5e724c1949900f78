package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/earlier"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// decidedBefore is what was decided before on treatments like the item's, or on
// those of every item where it is empty. What the draft contradicts in silence says
// so; nobody else's draft does.
func (s *Server) decidedBefore(c echo.Context, o casework.Opened, item casefile.ItemID, r review.Review) (templates.Earlier, error) {
	out := templates.Earlier{}
	found, err := s.desk.Earlier(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return out, err
	}
	for _, e := range found {
		if item != "" && e.For != item {
			continue
		}
		row := templates.EarlierRow{Title: fmt.Sprintf("%s of %s", e.Number, e.On.US()), URL: earlierURL(o.Number, e.Number),
			Description: e.Result.Description, Result: outcomeLabel[e.Result.Outcome], Tone: outcomeTone[e.Result.Outcome], Why: whyFound(e)}
		if item == "" {
			row.Item = "Item " + string(e.For)
		}
		if admins.allows(user(c)) {
			row.CaseURL = caseURL(e.Number)
		}
		if o.State.Drafting() && len(earlier.Unaddressed([]earlier.Decided{e}, r)) > 0 {
			row.Lack = casework.Contradiction(e)
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

func whyFound(e earlier.Decided) string {
	return strings.Join(append(append([]string{}, e.Person...), e.Treatment), ", ")
}

func earlierURL(n, other casefile.CaseNumber) string {
	return caseURL(n) + "/earlier/" + url.PathEscape(string(other))
}

// itemDecidedBefore is the list on the page of an item, which a script asks for
// again after a save.
func (s *Server) itemDecidedBefore(c echo.Context, o casework.Opened, item casefile.ItemID, r review.Review) (templates.Earlier, error) {
	out, err := s.decidedBefore(c, o, item, r)
	out.URL = itemURL(o.Number, item) + "/earlier"
	return out, err
}

// showEarlierList answers the list of an item alone.
func (s *Server) showEarlierList(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	it, _, err := openItem(c, o, draft)
	if err != nil {
		return err
	}
	view, err := s.itemDecidedBefore(c, o, it.ID, draft.Review)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.EarlierList(view))
}

// earlierDetermination shows what another determination says of treatments like
// those of the case, under the case's own address and without its reviewer.
func (s *Server) earlierDetermination(c echo.Context) error {
	ctx, by := c.Request().Context(), actor(c)
	o, err := s.desk.Case(ctx, by, casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	found, err := s.desk.EarlierDetermination(ctx, by, o.Number, casefile.CaseNumber(c.Param("other")))
	if err != nil {
		return err
	}
	first := found[0]
	view := templates.EarlierDetermination{Back: part.Link{URL: caseURL(o.Number), Label: "Back to " + string(o.Number)},
		Note: fmt.Sprintf("Decided %s. Found by: %s. Only what is like an item of this case is shown, without the reviewer.", first.On.US(), strings.Join(first.Person, ", "))}
	for _, e := range found {
		view.Items = append(view.Items, earlierItem(e))
	}
	if view.Chrome, err = s.caseChrome(c, "Earlier determination "+string(first.Number), o); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.EarlierDeterminationPage(view))
}

func earlierItem(e earlier.Decided) templates.EarlierItem {
	out := templates.EarlierItem{Heading: "Item " + string(e.Result.DisputedItem.ID), For: fmt.Sprintf("Beside item %s of this case: %s.", e.For, e.Treatment),
		Description: e.Result.Description, Result: outcomeLabel[e.Result.Outcome], Tone: outcomeTone[e.Result.Outcome], Terms: itemTerms(e.Result.DisputedItem),
		Rationale: e.Result.Rationale, Plain: e.Result.PlainLanguage}
	out.Terms = append(out.Terms, part.Term{Label: "Basis", Text: orNone(basisLabel[e.Result.Basis], "none")})
	for _, cited := range e.Result.Citations {
		out.Citations = append(out.Citations, cited.Line())
	}
	return out
}
