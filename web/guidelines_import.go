package web

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/fault"
	"imr/internal/guideline"
	"imr/templates"
)

// maxTable is the most bytes that a table may have; a page's form holds little more.
const maxTable = 1_900_000

func (s *Server) importGuidelinesForm(c echo.Context) error {
	return s.showImport(c, http.StatusOK, templates.GuidelineImport{}, nil)
}

func (s *Server) showImport(c echo.Context, status int, view templates.GuidelineImport, wrong *fault.Error) error {
	var err error
	view.MaxSize = fmt.Sprintf("Up to %.1f MB; a larger table in parts.", maxTable/1e6)
	view.Columns = strings.Join(guideline.Columns, ", ")
	view.FileError = wrong.Field("file")
	view.Errors = messages(wrong, func(path string) string { return "#" + orNone(path, "main") })
	if view.Chrome, err = s.chrome(c, "Import guidelines"); err != nil {
		return err
	}
	return s.render(c, status, templates.GuidelineImportPage(view))
}

func (s *Server) importGuidelines(c echo.Context) error {
	if c.FormValue("do") == "store" {
		return s.storeGuidelines(c)
	}
	table, err := tableFile(c)
	if err == nil {
		return s.previewGuidelines(c, http.StatusOK, table, nil)
	}
	if f := fault.Of(err); f != nil {
		return s.showImport(c, statusOf[f.Kind], templates.GuidelineImport{}, f)
	}
	return err
}

// tableFile is the content of the file that was sent.
func tableFile(c echo.Context) ([]byte, error) {
	var bad fault.Fields
	head, err := c.FormFile("file")
	if err != nil || head.Size == 0 {
		bad.Add("file", "Choose a CSV file that is not empty.")
		return nil, bad.Err("The file was not read.")
	}
	if head.Size > maxTable {
		bad.Add("file", "The file is larger than %.1f MB; import it in parts.", maxTable/1e6)
		return nil, bad.Err("The file was not read.")
	}
	f, err := head.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// previewGuidelines shows what the table would do; wrong says why it was not done yet.
func (s *Server) previewGuidelines(c echo.Context, status int, table []byte, wrong *fault.Error) error {
	ctx := c.Request().Context()
	seen, err := s.desk.LibraryChanges(ctx)
	if err != nil {
		return err
	}
	changes, err := s.desk.PreviewGuidelines(ctx, actor(c), table)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showImport(c, statusOf[f.Kind], templates.GuidelineImport{}, f)
	}
	if err != nil {
		return err
	}
	return s.showImport(c, status, importView(changes, table, seen), wrong)
}

func importView(changes []guideline.Change, table []byte, seen int64) templates.GuidelineImport {
	view := templates.GuidelineImport{Previewed: true, Table: string(table), Seen: strconv.FormatInt(seen, 10)}
	fates := map[guideline.Fate]int{}
	for _, ch := range changes {
		fates[ch.Fate]++
		if ch.Fate != guideline.Same {
			view.Lines = append(view.Lines, importLine(ch))
		}
	}
	added, changed, refused := fates[guideline.Added], fates[guideline.Changed], fates[guideline.Refused]
	view.Summary = fmt.Sprintf("%s would be added, %d changed and %d refused.", count(added, "edition"), changed, refused)
	view.CanStore = added+changed > 0
	view.Button = fmt.Sprintf("Add %d and change %d", added, changed)
	if refused > 0 && view.CanStore {
		view.Button += fmt.Sprintf(", and leave out the %d refused", refused)
	}
	if same := fates[guideline.Same]; same > 0 {
		view.Same = count(same, "line") + " of the table say what the library says already."
	}
	return view
}

func importLine(ch guideline.Change) templates.ImportLine {
	line := templates.ImportLine{Number: strconv.Itoa(ch.Line), Fate: words(string(ch.Fate)), Mark: string(ch.Fate),
		Name: fmt.Sprintf("%s (%s)", orNone(editionName(ch.After), "no name"), orNone(ch.After.Year, "no year"))}
	for _, w := range ch.Wrong {
		line.Wrong = append(line.Wrong, templates.FieldChange{Label: columnLabel[w.Path], After: w.Message})
	}
	switch ch.Fate {
	case guideline.Changed:
		line.Changes = fieldChanges(ch.Before, ch.After)
	case guideline.Added:
		line.Changes = []templates.FieldChange{{Label: "In force", After: ch.After.Period()}}
	}
	return line
}

func (s *Server) storeGuidelines(c echo.Context) error {
	table := []byte(c.FormValue("table"))
	seen, _ := strconv.ParseInt(c.FormValue("seen"), 10, 64) // what is no number is no state of the library
	added, changed, err := s.desk.ImportGuidelines(c.Request().Context(), actor(c), table, seen)
	if f := fault.Of(err); f != nil && f.Kind == fault.Conflict {
		return s.previewGuidelines(c, statusOf[f.Kind], table, f)
	}
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showImport(c, statusOf[f.Kind], templates.GuidelineImport{}, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, fmt.Sprintf("%s added, %d changed.", count(added, "edition"), changed)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/guidelines")
}
