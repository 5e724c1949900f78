package calendar_test

import (
	"strings"
	"testing"

	"imr/internal/calendar"
)

func TestDecisionDue(t *testing.T) {
	const records, application, both = "the complete records", "the application", "the application with complete records"
	tests := []struct {
		name, kind        string
		received, records string
		want, event       string
		skipped           string // names of the holidays, joined by commas
	}{
		{"standard, records later", "standard", "2014-03-14", "2014-04-02", "2014-05-02", records, ""},
		{"standard, application later", "standard", "2014-04-02", "2014-03-14", "2014-05-02", application, ""},
		{"standard, same day", "standard", "2014-04-02", "2014-04-02", "2014-05-02", both, ""},
		{"standard, ends on a Saturday", "standard", "2014-03-14", "2014-04-03", "2014-05-03", records, ""},
		{"standard, ends on a holiday", "standard", "2014-11-01", "2014-11-25", "2014-12-25", records, ""},
		{"standard, through February", "standard", "2014-01-02", "2014-01-31", "2014-03-02", records, ""},
		{"standard, through a leap February", "standard", "2016-01-02", "2016-01-31", "2016-03-01", records, ""},
		{"standard, from a leap day", "standard", "2016-01-02", "2016-02-29", "2016-03-30", records, ""},
		{"standard, over the year end", "standard", "2014-12-01", "2014-12-15", "2015-01-14", records, ""},
		{"standard, over the spring clock change", "standard", "2014-02-01", "2014-02-20", "2014-03-22", records, ""},
		{"standard, over the autumn clock change", "standard", "2014-10-01", "2014-10-15", "2014-11-14", records, ""},
		{"expedited", "expedited", "2014-03-14", "2014-03-17", "2014-03-20", records, ""},
		{"expedited, over a weekend", "expedited", "2014-03-14", "2014-03-14", "2014-03-17", both, ""},
		{"expedited, ends on a Sunday", "expedited", "2014-03-10", "2014-03-13", "2014-03-16", records, ""},
		{"expedited, over the clock change", "expedited", "2014-03-07", "2014-03-07", "2014-03-10", both, ""},
		{"expedited, over the year end", "expedited", "2014-12-30", "2014-12-30", "2015-01-02", both, ""},
		{"formulary, no weekend off", "formulary", "2018-03-05", "2018-03-09", "2018-03-16", records, ""},
		{"formulary, from a Saturday", "formulary", "2018-03-05", "2018-03-10", "2018-03-16", records, ""},
		{"formulary, over King", "formulary", "2018-01-11", "2018-01-11", "2018-01-19", both, "Martin Luther King Jr. Day"},
		{"formulary, Saturday holiday is none", "formulary", "2018-03-29", "2018-03-29", "2018-04-05", both, ""},
		{"formulary, over Thanksgiving", "formulary", "2018-11-19", "2018-11-20", "2018-11-29", records, "Thanksgiving Day,Day after Thanksgiving"},
		{"formulary, over the year end", "formulary", "2018-12-01", "2018-12-21", "2018-12-31", records, "Christmas Day"},
		{"formulary, Christmas and New Year", "formulary", "2019-12-01", "2019-12-24", "2020-01-02", records, "Christmas Day,New Year's Day"},
		{"formulary, starts on a holiday", "formulary", "2018-05-28", "2018-05-28", "2018-06-04", both, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := calendar.Clock{Kind: calendar.Kind(tt.kind), Received: calendar.MustDate(tt.received), RecordsComplete: calendar.MustDate(tt.records)}
			due, ok := calendar.DecisionDue(c)
			if !ok || due.On.String() != tt.want || due.StartEvent != tt.event {
				t.Fatalf("DecisionDue = %s from %s, %v; want %s from %s", due.On, due.StartEvent, ok, tt.want, tt.event)
			}
			if later := max(tt.received, tt.records); due.Start.String() != later {
				t.Errorf("Start = %s, want %s", due.Start, later)
			}
			var names []string
			for _, h := range due.Holidays {
				names = append(names, h.Name)
			}
			if got := strings.Join(names, ","); got != tt.skipped {
				t.Errorf("Holidays = %q, want %q", got, tt.skipped)
			}
		})
	}
}

func TestDueSaysItsRule(t *testing.T) {
	tests := []struct {
		kind, rule, section string
		working             bool
	}{
		{"standard", "30 days from the complete records: LC 4610.6(d)(1)(A)", "LC 4610.6(d)(1)(A)", false},
		{"formulary", "5 working days from the complete records: LC 4610.6(d)(1)(B)", "LC 4610.6(d)(1)(B)", true},
		{"expedited", "3 days from the complete records: LC 4610.6(d)(2)", "LC 4610.6(d)(2)", false},
	}
	for _, tt := range tests {
		t.Run(tt.kind, func(t *testing.T) {
			due, _ := calendar.DecisionDue(calendar.Clock{Kind: calendar.Kind(tt.kind),
				Received: calendar.MustDate("2018-03-01"), RecordsComplete: calendar.MustDate("2018-03-05")})
			if due.Rule != tt.rule || due.Section != tt.section || due.Working != tt.working {
				t.Errorf("got %q, %q, %v", due.Rule, due.Section, due.Working)
			}
		})
	}
}

func TestClockNotRunning(t *testing.T) {
	day := calendar.MustDate("2018-03-05")
	tests := map[string]calendar.Clock{
		"nothing yet":        {Kind: "standard"},
		"records missing":    {Kind: "standard", Received: day},
		"no application":     {Kind: "expedited", RecordsComplete: day},
		"unknown kind":       {Kind: "leisurely", Received: day, RecordsComplete: day},
		"kind not said":      {Received: day, RecordsComplete: day},
		"kind wrongly cased": {Kind: "Standard", Received: day, RecordsComplete: day},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			if due, ok := calendar.DecisionDue(c); ok || !due.On.IsZero() || due.Rule != "" {
				t.Errorf("DecisionDue = %+v, %v", due, ok)
			}
		})
	}
}

func TestDaysLeft(t *testing.T) {
	due := calendar.Due{On: calendar.MustDate("2015-01-02")}
	for today, want := range map[string]int{"2014-12-03": 30, "2014-12-31": 2, "2015-01-02": 0, "2015-01-03": -1, "2016-01-02": -365} {
		if got := due.DaysLeft(calendar.MustDate(today)); got != want {
			t.Errorf("DaysLeft(%s) = %d, want %d", today, got, want)
		}
	}
}
