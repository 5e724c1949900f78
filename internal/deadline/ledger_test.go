package deadline_test

import (
	"strings"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/deadline"
	"imr/internal/fault"
)

func events(t *testing.T, list ...string) []deadline.Event {
	t.Helper()
	var out []deadline.Event
	for i, s := range list {
		out = append(out, eventOf(t, int64(i+1), s))
	}
	return out
}

// running is a standard case whose decision is due on April 21, 2014.
func running(t *testing.T) []deadline.Event {
	return events(t, "application_received(standard)@2014-03-10T09:00", "records_complete@2014-03-22T12:00")
}

func TestCheckOfANewEvent(t *testing.T) {
	now := instant(t, "2014-06-01T12:00")
	for name, tt := range map[string]struct {
		had   []string // besides a running case
		event string
		spoil func(*deadline.Event)
		field string // that is wrong; empty where the event may be entered
	}{
		"records complete":                                  {nil, "records_complete@2014-03-25T12:00", nil, ""},
		"an unknown kind":                                   {nil, "recordz@2014-03-25T12:00", nil, "kind"},
		"without a day":                                     {nil, "records_complete@2014-03-25T12:00", func(e *deadline.Event) { e.At = time.Time{} }, "at"},
		"in the future":                                     {nil, "records_complete@2014-06-01T12:01", nil, "at"},
		"LC 4610.6(d)(3): 3 days":                           {nil, "extended(3)@2014-04-21T23:59", nil, ""},
		"LC 4610.6(d)(3): 4 days":                           {nil, "extended(4)@2014-04-15T12:00", nil, "days"},
		"LC 4610.6(d)(3): no days":                          {nil, "extended(0)@2014-04-15T12:00", nil, "days"},
		"LC 4610.6(d)(3): less than none":                   {nil, "extended(-1)@2014-04-15T12:00", nil, "days"},
		"LC 4610.6(d)(3): once more, 3 in all":              {[]string{"extended(1)@2014-04-10T12:00"}, "extended(2)@2014-04-15T12:00", nil, ""},
		"LC 4610.6(d)(3): once more, 4 in all":              {[]string{"extended(2)@2014-04-10T12:00"}, "extended(2)@2014-04-15T12:00", nil, "days"},
		"LC 4610.6(d)(3): in place of an earlier one":       {[]string{"extended(2)@2014-04-10T12:00"}, "extended(3)@2014-04-15T12:00", func(e *deadline.Event) { e.Replaces = 3 }, ""},
		"LC 4610.6(d)(3): after the deadline":               {nil, "extended(1)@2014-04-22T00:00", nil, "at"},
		"LC 4610.6(d)(3): on the day that an extension won": {[]string{"extended(1)@2014-04-21T12:00"}, "extended(1)@2014-04-22T12:00", nil, ""},
		"LC 4610.6(d)(3): without approval":                 {nil, "extended(1)@2014-04-15T12:00", func(e *deadline.Event) { e.Note = "" }, "note"},
		"LC 4610.6(d)(3): while the clock stands":           {[]string{"records_incomplete@2014-04-01T12:00"}, "extended(1)@2014-04-15T12:00", nil, "at"},
		"§9792.10.4(c): certified":                          {nil, "expedited@2014-04-01T12:00", nil, ""},
		"§9792.10.4(c): without certification":              {nil, "expedited@2014-04-01T12:00", func(e *deadline.Event) { e.Note = "" }, "note"},
		"§9792.10.4(c): back without a reason":              {nil, "standard@2014-04-01T12:00", func(e *deadline.Event) { e.Note = "" }, "note"},
		"LC 4610.5(k): deferred":                            {nil, "deferred(2014-06-10)@2014-04-01T12:00", nil, ""},
		"LC 4610.5(k): without the liability reason":        {nil, "deferred(2014-06-10)@2014-04-01T12:00", func(e *deadline.Event) { e.Note = "" }, "note"},
		"LC 4610.5(k): woken on the same day":               {nil, "deferred(2014-04-01)@2014-04-01T12:00", nil, "until"},
		"§9792.10.5: notice by mail":                        {nil, "notice_sent/provider(mail)@2014-04-01T12:00", nil, ""},
		"§9792.10.5: notice by no way of service":           {nil, "notice_sent/provider@2014-04-01T12:00", nil, "service"},
		"§9792.10.3(c): an answer to a request":             {[]string{"information_asked/r1@2014-03-26T12:00"}, "information_answered/r1@2014-04-01T12:00", nil, ""},
		"§9792.10.3(c): an answer to none":                  {nil, "information_answered/r1@2014-04-01T12:00", nil, "ref"},
		"a correction":                                      {nil, "records_complete(~2)@2014-03-25T12:00", nil, ""},
		"a correction without a reason":                     {nil, "records_complete(~2)@2014-03-25T12:00", func(e *deadline.Event) { e.Note = "" }, "note"},
		"a correction of what is not there":                 {nil, "records_complete(~9)@2014-03-25T12:00", nil, "replaces"},
		"a correction of what was corrected":                {[]string{"records_complete(~2)@2014-03-24T12:00"}, "records_complete(~2)@2014-03-25T12:00", nil, "replaces"},
		"struck without saying what":                        {nil, "struck@2014-03-25T12:00", nil, "replaces"},
	} {
		t.Run(name, func(t *testing.T) {
			had := running(t)
			for _, s := range tt.had {
				had = append(had, eventOf(t, int64(len(had)+1), s))
			}
			e := eventOf(t, int64(len(had)+1), tt.event)
			if tt.spoil != nil {
				tt.spoil(&e)
			}
			f := fault.Of(deadline.Standard().Check(e, had, now))
			switch {
			case tt.field == "" && f != nil:
				t.Errorf("refused: %v", f)
			case tt.field != "" && f.Field(tt.field) == "":
				t.Errorf("%s is not refused: %v", tt.field, f)
			case f != nil && len(f.Fields) != 1:
				t.Errorf("more than one thing is refused: %v", f)
			}
		})
	}
}

func TestDueSaysItsRule(t *testing.T) {
	for want, list := range map[string][]string{
		"30 days from the complete records: LC 4610.6(d)(1)(A)":                                               {"application_received(standard)@2018-03-01T09:00", "records_complete@2018-03-05T09:00"},
		"30 days from the application with complete records: LC 4610.6(d)(1)(A)":                              {"application_received(standard)@2018-03-05T09:00", "records_complete@2018-03-05T09:00"},
		"30 days from the application: LC 4610.6(d)(1)(A)":                                                    {"application_received(standard)@2018-03-09T09:00", "records_complete@2018-03-05T09:00"},
		"5 working days from the complete records: LC 4610.6(d)(1)(B)":                                        {"application_received(formulary)@2018-03-01T09:00", "records_complete@2018-03-05T09:00"},
		"3 days from the complete records: LC 4610.6(d)(2)":                                                   {"application_received(expedited)@2018-03-01T09:00", "records_complete@2018-03-05T09:00"},
		"30 days from the complete records, and 1 day for the extension: LC 4610.6(d)(1)(A), LC 4610.6(d)(3)": {"application_received(standard)@2018-03-01T09:00", "records_complete@2018-03-05T09:00", "extended(1)@2018-03-09T09:00"},
	} {
		due, ok := deadline.Standard().Replay(events(t, list...)).Decision()
		if !ok || due.Words() != want {
			t.Errorf("%v: %q, want %q", list, due.Words(), want)
		}
	}
	mail, _ := deadline.Standard().Replay(events(t, "ur_served(mail)@2014-03-03T09:00")).Due("file")
	if want := "30 days from the service of the UR decision, and 5 days for service by mail: "; !strings.HasPrefix(mail.Words(), want) {
		t.Errorf("%q does not begin with %q", mail.Words(), want)
	}
}

func TestStatusOfADue(t *testing.T) {
	due := func(more ...string) deadline.Due {
		had := running(t)
		for _, s := range more {
			had = append(had, eventOf(t, int64(len(had)+1), s))
		}
		d, _ := deadline.Standard().Replay(had).Decision()
		return d
	}
	for name, tt := range map[string]struct {
		due  deadline.Due
		now  string
		want deadline.Status
	}{
		"the last minute":           {due(), "2014-04-21T23:59", deadline.Running},
		"a minute later":            {due(), "2014-04-22T00:00", deadline.Overdue},
		"issued on the day":         {due("issued@2014-04-21T23:59"), "2014-05-01T12:00", deadline.Met},
		"issued a minute later":     {due("issued@2014-04-22T00:00"), "2014-05-01T12:00", deadline.MetLate},
		"ended before":              {due("ended@2014-04-02T12:00"), "2014-05-01T12:00", deadline.Moot},
		"found eligible on appeal":  {due("found_ineligible@2014-04-02T12:00", "found_eligible@2014-04-10T12:00"), "2014-04-11T12:00", deadline.Running},
		"a remand after the letter": {due("issued@2014-04-20T12:00", "remanded@2014-08-01T12:00"), "2014-08-15T12:00", deadline.Running},
	} {
		if got := tt.due.Status(instant(t, tt.now)); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestNothingIsLostByReplay: every replay of the same events gives the same ledger,
// in whatever order they come.
func TestNothingIsLostByReplay(t *testing.T) {
	had := append(running(t), eventOf(t, 3, "extended(2)@2014-04-10T12:00"), eventOf(t, 4, "notice_sent/provider(mail)@2014-03-12T12:00"))
	there := deadline.Standard().Replay(had)
	back := deadline.Standard().Replay([]deadline.Event{had[3], had[2], had[1], had[0]})
	if len(there.Dues) != 2 || len(there.Dues) != len(back.Dues) {
		t.Fatalf("%d and %d due dates", len(there.Dues), len(back.Dues))
	}
	for i := range there.Dues {
		if there.Dues[i].On != back.Dues[i].On || there.Dues[i].Words() != back.Dues[i].Words() {
			t.Errorf("%s and %s", there.Dues[i].Words(), back.Dues[i].Words())
		}
	}
	if had[0].Kind != deadline.ApplicationReceived {
		t.Error("Replay has sorted the caller's events")
	}
}

func TestWindowOfRecords(t *testing.T) {
	for rfa, want := range map[string]string{"2014-02-21": "2013-08-21", "2014-08-31": "2014-02-28", "2016-08-30": "2016-02-29", "2014-06-15": "2013-12-15", "2020-12-31": "2020-06-30"} {
		got, rule := deadline.Standard().WindowStart(calendar.MustDate(rfa))
		if got.String() != want || !strings.Contains(rule.Section, "9792.10.5") {
			t.Errorf("%s: %s (%s), want %s", rfa, got, rule.Section, want)
		}
	}
	if got, _ := deadline.Standard().WindowStart(calendar.Date{}); !got.IsZero() {
		t.Errorf("no request has the window %s", got)
	}
}

func TestPenaltyForLateRecords(t *testing.T) {
	due := calendar.MustDate("2014-04-04")
	for by, want := range map[string]int{"2014-04-03": 0, "2014-04-04": 0, "2014-04-05": 500, "2014-04-13": 4500, "2014-04-14": 5000, "2014-06-01": 5000} {
		if got, section := deadline.Standard().Penalty(due, calendar.MustDate(by)); got != want || section != "8 CCR §9792.12(c)(6)" {
			t.Errorf("by %s: %d dollars (%s), want %d", by, got, section, want)
		}
	}
}

func TestBadTablesAreRefused(t *testing.T) {
	for name, line := range map[string]string{
		"no number":   "decision,,soon,days,,,LC 1,Decide",
		"negative":    "decision,,-1,days,,,LC 1,Decide",
		"no unit":     "decision,,1,moons,,,LC 1,Decide",
		"no section":  "decision,,1,days,,,,Decide",
		"no date":     "decision,,1,days,2014-02-30,,LC 1,Decide",
		"a few cells": "decision,,1",
	} {
		if _, err := deadline.Read(strings.NewReader(line)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}
