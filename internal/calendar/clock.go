package calendar

import "strconv"

// Kind says which decision clock a case runs on. Its values are those of the
// priority in the exchange format.
type Kind string

// Clock is what a decision date depends on.
type Clock struct {
	Kind            Kind
	Received        Date // the application; zero where it has not come
	RecordsComplete Date // the last of the supporting documents; zero until they are all there
}

// Due is a statutory due date with what it was computed from.
type Due struct {
	On         Date
	Rule       string    // for people: “30 days from the complete records: LC 4610.6(d)(1)(A)”
	Section    string    // the law alone: “LC 4610.6(d)(1)(A)”
	Start      Date      // the day of the event, which is not counted
	StartEvent string    // what started the clock: “the complete records”
	Working    bool      // working days were counted, not calendar days
	Holidays   []Holiday // the state holidays that the count skipped; nil where calendar days count
}

// clockRule is the time that the law gives for one kind of decision.
type clockRule struct {
	kind    Kind
	days    int
	working bool
	section string
}

// clockRules are the times for a decision. The law gives no rule that moves the
// last day off a weekend or a holiday, so a due date in calendar days stays
// where it falls: a letter is then due earlier rather than later.
var clockRules = []clockRule{
	{"standard", 30, false, "LC 4610.6(d)(1)(A)"},
	{"formulary", 5, true, "LC 4610.6(d)(1)(B)"},
	{"expedited", 3, false, "LC 4610.6(d)(2)"},
}

// DecisionDue is the day by which the case must be decided. The clock runs from
// the later of the application and the complete records, the supporting
// documentation of LC 4610.6(d); it is false while either is missing, and for
// a kind that the law does not know.
func DecisionDue(c Clock) (Due, bool) {
	if c.Received.IsZero() || c.RecordsComplete.IsZero() {
		return Due{}, false
	}
	for _, rule := range clockRules {
		if rule.kind == c.Kind {
			return rule.due(c), true
		}
	}
	return Due{}, false
}

// DaysLeft is the number of calendar days until the due date: 0 on the day
// itself, negative when it is past.
func (d Due) DaysLeft(today Date) int { return today.DaysUntil(d.On) }

func (r clockRule) due(c Clock) Due {
	due := Due{Section: r.section, Working: r.working, Start: c.RecordsComplete, StartEvent: "the complete records"}
	switch {
	case c.Received == c.RecordsComplete:
		due.StartEvent = "the application with complete records"
	case c.Received.After(c.RecordsComplete):
		due.Start, due.StartEvent = c.Received, "the application"
	}
	unit := "days"
	if r.working {
		unit = "working days"
		due.On, due.Holidays = CountWorkingDays(due.Start, r.days)
	} else {
		due.On = due.Start.AddDays(r.days)
	}
	due.Rule = strconv.Itoa(r.days) + " " + unit + " from " + due.StartEvent + ": " + r.section
	return due
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
