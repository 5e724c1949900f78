package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/search"
	"imr/internal/sqlite"
)

func TestSearch(t *testing.T) {
	o := openOffice(t)
	for query, want := range map[string]string{"C5/6": "C5-6", "myelopath*": "myelopath", `"no such words here"`: ""} {
		found, err := o.Search(t.Context(), o.act("reviewer"), worked, Asked{Query: query})
		must(t, err)
		if want == "" {
			if len(found.Hits) > 0 || found.Count > 0 || found.Pages > 0 {
				t.Errorf("%s: %v, want nothing", query, found.Hits)
			}
			continue
		}
		if len(found.Hits) == 0 || !strings.Contains(strings.ToLower(found.Hits[0].Match), strings.ToLower(want)) {
			t.Errorf("%s: %+v, want %s", query, found.Hits, want)
			continue
		}
		h := found.Hits[0]
		page, err := o.Page(t.Context(), o.act("reviewer"), worked, h.Document, h.Page)
		must(t, err)
		if !strings.Contains(strings.Join(strings.Fields(page.Text()), " "), h.Match) {
			t.Errorf("%s: %q is not on page %d of %s", query, h.Match, h.Page, h.Document)
		}
		if marks := Marks(query, page); len(marks) == 0 || page.Words[marks[0].First].Text != strings.Fields(h.Match)[0] {
			t.Errorf("%s: the marks on the page are %v", query, marks)
		}
	}
	for _, odd := range []string{"", `"`, "NEAR(", "a OR", "-", "*", strings.Repeat("x ", 500), "case_id:1"} {
		for _, ranked := range []bool{false, true} {
			if _, err := o.Search(t.Context(), o.act("reviewer"), worked, Asked{Query: odd, Ranked: ranked, From: -7}); err != nil {
				t.Errorf("Search(%q): %v", odd, err)
			}
		}
	}
	_, err := o.Search(t.Context(), o.act("other"), worked, Asked{Query: "C5-6"})
	wantKind(t, "another's case", err, fault.NotFound)
}

// say stores what the pages of the first document of the worked case say.
func (o *office) say(t *testing.T, pages map[int]string) casefile.DocumentID {
	t.Helper()
	var doc casefile.Document
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.Case(worked)
		if err != nil {
			return err
		}
		doc = s.Documents[0]
		for number, text := range pages {
			p := casefile.Page{Document: doc.ID, Number: number, Width: 612, Height: 792, Reading: casefile.Printed}
			for i, word := range strings.Fields(text) {
				p.Words = append(p.Words, casefile.Word{Text: word, X0: float64(i), X1: float64(i) + 1, Y1: 1})
			}
			if err := storePages(tx, sqlite.Job{Case: s.Key, Position: 0}, []casefile.Page{p}); err != nil {
				return err
			}
		}
		return nil
	}))
	return doc.ID
}

func TestSearchOrdersCountsAndFolds(t *testing.T) {
	o := openOffice(t)
	c, err := o.Case(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if c.Documents[0].Pages < 3 {
		t.Fatal("the first document is too short")
	}
	filler := strings.Repeat("and so on ", 60)
	doc := o.say(t, map[int]string{1: "zzyzx once " + filler, 2: strings.Repeat("zzyzx and ", 6), 3: "zzyzx once " + filler})
	key := func() (key int64) {
		must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) error { s, _, err := tx.CaseKey(worked); key = s.Key; return err }))
		return key
	}()
	look := func(a Asked) string {
		t.Helper()
		a.Query, a.Order = "zzyzx", chronology.ByArrival
		found, err := o.Search(t.Context(), o.act("reviewer"), worked, a)
		must(t, err)
		var list []string
		for _, h := range found.Hits {
			if h.Document != doc || h.Match != "zzyzx" {
				t.Errorf("a hit is %+v", h)
			}
			for i, more := range h.More {
				if more.Page != h.Page || more.First <= h.First+i {
					t.Errorf("after %+v comes %+v", h, more)
				}
			}
			list = append(list, fmt.Sprintf("%d+%d(%d)", h.Page, len(h.More), h.Copies))
		}
		return fmt.Sprintf("%s: %d on %d, rest %d", strings.Join(slices.Compact(list), " "), found.Count, found.Pages, found.Rest)
	}
	if got, want := look(Asked{}), "1+0(0) 2+0(0) 2+2(0) 3+0(0): 8 on 3, rest 0"; got != want {
		t.Errorf("by page: %s; want %s", got, want)
	}
	if got, want := look(Asked{Ranked: true}), "2+0(0) 2+2(0) 1+0(0) 3+0(0): 8 on 3, rest 0"; got != want {
		t.Errorf("ranked: %s; want %s", got, want)
	}
	if got, want := look(Asked{From: 2}), "3+0(0): 1 on 1, rest 0"; got != want {
		t.Errorf("from the third page: %s; want %s", got, want)
	}
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		return tx.SetCopies(key, []sqlite.PageCopy{{Page: sqlite.PageRef{Number: 3}, Of: sqlite.PageRef{Number: 1}}})
	}))
	if got, want := look(Asked{}), "1+0(1) 2+0(0) 2+2(0): 7 on 2, rest 0"; got != want {
		t.Errorf("with a copy: %s; want %s", got, want)
	}
	o.say(t, map[int]string{1: filler})
	if got, want := look(Asked{}), "2+0(0) 2+2(0) 3+0(0): 7 on 2, rest 0"; got != want {
		t.Errorf("with a copy that alone says it: %s; want %s", got, want)
	}
}

// TestSearchNamesItsWords: a hit says which words of its page it is, and a page that
// says little else lists so many of them and counts the rest.
func TestSearchNamesItsWords(t *testing.T) {
	o := openOffice(t)
	o.say(t, map[int]string{1: "a zzyzx " + strings.Repeat("zzyzx ", 99)})
	found, err := o.Search(t.Context(), o.act("reviewer"), worked, Asked{Query: "zzyzx"})
	must(t, err)
	all := slices.Clone(found.Hits)
	all = append(all, all[len(all)-1].More...)
	if len(found.Hits) != hitsPerPage || len(all) != mostPerPage || found.Hits[hitsPerPage-1].Further != 100-mostPerPage || found.Count != 100 {
		t.Errorf("%d hits at once, %d in all, of %d", len(found.Hits), len(all), found.Count)
	}
	for i, h := range all {
		if want := (search.Span{First: i + 1, End: i + 2}); h.Span != want {
			t.Errorf("hit %d is the words %v, want %v", i, h.Span, want)
		}
	}
}

func TestSearchListsAPartAtATime(t *testing.T) {
	pages := make([]foundPage, 0, 150)
	for i := range 150 {
		pages = append(pages, foundPage{PageRef: sqlite.PageRef{Number: i + 1}})
	}
	for name, tt := range map[string]struct{ from, first, listed, rest int }{
		"the front":           {0, 1, 25, 125},
		"the middle":          {25, 26, 25, 100},
		"the end":             {130, 131, 20, 0},
		"behind the end":      {500, 0, 0, 0},
		"before the front":    {-5, 1, 25, 125},
		"between two screens": {7, 8, 25, 118},
	} {
		t.Run(name, func(t *testing.T) {
			var f Found
			listed := f.part(pages, tt.from)
			if len(listed) != tt.listed || f.Rest != tt.rest || len(listed) > 0 && listed[0].Number != tt.first {
				t.Errorf("%d pages, %d more", len(listed), f.Rest)
			}
		})
	}
}
