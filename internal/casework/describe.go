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
	Parts       int   // of a whole document: the records that it holds
	Split       bool  // a person said that it begins on its first page
	Joined      []int // pages of it of which a person said that they go on with the one before
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
	starts, err := tx.RecordStarts(s.Key)
	if err != nil {
		return nil, err
	}
	var out []Record
	for i, doc := range s.Documents {
		out = append(out, recordsOf(doc, given[i], proposals[i], confirmed[i], starts[i])...)
	}
	return out, nil
}

// recordsOf is a document and, where it holds several, the records in it. What is
// known of a record belongs to its first page, wherever it ends.
func recordsOf(doc casefile.Document, given chronology.Description, proposals []chronology.Described, confirmed []sqlite.Confirmed, starts map[int]bool) []Record {
	suggested := map[int][]chronology.Suggestion{}
	said := map[int]sqlite.Confirmed{}
	var proposed []chronology.Span
	for _, p := range proposals {
		suggested[p.First] = p.Suggestions
		proposed = append(proposed, p.Span)
	}
	for _, c := range confirmed {
		said[c.First] = c
	}
	spans := chronology.Spans(doc.Pages, proposed, saidOf(confirmed, starts))
	if isFileName(given.Title, doc.File) {
		given.Title = ""
	}
	whole := record(doc.ID, chronology.Span{}, given, suggested, said)
	if whole.Title == "" {
		whole.Title = doc.Title
	}
	whole.Parts = len(spans)
	out := []Record{whole}
	if len(spans) < 2 {
		out[0].Joined = joined(chronology.Span{First: 1, Last: doc.Pages}, starts)
		return out
	}
	for _, span := range spans {
		one := record(doc.ID, span, chronology.Description{}, suggested, said)
		one.Split, one.Joined = starts[span.First], joined(span, starts)
		out = append(out, one)
	}
	return out
}

func record(doc casefile.DocumentID, span chronology.Span, given chronology.Description,
	suggested map[int][]chronology.Suggestion, said map[int]sqlite.Confirmed) Record {
	out := Record{Document: doc, Span: span, Suggestions: suggested[span.First]}
	var words *chronology.Description
	if c, ok := said[span.First]; ok {
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
