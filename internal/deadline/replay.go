package deadline

import (
	"cmp"
	"maps"
	"slices"

	"imr/internal/calendar"
)

// Ledger is what follows from the events of a case.
type Ledger struct {
	Events   []Event       // in force, in the order in which they happened
	Dues     []Due         // in the order in which they fall due
	Priority string        // that the case has by now; empty before the application
	Notified calendar.Date // when the first notice of assignment went out
	Complete calendar.Date // when the required records were there; zero while they are not
}

// Replay computes every due date from the events, whose order does not matter. The
// same events give the same ledger.
func (t Table) Replay(events []Event) Ledger {
	r := replay{table: t, l: Ledger{Events: InForce(events)}, open: map[string]Due{}}
	for _, e := range r.l.Events {
		r.take(e)
	}
	r.decide()
	if r.clock.complete != nil {
		r.l.Complete = r.clock.complete.Day()
	}
	for _, key := range slices.Sorted(maps.Keys(r.open)) {
		r.l.Dues = append(r.l.Dues, r.open[key])
	}
	slices.SortStableFunc(r.l.Dues, func(a, b Due) int {
		return cmp.Or(a.On.Compare(b.On), a.At.Compare(b.At), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Ref, b.Ref))
	})
	return r.l
}

// Due is the due date with the code, the first where there are several; it is
// false where its clock does not run.
func (l Ledger) Due(code string) (Due, bool) {
	i := slices.IndexFunc(l.Dues, func(d Due) bool { return d.Code == code })
	if i < 0 {
		return Due{}, false
	}
	return l.Dues[i], true
}

// Decision is the day by which the case must be decided; running is false while
// the application or the required records have not come, and while it is deferred.
func (l Ledger) Decision() (due Due, running bool) { return l.Due("decision") }

// replay is the state of a case while its events go by.
type replay struct {
	table Table
	l     Ledger
	open  map[string]Due // by code and party or request
	clock decisionClock
}

// take lets one event start, move and end the clocks that it touches.
func (r *replay) take(e Event) {
	switch e.Kind {
	case URServed, RightsNotice, LiabilitySettled:
		r.file(e)
	case ApplicationReceived:
		r.l.Priority = cmp.Or(e.Case, standardCase)
		r.refile()
		r.meet("file", "", e)
	case FoundEligible:
		r.meet("wake", "", e)
		r.start("notice", "", "", e)
	case Deferred:
		delete(r.open, "notice/")
		if rule, ok := r.table.Rule("wake", "", e.Day()); ok {
			r.open["wake/"] = Due{Code: "wake", What: rule.What, On: e.Until, Start: e, Rule: rule}
		}
	case Resumed:
		r.meet("wake", "", e)
	case InformationAsked:
		r.start("information", e.Ref, r.l.Priority, e)
	case InformationAnswered:
		r.meet("information", e.Ref, e)
	case NoticeSent:
		r.meet("notice", "", e)
		if r.l.Notified.IsZero() {
			r.l.Notified = e.Day()
		}
		r.startRecords(e, e.Service)
	case RecordsReceived:
		r.meet("records", e.Ref, e)
	case RecordsComplete:
		r.meetAll("records", e)
	case Expedited, ToStandard, Formulary:
		r.change(e)
	case Mailed:
		for _, code := range []string{"appeal", "authorize", "pay"} {
			r.start(code, "", "", e)
		}
	case FoundIneligible, Ended:
		r.end(e)
	}
	r.clock.take(e)
}

// start starts the clock of the rule that held on the day of the event.
func (r *replay) start(code, ref, forCase string, e Event) {
	if rule, ok := r.table.Rule(code, forCase, e.Day()); ok {
		due := rule.due(e)
		due.Ref = ref
		r.open[code+"/"+ref] = due
	}
}

// file starts the time to apply, from the last of what can start it: the service,
// a notice of rights that came late, the end of a dispute about liability.
func (r *replay) file(e Event) {
	rule, ok := r.table.Rule("file", r.l.Priority, e.Day())
	if !ok {
		return
	}
	due := rule.due(e)
	if mail, ok := r.table.Rule("file-mail", e.Service, e.Day()); ok {
		due.extend(mail, mail.Amount, e)
	}
	if had, ok := r.open["file/"]; !ok || had.before(due) {
		r.open["file/"] = due
	}
}

// refile counts the time to apply again: a formulary dispute has a shorter one.
func (r *replay) refile() {
	had, ok := r.open["file/"]
	if !ok {
		return
	}
	delete(r.open, "file/")
	r.file(had.Start)
	if had.Met != nil {
		r.meet("file", "", *had.Met)
	}
}

// startRecords starts the time in which a party sends its records. In an expedited
// case the way of service makes no difference.
func (r *replay) startRecords(e Event, service string) {
	if r.l.Priority == expeditedCase {
		service = expeditedCase
	}
	r.start("records", e.Ref, service, e)
}

// change gives the case another priority. An expedited case shortens the time for
// the records that are still out, from the moment of the certification.
func (r *replay) change(e Event) {
	switch e.Kind {
	case ToStandard:
		r.l.Priority = standardCase
	default:
		r.l.Priority = string(e.Kind)
	}
	r.refile()
	for _, key := range slices.Sorted(maps.Keys(r.open)) {
		had := r.open[key]
		if had.Code != "records" || had.Met != nil {
			continue
		}
		if e.Kind != Expedited {
			r.startRecords(noticeOf(r.l.Events, had.Ref), noticeOf(r.l.Events, had.Ref).Service)
			continue
		}
		if rule, ok := r.table.Rule("records", expeditedCase, e.Day()); ok {
			if due := rule.due(e); due.before(had) {
				due.Ref = had.Ref
				r.open[key] = due
			}
		}
	}
}

// noticeOf is the last notice to the party.
func noticeOf(events []Event, ref string) (last Event) {
	for _, e := range events {
		if e.Kind == NoticeSent && e.Ref == ref {
			last = e
		}
	}
	return last
}

// meet notes what fulfilled a due date, once.
func (r *replay) meet(code, ref string, e Event) {
	if due, ok := r.open[code+"/"+ref]; ok && due.Met == nil {
		due.Met = &e
		r.open[code+"/"+ref] = due
	}
}

func (r *replay) meetAll(code string, e Event) {
	for _, key := range slices.Sorted(maps.Keys(r.open)) {
		if due := r.open[key]; due.Code == code {
			r.meet(code, due.Ref, e)
		}
	}
}

// end makes what is still open pointless.
func (r *replay) end(e Event) {
	for key, due := range r.open {
		if due.Met == nil && due.Moot == nil {
			due.Moot = &e
			r.open[key] = due
		}
	}
}

// decide adds the due date of the decision, which depends on several events.
func (r *replay) decide() {
	if due, ok := r.clock.due(r.table); ok {
		r.open["decision/"] = due
	}
}

// laterDay is the event on the later day; the first where both are of one day.
func laterDay(a, b *Event) *Event {
	if a == nil || b != nil && b.Day().After(a.Day()) {
		return b
	}
	return a
}
