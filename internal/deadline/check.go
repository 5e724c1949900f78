package deadline

import (
	"slices"
	"time"

	"imr/internal/calendar"
	"imr/internal/fault"
)

// needsReason are the events that count only with what supports them.
var needsReason = map[Kind]string{
	Expedited:  "Say who certified the imminent and serious threat and when (8 CCR §9792.10.4(c)).",
	ToStandard: "Say why the case is expedited no longer.",
	Extended:   "Name the approval of the Administrative Director (LC 4610.6(d)(3)).",
	Deferred:   "Say why liability is in dispute (LC 4610.5(k)).",
	Ended:      "Say why the case ends.",
	Struck:     "Say why the entry was wrong.",
	Remanded:   "Name the order.",
}

// Check reports, field by field, why the event may not join those there are. The
// fields are named kind, at, service, days, until, ref, note and replaces.
func (t Table) Check(e Event, events []Event, now time.Time) error {
	var bad fault.Fields
	switch {
	case !slices.Contains(Kinds, e.Kind):
		bad.Add("kind", "Choose what happened.")
	case e.At.IsZero():
		bad.Add("at", "Enter the day on which it happened.")
	case e.At.After(now):
		bad.Add("at", "The day lies in the future; enter it once it has happened.")
	}
	if words := needsReason[e.Kind]; words != "" && e.Note == "" {
		bad.Add("note", "%s", words)
	}
	if (e.Kind == NoticeSent || e.Kind == URServed) && e.Service != ByMail && e.Service != Electronically {
		bad.Add("service", "Say whether it was served by mail or electronically.")
	}
	if e.Kind == Deferred && !e.Until.After(e.Day()) {
		bad.Add("until", "Enter a later day on which to look at it again.")
	}
	t.checkExtension(e, events, &bad)
	checkCorrection(e, events, &bad)
	if e.Kind == InformationAnswered && !slices.ContainsFunc(InForce(events), func(o Event) bool { return o.Kind == InformationAsked && o.Ref == e.Ref }) {
		bad.Add("ref", "There is no such request for information.")
	}
	return bad.Err("This cannot be entered.")
}

// checkExtension holds an extension to the days that the law gives, all
// extensions together, and to the time before the decision is due.
func (t Table) checkExtension(e Event, events []Event, bad *fault.Fields) {
	if e.Kind != Extended {
		return
	}
	l := t.Replay(events)
	due, running := l.Decision()
	rule, ok := t.Rule("extension", "", e.Day())
	if !running || !ok {
		bad.Add("at", "The clock of the decision does not run, so there is nothing to extend.")
		return
	}
	had := 0
	for _, a := range due.Added {
		if a.Event.Seq != e.Replaces {
			had += a.Days
		}
	}
	switch {
	case e.Days < 1 || had+e.Days > rule.Amount:
		bad.Add("days", "An extension is %s at the most, all extensions together (%s).", rule.Words(), rule.Section)
	case due.passed(e.At):
		bad.Add("at", "The decision was due on %s; what is overdue cannot be extended any more.", due.On.US())
	}
}

// checkCorrection asks that a correction names a line in force and gives its reason.
func checkCorrection(e Event, events []Event, bad *fault.Fields) {
	if e.Kind == Struck && e.Replaces == 0 {
		bad.Add("replaces", "Choose the entry that is wrong.")
	}
	if e.Replaces == 0 {
		return
	}
	if !slices.ContainsFunc(InForce(events), func(o Event) bool { return o.Seq == e.Replaces }) {
		bad.Add("replaces", "Entry %d is not in force any more.", e.Replaces)
	}
	if e.Note == "" && needsReason[e.Kind] == "" {
		bad.Add("note", "Say why the earlier entry was wrong.")
	}
}

// WindowStart is the first day of the reports that a claims administrator must
// send for a request for authorization of that day (8 CCR §9792.10.5(a)(1)). The
// day of the month is kept; where the month has none such it is its last.
func (t Table) WindowStart(rfa calendar.Date) (calendar.Date, Rule) {
	rule, ok := t.Rule("window", "", rfa)
	if !ok || rfa.IsZero() {
		return calendar.Date{}, rule
	}
	months := rfa.Year*12 + int(rfa.Month) - 1 - rule.Amount
	first := calendar.Date{Year: months / 12, Month: time.Month(months%12 + 1), Day: 1}
	last := calendar.Date{Year: (months + 1) / 12, Month: time.Month((months+1)%12 + 1), Day: 1}.AddDays(-1)
	return calendar.Date{Year: first.Year, Month: first.Month, Day: min(rfa.Day, last.Day)}, rule
}

// Penalty is what late records have cost by the day: an amount for each day, up to
// a highest (8 CCR §9792.12(c)(6)). It is 0 for records that are not late.
func (t Table) Penalty(due, by calendar.Date) (dollars int, section string) {
	each, _ := t.Rule("late-day", "", due)
	most, _ := t.Rule("late-most", "", due)
	return min(max(due.DaysUntil(by), 0)*each.Amount, most.Amount), each.Section
}
