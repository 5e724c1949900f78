package fee_test

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/fee"
)

// TestFeeByDateAndKind is 8 CCR §9792.10.8 row by row, with the days at which it changed.
func TestFeeByDateAndKind(t *testing.T) {
	for name, tt := range map[string]struct {
		received string
		spoil    func(*fee.Matter)
		dollars  int // 0: there is none
	}{
		"2013, an MD":                             {"2013-06-01", nil, 560},
		"2013, a chiropractor":                    {"2013-06-01", func(m *fee.Matter) { m.Class = fee.Other }, 495},
		"2013, a degree that is not on file":      {"2013-06-01", func(m *fee.Matter) { m.Class = "" }, 0},
		"2013, expedited, an MD":                  {"2013-06-01", func(m *fee.Matter) { m.Priority = casefile.Expedited }, 685},
		"2013, expedited, another degree":         {"2013-06-01", func(m *fee.Matter) { m.Priority, m.Class = casefile.Expedited, fee.Other }, 595},
		"2013, two MDs":                           {"2013-06-01", func(m *fee.Matter) { m.Reviewers = 2 }, 760},
		"2013, two of other degrees":              {"2013-06-01", func(m *fee.Matter) { m.Reviewers, m.Class = 2, fee.Other }, 655},
		"2013, two MDs, expedited":                {"2013-06-01", func(m *fee.Matter) { m.Reviewers, m.Priority = 2, casefile.Expedited }, 850},
		"2013, two others, expedited: no row":     {"2013-06-01", func(m *fee.Matter) { m.Reviewers, m.Priority, m.Class = 2, casefile.Expedited, fee.Other }, 0},
		"2013, drugs only: as standard":           {"2013-06-01", func(m *fee.Matter) { m.DrugsOnly = true }, 560},
		"2013, ended before a reviewer":           {"2013-06-01", func(m *fee.Matter) { m.Ended, m.Class = true, "" }, 215},
		"2013, ended after: the whole":            {"2013-06-01", func(m *fee.Matter) { m.Ended, m.Reached = true, true }, 560},
		"the last day of the first table":         {"2014-03-31", nil, 560},
		"the first day of the second":             {"2014-04-01", nil, 420},
		"2014, a degree that is not on file":      {"2014-06-01", func(m *fee.Matter) { m.Class = "" }, 420},
		"2014, expedited":                         {"2014-06-01", func(m *fee.Matter) { m.Priority = casefile.Expedited }, 515},
		"2014, drugs only":                        {"2014-06-01", func(m *fee.Matter) { m.DrugsOnly = true }, 390},
		"2014, expedited drugs: as expedited":     {"2014-06-01", func(m *fee.Matter) { m.DrugsOnly, m.Priority = true, casefile.Expedited }, 515},
		"2014, ended before a reviewer":           {"2014-06-01", func(m *fee.Matter) { m.Ended = true }, 160},
		"2014, ended after, drugs only: its own":  {"2014-06-01", func(m *fee.Matter) { m.Ended, m.Reached, m.DrugsOnly = true, true, true }, 420},
		"2014, two reviewers: no row":             {"2014-06-01", func(m *fee.Matter) { m.Reviewers = 2 }, 0},
		"2014, December 31":                       {"2014-12-31", nil, 420},
		"2015, January 1":                         {"2015-01-01", nil, 390},
		"2016, February 29":                       {"2016-02-29", nil, 390},
		"2019, December 31, drugs only":           {"2019-12-31", func(m *fee.Matter) { m.DrugsOnly = true }, 345},
		"2019, ended before":                      {"2019-12-31", func(m *fee.Matter) { m.Ended = true }, 123},
		"2019, ended after, expedited: the whole": {"2019-12-31", func(m *fee.Matter) { m.Ended, m.Reached, m.Priority = true, true, casefile.Expedited }, 515},
		"2020, January 1":                         {"2020-01-01", nil, 345},
		"2026, expedited":                         {"2026-11-24", func(m *fee.Matter) { m.Priority = casefile.Expedited }, 345},
		"2026, drugs only":                        {"2026-11-24", func(m *fee.Matter) { m.DrugsOnly = true }, 345},
		"2026, of the formulary":                  {"2026-11-24", func(m *fee.Matter) { m.DrugsOnly, m.Priority = true, casefile.Formulary }, 345},
		"2026, ended before":                      {"2026-11-24", func(m *fee.Matter) { m.Ended = true }, 115},
		"2026, ended after":                       {"2026-11-24", func(m *fee.Matter) { m.Ended, m.Reached = true, true }, 345},
		"before the law: LC 4610.5(a)":            {"2012-12-31", nil, 0},
		"a day that is not known":                 {"", nil, 0},
	} {
		m := fee.Matter{Priority: casefile.Standard, Class: fee.MD}
		if tt.received != "" {
			m.Received = calendar.MustDate(tt.received)
		}
		if tt.spoil != nil {
			tt.spoil(&m)
		}
		got, err := fee.Shipped().Of(m)
		if got.Dollars != tt.dollars || (tt.dollars == 0) != fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %+v, %v, want %d", name, got, err, tt.dollars)
		}
		if err == nil && (got.Section == "" || got.Kind != m.Kind() || got.Kind.Words() == "") {
			t.Errorf("%s: the fee does not say its kind or section: %+v", name, got)
		}
	}
}

func TestReadRefusesATableThatIsWrong(t *testing.T) {
	head := "kind,class,from,until,dollars,section,checked\n"
	for name, tt := range map[string]struct {
		rows  string
		sound bool
	}{
		"one after the other": {"standard,,2013-01-01,2013-12-31,5,s,yes\nstandard,,2014-01-01,,6,s,no\n", true},
		"two on one day":      {"standard,,2013-01-01,2013-12-31,5,s,yes\nstandard,,2013-12-31,,6,s,yes\n", false},
		"any class and one":   {"standard,,2013-01-01,,5,s,yes\nstandard,md,2014-01-01,,6,s,yes\n", false},
		"a kind that is none": {"quick,,2013-01-01,,5,s,yes\n", false},
		"no section":          {"standard,,2013-01-01,,5,,yes\n", false},
		"no amount":           {"standard,,2013-01-01,,0,s,yes\n", false},
		"no such day":         {"standard,,2013-02-30,,5,s,yes\n", false},
	} {
		if _, err := fee.Read(strings.NewReader(head + tt.rows)); (err == nil) != tt.sound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDollarsAndMonths(t *testing.T) {
	for n, want := range map[int]string{0: "$0", 345: "$345", -345: "-$345", 1000: "$1,000", 999999: "$999,999", 1234567: "$1,234,567", -12345: "-$12,345"} {
		if got := fee.Dollars(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	december, err := fee.ParseMonth("2015-12")
	if err != nil || december.Next().String() != "2016-01" || december.Over(calendar.MustDate("2015-12-31")) || !december.Over(calendar.MustDate("2016-01-01")) || december.Long() != "December 2015" {
		t.Errorf("%v, %v", december, err)
	}
	for _, s := range []string{"", "2015", "2015-13", "2015-1", "2015-12-01"} {
		if _, err := fee.ParseMonth(s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q was taken for a month", s)
		}
	}
}
