package report

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/calendar"
)

func day(s string) calendar.Date { return calendar.MustDate(s) }

// spoken is the rows of a table in words, a lacking number as a hyphen.
func spoken(t Table) string {
	var out []string
	for _, r := range t.Rows {
		line := r.Label + ":"
		for _, c := range r.Cells {
			if c.None {
				line += " -"
			} else {
				line += fmt.Sprintf(" %.4g", c.N)
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestTables(t *testing.T) {
	p := Period{day("2026-01-10"), day("2026-02-20")}
	decisions := []Decision{
		{day("2026-01-20"), day("2026-01-01"), day("2026-01-10"), day("2026-01-20"), "standard"},
		{day("2026-01-31"), day("2026-01-01"), calendar.Date{}, day("2026-01-28"), "expedited"},
		{day("2026-01-31"), day("2026-01-11"), day("2026-01-31"), calendar.Date{}, "standard"},
	}
	for name, tt := range map[string]struct {
		table Table
		want  string
	}{
		"volumes": {Volumes(p, []Happened{{Received, day("2026-01-10"), 3}, {Received, day("2026-01-31"), 2}, {Issued, day("2026-02-20"), 1}, {Issued, day("2026-02-21"), 9}}),
			"2026-01: 5 0 0 0 0 0; 2026-02: 0 0 0 0 1 0"},
		"ages":       {Ages(p, decisions), "2026-01: 3 23 20 30 5 0 10; 2026-02: 0 - - - - - -"},
		"lateness":   {Lateness(p, decisions), "2026-01: 2 1 50 3 3 1; 2026-02: 0 0 - - - 0"},
		"open":       {UnderWay(day("2026-03-02"), []Open{{day("2026-03-01"), calendar.Date{}, day("2026-03-02")}, {day("2025-01-01"), day("2026-02-09"), day("2026-03-01")}}), "0 to 10: 1 0 0; 11 to 20: 0 0 0; 21 to 30: 0 1 0; 31 to 45: 0 0 0; 46 to 90: 0 0 0; 91 and more: 1 0 1"},
		"reasons":    {Reasons([]Named{{"Late", 1}, {"Unsigned", 4}}), "Unsigned: 4; Late: 1"},
		"overturned": {Overturned(Category, []Outcome{{"Injections", 4, 1}, {"Surgery", 9, 0}}), "Surgery: 9 0 0; Injections: 4 1 25"},
		"workload":   {Workload([]Work{{"R-A", 1, 2, 2, 1, []int{3, 9}}, {"R-B", 4, 0, 0, 0, nil}}), "R-B: 4 0 0 0 -; R-A: 1 2 2 1 3"},
		"by years":   {Volumes(Period{day("2020-12-31"), day("2026-01-01")}, nil), "2020: 0 0 0 0 0 0; 2021: 0 0 0 0 0 0; 2022: 0 0 0 0 0 0; 2023: 0 0 0 0 0 0; 2024: 0 0 0 0 0 0; 2025: 0 0 0 0 0 0; 2026: 0 0 0 0 0 0"},
	} {
		if got := spoken(tt.table); got != tt.want {
			t.Errorf("%s: %s\nwant %s", name, got, tt.want)
		}
		for _, r := range tt.table.Rows {
			if len(r.Cells) != len(tt.table.Columns) {
				t.Errorf("%s: the row %s has %d cells of %d", name, r.Label, len(r.Cells), len(tt.table.Columns))
			}
		}
	}
}

func TestPeriodSaysWhatItLacks(t *testing.T) {
	for want, p := range map[string]Period{"from": {To: day("2026-01-01")}, "to": {From: day("2026-01-02"), To: day("2026-01-01")}, "": {day("2026-01-01"), day("2026-01-01")}} {
		err := p.Validate()
		if (err == nil) != (want == "") || want != "" && !strings.Contains(fmt.Sprint(err), "period") {
			t.Errorf("%+v: %v", p, err)
		}
	}
}
