package casework

import (
	"context"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/dictionary"
	"imr/internal/search"
	"imr/internal/sqlite"
)

// FoundPages is how many pages a search lists at a time, so that a common word
// does not fill the screen.
const FoundPages = 25

const (
	hitsPerPage = 4  // listed at once
	mostPerPage = 60 // listed at all: a form may say one word in each of its lines
	wordsBefore = 6
	wordsAfter  = 8
)

// Asked is a search of a case file.
type Asked struct {
	Query  string           // as people type it
	Order  chronology.Order // of the stream, in which the pages are listed
	Ranked bool             // list the pages first that say most of it instead
	From   int              // leave out so many pages from the front
}

// Hit is a place in the records that a search found: the words of a page that the
// Span names, and those around it.
type Hit struct {
	Document casefile.DocumentID
	Page     int
	search.Span
	Before, Match, After string
	More                 []Hit // on the same page, after the last one that is listed at once
	Further              int   // and so many after those
	Copies               int   // of the page that say it too and are folded behind it
}

// Found is what a search of a case file found.
type Found struct {
	Terms []string // what was understood, for people
	Notes []string // what was cut or not understood
	Hits  []Hit
	Count int // of the hits on the listed pages, those not listed included
	Pages int // on which they are
	From  int // pages left out before them
	Rest  int // pages after them that match and are not listed
}

// Search looks for what people type in the whole case file. Copies of a page that
// is found are folded behind it.
func (d *Desk) Search(ctx context.Context, by account.Actor, number casefile.CaseNumber, a Asked) (out Found, err error) {
	q := search.Parse(a.Query, dictionary.Standard())
	out.Notes = q.Notes
	for _, t := range q.Terms {
		out.Terms = append(out.Terms, t.String())
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil || q.Match == "" {
			return err
		}
		pages, err := matching(tx, s, q, a)
		if err != nil {
			return err
		}
		return out.list(tx, s, q, out.part(pages, a.From))
	})
	return out, err
}

// foundPage is a page that matches, with the number of its copies that do too.
type foundPage struct {
	sqlite.PageRef
	copies int
}

// matching is every page that matches, in the order that was asked for.
func matching(tx *sqlite.Tx, s sqlite.StoredCase, q search.Query, a Asked) ([]foundPage, error) {
	look := tx.Search
	if a.Ranked {
		look = tx.SearchRanked
	}
	refs, err := look(s.Key, q.Match)
	if err != nil {
		return nil, err
	}
	if !a.Ranked {
		records, err := descriptions(tx, s)
		if err != nil {
			return nil, err
		}
		refs = inStream(refs, s, streamOf(s.Documents, records, a.Order))
	}
	copies, err := tx.CopyRefs(s.Key)
	if err != nil {
		return nil, err
	}
	return folded(refs, copies), nil
}

// inStream puts the pages in the order of the stream.
func inStream(refs []sqlite.PageRef, s sqlite.StoredCase, stream chronology.Stream) []sqlite.PageRef {
	position := map[casefile.DocumentID]int{}
	for i, d := range s.Documents {
		position[d.ID] = i
	}
	found := make(map[sqlite.PageRef]bool, len(refs))
	for _, r := range refs {
		found[r] = true
	}
	out := make([]sqlite.PageRef, 0, len(refs))
	for doc, number := range stream.Pages() {
		if r := (sqlite.PageRef{Position: position[doc], Number: number}); found[r] {
			out = append(out, r)
		}
	}
	return out
}

// folded leaves out the copies of pages that are found themselves. A copy that
// alone says what is looked for stays.
func folded(refs []sqlite.PageRef, copies []sqlite.PageCopy) []foundPage {
	of := make(map[sqlite.PageRef]sqlite.PageRef, len(copies))
	for _, c := range copies {
		of[c.Page] = c.Of
	}
	found := make(map[sqlite.PageRef]bool, len(refs))
	for _, r := range refs {
		found[r] = true
	}
	behind := map[sqlite.PageRef]int{}
	var out []foundPage
	for _, r := range refs {
		if original, copied := of[r]; copied && found[original] {
			behind[original]++
			continue
		}
		out = append(out, foundPage{PageRef: r})
	}
	for i := range out {
		out[i].copies = behind[out[i].PageRef]
	}
	return out
}

// part is the pages to list, and notes how many are left out on either side.
func (f *Found) part(pages []foundPage, from int) []foundPage {
	f.From = min(max(from, 0), len(pages))
	listed := pages[f.From:min(f.From+FoundPages, len(pages))]
	f.Rest = len(pages) - f.From - len(listed)
	return listed
}

// list adds the hits on the pages.
func (f *Found) list(tx *sqlite.Tx, s sqlite.StoredCase, q search.Query, pages []foundPage) error {
	for _, p := range pages {
		words, err := tx.PageWords(s.Key, p.PageRef)
		if err != nil {
			return err
		}
		spans := q.Highlights(words)
		if len(spans) == 0 {
			continue
		}
		f.Pages++
		f.Count += len(spans)
		hits := make([]Hit, min(mostPerPage, len(spans)))
		for i := range hits {
			hits[i] = hitAt(s.Documents[p.Position].ID, p.Number, words, spans[i])
		}
		shown := min(hitsPerPage, len(hits))
		f.Hits = append(f.Hits, hits[:shown]...)
		last := &f.Hits[len(f.Hits)-1]
		last.More, last.Further, last.Copies = hits[shown:], len(spans)-len(hits), p.copies
	}
	return nil
}

func hitAt(doc casefile.DocumentID, number int, words []string, span search.Span) Hit {
	return Hit{Document: doc, Page: number, Span: span, Match: strings.Join(words[span.First:span.End], " "),
		Before: strings.Join(words[max(0, span.First-wordsBefore):span.First], " "),
		After:  strings.Join(words[span.End:min(len(words), span.End+wordsAfter)], " ")}
}

// Marks is the hits of a query on a page, as runs of its words.
func Marks(query string, p casefile.Page) []search.Span {
	words := make([]string, len(p.Words))
	for i, w := range p.Words {
		words[i] = w.Text
	}
	return search.Parse(query, dictionary.Standard()).Highlights(words)
}
