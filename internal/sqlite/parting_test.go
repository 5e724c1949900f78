package sqlite

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRecordStartsRoundTrip(t *testing.T) {
	d := fresh(t)
	c, other := addCase(t, d, "CM14-1"), addCase(t, d, "CM14-2")
	update(t, d, func(tx *Tx) error {
		must(t, tx.SetRecordStart(c.Key, 0, 4, true))
		must(t, tx.SetRecordStart(c.Key, 0, 7, true))
		must(t, tx.SetRecordStart(c.Key, 0, 7, false))
		must(t, tx.SetRecordStart(c.Key, 2, 3, false))
		must(t, tx.SetRecordStart(c.Key, 2, 5, true))
		must(t, tx.SetRecordStart(other.Key, 0, 2, true))
		for _, want := range []bool{true, false} {
			if got, err := tx.DropRecordStart(c.Key, 2, 5); got != want || err != nil {
				t.Errorf("dropped %v, %v; want %v", got, err, want)
			}
		}
		return nil
	})
	view(t, d, func(tx *Tx) error {
		got, err := tx.RecordStarts(c.Key)
		if diff := cmp.Diff(map[int]map[int]bool{0: {4: true, 7: false}, 2: {3: false}}, got); diff != "" {
			t.Errorf("starts (-want +got):\n%s", diff)
		}
		return err
	})
}
