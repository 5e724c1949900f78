// Package calendar holds civil dates, working days and the holidays of the state.
// All dates are calendar dates in California time.
package calendar

import (
	"cmp"
	"fmt"
	"time"
	_ "time/tzdata" // a server without a zone database must still know California
)

// Zone is California time, in which every date of a case is meant.
var Zone = func() *time.Location {
	loc, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		panic(err)
	}
	return loc
}()

// Date is a civil date. The zero Date means “not known” or “not yet”.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date in California at the instant t.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Date{y, m, d}
}

// ParseDate reads an ISO 8601 calendar date such as 2014-03-14. A day that does
// not exist, such as 2014-02-30, is an error.
func ParseDate(s string) (Date, error) {
	year, y := digits(s, 0, 4)
	month, m := digits(s, 5, 7)
	day, d := digits(s, 8, 10)
	parsed := Date{year, time.Month(month), day}
	if len(s) != len(time.DateOnly) || !y || !m || !d || s[4] != '-' || s[7] != '-' || !parsed.exists() {
		return Date{}, fmt.Errorf("%q is not a date like 2014-03-14", s)
	}
	return parsed, nil
}

// digits reads s[from:to]; it is false where anything but a digit stands there.
func digits(s string, from, to int) (n int, ok bool) {
	if len(s) < to {
		return 0, false
	}
	for i := from; i < to; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// exists reports whether the calendar has such a day.
func (d Date) exists() bool {
	t := d.noon()
	return t.Day() == d.Day && t.Month() == d.Month
}

// MustDate is ParseDate for dates written in code; it panics on a date that is none.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether the date is not set.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date in ISO 8601, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b := make([]byte, 0, len(time.DateOnly))
	b = append(appendPadded(b, d.Year, 1000), '-')
	b = append(appendPadded(b, int(d.Month), 10), '-')
	return string(appendPadded(b, d.Day, 10))
}

// US is the date as letters and forms of the field write it: 03/14/2014.
func (d Date) US() string {
	if d.IsZero() {
		return ""
	}
	b := make([]byte, 0, len("03/14/2014"))
	b = append(appendPadded(b, int(d.Month), 10), '/')
	b = append(appendPadded(b, d.Day, 10), '/')
	return string(appendPadded(b, d.Year, 1000))
}

// appendPadded appends n with a digit for each power of ten from unit down to 1.
// Lists show hundreds of dates, and package fmt is ten times slower.
func appendPadded(b []byte, n, unit int) []byte {
	for ; unit > 0; unit /= 10 {
		b = append(b, byte('0'+n/unit%10))
	}
	return b
}

// Long is the date in words: March 14, 2014.
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %d, %d", d.Month, d.Day, d.Year)
}

// MarshalText writes the ISO form; the zero Date is the empty string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; the empty string is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(b))
	if err == nil {
		*d = parsed
	}
	return err
}

// AddDays is the date n calendar days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date {
	if day := d.Day + n; day >= 1 && day <= 28 { // in the same month, whichever it is
		return Date{d.Year, d.Month, day}
	}
	t := d.noon().AddDate(0, 0, n)
	return Date{t.Year(), t.Month(), t.Day()}
}

// Compare is negative where d is an earlier day than e, 0 where they are the
// same and positive where d is a later one.
func (d Date) Compare(e Date) int {
	return cmp.Or(d.Year-e.Year, int(d.Month-e.Month), d.Day-e.Day)
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// DaysUntil is the number of calendar days from d to e, negative where e is earlier.
func (d Date) DaysUntil(e Date) int { return e.number() - d.number() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday {
	const thursday = 4 // 1970 began with one
	return time.Weekday(((d.number()+thursday)%7 + 7) % 7)
}

// number counts the days since January 1, 1970. Years are taken to begin in
// March, so that a leap day is the last of its year.
func (d Date) number() int {
	y, m := d.Year, int(d.Month)
	if m < int(time.March) {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*m-457)/5 + d.Day - 719469
}

// noon in UTC keeps day arithmetic clear of daylight saving.
func (d Date) noon() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}
