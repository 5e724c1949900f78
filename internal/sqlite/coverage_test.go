package sqlite

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/account"
	"imr/internal/casefile"
)

func TestViewsAddUpForEachReviewer(t *testing.T) {
	d := fresh(t)
	addUsers(t, d, "ann", "bo")
	c, other := addCase(t, d, "CM14-0000001"), addCase(t, d, "CM14-0000002")
	doc := c.Documents[1].ID
	var began time.Time
	update(t, d, func(tx *Tx) error {
		began = tx.Now.UTC().Truncate(time.Microsecond)
		for _, key := range []int64{c.Key, other.Key} {
			if err := tx.AddPages(key, 1, []casefile.Page{{Number: 1, Reading: casefile.Printed}, {Number: 2, Reading: casefile.Printed}}); err != nil {
				return err
			}
		}
		return nil
	})
	look := func(by account.UserID, page int, time time.Duration) (found bool) {
		update(t, d, func(tx *Tx) (err error) {
			found, err = tx.Look(c.Key, by, PageName{doc, page}, time)
			return err
		})
		return found
	}
	for i, ok := range []bool{look("ann", 2, time.Second), look("ann", 2, 1500*time.Millisecond), look("bo", 1, 0)} {
		if !ok {
			t.Errorf("look %d found no page", i+1)
		}
	}
	if look("ann", 3, time.Second) {
		t.Error("a page that the case does not have was looked at")
	}
	views := func(key int64, by account.UserID) (out []View) {
		view(t, d, func(tx *Tx) (err error) {
			out, err = tx.Views(key, by)
			return err
		})
		return out
	}
	got := views(c.Key, "ann")
	if len(got) != 1 || got[0].First.Before(began) || got[0].First.Sub(began) > time.Minute {
		t.Fatalf("views of ann: %v", got)
	}
	got[0].First = time.Time{}
	if diff := cmp.Diff([]View{{Page: PageName{doc, 2}, Time: 2500 * time.Millisecond}}, got); diff != "" {
		t.Errorf("views of ann (-want +got):\n%s", diff)
	}
	if got := views(c.Key, "bo"); len(got) != 1 || got[0].Page.Number != 1 || got[0].Time != 0 {
		t.Errorf("views of bo: %v", got)
	}
	if got := views(other.Key, "ann"); len(got) != 0 {
		t.Errorf("views of a case that ann never opened: %v", got)
	}
}
