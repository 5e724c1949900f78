package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"imr/db"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/earlier"
)

func TestKin(t *testing.T) {
	d := fresh(t)
	day := calendar.MustDate
	asked := earlier.Person{Name: "Walter Brisendine", Born: day("1956-06-11"), Injured: day("2012-10-16"), Claim: "NWB-12-088341"}
	add := func(number casefile.CaseNumber, spoil func(*casefile.Case)) {
		c := filled[casefile.Case]()
		c.Number, c.Employee.Name, c.Employee.DateOfBirth, c.DateOfInjury, c.ClaimNumber = number, asked.Name, asked.Born, asked.Injured, asked.Claim
		spoil(&c)
		update(t, d, func(tx *Tx) error {
			_, err := tx.AddCase(c, casefile.Ready)
			return err
		})
	}
	add("all", func(*casefile.Case) {})
	add("by birth", func(c *casefile.Case) { c.DateOfInjury, c.ClaimNumber = day("2019-01-02"), "X-2019-1" })
	add("by claim", func(c *casefile.Case) {
		c.DateOfInjury, c.ClaimNumber, c.Employee.DateOfBirth = day("2019-01-02"), "nwb 12.088341", day("1965-06-11")
	})
	add("by injury", func(c *casefile.Case) { c.Employee.DateOfBirth, c.ClaimNumber = calendar.Date{}, "" })
	add("a stranger hurt that day", func(c *casefile.Case) {
		c.Employee.Name, c.Employee.DateOfBirth, c.ClaimNumber = "Otto Other", day("1970-01-01"), "Z-9999"
	})
	add("nothing in common", func(c *casefile.Case) {
		c.Employee.Name, c.Employee.DateOfBirth, c.ClaimNumber, c.DateOfInjury = "Otto Other", day("1970-01-01"), "Z-9999", day("2019-01-02")
	})
	kin := func(p earlier.Person) (out []string) {
		view(t, d, func(tx *Tx) error {
			found, err := tx.Kin(p)
			for _, k := range found {
				out = append(out, string(k.Number))
				if k.Signed || k.State != casefile.Ready || k.Decided.IsZero() {
					t.Errorf("%s is read as %+v", k.Number, k)
				}
			}
			return err
		})
		return out
	}
	if got := kin(asked); !slices.Equal(got, []string{"all", "by birth", "by claim", "by injury"}) {
		t.Errorf("found %q", got)
	}
	if got := kin(earlier.Person{Name: asked.Name}); got != nil {
		t.Errorf("by the name alone %q", got)
	}
}

func TestFoldedClaimsAreThoseOfTheDomain(t *testing.T) {
	d := fresh(t)
	for _, claim := range []string{"NWB-12-088341", "nwb 12.088341", "a/b-1 2.3", "0001"} {
		var folded string
		must(t, d.read.db.QueryRow("SELECT upper(replace(replace(replace(replace(?, '-', ''), ' ', ''), '.', ''), '/', ''))", claim).Scan(&folded))
		if want := earlier.FoldClaim(claim); folded != want {
			t.Errorf("%q is %q in the store and %q in the domain", claim, folded, want)
		}
	}
}

// TestKinIsFoundByIndexes: with many cases a part of the search that has none
// would read all of them.
func TestKinIsFoundByIndexes(t *testing.T) {
	d := fresh(t)
	statements, err := load(db.Queries)
	must(t, err)
	queries, err := d.read.db.Query("EXPLAIN QUERY PLAN "+statements["earlier.candidates"], sql.Named("born", "1956-06-11"), sql.Named("injured", "2012-10-16"), sql.Named("claim", "NWB12088341"))
	must(t, err)
	defer queries.Close()
	var plan strings.Builder
	for queries.Next() {
		var id, parent, unused int
		var detail string
		must(t, queries.Scan(&id, &parent, &unused, &detail))
		plan.WriteString(detail + "\n")
	}
	must(t, queries.Err())
	for _, index := range []string{"cases_by_birth", "cases_by_injury", "cases_by_claim"} {
		if !strings.Contains(plan.String(), index) {
			t.Errorf("%s is not used:\n%s", index, plan.String())
		}
	}
	if strings.Contains(plan.String(), "SCAN cases") || strings.Contains(plan.String(), "SCAN c\n") {
		t.Errorf("all cases are read:\n%s", plan.String())
	}
}

// BenchmarkKin looks for a person among 200,000 cases, of whom one day of birth
// has about 13 and one day of injury about 110.
func BenchmarkKin(b *testing.B) {
	d, err := Open(b.Context(), filepath.Join(b.TempDir(), "imr.db"), newClock().now)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	texts := strings.Split("application_received records_complete application_channel application_signed application_signed_by employee_sex employer administrator_name "+
		"administrator_address administrator_email physician_name physician_specialty physician_facility ur_organization ur_physician ur_decision_date ur_served_date ur_outcome ur_reason "+
		"request_for_authorization notice_of_assignment", " ")
	_, err = d.write.db.ExecContext(context.Background(), fmt.Sprintf(`WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200000)
		INSERT INTO cases (number, state, priority, employee_name, employee_date_of_birth, date_of_injury, claim_number, ur_conditional, %s)
		SELECT 'CM16-' || value, 'ready', 'standard', 'Worker ' || value, date('1950-01-01', (value * 7919 %% 15000) || ' days'), date('2014-01-01', (value * 104729 %% 1800) || ' days'),
		'NWB-' || value, 0, %s FROM n`, strings.Join(texts, ", "), strings.TrimSuffix(strings.Repeat("'', ", len(texts)), ", ")))
	if err != nil {
		b.Fatal(err)
	}
	p := earlier.Person{Name: "Worker Brisendine", Born: calendar.MustDate("1956-06-11"), Injured: calendar.MustDate("2015-10-16"), Claim: "NWB 77"}
	for b.Loop() {
		if err := d.View(b.Context(), func(tx *Tx) error {
			_, err := tx.Kin(p)
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
}
