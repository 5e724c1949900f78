package finding

import (
	"fmt"

	"imr/internal/casefile"
)

// draft is the input as the checks read it.
type draft struct {
	Input
	records *Prepared
	papers  string // see documents
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

// documents tells what is known of the documents of the case from every other state of it.
func (d *draft) documents() string {
	if d.papers == "" {
		for _, doc := range d.Case.Documents {
			d.papers += fmt.Sprintf("%q %q %q %q %v %d|", doc.ID, doc.Kind, doc.Title, doc.Author, doc.Dated, doc.Pages)
		}
	}
	return d.papers
}

// pageCount is how many pages the document has.
func (d *draft) pageCount(doc casefile.Document) int {
	n := doc.Pages
	if ps := d.records.pages[doc.ID]; len(ps) > 0 {
		n = max(n, ps[len(ps)-1].Number)
	}
	return n
}
