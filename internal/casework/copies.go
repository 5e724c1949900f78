package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/copies"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// findCopies looks for pages of the case that came in more than once, or that say
// much the same as an earlier one.
func (d *Desk) findCopies(ctx context.Context, j sqlite.Job) error {
	var stored []sqlite.PagePrint
	var prints []copies.Print
	fresh := map[sqlite.PageRef][]byte{}
	err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
		if stored, err = tx.Prints(j.Case); err != nil {
			return err
		}
		prints, err = readPrints(tx, j.Case, stored, fresh)
		return err
	})
	if err != nil {
		return err
	}
	found := relations(stored, prints)
	return d.db.Background(ctx, func(tx *sqlite.Tx) error {
		for page, print := range fresh {
			if err := tx.SetPrint(j.Case, page, print); err != nil {
				return err
			}
		}
		if err := tx.SetCopies(j.Case, found); err != nil {
			return err
		}
		return tx.Finish(j)
	})
}

// readPrints reads the stored fingerprints. A page whose print is of another
// version is fingerprinted again, and its print put among the fresh ones.
func readPrints(tx *sqlite.Tx, key int64, stored []sqlite.PagePrint, fresh map[sqlite.PageRef][]byte) ([]copies.Print, error) {
	prints := make([]copies.Print, len(stored))
	for i, s := range stored {
		if prints[i].UnmarshalBinary(s.Print) == nil {
			continue
		}
		doc, err := tx.JobDocument(sqlite.Job{Case: key, Position: s.Position})
		if err != nil {
			return nil, err
		}
		page, _, err := tx.Page(key, doc.ID, s.Number)
		if err != nil {
			return nil, err
		}
		prints[i] = copies.Fingerprint(page)
		if fresh[s.PageRef], err = prints[i].MarshalBinary(); err != nil {
			return nil, err
		}
	}
	return prints, nil
}

func relations(stored []sqlite.PagePrint, prints []copies.Print) (out []sqlite.PageCopy) {
	pairs := copies.Find(prints)
	groups := copies.FoldPairs(len(prints), pairs)
	for _, g := range groups {
		for _, c := range g.Copies {
			out = append(out, sqlite.PageCopy{Page: stored[c].PageRef, Of: stored[g.Kept].PageRef})
		}
	}
	for _, p := range copies.Forerunners(groups, pairs) {
		out = append(out, sqlite.PageCopy{Page: stored[p.B].PageRef, Of: stored[p.A].PageRef, Carried: true})
	}
	return out
}

// NearCopies maps the pages of the case that say much the same as an earlier page,
// without being a copy of it, to that page.
func (d *Desk) NearCopies(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out map[PageName]PageName, err error) {
	out = map[PageName]PageName{}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		found, err := tx.NearCopies(s.Key)
		for _, c := range found {
			out[c.Page] = c.Of
		}
		return err
	})
	return out, err
}

// Compared is a page beside the earlier one that it is a copy of or much like,
// with what differs; in Changes A is the earlier page and B the later one.
type Compared struct {
	Earlier, Later casefile.Page
	Same           bool // the later is a copy of the earlier, which the stream folds
	Changes        []copies.Change
}

// Compare sets a page beside the one that it is a copy of or much like. It is
// NotFound where there is none.
func (d *Desk) Compare(ctx context.Context, by account.Actor, number casefile.CaseNumber, page PageName) (out Compared, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.CaseKey)
		if err != nil {
			return err
		}
		of, same, err := likeness(tx, s.Key, page)
		if err != nil {
			return err
		}
		out.Same = same
		if out.Earlier, _, err = tx.Page(s.Key, of.Document, of.Number); err != nil {
			return err
		}
		out.Later, _, err = tx.Page(s.Key, page.Document, page.Number)
		return err
	})
	out.Changes = copies.Diff(out.Earlier, out.Later)
	return out, err
}

// likeness is the page that another one is a copy of, or else the one that it is
// much like.
func likeness(tx *sqlite.Tx, key int64, page PageName) (of PageName, same bool, err error) {
	for _, same := range []bool{true, false} {
		list := tx.NearCopies
		if same {
			list = tx.Copies
		}
		found, err := list(key)
		if err != nil {
			return of, same, err
		}
		for _, c := range found {
			if c.Page == page {
				return c.Of, same, nil
			}
		}
	}
	return of, false, fault.New(fault.NotFound, "This page is like no earlier one of the case. Go back to the records.")
}
