package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) letters(c echo.Context) error {
	all, err := s.desk.Wordings(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	grade := all[0].Grade()
	view := templates.Letters{Grade: fmt.Sprintf("%.1f", grade)}
	if grade > letter.PlainGrade {
		view.GradeWarning = fmt.Sprintf("It should be %.0f or lower: write shorter sentences and plainer words.", letter.PlainGrade)
	}
	for _, w := range all {
		view.Versions = append(view.Versions, wordingRow(w))
	}
	if view.Chrome, err = s.chrome(c, "The words of letters"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.LettersPage(view))
}

func wordingRow(w casework.Wording) templates.WordingRow {
	row := templates.WordingRow{Version: fmt.Sprint(w.Version), URL: fmt.Sprintf("/letters/%d", w.Version), By: w.By, Reason: w.Reason}
	if w.At.IsZero() {
		row.By, row.Reason = "–", "The words that the program brings along."
		return row
	}
	row.At = calendar.DateOf(w.At).US() + ", " + clockTime(w.At)
	return row
}

// wordingVersion shows a version with what it changed in the one before.
func (s *Server) wordingVersion(c echo.Context) error {
	all, err := s.desk.Wordings(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(c.Param("version")) // what is no number is no version
	if n < 1 || n > len(all) {
		return fault.New(fault.NotFound, "The letters have no wording of this version.")
	}
	w := all[len(all)-n]
	row := wordingRow(w)
	view := templates.Wording{About: row.Reason}
	if row.At != "" {
		view.About = fmt.Sprintf("Made %s by %s: %s", row.At, row.By, row.Reason)
	}
	for _, p := range letter.Passages {
		for _, l := range p.Languages {
			text := w.Text(l, p.Key)
			view.Passages = append(view.Passages, templates.WordingText{Title: languageLabel[l] + ": " + p.Title, Lang: string(l), Text: text})
			if n == 1 {
				continue
			}
			if before := all[len(all)-n+1].Text(l, p.Key); before != text {
				view.Changed = append(view.Changed, templates.WordingChange{Title: languageLabel[l] + ": " + p.Title, Lang: string(l), Before: before, After: text})
			}
		}
	}
	if view.Chrome, err = s.chrome(c, fmt.Sprintf("Words of letters, version %d", n)); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.WordingPage(view))
}

var languageLabel = map[letter.Language]string{letter.English: "English", letter.Spanish: "Spanish"}

func (s *Server) editWording(c echo.Context) error {
	all, err := s.desk.Wordings(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return s.showWording(c, all[0].Template, "", nil)
}

func (s *Server) showWording(c echo.Context, t letter.Template, reason string, wrong *fault.Error) error {
	cases, err := s.desk.SignedCases(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.WordingForm{Version: fmt.Sprint(t.Version), Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") }),
		Reason: part.Field{ID: "reason", Name: "reason", Label: "Why the words change", Value: reason, Rows: 2, Error: wrong.Field("reason")}}
	for _, p := range letter.Everywhere() {
		view.Places = append(view.Places, part.Term{Label: "{{" + p.Name + "}}", Text: p.Meaning})
	}
	for _, p := range letter.Passages {
		fields := templates.PassageFields{Title: p.Title}
		if len(p.Required) > 0 {
			fields.Places = "It must have {{" + strings.Join(p.Required, "}} and {{") + "}}."
		}
		for _, l := range p.Languages {
			text := t.Text(l, p.Key)
			id := p.Field(l)
			fields.Langs = append(fields.Langs, string(l))
			fields.Fields = append(fields.Fields, part.Field{ID: id, Name: id, Label: languageLabel[l], Value: text, Rows: min(2+len(text)/60, 12), Error: wrong.Field(id)})
		}
		view.Passages = append(view.Passages, fields)
	}
	for _, n := range cases {
		view.Cases = append(view.Cases, part.Option{Value: string(n), Label: string(n), Selected: string(n) == c.FormValue("case")})
	}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf[wrong.Kind]
	}
	if view.Chrome, err = s.chrome(c, "Change the words of letters"); err != nil {
		return err
	}
	return s.render(c, status, templates.WordingEdit(view))
}

// typedWording is the template as the form has it.
func typedWording(c echo.Context) letter.Template {
	version, _ := strconv.Atoi(c.FormValue("version")) // what is no number is no version, and refused as another
	t := letter.Template{Version: version, Texts: map[letter.Language]map[string]string{}}
	for _, l := range letter.Languages {
		t.Texts[l] = map[string]string{}
	}
	for _, p := range letter.Passages {
		for _, l := range p.Languages {
			t.Texts[l][p.Key] = strings.TrimSpace(strings.ReplaceAll(c.FormValue(p.Field(l)), "\r\n", "\n"))
		}
	}
	return t
}

func (s *Server) saveWording(c echo.Context) error {
	t, reason := typedWording(c), c.FormValue("reason")
	err := s.desk.SaveWording(c.Request().Context(), actor(c), t, reason)
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.showWording(c, t, reason, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The words are saved. Letters that are issued from now on have them."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/letters")
}

// previewWording shows the letter of a signed case in words that are not saved.
func (s *Server) previewWording(c echo.Context) error {
	t := typedWording(c)
	if f := fault.Of(t.Validate()); f != nil {
		return s.showWording(c, t, c.FormValue("reason"), f)
	}
	ctx, by, number := c.Request().Context(), actor(c), casefile.CaseNumber(c.FormValue("case"))
	form, err := s.desk.LetterForm(ctx, by, number)
	if err != nil {
		return err
	}
	d, _, err := s.desk.Determination(ctx, by, number)
	if err != nil {
		return err
	}
	form.Template, form.Languages = t, letter.LanguagesFor("")
	view := templates.Letter{LetterView: letterView(letter.New(d, form)), Unsaved: fmt.Sprintf("The letter of %s in words that are not saved. They read at grade %.1f. Close this window to go on with them.", number, t.Grade())}
	if view.Chrome, err = s.chrome(c, "Preview of the words"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.LetterPage(view))
}
