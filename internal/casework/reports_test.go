package casework

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/report"
)

func tableOf(t *testing.T, all []report.Table, name string) report.Table {
	t.Helper()
	for _, one := range all {
		if one.Name == name {
			return one
		}
	}
	t.Fatalf("there is no report %s", name)
	return report.Table{}
}

// sums adds up each column of a report.
func sums(t report.Table) string {
	total := make([]float64, len(t.Columns))
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			total[i] += c.N
		}
	}
	return fmt.Sprint(total)
}

// TestReportsCountWhatWasDone: one case was assigned, handed in, approved, issued
// and corrected on one day; the correction counts as no second decision.
func TestReportsCountWhatWasDone(t *testing.T) {
	o := openIssued(t)
	p := report.Period{From: o.Today().AddDays(-30), To: o.Today()}
	all, err := o.Reports(t.Context(), o.act("admin"), p)
	must(t, err)
	c, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	for name, want := range map[string]string{
		"volumes":    "[0 0 0 0 1 0]",
		"ages":       ageSums(c.Case, o),
		"category":   "[2 2 200]",
		"specialty":  "[2 2 100]",
		"physician":  "[2 2 100]",
		"ineligible": "[]",
		"workload":   "[0 1 1 0 0]",
	} {
		if name == "ineligible" {
			if rows := tableOf(t, all, name).Rows; len(rows) != 0 {
				t.Errorf("ineligible: %+v", rows)
			}
			continue
		}
		if got := sums(tableOf(t, all, name)); got != want {
			t.Errorf("%s: %s, want %s: %+v", name, got, want, tableOf(t, all, name).Rows)
		}
	}
	for _, r := range tableOf(t, all, "workload").Rows {
		if !strings.HasPrefix(r.Label, "R-") {
			t.Errorf("a reviewer appears as %s", r.Label)
		}
	}
	before := report.Period{From: o.Today().AddDays(-60), To: o.Today().AddDays(-31)}
	if all, err := o.Reports(t.Context(), o.act("admin"), before); err != nil || sums(tableOf(t, all, "volumes")) != "[0 0 0 0 0 0]" {
		t.Errorf("the month before: %+v, %v", all, err)
	}
}

func ageSums(c casefile.Case, o *office) string {
	a, r := c.Application.Received.DaysUntil(o.Today()), c.RecordsComplete.DaysUntil(o.Today())
	return fmt.Sprintf("[1 %d %d %d %d %d %d]", a, a, a, r, r, r)
}

func TestReportsAreForStaff(t *testing.T) {
	o := openIssued(t)
	p := report.Period{From: o.Today(), To: o.Today()}
	for _, name := range []string{"reviewer", "director"} {
		wantKind(t, name, second(o.Reports(t.Context(), o.act(name), p)), fault.Forbidden)
		wantKind(t, name, o.SetSmallestCell(t.Context(), o.act(name), 5), fault.Forbidden)
	}
	all, err := o.Reports(t.Context(), o.act("auditor"), p)
	must(t, err)
	for _, table := range all {
		if table.Name == report.Physician.Name {
			t.Error("an auditor sees physicians by name")
		}
	}
	wantKind(t, "a period that ends before it begins", second(o.Reports(t.Context(), o.act("admin"), report.Period{From: o.Today(), To: o.Today().AddDays(-1)})), fault.Invalid)
	wantKind(t, "a thousand years", second(o.Reports(t.Context(), o.act("admin"), report.Period{From: o.Today().AddDays(-366000), To: o.Today()})), fault.Invalid)
}

// TestPublicFiguresWaitForTheMonthsEnd: a decision of this month is in no public
// figure, and one of the last month only where the smallest cell allows it.
func TestPublicFiguresWaitForTheMonthsEnd(t *testing.T) {
	o := openIssued(t)
	ctx := t.Context()
	must(t, o.SetSmallestCell(ctx, operator, 2))
	if tables, _, smallest, err := o.PublicFigures(ctx); err != nil || len(tables) != 0 || smallest != 2 {
		t.Errorf("in the same month: %+v, %d, %v", tables, smallest, err)
	}
	o.clock.move(32 * 24 * 60 * 60 * 1e9)
	tables, until, _, err := o.PublicFigures(ctx)
	if err != nil || len(tables) != 2 || !until.Before(o.Today()) || sums(tables[0]) != "[0 4 4]" {
		t.Errorf("in the month after: %+v until %s, %v", tables, until, err)
	}
	must(t, o.SetSmallestCell(ctx, operator, 3))
	if tables, _, _, err := o.PublicFigures(ctx); err != nil || len(tables) != 0 {
		t.Errorf("two items are shown where three are the least: %+v, %v", tables, err)
	}
	for _, n := range []int{-1, 0, 1, 101} {
		wantKind(t, fmt.Sprint(n), o.SetSmallestCell(ctx, operator, n), fault.Invalid)
	}
}
