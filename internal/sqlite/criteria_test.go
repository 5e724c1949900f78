package sqlite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/criteria"
	"imr/internal/fault"
)

func TestCriteriaKeepEveryVersion(t *testing.T) {
	d := fresh(t)
	add := func(l criteria.List) error {
		return d.Background(t.Context(), func(tx *Tx) error { return tx.AddCriteria(l) })
	}
	first := filled[criteria.List]()
	first.Key, first.Version = "kits", 1
	second := first
	second.Version, second.Name, second.InUse = 2, "A second name", false
	second.Criteria = []criteria.Criterion{first.Criteria[2], {Key: "new", Words: "without terms"}}
	other := criteria.List{Key: "acupuncture", Version: 1, Name: "Acupuncture", Criteria: []criteria.Criterion{{Key: "c1", Words: "w"}}}
	for _, l := range []criteria.List{first, second, other} {
		must(t, add(l))
	}
	if err := add(second); !fault.Is(err, fault.Conflict) {
		t.Errorf("a version that there is: %v", err)
	}
	lists := func(read func(*Tx) ([]CriteriaList, error)) (out []criteria.List) {
		view(t, d, func(tx *Tx) error {
			stored, err := read(tx)
			for _, l := range stored {
				if l.At.IsZero() {
					t.Errorf("%s version %d has no time", l.Key, l.Version)
				}
				out = append(out, l.List)
			}
			return err
		})
		return out
	}
	if diff := cmp.Diff([]criteria.List{second, other}, lists((*Tx).Criteria)); diff != "" {
		t.Errorf("newest (-want +got):\n%s", diff)
	}
	versions := func(key string) []criteria.List {
		return lists(func(tx *Tx) ([]CriteriaList, error) { return tx.CriteriaVersions(key) })
	}
	if diff := cmp.Diff([]criteria.List{second, first}, versions("kits")); diff != "" {
		t.Errorf("versions (-want +got):\n%s", diff)
	}
	if got := versions("none"); got != nil {
		t.Errorf("a list that there is not has the versions %v", got)
	}
}

func TestAVersionOfCriteriaStaysAsItIs(t *testing.T) {
	d := fresh(t)
	must(t, d.Background(t.Context(), func(tx *Tx) error {
		return tx.AddCriteria(criteria.List{Key: "kits", Version: 1, Criteria: []criteria.Criterion{{Key: "c1", Words: "w"}}})
	}))
	for _, statement := range []string{"UPDATE criteria_lists SET name = 'x'", "DELETE FROM criteria_lists", "UPDATE criteria SET words = 'x'", "DELETE FROM criteria"} {
		if err := raw(t, d, statement); err == nil || !strings.Contains(err.Error(), "stays as it is") {
			t.Errorf("%s: %v", statement, err)
		}
	}
}
