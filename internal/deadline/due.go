package deadline

import (
	"strconv"
	"time"

	"imr/internal/calendar"
)

// Due is a due date with all that it was computed from.
type Due struct {
	Code     string // of its rule
	Ref      string // the party or the request that it is about; empty where there is one only
	What     string // who must do what
	On       calendar.Date
	At       time.Time // only where hours are counted
	Start    Event
	Rule     Rule
	Added    []Added            // what moved it off the day that the rule alone gives
	Holidays []calendar.Holiday // the state holidays that the count skipped
	Met      *Event             // what fulfilled it; nil while it is open
	Moot     *Event             // what made it pointless: the case ended, or was found ineligible
	from     string             // what started it, where that is more than the event's own words
}

// Added is a number of days that came on top, or a choice between two days, with its reason.
type Added struct {
	Rule  Rule
	Days  int
	Event Event
}

// Status is where a due date stands at some instant.
type Status string

// The statuses.
const (
	Running Status = "running"
	Overdue Status = "overdue"
	Met     Status = "met"
	MetLate Status = "met late"
	Moot    Status = "moot"
)

// Status is where it stands at the instant.
func (d Due) Status(now time.Time) Status {
	switch {
	case d.Met != nil && d.passed(d.Met.At):
		return MetLate
	case d.Met != nil:
		return Met
	case d.Moot != nil:
		return Moot
	case d.passed(now):
		return Overdue
	}
	return Running
}

// passed reports whether the instant lies after the last moment in which it is kept.
func (d Due) passed(at time.Time) bool {
	if !d.At.IsZero() {
		return at.After(d.At)
	}
	return calendar.DateOf(at).After(d.On)
}

// DaysLeft is the number of calendar days until the due date: 0 on the day
// itself, negative when it is past.
func (d Due) DaysLeft(today calendar.Date) int { return today.DaysUntil(d.On) }

// StartWords says what started the clock: the complete records.
func (d Due) StartWords() string {
	if d.from != "" {
		return d.from
	}
	return d.Start.Kind.Words()
}

// Words is the whole rule as people read it: 30 days from the complete records,
// 2 days of extension: LC 4610.6(d)(1)(A), LC 4610.6(d)(3).
func (d Due) Words() string {
	words, section := d.Rule.Words()+" from "+d.StartWords(), d.Rule.Section
	if d.Rule.Code == "wake" {
		words = "the day set with " + d.StartWords()
	}
	for _, a := range d.Added {
		if a.Days == 0 {
			continue
		}
		unit := " days"
		if a.Days == 1 {
			unit = " day"
		}
		words += ", and " + strconv.Itoa(a.Days) + unit + " for " + a.what()
		section += ", " + a.Rule.Section
	}
	return words + ": " + section
}

func (a Added) what() string {
	if a.Event.Kind == URServed {
		return "service by mail"
	}
	return a.Event.Kind.Words()
}

// extend adds days with their reason.
func (d *Due) extend(r Rule, days int, why Event) {
	d.On = d.On.AddDays(days)
	if !d.At.IsZero() {
		d.At = d.At.In(calendar.Zone).AddDate(0, 0, days)
	}
	d.Added = append(d.Added, Added{r, days, why})
}

// before reports whether d ends sooner than e.
func (d Due) before(e Due) bool {
	if !d.At.IsZero() && !e.At.IsZero() {
		return d.At.Before(e.At)
	}
	return d.On.Before(e.On)
}
