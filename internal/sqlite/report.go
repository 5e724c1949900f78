package sqlite

import (
	"database/sql"
	"fmt"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/report"
)

// within is the period as days and as the moments between which they lie.
func within(p report.Period) []any {
	begin := func(d calendar.Date) string {
		return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, calendar.Zone).UTC().Format(timeLayout)
	}
	return []any{sql.Named("from", date{&p.From}), sql.Named("to", date{&p.To}), sql.Named("begin", begin(p.From)), sql.Named("end", begin(p.To.AddDays(1)))}
}

// hour is the layout of a moment that was cut to its hour.
const hour = "2006-01-02T15"

// Happened counts what happened on each day of the period.
func (t *Tx) Happened(p report.Period) ([]report.Happened, error) {
	return all(t, "report.happened", within(p), func(s scanner) (h report.Happened, err error) {
		var when string
		if err := s.Scan(&h.What, &when, &h.N); err != nil {
			return h, err
		}
		if at, err := time.Parse(hour, when); err == nil {
			h.On = calendar.DateOf(at)
			return h, nil
		}
		h.On, err = calendar.ParseDate(when)
		return h, err
	})
}

// DecisionsIn lists the decisions first issued in the period on their clocks.
func (t *Tx) DecisionsIn(p report.Period) ([]report.Decision, error) {
	return all(t, "report.decisions", within(p)[:2], func(s scanner) (d report.Decision, err error) {
		return d, s.Scan(date{&d.Issued}, date{&d.Application}, date{&d.Complete}, date{&d.Due}, &d.Priority)
	})
}

// OpenCases lists the cases that are neither decided nor closed.
func (t *Tx) OpenCases() ([]report.Open, error) {
	return all(t, "report.open", nil, func(s scanner) (o report.Open, err error) {
		return o, s.Scan(date{&o.Application}, date{&o.Complete}, date{&o.Due})
	})
}

// IneligibleFor counts the codes of the reasons for which applications were found
// ineligible in the period.
func (t *Tx) IneligibleFor(p report.Period) ([]report.Named, error) {
	return all(t, "report.reasons", within(p)[2:], func(s scanner) (n report.Named, err error) { return n, s.Scan(&n.Name, &n.N) })
}

var statementBy = map[report.Dimension]string{report.Category: "report.by-category", report.Specialty: "report.by-specialty",
	report.Guideline: "report.by-guideline", report.Physician: "report.by-physician", report.Year: "report.by-year"}

// OutcomesBy counts the items of the decisions first issued in the period.
func (t *Tx) OutcomesBy(dimension report.Dimension, p report.Period) ([]report.Outcome, error) {
	return all(t, statementBy[dimension], within(p)[:2], func(s scanner) (o report.Outcome, err error) {
		return o, s.Scan(&o.Name, &o.Items, &o.Overturned)
	})
}

// Work counts what each reviewer did in the period, by their ids.
func (t *Tx) Work(p report.Period) (map[account.UserID]*report.Work, error) {
	out := map[account.UserID]*report.Work{}
	of := func(id account.UserID) *report.Work {
		if out[id] == nil {
			out[id] = &report.Work{}
		}
		return out[id]
	}
	_, err := all(t, "report.work", within(p)[2:], func(s scanner) (none struct{}, err error) {
		var what string
		var id account.UserID
		var n int
		if err := s.Scan(&what, &id, &n); err != nil {
			return none, err
		}
		switch w := of(id); what {
		case "open":
			w.Open = n
		case "assigned":
			w.Assigned = n
		case "handed_in":
			w.HandedIn = n
		case "returned":
			w.Returned = n
		default:
			return none, fmt.Errorf("work is counted as %q", what)
		}
		return none, nil
	})
	if err != nil {
		return nil, err
	}
	_, err = all(t, "report.took", within(p)[2:], func(s scanner) (none struct{}, err error) {
		var id account.UserID
		var assigned, signed time.Time
		if err := s.Scan(&id, stamp{&assigned}, stamp{&signed}); err != nil {
			return none, err
		}
		w := of(id)
		w.Took = append(w.Took, calendar.DateOf(assigned).DaysUntil(calendar.DateOf(signed)))
		return none, nil
	})
	return out, err
}

// SmallestCell is the number below which a cell of the public figures is left out.
func (t *Tx) SmallestCell() (n int, err error) {
	_, err = t.one("report.smallest", nil, []any{&n})
	return n, err
}

// SetSmallestCell sets that number.
func (t *Tx) SetSmallestCell(n int) error {
	_, err := t.exec("report.set-smallest", n)
	return err
}
