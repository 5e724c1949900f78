package casework

import (
	"context"
	"path"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/sqlite"
)

// Record is a document of a case, or a record within a document that holds several,
// with what it is and the words that say so. The Span of a whole document is the
// zero one. Version counts the acts of people on it, the last of them At.
type Record struct {
	Document casefile.DocumentID
	chronology.Span
	chronology.Settled
	Suggestions []chronology.Suggestion
	Parts       int // of a whole document: the records that it holds
	Version     int
	At          time.Time
}

// Descriptions returns the documents of the case in their order, each followed by
// the records in it where it holds several.
func (d *Desk) Descriptions(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []Record, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err == nil {
			out, err = descriptions(tx, s)
		}
		return err
	})
	return out, err
}

func descriptions(tx *sqlite.Tx, s sqlite.StoredCase) ([]Record, error) {
	proposals, err := tx.Proposals(s.Key)
	if err != nil {
		return nil, err
	}
	confirmed, err := tx.Confirmed(s.Key)
	if err != nil {
		return nil, err
	}
	given, err := tx.Given(s.Key)
	if err != nil {
		return nil, err
	}
	var out []Record
	for i, doc := range s.Documents {
		out = append(out, recordsOf(doc, given[i], proposals[i], confirmed[i])...)
	}
	return out, nil
}

// recordsOf is a document and, where it holds several, the records in it.
func recordsOf(doc casefile.Document, given chronology.Description, proposals []chronology.Described, confirmed []sqlite.Confirmed) []Record {
	suggested := map[chronology.Span][]chronology.Suggestion{}
	said := map[chronology.Span]sqlite.Confirmed{}
	var proposed, kept []chronology.Span
	for _, p := range proposals {
		suggested[p.Span] = p.Suggestions
		proposed = append(proposed, p.Span)
	}
	for _, c := range confirmed {
		said[c.Span] = c
		kept = append(kept, c.Span)
	}
	spans := chronology.Spans(doc.Pages, proposed, kept)
	if isFileName(given.Title, doc.File) {
		given.Title = ""
	}
	whole := record(doc.ID, chronology.Span{}, given, suggested, said)
	if whole.Title == "" {
		whole.Title = doc.Title
	}
	whole.Parts = len(spans)
	out := []Record{whole}
	if len(spans) > 1 {
		for _, span := range spans {
			out = append(out, record(doc.ID, span, chronology.Description{}, suggested, said))
		}
	}
	return out
}

func record(doc casefile.DocumentID, span chronology.Span, given chronology.Description,
	suggested map[chronology.Span][]chronology.Suggestion, said map[chronology.Span]sqlite.Confirmed) Record {
	out := Record{Document: doc, Span: span, Suggestions: suggested[span]}
	var words *chronology.Description
	if c, ok := said[span]; ok {
		words, out.Version, out.At = &c.Description, c.Version, c.At
	}
	out.Settled = chronology.Settle(given, words, out.Suggestions)
	return out
}

// isFileName reports whether a title is no more than the name of the file.
func isFileName(title, file string) bool {
	base := path.Base(file)
	return title == base || title == strings.TrimSuffix(base, path.Ext(base))
}
