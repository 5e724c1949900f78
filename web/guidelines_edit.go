package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/guideline"
	"imr/templates"
	"imr/templates/part"
)

// columnLabel names the columns of the library to people.
var columnLabel = map[string]string{"key": "Key", "family": "Family", "source": "Guideline, as a citation names it", "chapter": "Chapter",
	"mtus_section": "Section of title 8", "publisher": "Publisher", "published": "Publisher's date", "effective_from": "First day in force",
	"effective_to": "Last day in force", "edition": "Edition (year)", "also_cited": "Also cited as", "body_parts": "Body parts covered",
	"search_words": "Other words that find it", "kind": "Kind", "confirmed": "Confirmed", "sections": "Section headings", "file": "File"}

// columnHint says how the columns are filled in.
var columnHint = map[string]string{"source": "Such as MTUS, ODG or FDA label.", "mtus_section": "For the MTUS only, such as §9792.23.5.",
	"effective_from": "For the MTUS the day of effect in the schedule.", "effective_to": "Empty while no end is known.",
	"edition": "Of the MTUS the year of effect, of others the year of issue.", "also_cited": "Other years, parted by semicolons.",
	"published": "As exact as it is known: 2019-03-07, 2019-03 or 2019.", "body_parts": "Parted by semicolons; empty where the chapter is for the whole body.",
	"sections": "One a line; behind a bar other words that find it: Exercise | home program."}

func (s *Server) newGuideline(c echo.Context) error {
	e := guideline.Edition{Family: "MTUS", Kind: guideline.Guidelines}
	l, err := s.desk.Library(c.Request().Context())
	if err != nil {
		return err
	}
	if like, ok := editionByID(l, c.QueryParam("like")); ok {
		e = like
		e.ID, e.Year, e.Published, e.AlsoCited, e.Confirmed, e.From, e.To = 0, "", "", nil, false, calendar.Date{}, calendar.Date{}
	}
	return s.showGuideline(c, http.StatusOK, guidelineForm{edition: e, endBefore: true, cells: cellsOf(e)}, nil)
}

func editionByID(l guideline.Library, id string) (guideline.Edition, bool) {
	n, err := strconv.ParseInt(id, 10, 64)
	all := l.Editions()
	i := slices.IndexFunc(all, func(e guideline.Edition) bool { return err == nil && e.ID == n })
	if i < 0 {
		return guideline.Edition{}, false
	}
	return all[i], true
}

func (s *Server) editGuideline(c echo.Context) error {
	history, err := s.guidelineHistory(c)
	if err != nil {
		return err
	}
	e := history[0].Edition
	return s.showGuideline(c, http.StatusOK, guidelineForm{edition: e, version: history[0].Version, cells: cellsOf(e), history: history}, nil)
}

func (s *Server) guidelineHistory(c echo.Context) ([]casework.GuidelineChange, error) {
	id, err := strconv.ParseInt(c.Param("edition"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.NotFound, "The library has no such edition.")
	}
	return s.desk.GuidelineHistory(c.Request().Context(), actor(c), id)
}

// guidelineForm is the form of an edition as it was typed.
type guidelineForm struct {
	edition   guideline.Edition
	cells     map[string]string
	version   int
	endBefore bool
	end       string // the last day, in the form that ends it
	history   []casework.GuidelineChange
}

// cellsOf are the fields of the edition as its form shows them.
func cellsOf(e guideline.Edition) map[string]string {
	cells := map[string]string{}
	for i, cell := range e.Cells() {
		cells[guideline.Columns[i]] = cell
	}
	cells["sections"] = strings.ReplaceAll(cells["sections"], "; ", "\n")
	return cells
}

func (s *Server) showGuideline(c echo.Context, status int, form guidelineForm, wrong *fault.Error) error {
	l, err := s.desk.Library(c.Request().Context())
	if err != nil {
		return err
	}
	view := guidelineView(form, wrong)
	e, today := form.edition, s.desk.Today()
	for _, o := range l.Editions() {
		if o.Key == e.Key && o.Key != "" {
			view.Others = append(view.Others, guidelineRow(o, today))
		}
	}
	view.OfChapter = len(view.Others) > 0
	title := "Add a guideline or chapter"
	switch {
	case e.ID != 0:
		stored := form.history[0].Edition
		title = fmt.Sprintf("%s (%s)", editionName(stored), orNone(stored.Year, "no year"))
		view.Note = fmt.Sprintf("%s %s.", words(editionState(stored, today))+",", stored.Period())
		view.NextEdition = "/guidelines/new?like=" + strconv.FormatInt(e.ID, 10)
		view.History = guidelineVersions(form.history)
	case view.OfChapter:
		title = "Add an edition of " + editionName(e)
	}
	if view.Chrome, err = s.chrome(c, title); err != nil {
		return err
	}
	return s.render(c, status, templates.GuidelineEditPage(view))
}

func guidelineView(form guidelineForm, wrong *fault.Error) templates.GuidelineEdit {
	field := func(name string) part.Field {
		return part.Field{ID: name, Name: name, Label: columnLabel[name], Hint: columnHint[name], Value: form.cells[name], Error: wrong.Field(name)}
	}
	view := templates.GuidelineEdit{Action: "/guidelines", Key: form.cells["key"], Version: strconv.Itoa(form.version), New: form.edition.ID == 0,
		Errors:   messages(wrong, func(path string) string { return "#" + orNone(path, "main") }),
		Families: guidelineOptions(guideline.Families, form.cells["family"], ""), FamilyError: wrong.Field("family"),
		Kinds: guidelineOptions([]string{string(guideline.Guidelines), string(guideline.StudySource)}, form.cells["kind"], ""), KindError: wrong.Field("kind"),
		Source: field("source"), Chapter: field("chapter"), MTUSSection: field("mtus_section"), Publisher: field("publisher"),
		Published: field("published"), From: field("effective_from"), To: field("effective_to"), Edition: field("edition"),
		AlsoCited: field("also_cited"), BodyParts: field("body_parts"), SearchWords: field("search_words"), Sections: field("sections"),
		Confirmed: form.cells["confirmed"] == "yes", EndBefore: form.endBefore,
		End: part.Field{ID: "end", Name: "end", Label: "Last day in force", Value: orNone(form.end, form.cells["effective_to"]), Error: wrong.Field("end")}}
	view.Sections.Rows = max(4, strings.Count(view.Sections.Value, "\n")+1)
	if form.edition.ID != 0 {
		view.Action = guidelineURL(form.edition.ID)
	}
	return view
}

// guidelineVersions tells the history of an edition, each change against the version before.
func guidelineVersions(history []casework.GuidelineChange) []templates.GuidelineVersion {
	var out []templates.GuidelineVersion
	for i, h := range history {
		v := templates.GuidelineVersion{Heading: "Added", By: h.By, Time: h.At.In(calendar.Zone).Format("01/02/2006 15:04"), ISO: h.At.Format("2006-01-02T15:04:05Z07:00")}
		if i+1 < len(history) {
			v.Heading, v.Changes = "Changed", fieldChanges(history[i+1].Edition, h.Edition)
		}
		out = append(out, v)
	}
	return out
}

func fieldChanges(before, after guideline.Edition) []templates.FieldChange {
	var out []templates.FieldChange
	for _, d := range guideline.Differences(before, after) {
		out = append(out, templates.FieldChange{Label: columnLabel[d.Column], Before: d.Before, After: d.After})
	}
	return out
}

// guidelineFormOf reads the form of an edition; what is wrong with its fields is the
// second answer.
func guidelineFormOf(c echo.Context) (guidelineForm, fault.Fields) {
	form := guidelineForm{cells: map[string]string{"confirmed": "no"}, endBefore: c.FormValue("end_before") != ""}
	for _, name := range guideline.Columns {
		if v := c.FormValue(name); v != "" {
			form.cells[name] = strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n"))
		}
	}
	var bad fault.Fields
	form.version, _ = strconv.Atoi(c.FormValue("version")) // what is no number is a new edition
	form.edition, bad = guideline.FromCells(func(column string) string {
		if column == "sections" {
			return strings.ReplaceAll(form.cells[column], "\n", ";")
		}
		return form.cells[column]
	})
	return form, bad
}

func (s *Server) addGuideline(c echo.Context) error {
	form, bad := guidelineFormOf(c)
	err := bad.Err("The edition cannot be kept as it is.")
	if err == nil {
		err = s.desk.AddGuideline(c.Request().Context(), actor(c), form.edition, form.endBefore)
	}
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.showGuideline(c, statusOf[f.Kind], form, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, fmt.Sprintf("%s was added. Reviewers find it from now on.", editionName(form.edition))); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/guidelines?"+libraryFilter{query: form.edition.Key}.values().Encode())
}

func (s *Server) changeGuideline(c echo.Context) error {
	history, err := s.guidelineHistory(c)
	if err != nil {
		return err
	}
	form, bad := guidelineFormOf(c)
	if c.FormValue("do") == "end" {
		form, bad = endForm(c, history[0].Edition, form.version)
	}
	form.history, form.edition.ID = history, history[0].Edition.ID
	err = bad.Err("The edition cannot be kept as it is.")
	if err == nil {
		err = s.desk.ChangeGuideline(c.Request().Context(), actor(c), form.edition, form.version)
	}
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.showGuideline(c, statusOf[f.Kind], form, atEnd(c, f))
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The library was changed. Cases that cite the edition keep their words."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, guidelineURL(form.edition.ID))
}

// endForm is the stored edition with the last day that was typed.
func endForm(c echo.Context, e guideline.Edition, version int) (guidelineForm, fault.Fields) {
	cells := cellsOf(e)
	typed := strings.TrimSpace(c.FormValue("end"))
	ended, bad := guideline.FromCells(func(column string) string {
		switch column {
		case "effective_to":
			return typed
		case "sections":
			return strings.ReplaceAll(cells[column], "\n", ";")
		}
		return cells[column]
	})
	if typed == "" {
		bad.Add("effective_to", "Enter the last day on which the edition is in force.")
	}
	return guidelineForm{edition: ended, cells: cells, version: version, end: typed}, bad
}

// atEnd puts what is wrong with the last day beside the field that ends an edition.
func atEnd(c echo.Context, f *fault.Error) *fault.Error {
	if c.FormValue("do") != "end" {
		return f
	}
	out := *f
	out.Fields = slices.Clone(f.Fields)
	for i := range out.Fields {
		if out.Fields[i].Path == "effective_to" {
			out.Fields[i].Path = "end"
		}
	}
	return &out
}
