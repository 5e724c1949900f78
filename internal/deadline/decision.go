package deadline

import "cmp"

// decisionClock gathers what the due date of the decision depends on.
type decisionClock struct {
	received, complete *Event
	deferred, resumed  *Event
	remanded           *Event
	expedited          *Event // the certification, where the application did not ask for it
	kind, before       string // the priority, and the one before an expedition
	extensions         []Event
	issued, ended      *Event
}

// take notes one event.
func (c *decisionClock) take(e Event) {
	switch e.Kind {
	case ApplicationReceived:
		c.received, c.kind = &e, cmp.Or(e.Case, standardCase)
	case RecordsComplete:
		c.complete = &e
	case RecordsIncomplete:
		c.complete = nil
	case LateRecords:
		if c.complete != nil {
			c.complete = &e
		}
	case Deferred:
		c.deferred = &e
	case Resumed:
		c.deferred, c.resumed = nil, &e
	case Expedited:
		if c.kind != expeditedCase {
			c.before, c.kind, c.expedited = c.kind, expeditedCase, &e
		}
	case ToStandard:
		c.kind, c.expedited = standardCase, nil
	case Formulary:
		c.kind, c.expedited = formularyCase, nil
	case Extended:
		c.extensions = append(c.extensions, e)
	case Issued:
		c.issued = &e
	case FoundIneligible, Ended:
		c.ended = &e
	case FoundEligible: // out of a deferral too, and after an appeal of ineligibility
		c.ended = nil
		if c.deferred != nil {
			c.deferred, c.resumed = nil, &e
		}
	case Remanded:
		c.remanded, c.issued, c.extensions = &e, nil, nil
	}
}

// due is the due date of the decision. It runs from the last of the application,
// the complete records, the end of a deferral and a remand, each of which LC
// 4610.6(d) or (i) needs. An expedition in the middle starts the short clock, and
// never makes a decision due later than it was before.
func (c *decisionClock) due(t Table) (Due, bool) {
	if c.received == nil || c.complete == nil || c.deferred != nil {
		return Due{}, false
	}
	start := laterDay(laterDay(laterDay(c.complete, c.received), c.resumed), c.remanded)
	due, ok := t.decision(c.kind, *start)
	if c.expedited != nil {
		quick, _ := t.decision(expeditedCase, *laterDay(start, c.expedited))
		due, ok = t.decision(c.before, *start)
		if !ok || quick.before(due) {
			due, ok = quick, true
		}
	}
	if !ok {
		return Due{}, false
	}
	if due.Start.Kind == RecordsComplete && due.Start.Day() == c.received.Day() {
		due.from = "the application with complete records"
	}
	for _, e := range c.extensions {
		if rule, ok := t.Rule("extension", "", e.Day()); ok {
			due.extend(rule, e.Days, e)
		}
	}
	due.Met, due.Moot = c.issued, c.ended
	return due, true
}

func (t Table) decision(kind string, start Event) (Due, bool) {
	rule, ok := t.Rule("decision", kind, start.Day())
	if !ok {
		return Due{}, false
	}
	return rule.due(start), true
}
