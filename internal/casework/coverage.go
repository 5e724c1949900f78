package casework

import (
	"context"
	"fmt"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// View says since when a page has been on the reviewer's screen, and for how long.
type View = sqlite.View

// Look is a page that was on the screen for a while.
type Look struct {
	Page PageName
	Time time.Duration
}

// The bounds of one report of what was on the screen, which a script sends every
// few seconds.
const (
	mostLooks   = 500
	longestLook = 10 * time.Minute
)

// Looked adds to what the reviewer of the case has seen of its records while the
// review is being written. A look without time counts: it is what a browser
// without scripts can tell. All looks are kept or none.
func (d *Desk) Looked(ctx context.Context, by account.Actor, number casefile.CaseNumber, looks []Look) error {
	act := audit.By(by, "records.look", string(number)).With(fmt.Sprintf("%d pages", len(looks)))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := drafting(tx, by, number)
		if err != nil {
			return err
		}
		if len(looks) == 0 || len(looks) > mostLooks {
			return fault.New(fault.Invalid, "Name the pages that were on the screen, at most %d at once.", mostLooks)
		}
		for _, l := range looks {
			found, err := tx.Look(s.Key, by.ID, l.Page, min(max(l.Time, 0), longestLook))
			if err != nil {
				return err
			}
			if !found {
				return noPage()
			}
		}
		return nil
	})
}

// seenBy is what the actor has seen of the case, or nil where they do not review it.
func seenBy(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) (map[PageName]View, error) {
	a, err := tx.Assignment(s)
	if err != nil || !assignment.IsReviewer(by, a) {
		return nil, err
	}
	views, err := tx.Views(s.Key, by.ID)
	out := make(map[PageName]View, len(views))
	for _, v := range views {
		out[v.Page] = v
	}
	return out, err
}

// Unopened is the pages that are no copies and were never on the reviewer's
// screen, in the order of the stream; none where the reviewer is not the one who asks.
func (r Records) Unopened() []casefile.Page {
	var out []casefile.Page
	for _, p := range r.Pages {
		if r.Seen != nil && !r.isCopy(p) && !r.isSeen(p) {
			out = append(out, p)
		}
	}
	return out
}

func (r Records) isCopy(p casefile.Page) bool {
	_, copied := r.CopyOf[PageName{Document: p.Document, Number: p.Number}]
	return copied
}

func (r Records) isSeen(p casefile.Page) bool {
	_, seen := r.Seen[PageName{Document: p.Document, Number: p.Number}]
	return seen
}
