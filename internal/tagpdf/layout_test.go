package tagpdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	b := newBook(Meta{}, Style{Family: Mono}.withDefaults())
	const size = 10.0
	char := faces[Mono][0]().width(faces[Mono][0]().glyphs['x']) * size
	for name, tt := range map[string]struct {
		in    string
		chars float64
		want  []string
	}{
		"fits":                     {"ten chars.", 10, []string{"ten chars."}},
		"at spaces":                {"aaa bbb ccc", 7, []string{"aaa bbb ", "ccc"}},
		"space hangs over":         {"aaa bbb   ccc", 7, []string{"aaa bbb   ", "ccc"}},
		"long word is cut":         {"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		"after hyphen of words":    {"well-known", 7, []string{"well-", "known"}},
		"never in a case number":   {"no CM14-0031234", 12, []string{"no ", "CM14-0031234"}},
		"never in a date":          {"on 10/16/2012", 10, []string{"on ", "10/16/2012"}},
		"line feed":                {"a\nb", 10, []string{"a\n", "b"}},
		"empty":                    {"", 10, []string{""}},
		"two breaks in quick turn": {"aa bb cc dd", 2, []string{"aa ", "bb ", "cc ", "dd"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, l := range wrap(b.shape([]Run{{Text: tt.in}}), size, tt.chars*char) {
				s := ""
				for _, g := range l {
					s += string(g.char)
				}
				got = append(got, s)
				if l.visible()*size > tt.chars*char+0.01 {
					t.Errorf("line %q is too wide", s)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// pageOf tells on which pages each text begins, by its number of the page.
func pageOf(r *reading, prefix string) []int {
	var pages []int
	for m, text := range r.byMark {
		if strings.HasPrefix(text, prefix) {
			pages = append(pages, m.page)
		}
	}
	slices.Sort(pages)
	return pages
}

// TestKeeps moves a heading, a paragraph and a row down the page line by line, so
// that every way in which the page may end is met.
func TestKeeps(t *testing.T) {
	for push := range 45 {
		d := New(Meta{Title: "t"}, Style{})
		for range push {
			d.Text(Para{Runs: []Run{{Text: "filler"}}, Tight: true})
		}
		d.Heading(2, "Heading")
		d.Paragraph(strings.TrimSpace(strings.Repeat("body of the text ", 30)))
		d.Table("Caption", []string{"Head"}, [][]string{{"row one"}, {"row two"}}, nil)
		r := read(t, build(t, d))
		head, body := pageOf(r, "Heading"), r.tree()
		body.walk(func(n node) {
			if n.kind == "P" && strings.HasPrefix(n.text, "body") {
				checkLines(t, push, r, n, head[0])
			}
		})
		if c, h, one, two := pageOf(r, "Caption"), pageOf(r, "Head"), pageOf(r, "row one"), pageOf(r, "row two"); !slices.Equal(c, one) || !slices.Contains(h, one[0]) || one[0] != two[0] {
			t.Errorf("push %d: caption on %v, rows on %v and %v", push, c, one, two)
		}
	}
}

// checkLines finds a heading cut off from its text, a widow or an orphan.
func checkLines(t *testing.T, push int, r *reading, n node, headPage int) {
	t.Helper()
	if n.marks[0].page != headPage {
		t.Errorf("push %d: heading on page %d, its text on %d", push, headPage+1, n.marks[0].page+1)
	}
	for _, m := range n.marks {
		content := r.pages[m.page].content
		_, after, _ := strings.Cut(content, fmt.Sprintf("/P <</MCID %d>> BDC", m.id))
		inside, _, _ := strings.Cut(after, "EMC")
		if strings.Count(inside, "BT ") < 2 {
			t.Errorf("push %d: a single line stands on page %d", push, m.page+1)
		}
	}
}

func TestTableHeadIsRepeatedAsArtifact(t *testing.T) {
	d := New(Meta{Title: "t"}, Style{})
	rows := make([][]string, 120)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("row %d", i+1), "x"}
	}
	d.Table("", []string{"Column", "Other"}, rows, nil)
	r := read(t, build(t, d))
	if len(r.pages) < 3 {
		t.Fatalf("only %d pages", len(r.pages))
	}
	heads := 0
	r.tree().walk(func(n node) {
		if n.kind == "TH" && n.text == "Column" {
			heads++
		}
	})
	if heads != 1 {
		t.Errorf("the head is %d times in the tree", heads)
	}
	for i, p := range r.pages[1:] {
		if !slices.Contains(p.artifacts, "ColumnOther") {
			t.Errorf("page %d has artifacts %q", i+2, p.artifacts)
		}
	}
	if slices.Contains(r.pages[0].artifacts, "ColumnOther") {
		t.Error("page 1 repeats a head that it has")
	}
}

func TestRowTallerThanAPage(t *testing.T) {
	d := New(Meta{Title: "t"}, Style{Grid: true})
	tall := strings.TrimSpace(strings.Repeat("tall cell ", 900))
	d.Table("", []string{"A", "B"}, [][]string{{"before", ""}, {tall, "beside"}, {"after", ""}}, nil)
	r := read(t, build(t, d))
	r.tree().walk(func(n node) {
		if strings.HasPrefix(n.text, "tall") && n.text != tall {
			t.Errorf("the tall cell lost text: %d of %d characters", len(n.text), len(tall))
		}
	})
	if got := len(pageOf(r, "tall")); got < 2 {
		t.Errorf("the tall row is on %d pages", got)
	}
}

func TestNoEmptyPages(t *testing.T) {
	for name, fill := range map[string]func(*Doc){
		"nothing":               func(*Doc) {},
		"break at the end":      func(d *Doc) { d.Paragraph("x"); d.PageBreak() },
		"break at the start":    func(d *Doc) { d.PageBreak(); d.Paragraph("x") },
		"two breaks":            func(d *Doc) { d.PageBreak(); d.PageBreak(); d.Paragraph("x") },
		"space beyond the page": func(d *Doc) { d.Paragraph("x"); d.Space(5000) },
		"empty table":           func(d *Doc) { d.Table("", nil, nil, nil) },
		"empty list":            func(d *Doc) { d.List(nil) },
	} {
		t.Run(name, func(t *testing.T) {
			d := New(Meta{Title: "t"}, Style{})
			fill(d)
			if got := len(read(t, build(t, d)).pages); got != 1 {
				t.Errorf("%d pages, want 1", got)
			}
		})
	}
}

func TestRunningLines(t *testing.T) {
	d := New(Meta{Title: "t"}, Style{Header: Running{Left: "L", Center: "C", Right: "{page}/{pages}"}, Footer: Running{Center: "F"}, PlainFirst: true})
	d.Paragraph("one")
	d.PageBreak()
	d.Paragraph("two")
	r := read(t, build(t, d))
	for i, want := range [][]string{{"F"}, {"LC2/2", "F"}} {
		if got := r.pages[i].artifacts; !slices.Equal(got, want) {
			t.Errorf("page %d: %q, want %q", i+1, got, want)
		}
	}
}
