package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/copies"
	"imr/internal/review"
	"imr/templates"
)

// around is how many words before and after a difference are shown with it.
const around = 5

// compare shows a page beside the earlier one that it is a copy of or much like.
func (s *Server) compare(c echo.Context) error {
	o, both, err := s.compared(c)
	if err != nil {
		return err
	}
	view := templates.Compare{Left: comparedPage(o, both.Earlier), Right: comparedPage(o, both.Later),
		Intro: "Left the earlier page, right the one that says much the same. What stands on one of them only is marked."}
	if both.Same {
		view.Intro = "The page on the right came in again, so it is folded in the stream. What stands on one of the two only is marked."
	}
	if view.Chrome, err = s.caseChrome(c, "Two pages side by side", o); err != nil {
		return err
	}
	for i, change := range both.Changes {
		number := strconv.Itoa(i + 1)
		mark(&view.Left, both.Earlier, change.A, "left-"+number, kindOf(change))
		mark(&view.Right, both.Later, change.B, "right-"+number, kindOf(change))
		place := &view.Changes
		switch {
		case change.Transit:
			place = &view.Transit
		case change.Misread:
			place = &view.Unsure
		}
		*place = append(*place, difference(number, both, change))
	}
	view.Count = count(len(view.Changes), "difference")
	return s.render(c, http.StatusOK, templates.ComparePage(view))
}

func (s *Server) compared(c echo.Context) (o casework.Opened, both casework.Compared, err error) {
	doc, page, err := pageParams(c)
	if err != nil {
		return o, both, err
	}
	if o, err = s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))); err != nil {
		return o, both, err
	}
	both, err = s.desk.Compare(c.Request().Context(), actor(c), o.Number, casework.PageName{Document: doc, Number: page})
	return o, both, err
}

func comparedPage(o casework.Opened, p casefile.Page) templates.ComparedPage {
	return templates.ComparedPage{Heading: sourceLabel(o, review.Source{Document: p.Document, Page: p.Number}), URL: pageURL(o.Number, p.Document, p.Number),
		ImageURL: pagePath(o.Number, p.Document, p.Number) + "/image", Width: points(p.Width), Height: points(p.Height)}
}

func points(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// kindOf is how a difference is marked: what may be of reading alone, or of the
// page's way here, less than what a person changed.
func kindOf(c copies.Change) string {
	switch {
	case c.Misread || c.Transit:
		return "unsure"
	case c.Number:
		return "number"
	}
	return "words"
}

// mark puts the boxes of a range of words on the page, one for each line of them.
func mark(on *templates.ComparedPage, p casefile.Page, words copies.Range, id, kind string) {
	if words.First >= words.End {
		return
	}
	_, number, _ := strings.Cut(id, "-")
	out := templates.PageMark{ID: id, Number: number, Kind: kind}
	for first := words.First; first < words.End; {
		end, box := first, p.Words[first]
		for end < words.End && p.Words[end].Line == p.Words[first].Line {
			w := p.Words[end]
			box.X0, box.Y0, box.X1, box.Y1 = min(box.X0, w.X0), min(box.Y0, w.Y0), max(box.X1, w.X1), max(box.Y1, w.Y1)
			end++
		}
		out.Boxes = append(out.Boxes, templates.MarkBox{X: points(box.X0 - 1), Y: points(box.Y0 - 1), Width: points(box.X1 - box.X0 + 2), Height: points(box.Y1 - box.Y0 + 2)})
		first = end
	}
	on.Marks = append(on.Marks, out)
}

// difference is a change in words, with those around it on the later page.
func difference(number string, both casework.Compared, c copies.Change) templates.Difference {
	out := templates.Difference{Number: number, What: "changed", Earlier: flat(both.Earlier, c.A.First, c.A.End), Later: flat(both.Later, c.B.First, c.B.End),
		Before: flat(both.Later, c.B.First-around, c.B.First), After: flat(both.Later, c.B.End, c.B.End+around)}
	switch {
	case out.Earlier == "":
		out.What = "added"
	case out.Later == "":
		out.What = "left out"
	}
	if c.Number {
		out.What += ", a number"
	}
	if out.Earlier != "" {
		out.LeftURL = "#left-" + number
	}
	if out.Later != "" {
		out.RightURL = "#right-" + number
	}
	return out
}

// flat is a quote in one line.
func flat(p casefile.Page, first, end int) string {
	return strings.Join(strings.Fields(p.Quote(first, end)), " ")
}

// markedRun is a run of words of a page for a script: the first and the last, and
// what they are.
type markedRun struct {
	First int    `json:"first"`
	Last  int    `json:"last"`
	Kind  string `json:"kind"`
	Title string `json:"title"`
}

// differing answers a script with the words of a page that differ from the earlier
// page that it is a copy of or much like.
func (s *Server) differing(c echo.Context) error {
	_, both, err := s.compared(c)
	if err != nil {
		return err
	}
	runs, sure, numbers := []markedRun{}, 0, 0
	for _, change := range both.Changes {
		if kind := kindOf(change); kind != "unsure" {
			sure++
			if change.Number {
				numbers++
			}
			if change.B.First < change.B.End {
				runs = append(runs, markedRun{change.B.First, change.B.End - 1, kind, "Before: " + orNone(flat(both.Earlier, change.A.First, change.A.End), "nothing")})
			}
		}
	}
	words := count(sure, "difference")
	if numbers > 0 {
		words += fmt.Sprintf(", %d in numbers", numbers)
	}
	return c.JSON(http.StatusOK, map[string]any{"runs": runs, "count": words})
}

// carried answers a script with the words of a page that stand on pages of earlier
// visits too.
func (s *Server) carried(c echo.Context) error {
	doc, number, err := pageParams(c)
	if err != nil {
		return err
	}
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	page, found, err := s.desk.Carried(c.Request().Context(), actor(c), o.Number, casework.PageName{Document: doc, Number: number})
	if err != nil {
		return err
	}
	runs, words := []markedRun{}, 0
	for _, r := range found {
		words += r.End - r.First
		runs = append(runs, markedRun{r.First, r.End - 1, "carried", "Stands in " + sourceLabel(o, review.Source{Document: r.From.Document, Page: r.From.Number})})
	}
	return c.JSON(http.StatusOK, map[string]any{"runs": runs, "count": fmt.Sprintf("%d of %s carried over", words, count(len(page.Words), "word"))})
}

// greyed gives the runs of carried text where the address asks for them, and the
// text view its link that asks for them or not.
func (s *Server) greyed(c echo.Context, o casework.Opened, page casefile.Page, view *templates.PageText) ([]casework.CarriedRun, error) {
	address := textURL(o.Number, page.Document, page.Number)
	view.CarriedURL, view.CarriedLabel = strings.Replace(address, "?text=1", "?text=1&carried=1", 1), "Grey carried text"
	if c.QueryParam("carried") == "" {
		return nil, nil
	}
	view.CarriedURL, view.CarriedLabel = address, "Show carried text"
	_, runs, err := s.desk.Carried(c.Request().Context(), actor(c), o.Number, casework.PageName{Document: page.Document, Number: page.Number})
	return runs, err
}
