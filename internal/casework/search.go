package casework

import (
	"context"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/dictionary"
	"imr/internal/search"
	"imr/internal/sqlite"
)

// The bounds of what a search shows, so that a common word does not fill the screen.
const (
	maxFoundPages  = 200
	maxHitsPerPage = 4
	wordsBefore    = 6
	wordsAfter     = 8
)

// Hit is a place in the records that a search found, with the words around it.
type Hit struct {
	Document             casefile.DocumentID
	Page                 int
	Before, Match, After string
}

// Found is what a search of a case file found, in the order of its documents.
type Found struct {
	Terms []string // what was understood, for people
	Notes []string // what was cut or not understood
	Hits  []Hit
	Pages int  // on which there are hits
	More  bool // further pages match and are not listed
}

// Search looks for what people type in the whole case file.
func (d *Desk) Search(ctx context.Context, by account.Actor, number casefile.CaseNumber, query string) (out Found, err error) {
	q := search.Parse(query, dictionary.Standard())
	out.Notes = q.Notes
	for _, t := range q.Terms {
		out.Terms = append(out.Terms, t.String())
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil || q.Match == "" {
			return err
		}
		pages, err := tx.Search(s.Key, q.Match, maxFoundPages+1)
		if err != nil {
			return err
		}
		if out.More = len(pages) > maxFoundPages; out.More {
			pages = pages[:maxFoundPages]
		}
		for _, ref := range pages {
			page, _, err := tx.Page(s.Key, s.Documents[ref.Position].ID, ref.Number)
			if err != nil {
				return err
			}
			hits := hitsOn(page, q)
			if len(hits) > 0 {
				out.Pages++
			}
			out.Hits = append(out.Hits, hits...)
		}
		return nil
	})
	return out, err
}

func hitsOn(page casefile.Page, q search.Query) []Hit {
	words := make([]string, len(page.Words))
	for i, w := range page.Words {
		words[i] = w.Text
	}
	var hits []Hit
	for _, span := range q.Highlights(words) {
		if len(hits) == maxHitsPerPage {
			break
		}
		hits = append(hits, Hit{Document: page.Document, Page: page.Number, Match: strings.Join(words[span.First:span.End], " "),
			Before: strings.Join(words[max(0, span.First-wordsBefore):span.First], " "),
			After:  strings.Join(words[span.End:min(len(words), span.End+wordsAfter)], " ")})
	}
	return hits
}
