package finding

import (
	"slices"

	"imr/internal/casefile"
)

// draft is the input as the checks read it: pages by document, folded for
// comparison the first time that one is needed.
type draft struct {
	Input
	pages map[casefile.DocumentID][]*page // in page order
}

// page is a page of the records with the forms that quotes are looked for in.
type page struct {
	*casefile.Page
	views []folded // nil until asked for
}

func newDraft(in Input) *draft {
	d := &draft{Input: in, pages: map[casefile.DocumentID][]*page{}}
	for i := range in.Pages {
		p := &in.Pages[i]
		d.pages[p.Document] = append(d.pages[p.Document], &page{Page: p})
	}
	for _, ps := range d.pages {
		slices.SortStableFunc(ps, func(a, b *page) int { return a.Number - b.Number })
	}
	return d
}

// page returns the page of the document, or nil where there is none.
func (d *draft) page(doc casefile.DocumentID, number int) *page {
	ps := d.pages[doc]
	i, ok := slices.BinarySearchFunc(ps, number, func(p *page, n int) int { return p.Number - n })
	if !ok {
		return nil
	}
	return ps[i]
}

// pageCount is how many pages the document has.
func (d *draft) pageCount(doc casefile.Document) int {
	n := doc.Pages
	if ps := d.pages[doc.ID]; len(ps) > 0 {
		n = max(n, ps[len(ps)-1].Number)
	}
	return n
}

// find returns the passage of the page that holds the quote, as it stands there.
func (p *page) find(q quotation) (string, bool) {
	if p.views == nil {
		p.views = views(p.Page)
	}
	for _, v := range p.views {
		if first, last, ok := q.in(v); ok {
			return joinWords(v.words[first : last+1]), true
		}
	}
	return "", false
}
