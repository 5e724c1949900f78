package finding

import (
	"fmt"
	"slices"

	"imr/internal/casefile"
	"imr/internal/review"
)

// quoteNotOnPage finds a source whose quote is not on the page that it names, up
// to case, white space, hyphenation, punctuation between words and typographic
// signs. An ellipsis parts a quote into pieces that must follow each other on the page.
//
// A page read by OCR is allowed a few wrong letters, and one that is yet to be
// read is not said to lack anything.
//
// Limits: a quote that runs on to the next page is not on its page. White space is
// no difference, so “not able” is “notable”.
var quoteNotOnPage = rule{
	CodeInfo{"quote-not-on-page", Error, "The quote of a source is not on the page that it names."},
	func(d *draft) []found {
		var out []found
		at := 0
		for _, s := range d.Review.Summary {
			for _, src := range s.Sources {
				at++
				if f, ok := checkQuote(d, src); ok {
					f.Section, f.Text = Summary, src.Quote
					out = append(out, found{f, at})
				}
			}
		}
		return out
	},
}

// checkQuote returns what is wrong with the source's quote, if anything is.
func checkQuote(d *draft, src review.Source) (Finding, bool) {
	q := newQuotation(src.Quote)
	if q.empty() {
		return Finding{}, false
	}
	p := d.page(src.Document, src.Page)
	if p != nil {
		if _, ok := p.find(q); ok || p.Reading == casefile.NotRead || p.Reading == casefile.AwaitsOCR {
			return Finding{}, false
		}
		if p.Reading.ByOCR() && misreadPieces(q, p) {
			return Finding{}, false
		}
	}
	f := Finding{Message: missingQuote(d, src, p)}
	if p != nil {
		f.Evidence = []Evidence{{src.Document, src.Page, closest(p.Page, src.Quote)}}
	}
	if e, ok := elsewhere(d, src, q); ok {
		f.Evidence = append([]Evidence{e}, f.Evidence...)
		f.Message += fmt.Sprintf("; it stands on page %d of %s, so name that page instead.", e.Page, d.title(e.Document))
		return f, true
	}
	f.Message += "; quote the page as it stands or name the right page."
	return f, true
}

// misreadPieces reports whether every piece of the quote stands on the page up to
// a few wrong letters.
func misreadPieces(q quotation, p *page) bool {
	text := fold(p.Words).text
	for _, piece := range q.pieces {
		if !misread(piece, text) {
			return false
		}
	}
	return true
}

// missingQuote says where the quote is not, as the start of a sentence.
func missingQuote(d *draft, src review.Source, p *page) string {
	doc, known := d.Case.Document(src.Document)
	switch n := d.pageCount(doc); {
	case !known:
		return fmt.Sprintf("The quote is from document %s, which is not in the case file", src.Document)
	case src.Page < 1 || src.Page > n:
		return fmt.Sprintf("The quote is from page %d of %s, which has %s", src.Page, d.title(doc.ID), count(n, "page"))
	case p == nil || len(p.Words) == 0:
		return fmt.Sprintf("Page %d of %s holds no text that can be read, so the quote is not found on it", src.Page, d.title(doc.ID))
	}
	return fmt.Sprintf("The quote is not on page %d of %s", src.Page, d.title(doc.ID))
}

// elsewhere looks for the quote on the other pages of its document, then on those
// of the other documents, in the order of the case.
func elsewhere(d *draft, src review.Source, q quotation) (Evidence, bool) {
	order := []casefile.DocumentID{src.Document}
	for _, doc := range d.Case.Documents {
		if doc.ID != src.Document {
			order = append(order, doc.ID)
		}
	}
	may := d.records.mayHold(src.Quote)
	for _, id := range order {
		for _, p := range d.records.pages[id] {
			if !may(p) {
				continue
			}
			if passage, ok := p.find(q); ok {
				return Evidence{id, p.Number, passage}, true
			}
		}
	}
	return Evidence{}, false
}

// mayHold is a quick look whether a page has most of the rarest words of the quote.
func (r *Prepared) mayHold(quote string) func(*page) bool {
	const enough = 4
	var lists [][]int32
	seen := map[string]bool{}
	eachWord(quote, func(w string, _, _ int) {
		if w = stem(w); !seen[w] {
			seen[w] = true
			lists = append(lists, r.words[w])
		}
	})
	slices.SortFunc(lists, func(a, b []int32) int { return len(a) - len(b) })
	lists = lists[:min(len(lists), enough)]
	has := map[*page]int{}
	for _, list := range lists {
		var last *page
		for _, n := range list {
			if p := r.statements[n].page; p != last {
				has[p]++
				last = p
			}
		}
	}
	return func(p *page) bool { return 2*has[p] > len(lists) || len(lists) == 0 }
}

// title names a document for a sentence: its title and its id.
func (d *draft) title(id casefile.DocumentID) string {
	doc, _ := d.Case.Document(id)
	if blank(doc.Title) {
		return "document " + string(id)
	}
	return fmt.Sprintf("%s (%s)", doc.Title, id)
}
