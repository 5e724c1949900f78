package web

import (
	"bytes"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/search"
	"imr/templates"
)

// longView is a case of one scan of so many pages.
func longView(pages int) readerView {
	d := casefile.Document{ID: "d1", Title: "Records by subpoena", Pages: pages}
	v := readerView{order: chronology.ByArrival, at: pages / 2, index: map[casework.PageName]int{},
		o: casework.Opened{Case: casefile.Case{Number: own, Documents: []casefile.Document{d}}, State: casefile.InReview, Yours: true},
		records: casework.Records{Seen: map[casework.PageName]casework.View{}, CopyOf: map[casework.PageName]casework.PageName{},
			Stream: chronology.Stream{{Document: "d1", First: 1, Last: pages, Title: d.Title}}}}
	for n := 1; n <= pages; n++ {
		v.index[casework.PageName{Document: "d1", Number: n}] = n - 1
		v.records.Pages = append(v.records.Pages, casefile.Page{Document: "d1", Number: n, Width: 612, Height: 792, Reading: casefile.OCR, Confidence: 95})
	}
	return v
}

// TestReaderOfLongFileIsSmall: what a page of the reader weighs must not grow with the file.
func TestReaderOfLongFileIsSmall(t *testing.T) {
	size := func(pages int) int {
		c := echo.New().NewContext(httptest.NewRequest("GET", "/cases/1/records", nil), httptest.NewRecorder())
		var out bytes.Buffer
		must(t, templates.RecordsPage(templates.Records{Workspace: templates.Workspace{Reader: longView(pages).template(c)}}).Render(t.Context(), &out))
		return out.Len()
	}
	small, large := size(60), size(3000)
	if large > 40_000 || large > small+1000 {
		t.Errorf("the reader of 3,000 pages takes %d bytes, of 60 pages %d", large, small)
	}
}

// TestThumbsWithoutScripts: all pages are small pictures that are links, where they
// are asked for, each asked for when it comes into view.
func TestThumbsWithoutScripts(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	pictures := func(path string) (n int) {
		for _, image := range b.get(t, address(path, own)).elements(t, "img") {
			if strings.HasSuffix(attribute(image, "src"), "/image?w=160") && attribute(image, "loading") == "lazy" {
				n++
			}
		}
		return n
	}
	r, err := s.desk.Records(t.Context(), s.actor(t, "reviewer"), own, chronology.ByArrival)
	must(t, err)
	if got := pictures("/cases/:number/records?thumbs=1&at=d4.2"); got != len(r.Pages) {
		t.Errorf("%d small pictures of %d pages", got, len(r.Pages))
	}
	if got := pictures("/cases/:number/records"); got != 0 {
		t.Errorf("%d small pictures where none are asked for", got)
	}
	a := b.get(t, address("/cases/:number/records?thumbs=1&at=d4.2", own))
	for _, link := range a.elements(t, "a") {
		if attribute(link, "aria-current") == "page" && strings.HasSuffix(attribute(link, "href"), "/records/d4/2#p-d4-2") {
			return
		}
	}
	t.Error("the page at hand is not marked")
}

func TestOutline(t *testing.T) {
	v := longView(6)
	v.records.Stream = chronology.Stream{{Document: "d1", First: 4, Last: 6}, {Document: "d1", First: 1, Last: 3}}
	p := v.records.Pages
	v.records.Pages = []casefile.Page{p[3], p[4], p[5], p[0], p[1], p[2]}
	v.records.Pages[1].Confidence = 20
	v.records.Pages[3].Width, v.records.Pages[3].Height = 791.6, 612
	v.records.CopyOf[casework.PageName{Document: "d1", Number: 2}] = casework.PageName{Document: "d1", Number: 4}
	v.records.Seen[casework.PageName{Document: "d1", Number: 2}] = casework.View{}
	want := "0 4 4 612 792 0,0 5 5 612 792 4,0 6 6 612 792 0,1 1 1 792 612 0,1 2 2 612 792 3,1 3 3 612 792 0"
	if got := v.outline(); got != want {
		t.Errorf("outline\n%s, want\n%s", got, want)
	}
	if got, want := longView(3000).outline(), "0 1 3000 612 792 0"; got != want {
		t.Errorf("outline of like pages %s, want %s", got, want)
	}
	if got := longView(0).outline(); got != "" {
		t.Errorf("outline of nothing: %s", got)
	}
}

func TestLooksAreCounted(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	counts := func(b *browser, path string) string {
		for _, link := range b.get(t, address(path, own)).elements(t, "a") {
			if attribute(link, "id") == "counts" {
				return textOf(link)
			}
		}
		return ""
	}
	if got := counts(b, "/cases/:number/records"); !strings.Contains(got, " not opened") {
		t.Fatalf("the reader says %q", got)
	}
	unopened := func() int {
		r, err := s.desk.Records(t.Context(), s.actor(t, "reviewer"), own, chronology.ByArrival)
		must(t, err)
		return len(r.Unopened())
	}
	before := unopened()
	a := b.postJSON(t, address("/cases/:number/looks", own), url.Values{"d1.1": {"1500"}, "d4.2": {"no number"}})
	a.want(t, "looks", 200)
	if got := unopened(); got != before-2 || !strings.Contains(a.body, "not opened") {
		t.Errorf("%d pages are unopened after two of %d; the answer is %s", got, before, a.body)
	}
	b.get(t, address("/cases/:number/records/d5/1", own)).want(t, "a page asked for", 200)
	b.get(t, address("/cases/:number/records/d5/1?text=1", own)).want(t, "the same page again", 200)
	if got := unopened(); got != before-3 {
		t.Errorf("%d pages are unopened after three of %d", got, before)
	}
	for _, wrong := range []string{"d4.99", "d99.1", "d4.x"} {
		b.postJSON(t, address("/cases/:number/looks", own), url.Values{wrong: {"1"}}).want(t, wrong, 404)
	}
	b.get(t, address("/cases/:number/records/d4/99", own)).want(t, "an absent page", 404)
	if got := counts(s.as(t, "admin"), "/cases/:number/records/d2/1"); !strings.Contains(got, " pages") || strings.Contains(got, "not opened") {
		t.Errorf("an admin is told %q", got)
	}
}

func TestImageWidths(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	image := func(query string) answer { return b.get(t, address("/cases/:number/records/d4/1/image", own)+query) }
	usual := image("")
	usual.want(t, "the usual width", 200)
	for query, same := range map[string]bool{"?w=930": true, "?w=700": true, "?w=931": false, "?w=160": false} {
		if a := image(query); (a.body == usual.body) != same {
			t.Errorf("%s: the usual picture: %v, want %v", query, !same, same)
		}
	}
	if image("?w=99999").body != image("?w=2480").body {
		t.Error("a width above all was drawn as asked")
	}
	image("?w=wide").want(t, "a width that is none", 404)
}

func TestTextLinesMarkHits(t *testing.T) {
	p := casefile.Page{Words: []casefile.Word{{Text: "No"}, {Text: "neck"}, {Text: "pain"}, {Text: "today.", Line: 1}, {Text: "Neck", Line: 1}}}
	lines := textLines(p, []search.Span{{First: 1, End: 4}, {First: 4, End: 5}}, search.Span{First: 4, End: 5}, nil)
	var got strings.Builder
	for _, line := range lines {
		for _, piece := range line {
			if piece.AtHand {
				got.WriteString("{" + piece.Text + "}")
			} else if piece.Hit {
				got.WriteString("[" + piece.Text + "]")
			} else {
				got.WriteString(piece.Text)
			}
		}
		got.WriteString("|")
	}
	if want := "No [neck pain]|[today.] {Neck}|"; got.String() != want {
		t.Errorf("%s, want %s", got.String(), want)
	}
}

func TestSpentWords(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "", 1400 * time.Millisecond: "1 s", 119 * time.Second: "119 s", 150 * time.Second: "2 min", time.Hour: "60 min"} {
		if got := spentWords(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
