package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/review"
	"imr/templates"
)

// afterSave answers a save: a script in its own terms, a form with its page again.
func (s *Server) afterSave(c echo.Context, saved casework.Saved, err error) error {
	if err != nil {
		return err
	}
	if !wantsJSON(c) {
		return c.Redirect(http.StatusSeeOther, c.Request().URL.EscapedPath())
	}
	return c.JSON(http.StatusOK, map[string]string{"version": strconv.Itoa(saved.Version), "saved_at": clockTime(saved.At),
		"findings_url": c.Request().URL.EscapedPath() + "/findings"})
}

// theirText is one text of the version that was saved in between.
type theirText struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Sources [][3]any `json:"sources,omitempty"`
}

// conflicting answers a save that came second: a script gets the other version
// to settle it in its page, a form a page with both texts.
func (s *Server) conflicting(c echo.Context, o casework.Opened, saved casework.Saved, theirs []theirText, page templates.Conflict) error {
	if wantsJSON(c) {
		return c.JSON(http.StatusConflict, map[string]any{"version": strconv.Itoa(saved.Version), "theirs": theirs,
			"by": "Another window of yours", "at": clockTime(saved.At)})
	}
	var err error
	if page.Chrome, err = s.caseChrome(c, "Saved twice", o); err != nil {
		return err
	}
	page.Action, page.TheirsURL = c.Request().URL.EscapedPath(), c.Request().URL.EscapedPath()
	page.By, page.At = "Another window of yours", clockTime(saved.At)
	page.Hidden = append(page.Hidden, templates.HiddenField{Name: "version", Value: strconv.Itoa(saved.Version)})
	return s.render(c, http.StatusConflict, templates.ConflictPage(page))
}

const notThere = "(not there)"

func (s *Server) summaryConflict(c echo.Context, mine []review.Sentence) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	theirs := []theirText{}
	for _, t := range draft.Summary {
		one := theirText{ID: t.ID, Text: t.Text}
		for _, src := range t.Sources {
			one.Sources = append(one.Sources, [3]any{src.Document, src.Page, src.Quote})
		}
		theirs = append(theirs, one)
	}
	return s.conflicting(c, o, draft.Parts[casework.SummaryPart], theirs, summaryRows(mine, draft.Summary))
}

// summaryRows pairs the sentences by their ids. The form that settles them
// carries mine in their order, then those that only they have; sources of both.
func summaryRows(mine, theirs []review.Sentence) templates.Conflict {
	var page templates.Conflict
	byID := map[string]review.Sentence{}
	for _, t := range theirs {
		byID[t.ID] = t
	}
	add := func(label, id, my, their, value string, sources []review.Source) {
		page.Hidden = append(page.Hidden, templates.HiddenField{Name: "sentence", Value: id})
		for _, src := range sources {
			page.Hidden = append(page.Hidden, templates.HiddenField{Name: "source-" + id, Value: sourceValue(src)})
		}
		if my == their {
			page.Hidden = append(page.Hidden, templates.HiddenField{Name: "text-" + id, Value: value})
			return
		}
		page.Rows = append(page.Rows, templates.ConflictRow{Label: label, Name: "text-" + id, Mine: my, Theirs: their, Value: value, Rows: rowsFor(value)})
	}
	seen := map[string]bool{}
	for i, m := range mine {
		seen[m.ID] = true
		t, both := byID[m.ID]
		if !both {
			t.Text = notThere
		}
		merged := []review.Sentence{m}
		for _, src := range t.Sources {
			merged = addSource(merged, m.ID, src)
		}
		add(fmt.Sprintf("Sentence %d", i+1), m.ID, m.Text, t.Text, m.Text, merged[0].Sources)
	}
	for _, t := range theirs {
		if !seen[t.ID] {
			add("A sentence that was added or that you removed", t.ID, notThere, t.Text, t.Text, t.Sources)
		}
	}
	return page
}

func (s *Server) itemConflict(c echo.Context, mine review.Decision) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	_, theirs, err := openItem(c, o, draft)
	if err != nil {
		return err
	}
	saved := draft.Parts[draft.ItemPart(mine.Item)] // the zero Saved where the other window dropped it
	var texts []theirText
	their := map[string]string{}
	for _, f := range decisionValues(theirs, mine.Criteria) {
		texts = append(texts, theirText{ID: f.Name, Text: f.Value})
		their[f.Name] = f.Value
	}
	var page templates.Conflict
	for _, f := range decisionValues(mine, mine.Criteria) {
		f.Value = withTheirPages(f, their)
		if f.Value == their[f.Name] || f.Name == "citations" || strings.HasSuffix(f.Name, "-pages") {
			page.Hidden = append(page.Hidden, f)
			continue
		}
		page.Rows = append(page.Rows, templates.ConflictRow{Label: panelField.ReplaceAllString(words(f.Name), "Criterion: "), Name: f.Name, Mine: orNone(f.Value, notThere),
			Theirs: orNone(their[f.Name], notThere), Value: f.Value, Rows: rowsFor(f.Value)})
	}
	return s.conflicting(c, o, saved, texts, page)
}
