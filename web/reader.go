package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/templates"
	"imr/templates/part"
)

// blockPages is how many pages of the stream one answer brings.
const blockPages = 20

// readerView is the records of a case as a request asks for them.
type readerView struct {
	o       casework.Opened
	records casework.Records
	order   chronology.Order
	query   string                                  // what is searched for
	at      int                                     // index of the page to begin with, -1 where the address names none
	index   map[casework.PageName]int               // of a page in the stream
	near    map[casework.PageName]casework.PageName // a page that is much like an earlier one → that one
}

// readerView reads the records in the order of the address, or else in the one
// that was chosen last.
func (s *Server) readerView(c echo.Context, o casework.Opened) (readerView, error) {
	order, err := s.order(c)
	if err != nil {
		return readerView{}, err
	}
	records, err := s.desk.Records(c.Request().Context(), actor(c), o.Number, order)
	if err != nil {
		return readerView{}, err
	}
	v := readerView{o: o, records: records, order: order, query: strings.TrimSpace(c.QueryParam("q")), at: -1, index: map[casework.PageName]int{}}
	if v.near, err = s.desk.NearCopies(c.Request().Context(), actor(c), o.Number); err != nil {
		return readerView{}, err
	}
	for i, p := range records.Pages {
		v.index[nameOf(p)] = i
	}
	if page, named := pageAtHand(c); named {
		if i, found := v.index[page]; found {
			v.at = i
		}
	}
	return v, nil
}

// pageAtHand is the page that the address names: its own, or the one of ?at=.
func pageAtHand(c echo.Context) (page casework.PageName, named bool) {
	place := c.QueryParam("at")
	if c.Param("page") != "" {
		place = c.Param("document") + "." + c.Param("page")
	}
	dot := strings.LastIndexByte(place, '.')
	if dot < 0 {
		return page, false
	}
	number, err := strconv.Atoi(place[dot+1:])
	return casework.PageName{Document: casefile.DocumentID(place[:dot]), Number: number}, err == nil
}

func nameOf(p casefile.Page) casework.PageName {
	return casework.PageName{Document: p.Document, Number: p.Number}
}

// at is a page in an address: d3.2.
func at(p casefile.Page) string { return string(p.Document) + "." + strconv.Itoa(p.Number) }

// order is the order of the stream. One that the address names is remembered for
// the addresses that name none.
func (s *Server) order(c echo.Context) (chronology.Order, error) {
	asked := chronology.Order(c.QueryParam("order"))
	if asked != chronology.ByArrival && asked != chronology.ByEvent {
		asked = ""
	}
	session, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return "", err
	}
	kept, _ := session.Values[orderKey{}].(chronology.Order)
	if asked != "" && asked != kept {
		session.Values[orderKey{}] = asked
		return asked, session.Save(c.Request(), c.Response())
	}
	if kept == "" {
		kept = chronology.ByArrival
	}
	return kept, nil
}

// template fills what the reader shows: everything of the pages from the one to
// begin with on, and of all others only where they are.
func (v readerView) template(c echo.Context) templates.Reader {
	here, base := c.Request().URL.EscapedPath(), caseURL(v.o.Number)
	r := templates.Reader{GoURL: here, FactsURL: base + "/facts", PagesURL: base + "/records/pages", MapURL: base + "/records/map",
		Back: c.Request().URL.RequestURI(), Total: strconv.Itoa(len(v.records.Pages)), Summary: v.summary(), Outline: v.outline(),
		Order: string(v.order), Query: v.query, Records: v.stretches()}
	r.ThumbsURL, r.Thumbs = v.thumbsURL(), v.thumbs(c)
	if v.o.Yours && v.o.State.Drafting() {
		r.LooksURL = base + "/looks"
	}
	if v.at >= 0 {
		r.At = at(v.records.Pages[v.at])
	}
	if c.Param("page") != "" {
		r.GoURL = base + "/records"
	}
	first := max(v.at, 0)
	r.Pages = v.pages(first)
	r.Earlier, r.Later = v.pagesLink(max(first-blockPages, 0), first), v.pagesLink(first+blockPages, first+2*blockPages)
	for _, one := range []struct {
		order chronology.Order
		label string
	}{{chronology.ByArrival, "As the papers came in"}, {chronology.ByEvent, "By date of the event"}} {
		r.Orders = append(r.Orders, part.NavItem{Label: one.label, Current: one.order == v.order, URL: v.orderURL(here, one.order)})
	}
	return r
}

func (v readerView) orderURL(here string, order chronology.Order) string {
	query := url.Values{"order": {string(order)}, "pane": {"records"}}
	if v.at >= 0 {
		query.Set("at", at(v.records.Pages[v.at]))
	}
	return here + "?" + query.Encode()
}

// pages is a block of the stream from an index on.
func (v readerView) pages(first int) []templates.ReaderPage {
	var out []templates.ReaderPage
	for i := first; i < min(first+blockPages, len(v.records.Pages)); i++ {
		out = append(out, v.page(i))
	}
	return out
}

// pagesLink leads to the pages from an index up to but not including another,
// without scripts; it is empty where there are none.
func (v readerView) pagesLink(from, to int) part.Link {
	to = min(to, len(v.records.Pages))
	if from >= to {
		return part.Link{}
	}
	p := v.records.Pages[from]
	return part.Link{Label: fmt.Sprintf("Pages %d to %d", from+1, to), URL: pageURL(v.o.Number, p.Document, p.Number)}
}

// stretches are the records in the order of the stream.
func (v readerView) stretches() []templates.ReaderDocument {
	out := make([]templates.ReaderDocument, len(v.records.Stream))
	for i, one := range v.records.Stream {
		d, _ := v.o.Document(one.Document)
		out[i] = templates.ReaderDocument{ID: string(d.ID), Title: orNone(one.Title, d.Title), Date: dateOf(one), Kind: labelOr(kindLabel, one.Kind),
			Author: orNone(one.Author, "author not given"), Count: count(one.Last-one.First+1, "page"), URL: pageURL(v.o.Number, d.ID, one.First)}
	}
	return out
}

// dateOf is the day of a record; one that nobody gave or confirmed is marked.
func dateOf(one chronology.Stretch) string {
	if one.Proposed {
		return one.Date.US() + " (proposed)"
	}
	return orNone(one.Date.US(), "no date")
}

// summary says how much there is to read: 812 pages, 341 new, 12 not opened.
func (v readerView) summary() string {
	r := v.records
	out := count(len(r.Pages), "page")
	if len(r.CopyOf) > 0 {
		out += fmt.Sprintf(", %d new", r.New())
	}
	if r.Seen != nil {
		out += fmt.Sprintf(", %d not opened", len(r.Unopened()))
	}
	if r.Doubtful > 0 {
		out += fmt.Sprintf("; the text of %s is not read yet or read badly", count(r.Doubtful, "page"))
	}
	return out
}

// The bits that say in the outline what kind of page one is.
const (
	outlineCopy = 1 << iota
	outlineSeen
	outlineDoubtful
)

// outline tells the script where every page is, in few words: a run of like pages
// is the number of its record in the list, its first and last page in the
// document, width and height in points and the kind's bits, parted by spaces; the
// runs are parted by commas.
func (v readerView) outline() string {
	var b strings.Builder
	var run [6]int
	write := func() {
		if run[1] > 0 {
			fmt.Fprintf(&b, "%d %d %d %d %d %d,", run[0], run[1], run[2], run[3], run[4], run[5])
		}
	}
	record := 0
	for _, p := range v.records.Pages {
		for one := v.records.Stream[record]; one.Document != p.Document || p.Number < one.First || p.Number > one.Last; one = v.records.Stream[record] {
			record++
		}
		next := [6]int{record, p.Number, p.Number, int(p.Width + 0.5), int(p.Height + 0.5), v.kind(p)}
		if next[0] == run[0] && next[1] == run[2]+1 && slices.Equal(next[3:], run[3:]) {
			run[2]++
			continue
		}
		write()
		run = next
	}
	write()
	return strings.TrimSuffix(b.String(), ",")
}

func (v readerView) kind(p casefile.Page) (bits int) {
	if _, copied := v.records.CopyOf[nameOf(p)]; copied {
		bits |= outlineCopy
	}
	if _, seen := v.records.Seen[nameOf(p)]; seen {
		bits |= outlineSeen
	}
	if p.Doubtful() {
		bits |= outlineDoubtful
	}
	return bits
}

// readerPages answers a script with a block of pages.
func (s *Server) readerPages(c echo.Context) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	first, err := strconv.Atoi(c.QueryParam("from"))
	if err != nil || first < 0 {
		return echo.ErrNotFound
	}
	v, err := s.readerView(c, o)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.ReaderPages(v.pages(first)))
}
