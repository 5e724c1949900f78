package calendar

import (
	"slices"
	"time"
)

// Holiday is a day on which the offices of the state are closed.
type Holiday struct {
	Date    Date // the day on which it is observed
	Name    string
	Section string // the law that makes it one
}

// holidayRule says when one holiday falls, and in which years it was one.
type holidayRule struct {
	name     string
	from, to int // first and last year; 0 leaves that end open
	section  string
	month    time.Month
	day      func(year int, month time.Month) Date // the day observed: in the month, or on the one that follows it
}

// holidayRules are the holidays of state employees, which the state's personnel
// department publishes as the state holidays. LC 4600.4(b), in the article that
// also holds LC 4610.6, takes the days on that list out of the business days.
//
// Checked against the text of Government Code 19853(a) and the department's
// lists for 2013, 2014 and 2024. Not checked: the years before 2010, with the
// end of Lincoln Day and Columbus Day as days off (2009) and the beginning of
// Cesar Chavez Day (2001); no clock of Independent Medical Review reaches back
// beyond 2013. Left out on purpose: days of Government Code 6700 on which the
// offices are open (Columbus Day, Native American Day, Juneteenth, Lunar New
// Year and others; an employee may choose to take some of them), and days that
// a governor appoints once. A panel of the appeals board counted the day after
// Thanksgiving, which section 6700 does not name, as a working day for
// utilization review (Pa'u, 2018); here it counts as the department's list has it.
var holidayRules = []holidayRule{
	{"New Year's Day", 0, 0, "Government Code 19853(a)", time.January, fixed(1)},
	{"Martin Luther King Jr. Day", 0, 0, "Government Code 19853(a)", time.January, nth(time.Monday, 3)},
	{"Lincoln Day", 0, 2009, "Government Code 6700(a)", time.February, fixed(12)},
	{"Presidents' Day", 0, 0, "Government Code 19853(a)", time.February, nth(time.Monday, 3)},
	{"Cesar Chavez Day", 2001, 0, "Government Code 19853(a)", time.March, fixed(31)},
	{"Memorial Day", 0, 0, "Government Code 19853(a)", time.May, lastMonday},
	{"Independence Day", 0, 0, "Government Code 19853(a)", time.July, fixed(4)},
	{"Labor Day", 0, 0, "Government Code 19853(a)", time.September, nth(time.Monday, 1)},
	{"Columbus Day", 0, 2009, "Government Code 6700(a)", time.October, nth(time.Monday, 2)},
	{"Veterans Day", 0, 0, "Government Code 19853(a)", time.November, veteransDay},
	{"Thanksgiving Day", 0, 0, "Government Code 19853(a)", time.November, nth(time.Thursday, 4)},
	{"Day after Thanksgiving", 0, 0, "Government Code 19853(a)", time.November, dayAfterThanksgiving},
	{"Christmas Day", 0, 0, "Government Code 19853(a)", time.December, fixed(25)},
}

// Holidays lists the state holidays of a year on the days on which they are
// observed, earliest first. A holiday on a Sunday is observed on the Monday, and
// November 11 on a Saturday on the Friday (Government Code 19853(b)); any other
// holiday on a Saturday stays there, since the offices are closed anyway.
func Holidays(year int) []Holiday {
	list := make([]Holiday, 0, len(holidayRules))
	for i := range holidayRules {
		rule := &holidayRules[i]
		if rule.holds(year) {
			list = append(list, Holiday{rule.day(year, rule.month), rule.name, rule.section})
		}
	}
	slices.SortFunc(list, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return list
}

func (r *holidayRule) holds(year int) bool {
	return year >= r.from && (r.to == 0 || year <= r.to)
}

// HolidayOn is the state holiday observed on the day, if there is one.
func HolidayOn(d Date) (Holiday, bool) {
	for i := range holidayRules {
		r := &holidayRules[i]
		if r.month != d.Month && d.Day != 1 {
			continue // lists of cases ask this thousands of times
		}
		if r.holds(d.Year) && r.day(d.Year, r.month) == d {
			return Holiday{d, r.name, r.section}, true
		}
	}
	return Holiday{}, false
}

// IsWorkingDay reports whether the day is neither on a weekend nor a state holiday.
func IsWorkingDay(d Date) bool {
	if isWeekend(d) {
		return false
	}
	_, off := HolidayOn(d)
	return !off
}

// AddWorkingDays is the nth working day after d, or before it where n is
// negative; d itself is never counted. With n = 0 it is d where d is a working
// day, else the next one. The result is always a working day.
func AddWorkingDays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if n == 0 && !IsWorkingDay(d) {
		n = 1
	}
	for ; n > 0; n-- {
		for d = d.AddDays(step); !IsWorkingDay(d); {
			d = d.AddDays(step)
		}
	}
	return d
}

// CountWorkingDays is AddWorkingDays for n of at least 1, with the holidays that
// it skipped: those that fall on what would be a working day.
func CountWorkingDays(d Date, n int) (last Date, skipped []Holiday) {
	for n > 0 {
		d = d.AddDays(1)
		if isWeekend(d) {
			continue
		}
		if h, off := HolidayOn(d); off {
			skipped = append(skipped, h)
			continue
		}
		n--
	}
	return d, skipped
}

func isWeekend(d Date) bool {
	day := d.Weekday()
	return day == time.Saturday || day == time.Sunday
}

// fixed is a date of every year; a Sunday moves to the Monday.
func fixed(day int) func(int, time.Month) Date {
	return func(year int, month time.Month) Date {
		d := Date{year, month, day}
		if d.Weekday() == time.Sunday {
			return d.AddDays(1)
		}
		return d
	}
}

// nth is, for instance, the third Monday of the month.
func nth(weekday time.Weekday, n int) func(int, time.Month) Date {
	return func(year int, month time.Month) Date {
		ahead := (int(weekday) - int(Date{year, month, 1}.Weekday()) + 7) % 7
		return Date{year, month, 1 + ahead + 7*(n-1)}
	}
}

// lastMonday is that of a month of 31 days.
func lastMonday(year int, month time.Month) Date {
	last := Date{year, month, 31}
	sinceMonday := (int(last.Weekday()) + 6) % 7
	return last.AddDays(-sinceMonday)
}

// veteransDay moves off a Saturday too: Government Code 19853(b).
func veteransDay(year int, month time.Month) Date {
	if d := (Date{year, month, 11}); d.Weekday() == time.Saturday {
		return d.AddDays(-1)
	}
	return fixed(11)(year, month)
}

func dayAfterThanksgiving(year int, month time.Month) Date {
	return nth(time.Thursday, 4)(year, month).AddDays(1)
}
