package casework

import (
	"testing"

	"imr/internal/casefile"
	"imr/internal/sqlite"
)

func TestRecordCacheForgetsTheOldest(t *testing.T) {
	for name, tt := range map[string]struct{ pages, want []int }{
		"nothing":             {nil, nil},
		"all fit":             {[]int{1000, 1200, 1000}, []int{1000, 1200, 1000}},
		"the oldest goes":     {[]int{1, 1200, 1000, 1000}, []int{1200, 1000, 1000}},
		"one that is too big": {[]int{5, 4000}, []int{4000}},
		"after one too big":   {[]int{4000, 5}, []int{5}},
	} {
		t.Run(name, func(t *testing.T) {
			var r recordCache
			for i, n := range tt.pages {
				r.cases = append(r.cases, &cachedCase{key: int64(i), size: n})
			}
			r.forget()
			if len(r.cases) != len(tt.want) {
				t.Fatalf("%d cases are kept, want %d", len(r.cases), len(tt.want))
			}
			for i, n := range tt.want {
				if r.cases[i].size != n {
					t.Errorf("case %d has %d pages, want %d", i, r.cases[i].size, n)
				}
			}
		})
	}
}

// TestOneCaseWaitsForNoOther: while the pages of one case are read for the first
// time, a check of another goes on.
func TestOneCaseWaitsForNoOther(t *testing.T) {
	o := openOffice(t)
	must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) error {
		slow, _, err := tx.CaseKey(free)
		must(t, err)
		reading := o.records.place(slow.Key)
		reading.mu.Lock()
		defer reading.mu.Unlock()
		other, _, err := tx.CaseKey(worked)
		must(t, err)
		records, err := o.records.of(tx, other)
		if len(records.pages) == 0 {
			t.Error("the other case has no pages")
		}
		return err
	}))
}

// TestRefresh: the records in the cache follow what is read before a check asks.
func TestRefresh(t *testing.T) {
	o := openOffice(t)
	var s sqlite.StoredCase
	must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) (err error) {
		s, _, err = tx.CaseKey(free)
		must(t, err)
		_, err = o.records.of(tx, s)
		return err
	}))
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		return tx.SetWords(s.Key, 0, casefile.Page{Document: "d,1", Number: 1, Words: []casefile.Word{{Text: "other"}}, Reading: casefile.OCR}, nil)
	}))
	o.refresh(t.Context())
	if got := o.records.place(s.Key).pages[0].Text(); got != "other" {
		t.Errorf("after another reading the cache has %q", got)
	}
}
