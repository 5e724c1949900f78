package casework

import (
	"cmp"
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/copies"
	"imr/internal/sqlite"
)

// carriedFrom is how many earlier pages are looked at for the text of one.
const carriedFrom = 6

// CarriedRun is a run of words of a page, from First up to but not including End,
// that stands on a page of an earlier visit too.
type CarriedRun struct {
	First, End int
	From       PageName // the latest of the pages that have it
}

// Carried returns a page with the runs of its words that were carried over from
// the records of earlier days, in order and without overlap. What stands on a copy
// of the page itself is not carried.
func (d *Desk) Carried(ctx context.Context, by account.Actor, number casefile.CaseNumber, page PageName) (p casefile.Page, out []CarriedRun, err error) {
	stream, err := d.Stream(ctx, by, number, chronology.ByEvent)
	if err != nil {
		return p, nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		var found bool
		if p, found, err = tx.Page(s.Key, page.Document, page.Number); err != nil {
			return err
		}
		if !found {
			return noPage()
		}
		before, err := earlierPages(tx, s, p, stream)
		if err != nil {
			return err
		}
		for _, name := range before {
			earlier, _, err := tx.Page(s.Key, name.Document, name.Number)
			if err != nil {
				return err
			}
			out = addRuns(out, copies.CarriedOver(earlier, p), name)
		}
		slices.SortFunc(out, func(a, b CarriedRun) int { return cmp.Compare(a.First, b.First) })
		return nil
	})
	return p, out, err
}

// earlierPages are the pages of earlier days that share the most text with the
// page, the latest first.
func earlierPages(tx *sqlite.Tx, s sqlite.StoredCase, p casefile.Page, stream chronology.Stream) ([]PageName, error) {
	name := PageName{Document: p.Document, Number: p.Number}
	stored, err := tx.Prints(s.Key)
	if err != nil {
		return nil, err
	}
	copyOf, err := copiesOf(tx, s.Key)
	if err != nil {
		return nil, err
	}
	day := dayOf(stream, name)
	var names []PageName
	var kept []sqlite.PagePrint
	for _, one := range stored {
		other := PageName{Document: s.Documents[one.Position].ID, Number: one.Number}
		if _, copied := copyOf[other]; !copied && other != copyOf[name] && isBefore(dayOf(stream, other), day) {
			names, kept = append(names, other), append(kept, one)
		}
	}
	prints, err := readPrints(tx, s.Key, kept, map[sqlite.PageRef][]byte{})
	if err != nil {
		return nil, err
	}
	var out []PageName
	for _, i := range copies.Nearest(copies.Fingerprint(p), prints, carriedFrom) {
		out = append(out, names[i])
	}
	slices.SortStableFunc(out, func(a, b PageName) int { return dayOf(stream, b).Compare(dayOf(stream, a)) })
	return out, nil
}

// isBefore reports whether both days are known and one is before the other.
func isBefore(a, b calendar.Date) bool { return !a.IsZero() && !b.IsZero() && a.Before(b) }

// addRuns adds the parts of the spans that no run covers yet.
func addRuns(runs []CarriedRun, spans []copies.Span, from PageName) []CarriedRun {
	covered := map[int]bool{}
	for _, r := range runs {
		for i := r.First; i < r.End; i++ {
			covered[i] = true
		}
	}
	for _, s := range spans {
		for i := s.First; i < s.End; i++ {
			if covered[i] {
				continue
			}
			first := i
			for i < s.End && !covered[i] {
				i++
			}
			runs = append(runs, CarriedRun{First: first, End: i, From: from})
		}
	}
	return runs
}
