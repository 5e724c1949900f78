package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// recordOpened counts the page that the address names as opened, because a
// browser without scripts tells no more than what it asks for.
func (s *Server) recordOpened(c echo.Context, v readerView) error {
	if c.Param("page") == "" || !v.o.State.Drafting() || v.records.Seen == nil {
		return nil
	}
	if v.at < 0 {
		return fault.New(fault.NotFound, "The case file has no such page. Choose one from the list of documents.")
	}
	page := nameOf(v.records.Pages[v.at])
	if _, seen := v.records.Seen[page]; seen {
		return nil
	}
	v.records.Seen[page] = casework.View{Page: page}
	return s.desk.Looked(c.Request().Context(), actor(c), v.o.Number, []casework.Look{{Page: page}})
}

// looked takes what a script saw on the screen: fields such as d3.2=1500, a page
// and its milliseconds. It answers with the words for how much there is to read.
func (s *Server) looked(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	var looks []casework.Look
	for field, values := range form {
		dot := strings.LastIndexByte(field, '.')
		if dot < 0 {
			continue // no page, such as the token
		}
		page, _ := strconv.Atoi(field[dot+1:])       // 0 is no page, which the act refuses
		ms, _ := strconv.ParseInt(values[0], 10, 32) // what is no number is no time
		looks = append(looks, casework.Look{Page: casework.PageName{Document: casefile.DocumentID(field[:dot]), Number: page}, Time: time.Duration(ms) * time.Millisecond})
	}
	if err := s.desk.Looked(c.Request().Context(), actor(c), number, looks); err != nil {
		return err
	}
	o, err := s.desk.Case(c.Request().Context(), actor(c), number)
	if err != nil {
		return err
	}
	v, err := s.readerView(c, o)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"summary": v.summary()})
}

// coverage shows every page of the case as a small cell that says whether it was opened.
func (s *Server) coverage(c echo.Context) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	w, err := s.workspace(c, o, "draft")
	if err != nil || c.Response().Committed {
		return err
	}
	v, err := s.readerView(c, o)
	if err != nil {
		return err
	}
	view := templates.Coverage{Workspace: w, Summary: v.summary(), Recorded: v.records.Seen != nil}
	if view.Chrome, err = s.caseChrome(c, "Pages opened", o); err != nil {
		return err
	}
	view.Records = v.cells()
	return s.render(c, http.StatusOK, templates.CoveragePage(view))
}

// cells are the pages of each record of the stream, with what is known of them.
func (v readerView) cells() []templates.CoverageRecord {
	listed := v.stretches()
	out := make([]templates.CoverageRecord, len(listed))
	next := 0
	for i, one := range v.records.Stream {
		out[i].ReaderDocument = listed[i]
		unopened, spent := 0, time.Duration(0)
		for ; next < len(v.records.Pages) && within(one, v.records.Pages[next]); next++ {
			p := v.records.Pages[next]
			cell := v.cell(p, next)
			if cell.State == "unopened" {
				unopened++
			}
			spent += v.records.Seen[nameOf(p)].Time
			out[i].Cells = append(out[i].Cells, cell)
		}
		if v.records.Seen != nil {
			out[i].Unopened = strconv.Itoa(unopened)
			out[i].Spent = spentWords(spent)
		}
	}
	return out
}

func within(one chronology.Stretch, p casefile.Page) bool {
	return p.Document == one.Document && one.First <= p.Number && p.Number <= one.Last
}

func (v readerView) cell(p casefile.Page, index int) templates.CoverageCell {
	bits := v.kind(p)
	cell := templates.CoverageCell{At: at(p), Label: strconv.Itoa(index + 1), URL: pageURL(v.o.Number, p.Document, p.Number), Doubtful: bits&outlineDoubtful != 0}
	switch {
	case bits&outlineCopy != 0:
		cell.State, cell.Says = "copy", "copy"
	case bits&outlineSeen != 0:
		cell.State, cell.Says = "opened", "opened"
	case v.records.Seen != nil:
		cell.State, cell.Says = "unopened", "not opened"
	}
	if cell.Doubtful {
		cell.Says = strings.TrimPrefix(cell.Says+", text doubtful", ", ")
	}
	return cell
}

// spentWords is a time as people say it: 40 s, 12 min.
func spentWords(d time.Duration) string {
	switch {
	case d == 0:
		return ""
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

// unopenedWarning lists what was never on the screen before a review is signed;
// empty where all was.
func (s *Server) unopenedWarning(c echo.Context, o casework.Opened) (templates.Unopened, error) {
	v, err := s.readerView(c, o)
	if err != nil {
		return templates.Unopened{}, err
	}
	pages := v.records.Unopened()
	if len(pages) == 0 {
		return templates.Unopened{}, nil
	}
	verb := "were"
	if len(pages) == 1 {
		verb = "was"
	}
	out := templates.Unopened{Count: fmt.Sprintf("%s of %d that are no copies %s not opened", count(len(pages), "page"), v.records.New(), verb),
		MapURL: caseURL(o.Number) + "/records/map"}
	for first := 0; first < len(pages); {
		last := first
		for last+1 < len(pages) && pages[last+1].Document == pages[first].Document && pages[last+1].Number == pages[last].Number+1 {
			last++
		}
		d, _ := o.Document(pages[first].Document)
		label := fmt.Sprintf("%s, page %d", d.Title, pages[first].Number)
		if last > first {
			label = fmt.Sprintf("%s, pages %d to %d", d.Title, pages[first].Number, pages[last].Number)
		}
		out.Pages = append(out.Pages, part.Link{Label: label, URL: pageURL(o.Number, d.ID, pages[first].Number)})
		first = last + 1
	}
	return out, nil
}
