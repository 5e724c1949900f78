package chronology

import (
	"cmp"
	"iter"
	"slices"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Order is how the pages of a case follow each other for who reads them.
type Order string

// The orders: by the day of the visit, study or letter, and as the papers came in.
const (
	ByEvent   Order = "event"
	ByArrival Order = "arrival"
)

// Stretch is the pages of one record, from First to Last of its document: a whole
// document or an encounter within a long one. Date is zero where no day is known.
// Proposed is true where nobody gave or confirmed the date.
type Stretch struct {
	Document      casefile.DocumentID
	First, Last   int
	Date          calendar.Date
	Proposed      bool
	Kind          casefile.DocumentKind
	Author, Title string
}

// Stream is the records of a case one after another; every page is in exactly one.
type Stream []Stretch

// Pages goes through the pages of the stream: the document and the number in it.
func (s Stream) Pages() iter.Seq2[casefile.DocumentID, int] {
	return func(yield func(casefile.DocumentID, int) bool) {
		for _, one := range s {
			for n := one.First; n <= one.Last; n++ {
				if !yield(one.Document, n) {
					return
				}
			}
		}
	}
}

// InOrder sorts the records of a case, which are given document by document in
// their order in the case. Arrival is the day on which a document was received,
// and among those of one day their order in the case. By event a record without a
// day follows the one before it in its document, which it most likely belongs to;
// documents without any come last.
func InOrder(docs []casefile.Document, records Stream, order Order) Stream {
	arrived := map[casefile.DocumentID]int{}
	sorted := slices.Clone(docs)
	slices.SortStableFunc(sorted, func(a, b casefile.Document) int { return compareDays(a.Received, b.Received) })
	for i, d := range sorted {
		arrived[d.ID] = i
	}
	type dated struct {
		Stretch
		on calendar.Date // its own day or that of the record before it
	}
	all := make([]dated, len(records))
	for i, r := range records {
		all[i] = dated{r, r.Date}
		if r.Date.IsZero() && i > 0 && records[i-1].Document == r.Document {
			all[i].on = all[i-1].on
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int {
		byArrival := cmp.Compare(arrived[a.Document], arrived[b.Document])
		if order == ByArrival {
			return byArrival
		}
		return cmp.Or(compareDays(a.on, b.on), byArrival)
	})
	out := make(Stream, len(all))
	for i, r := range all {
		out[i] = r.Stretch
	}
	return out
}

// compareDays puts the days in order and none at the end.
func compareDays(a, b calendar.Date) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}
