package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

const uploadPath = "/cases/:number/upload"

// mostFiles is how many files one form may send.
const mostFiles = 20

// uploadForm is what was chosen on the page, and what became of the files.
type uploadForm struct {
	source, received string
	results          []templates.UploadResult
	arrived, refused int
	wrong            *fault.Error
	id, reason       string // of a file kept apart
}

func (f *uploadForm) document(file string) casework.NewDocument {
	received, _ := calendar.ParseDate(f.received) // the zero date, which the act refuses
	return casework.NewDocument{File: file, Source: casefile.DocumentSource(f.source), Received: received}
}

func (s *Server) upload(c echo.Context) error {
	return s.showUpload(c, http.StatusOK, uploadForm{source: "claims_administrator", received: s.desk.Today().String()})
}

func (s *Server) showUpload(c echo.Context, status int, form uploadForm) error {
	ctx, by, number := c.Request().Context(), actor(c), caseNumber(c)
	o, err := s.desk.Case(ctx, by, number)
	if err != nil {
		return err
	}
	base := caseURL(o.Number)
	view := templates.Upload{Action: base + "/upload", PiecesURL: base + "/uploads", MaxBytes: strconv.Itoa(casework.MaxUpload),
		MaxSize: megabytes(casework.MaxUpload), MostFiles: count(mostFiles, "file"), Results: form.results,
		Source:   part.Field{ID: "source", Name: "source", Label: "Who sent them", Error: form.wrong.Field("source")},
		Received: part.Field{Value: form.received, Error: form.wrong.Field("received")}, Today: s.desk.Today().String()}
	if f := fault.Of(s.desk.MayUpload(ctx, by, number)); f != nil {
		view.Closed = f.Message
	}
	view.Errors = messages(form.wrong, func(path string) string { return "#" + orNone(path, "upload") })
	for _, source := range casefile.DocumentSources {
		view.Sources = append(view.Sources, part.Option{Value: string(source), Label: words(string(source)), Selected: string(source) == form.source})
	}
	if view.Chrome, err = s.caseChrome(c, "Add records", o); err != nil {
		return err
	}
	if view.Unfinished, err = s.pieces.unfinished(c); err != nil {
		return err
	}
	if view.Apart, err = s.apartFiles(c, o, form); err != nil {
		return err
	}
	if view.Progress, err = s.progressView(c, o.Number, true); err != nil {
		return err
	}
	return s.render(c, status, templates.UploadPage(view))
}

func caseNumber(c echo.Context) casefile.CaseNumber { return casefile.CaseNumber(c.Param("number")) }

func (s *Server) apartFiles(c echo.Context, o casework.Opened, form uploadForm) ([]templates.ApartFile, error) {
	apart, err := s.desk.Apart(c.Request().Context(), actor(c), o.Number)
	var out []templates.ApartFile
	for _, a := range apart {
		one := templates.ApartFile{ID: a.ID, File: a.File, Action: caseURL(o.Number) + "/upload/apart",
			Employee: []part.Term{{Label: "Employee", Text: o.Employee.Name}, {Label: "Born", Text: orNone(o.Employee.DateOfBirth.US(), "not given")},
				{Label: "Claim number", Text: orNone(o.ClaimNumber, "not given")}},
			Reason: part.Field{ID: "reason-" + a.ID, Name: "reason", Label: "It is the same person, because", Rows: 1,
				Hint: "For example: her name before the marriage. The reason is kept in the audit trail."}}
		if a.ID == form.id {
			one.Reason.Value, one.Reason.Error = form.reason, form.wrong.Field(one.Reason.ID)
		}
		for _, e := range a.Places {
			one.Places = append(one.Places, templates.ApartPlace{Page: "page " + strconv.Itoa(e.Page), Quote: e.Quote})
		}
		out = append(out, one)
	}
	return out, err
}

// uploadFiles takes in the files of a plain form, one after the other as they come.
func (s *Server) uploadFiles(c echo.Context) error {
	if err := s.desk.MayUpload(c.Request().Context(), actor(c), caseNumber(c)); err != nil {
		return err
	}
	parts, ok := c.Get(partsKey).(*multipart.Reader)
	if !ok {
		return echo.ErrBadRequest
	}
	var form uploadForm
	if f := fault.Of(s.desk.Room(c.Request().ContentLength)); f != nil {
		form.wrong = &fault.Error{Kind: f.Kind, Fields: []fault.Field{{Path: "files", Message: f.Message}}}
	}
	if err := s.takeParts(c, parts, &form); err != nil {
		return err
	}
	if form.wrong == nil && form.arrived+form.refused == 0 {
		form.wrong = &fault.Error{Kind: fault.Invalid, Fields: []fault.Field{{Path: "files", Message: "Choose at least one PDF file."}}}
	}
	switch {
	case form.wrong != nil:
		return s.showUpload(c, statusOf[form.wrong.Kind], form)
	case form.refused > 0:
		return s.showUpload(c, http.StatusUnprocessableEntity, form)
	}
	return s.showUpload(c, http.StatusOK, form)
}

// takeParts reads the form to its end, whatever becomes of its files: a browser
// that cannot send all of it does not show the answer.
func (s *Server) takeParts(c echo.Context, parts *multipart.Reader, form *uploadForm) error {
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return echo.ErrBadRequest
		}
		if p.FileName() == "" {
			form.set(p.FormName(), p)
			continue
		}
		if err := s.takeFile(c, p, form); err != nil {
			return err
		}
	}
}

const longestValue = 100

func (f *uploadForm) set(name string, value io.Reader) {
	text, err := io.ReadAll(io.LimitReader(value, longestValue))
	switch {
	case err != nil: // the next part fails as well
	case name == "source":
		f.source = string(text)
	case name == "received":
		f.received = string(text)
	}
}

// takeFile takes in one file. Only trouble of the system is an error.
func (s *Server) takeFile(c echo.Context, p *multipart.Part, form *uploadForm) error {
	if form.wrong != nil {
		return nil
	}
	if form.arrived+form.refused == mostFiles {
		form.refuse(p.FileName(), fmt.Sprintf("A form takes %d files at most. Send this one with the next form.", mostFiles))
		return nil
	}
	a, err := s.desk.Upload(c.Request().Context(), actor(c), caseNumber(c), form.document(p.FileName()), p)
	f := fault.Of(err)
	switch {
	case f != nil && len(f.Fields) > 0:
		form.wrong = f
	case f != nil:
		form.refuse(p.FileName(), f.Message)
	case err != nil:
		return err
	default:
		form.arrived++
		form.results = append(form.results, arrivalResult(a))
	}
	return nil
}

func (f *uploadForm) refuse(file, why string) {
	f.refused++
	f.results = append(f.results, templates.UploadResult{File: file, Status: "Refused", Tone: "wrong", Text: why})
}

func arrivalResult(a casework.Arrival) templates.UploadResult {
	if a.Document == "" {
		return templates.UploadResult{File: a.File, Status: "Kept apart", Tone: "soon",
			Text: "It names another person than the employee of this case. Compare the words below, and take it in or discard it."}
	}
	return templates.UploadResult{File: a.File, Status: "Taken in", Tone: "done",
		Text: fmt.Sprintf("It is document %s, %s, and is being read.", a.Document, count(a.Pages, "page"))}
}

// settleApart takes in or discards a file that is kept apart.
func (s *Server) settleApart(c echo.Context) error {
	ctx, by, number, id := c.Request().Context(), actor(c), caseNumber(c), c.FormValue("id")
	var a casework.Arrival
	var err error
	said := "The file is discarded."
	if c.FormValue("do") == "discard" {
		_, err = s.desk.Discard(ctx, by, number, id)
	} else {
		a, err = s.desk.TakeIn(ctx, by, number, id, c.FormValue("reason"))
		said = fmt.Sprintf("The file is taken in as document %s.", a.Document)
	}
	if f := fault.Of(err); f != nil && len(f.Fields) > 0 {
		return s.showUpload(c, http.StatusUnprocessableEntity, uploadForm{source: "claims_administrator", received: s.desk.Today().String(),
			wrong: f, id: id, reason: strings.TrimSpace(c.FormValue("reason"))})
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/upload")
}

// megabytes is a size as people read it.
func megabytes(bytes int64) string {
	if bytes < 1<<20 {
		return strconv.FormatInt((bytes+1023)>>10, 10) + " KB"
	}
	return strconv.FormatInt((bytes+1<<19)>>20, 10) + " MB"
}
