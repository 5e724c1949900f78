package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"imr/internal/account"
	"imr/internal/criteria"
	"imr/internal/fault"
)

func kits() criteria.List {
	return criteria.List{Name: "Home kits", Guideline: "ODG", Chapter: "Low Back", InUse: true, Criteria: []criteria.Criterion{{Words: "A program was taught."}, {Words: "It was followed."}}}
}

func TestCriteriaChangeByVersions(t *testing.T) {
	o := openOffice(t)
	admin, before := o.act("admin"), o.head(t).Seq
	first, err := o.SaveCriteria(t.Context(), admin, kits())
	must(t, err)
	if first.Key != "home-kits" || first.Version != 1 || first.Criteria[1].Key != "c2" {
		t.Errorf("the new list is %+v", first)
	}
	changed := first
	changed.Criteria = []criteria.Criterion{first.Criteria[1], {Words: "A pulley is spared."}}
	second, err := o.SaveCriteria(t.Context(), admin, changed)
	must(t, err)
	if second.Version != 2 || second.Criteria[0].Key != "c2" || second.Criteria[1].Key != "c3" {
		t.Errorf("the changed list is %+v", second)
	}
	_, err = o.SaveCriteria(t.Context(), admin, changed)
	wantKind(t, "a change of an older version", err, fault.Conflict)
	twin, err := o.SaveCriteria(t.Context(), admin, kits())
	must(t, err)
	if twin.Key != "home-kits-2" {
		t.Errorf("the second list of the name has the key %q", twin.Key)
	}
	called := kits()
	called.Name = "New"
	if l, err := o.SaveCriteria(t.Context(), admin, called); err != nil || l.Key == "new" {
		t.Errorf("a list called New: %q, %v", l.Key, err)
	}
	versions, err := o.CriteriaVersions(t.Context(), admin, first.Key)
	must(t, err)
	if len(versions) != 2 || versions[1].Criteria[0].Words != "A program was taught." {
		t.Errorf("the versions are %+v", versions)
	}
	if got := o.head(t).Seq - before; got != 4 {
		t.Errorf("four saves left %d events", got)
	}
	unknown := second
	unknown.Key = "none"
	_, err = o.SaveCriteria(t.Context(), admin, unknown)
	wantKind(t, "a change of no list", err, fault.NotFound)
	_, err = o.SaveCriteria(t.Context(), admin, criteria.List{})
	wantKind(t, "an empty list", err, fault.Invalid)
}

func TestCriteriaAreChangedByAdminsOnly(t *testing.T) {
	o := openOffice(t)
	for name, tt := range map[string]struct {
		by                  account.Actor
		save, read, history bool
	}{
		"admin": {o.act("admin"), true, true, true}, "command": {account.Command("test"), true, true, true}, "reviewer": {o.act("reviewer"), false, true, false},
		"auditor": {o.act("auditor"), false, false, false}, "nobody": {account.Actor{}, false, false, false},
	} {
		l, err := o.SaveCriteria(t.Context(), tt.by, kits())
		if (err == nil) != tt.save {
			t.Errorf("%s saves: %v", name, err)
		}
		if _, err := o.Criteria(t.Context(), tt.by); (err == nil) != tt.read {
			t.Errorf("%s reads: %v", name, err)
		}
		if _, err := o.CriteriaVersions(t.Context(), tt.by, l.Key); tt.save && (err == nil) != tt.history || !tt.save && err == nil {
			t.Errorf("%s reads the history: %v", name, err)
		}
	}
}

func TestLookForSearchesTheRecordsOfTheCase(t *testing.T) {
	o := openOffice(t)
	got, err := o.LookFor(t.Context(), o.act("reviewer"), worked, []string{"cervical fusion", "zorbing balls", "Zorbing balls"})
	must(t, err)
	if len(got.Hits) == 0 || !slices.Contains(got.Terms, "zorbing balls") || strings.Count(strings.ToLower(fmt.Sprint(got.Terms)), "zorbing") != 1 {
		t.Errorf("found %+v", got)
	}
	_, err = o.LookFor(t.Context(), o.act("other"), worked, []string{"cervical fusion"})
	wantKind(t, "another's case", err, fault.NotFound)
}
