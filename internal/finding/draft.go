package finding

import (
	"imr/internal/casefile"
)

// draft is the input as the checks read it.
type draft struct {
	Input
	records *Prepared
	refuted map[string][]hit // by claim, what the records hold against it
}

func newDraft(in Input) *draft {
	r := in.Prepared
	if r == nil {
		r = Prepare(in.Pages)
	}
	return &draft{Input: in, records: r}
}

// page returns the page of the document, or nil where there is none.
func (d *draft) page(doc casefile.DocumentID, number int) *page { return d.records.page(doc, number) }

// pageCount is how many pages the document has.
func (d *draft) pageCount(doc casefile.Document) int {
	n := doc.Pages
	if ps := d.records.pages[doc.ID]; len(ps) > 0 {
		n = max(n, ps[len(ps)-1].Number)
	}
	return n
}
