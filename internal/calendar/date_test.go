package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"imr/internal/calendar"
)

func TestDateOf(t *testing.T) {
	tests := []struct {
		name, zone, instant, want string
	}{
		{"just before midnight, winter", "UTC", "2014-01-15T07:59:59Z", "2014-01-14"},
		{"midnight, winter", "UTC", "2014-01-15T08:00:00Z", "2014-01-15"},
		{"just before midnight, summer", "UTC", "2014-07-15T06:59:59Z", "2014-07-14"},
		{"midnight, summer", "UTC", "2014-07-15T07:00:00Z", "2014-07-15"},
		{"server east of California", "America/New_York", "2014-01-15T05:00:00Z", "2014-01-14"},
		{"server in Europe", "Europe/Berlin", "2014-01-15T06:00:00Z", "2014-01-14"},
		{"server in the far east", "Asia/Tokyo", "2014-01-15T07:59:59Z", "2014-01-14"},
		{"server beyond the date line", "Pacific/Kiritimati", "2014-01-15T08:00:00Z", "2014-01-15"},
		{"server west of California", "Pacific/Honolulu", "2014-01-15T08:00:00Z", "2014-01-15"},
		{"server in California", "America/Los_Angeles", "2014-01-15T07:59:59Z", "2014-01-14"},
		{"year end", "Asia/Tokyo", "2015-01-01T07:59:59Z", "2014-12-31"},
		{"new year", "America/New_York", "2015-01-01T08:00:00Z", "2015-01-01"},
		{"leap day", "UTC", "2016-03-01T07:59:59Z", "2016-02-29"},
		{"clocks go forward", "UTC", "2014-03-10T06:59:59Z", "2014-03-09"},
		{"the day after clocks went forward", "UTC", "2014-03-10T07:00:00Z", "2014-03-10"},
		{"clocks go back", "UTC", "2014-11-03T07:59:59Z", "2014-11-02"},
		{"the day after clocks went back", "UTC", "2014-11-03T08:00:00Z", "2014-11-03"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			instant, err := time.Parse(time.RFC3339, tt.instant)
			if err != nil {
				t.Fatal(err)
			}
			if got := calendar.DateOf(instant.In(zone)).String(); got != tt.want {
				t.Errorf("DateOf(%s in %s) = %s, want %s", tt.instant, tt.zone, got, tt.want)
			}
		})
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"", "2014-02-30", "2015-02-29", "2014-13-01", "2014-00-10", "2014-3-14", "03/14/2014",
		"2014-03-14T00:00:00Z", " 2014-03-14", "2014-03-14 ", "20140314", "yesterday"} {
		if d, err := calendar.ParseDate(s); err == nil || !d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
}

func TestDateWords(t *testing.T) {
	d := calendar.MustDate("2014-03-04")
	if d.String() != "2014-03-04" || d.US() != "03/04/2014" || d.Long() != "March 4, 2014" || d.Weekday() != time.Tuesday {
		t.Errorf("got %s, %s, %s, %s", d, d.US(), d.Long(), d.Weekday())
	}
	var none calendar.Date
	if none.String()+none.US()+none.Long() != "" || !none.IsZero() || d.IsZero() {
		t.Errorf("the zero Date reads %q, %q, %q", none, none.US(), none.Long())
	}
}

func TestDateAsJSON(t *testing.T) {
	type record struct{ On calendar.Date }
	for _, text := range []string{`{"On":"2014-03-14"}`, `{"On":""}`} {
		var r record
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			t.Fatal(err)
		}
		if out, err := json.Marshal(r); err != nil || string(out) != text {
			t.Errorf("%s came back as %s, %v", text, out, err)
		}
	}
	kept := record{calendar.MustDate("2014-03-14")}
	if err := json.Unmarshal([]byte(`{"On":"2014-02-30"}`), &kept); err == nil || kept.On.Day != 14 {
		t.Errorf("a date that is none gave %v and left %s", err, kept.On)
	}
}

func TestDaysUntil(t *testing.T) {
	tests := []struct {
		name, from, to string
		want           int
	}{
		{"same day", "2014-03-14", "2014-03-14", 0},
		{"backwards", "2014-03-14", "2014-03-13", -1},
		{"a common year", "2014-01-01", "2015-01-01", 365},
		{"a leap year", "2016-01-01", "2017-01-01", 366},
		{"no leap year in 2100", "2100-01-01", "2101-01-01", 365},
		{"over a leap day", "2016-02-28", "2016-03-01", 2},
		{"over no leap day", "2015-02-28", "2015-03-01", 1},
		{"over the short day", "2014-03-08", "2014-03-10", 2},
		{"over the long day", "2014-11-01", "2014-11-03", 2},
		{"a century", "1990-01-01", "2090-01-01", 36525},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from, to := calendar.MustDate(tt.from), calendar.MustDate(tt.to)
			if got := from.DaysUntil(to); got != tt.want {
				t.Errorf("DaysUntil = %d, want %d", got, tt.want)
			}
			if from.Before(to) != (tt.want > 0) || from.After(to) != (tt.want < 0) {
				t.Errorf("Before and After disagree with DaysUntil = %d", tt.want)
			}
		})
	}
}

// someDay draws a day of the years 1990 to 2100.
func someDay(t *rapid.T, name string) calendar.Date {
	days := calendar.MustDate("1990-01-01").DaysUntil(calendar.MustDate("2100-12-31"))
	return calendar.MustDate("1990-01-01").AddDays(rapid.IntRange(0, days).Draw(t, name))
}

func TestDateArithmeticHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := someDay(t, "day"), rapid.IntRange(-5000, 5000).Draw(t, "n")
		moved := d.AddDays(n)
		if d.DaysUntil(moved) != n || moved.AddDays(-n) != d {
			t.Fatalf("%s moved by %d is %s, which is %d days away", d, n, moved, d.DaysUntil(moved))
		}
		if back, err := calendar.ParseDate(moved.String()); err != nil || back != moved {
			t.Fatalf("%s reads as %v, %v", moved, back, err)
		}
		if want := (int(d.Weekday()) + n%7 + 7) % 7; int(moved.Weekday()) != want {
			t.Fatalf("%s is a %s, %d days on %s a %s", d, d.Weekday(), n, moved, moved.Weekday())
		}
	})
}

// The date of package time, which counts days in another way, is the same day.
func TestDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-500_000, 500_000).Draw(t, "days since 1970") // years 601 to 3338
		epoch := calendar.Date{Year: 1970, Month: time.January, Day: 1}
		want := time.Date(1970, time.January, 1+n, 0, 0, 0, 0, time.UTC)
		d := calendar.Date{Year: want.Year(), Month: want.Month(), Day: want.Day()}
		if epoch.DaysUntil(d) != n || d.Weekday() != want.Weekday() || epoch.AddDays(n) != d {
			t.Fatalf("%s is %d days from 1970, a %s; want %d, %s", d, epoch.DaysUntil(d), d.Weekday(), n, want.Weekday())
		}
		if d.String() != want.Format(time.DateOnly) || d.US() != want.Format("01/02/2006") {
			t.Fatalf("%s reads %s and %s", want.Format(time.DateOnly), d, d.US())
		}
	})
}

func TestWorkingDaysHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := someDay(t, "day"), rapid.IntRange(-60, 60).Draw(t, "n")
		due := calendar.AddWorkingDays(d, n)
		if !calendar.IsWorkingDay(due) {
			t.Fatalf("%d working days from %s is %s, none", n, d, due)
		}
		if more := calendar.AddWorkingDays(d, n+1); more.Before(due) {
			t.Fatalf("one working day more than %s is %s", due, more)
		}
		if later := calendar.AddWorkingDays(d.AddDays(1), n); later.Before(due) {
			t.Fatalf("starting one day after %s ends before %s, on %s", d, due, later)
		}
		if n <= 0 {
			return
		}
		counted := 0
		for day := d.AddDays(1); !day.After(due); day = day.AddDays(1) {
			if calendar.IsWorkingDay(day) {
				counted++
			}
		}
		if counted != n {
			t.Fatalf("from %s to %s are %d working days, not %d", d, due, counted, n)
		}
	})
}

func TestHolidaysHold(t *testing.T) {
	for year := 1990; year <= 2100; year++ {
		var before calendar.Date
		for _, h := range calendar.Holidays(year) {
			if h.Date.Weekday() == time.Sunday {
				t.Errorf("%s of %d is observed on a Sunday", h.Name, year)
			}
			if !h.Date.After(before) {
				t.Errorf("%s of %d is out of order", h.Name, year)
			}
			before = h.Date
		}
	}
}
