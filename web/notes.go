package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/templates"
)

// notes lists the reviewer's own notes, with a new one where the address names a
// page on which there is none. A script gets them as JSON.
func (s *Server) notes(c echo.Context) error {
	o, all, err := s.openNotes(c)
	if err != nil {
		return err
	}
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, scriptNotes(all))
	}
	view, err := s.notesView(c, o, all)
	if err != nil {
		return err
	}
	doc, number, ok := strings.Cut(c.QueryParam("at"), ".")
	if page, bad := strconv.Atoi(number); ok && bad == nil && noteOn(view.Notes, doc, number) == nil {
		if d, found := o.Document(casefile.DocumentID(doc)); found && page > 0 && page <= d.Pages {
			added := noteView(o, casework.Note{PageName: casework.PageName{Document: d.ID, Number: page}})
			view.Added = &added
		}
	}
	return s.render(c, http.StatusOK, templates.NotesPage(view))
}

func (s *Server) openNotes(c echo.Context) (casework.Opened, []casework.Note, error) {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return o, nil, err
	}
	all, err := s.desk.Notes(c.Request().Context(), actor(c), o.Number)
	return o, all, err
}

func (s *Server) notesView(c echo.Context, o casework.Opened, all []casework.Note) (templates.Notes, error) {
	view := templates.Notes{Action: notesURL(o.Number)}
	for _, n := range all {
		if n.Text != "" {
			view.Notes = append(view.Notes, noteView(o, n))
		}
	}
	var err error
	view.Chrome, err = s.caseChrome(c, "Your notes", o)
	return view, err
}

func notesURL(n casefile.CaseNumber) string { return caseURL(n) + "/notes" }

func noteView(o casework.Opened, n casework.Note) templates.Note {
	page := strconv.Itoa(n.Number)
	out := templates.Note{ID: string(n.Document) + "-" + page, Document: string(n.Document), Page: page, Version: strconv.Itoa(n.Version), Text: n.Text,
		Where: sourceLabel(o, review.Source{Document: n.Document, Page: n.Number}), URL: pageURL(o.Number, n.Document, n.Number)}
	if !n.SavedAt.IsZero() {
		out.SavedAt = "Saved " + clockTime(n.SavedAt)
	}
	return out
}

func noteOn(all []templates.Note, doc, page string) *templates.Note {
	for i := range all {
		if all[i].Document == doc && all[i].Page == page {
			return &all[i]
		}
	}
	return nil
}

// scriptNote is a note as a script reads it.
type scriptNote struct {
	At      string `json:"at"` // the page, such as d3.2
	Version int    `json:"version"`
	Text    string `json:"text"`
}

func scriptNotes(all []casework.Note) []scriptNote {
	out := []scriptNote{}
	for _, n := range all {
		out = append(out, scriptNote{fmt.Sprintf("%s.%d", n.Document, n.Number), n.Version, n.Text})
	}
	return out
}

// saveNote stores a note over the version on which it was typed. What was typed is
// shown again where it could not be stored.
func (s *Server) saveNote(c echo.Context) error {
	page, _ := strconv.Atoi(c.FormValue("page")) // 0 is no page, which the act refuses
	version, _ := strconv.Atoi(c.FormValue("version"))
	typed := casework.Note{PageName: casework.PageName{Document: casefile.DocumentID(c.FormValue("document")), Number: page}, Version: version,
		Text: strings.TrimSpace(strings.ReplaceAll(c.FormValue("text"), "\r\n", "\n"))}
	number := casefile.CaseNumber(c.Param("number"))
	kept, err := s.desk.SaveNote(c.Request().Context(), actor(c), number, typed)
	wrong := fault.Of(err)
	if err != nil && (wrong == nil || wrong.Kind != fault.Conflict && wrong.Kind != fault.Invalid) {
		return err
	}
	switch {
	case wantsJSON(c) && wrong == nil:
		return c.JSON(http.StatusOK, map[string]any{"version": kept.Version, "saved_at": clockTime(kept.SavedAt)})
	case wrong == nil:
		return c.Redirect(http.StatusSeeOther, notesURL(number))
	}
	return s.noteRefused(c, typed, wrong)
}

func (s *Server) noteRefused(c echo.Context, typed casework.Note, wrong *fault.Error) error {
	o, all, err := s.openNotes(c)
	if err != nil {
		return err
	}
	for _, n := range all {
		if n.PageName == typed.PageName {
			typed.Version = n.Version
			if wrong.Kind == fault.Conflict && wantsJSON(c) {
				return c.JSON(http.StatusConflict, scriptNote{Version: n.Version, Text: n.Text})
			}
		}
	}
	if wantsJSON(c) {
		return wrong
	}
	view, err := s.notesView(c, o, all)
	if err != nil {
		return err
	}
	shown := noteView(o, typed)
	shown.Error = wrong.Field("note")
	if old := noteOn(view.Notes, shown.Document, shown.Page); old != nil {
		if wrong.Kind == fault.Conflict {
			shown.Theirs = old.Text
		}
		*old = shown
	} else {
		view.Added = &shown
	}
	return s.render(c, statusOf[wrong.Kind], templates.NotesPage(view))
}
