package casework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/eligibility"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/internal/report"
	"imr/internal/sqlite"
)

// maxPeriod is the longest period of a report, in days.
const maxPeriod = 366 * 30

// Reports counts what was done in the period, for admins and auditors. Only admins
// see the requesting physicians by name. Treatments are named by their codes.
func (d *Desk) Reports(ctx context.Context, by account.Actor, p report.Period) (out []report.Table, err error) {
	if !by.Has(account.Admin) && !by.Has(account.Auditor) {
		return nil, fault.New(fault.Forbidden, "Only admins and auditors read the reports.")
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if p.From.DaysUntil(p.To) > maxPeriod {
		var bad fault.Fields
		bad.Add("from", "Choose a period of 30 years at most.")
		return nil, bad.Err("The period cannot be shown.")
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if out, err = clocks(tx, p); err != nil {
			return err
		}
		found, err := outcomes(tx, by, p)
		if err != nil {
			return err
		}
		work, err := workload(tx, p)
		out = append(append(out, found...), work)
		return err
	})
	return out, err
}

// clocks are the reports on volumes, ages and lateness, and the open cases.
func clocks(tx *sqlite.Tx, p report.Period) ([]report.Table, error) {
	happened, err := tx.Happened(p)
	if err != nil {
		return nil, err
	}
	decisions, err := tx.DecisionsIn(p)
	if err != nil {
		return nil, err
	}
	open, err := tx.OpenCases()
	return []report.Table{report.Volumes(p, happened), report.Ages(p, decisions), report.Lateness(p, decisions), report.UnderWay(calendar.DateOf(tx.Now), open)}, err
}

// outcomes are the reports on reasons for ineligibility and on what was overturned.
func outcomes(tx *sqlite.Tx, by account.Actor, p report.Period) ([]report.Table, error) {
	reasons, err := tx.IneligibleFor(p)
	if err != nil {
		return nil, err
	}
	for i, n := range reasons {
		if r, known := eligibility.Of(eligibility.Code(n.Name)); known {
			reasons[i].Name = r.Label
		}
	}
	out := []report.Table{report.Reasons(reasons)}
	for _, dimension := range []report.Dimension{report.Category, report.Specialty, report.Guideline, report.Physician} {
		if dimension == report.Physician && !by.Has(account.Admin) {
			continue
		}
		counted, err := tx.OutcomesBy(dimension, p)
		if err != nil {
			return nil, err
		}
		out = append(out, report.Overturned(dimension, counted))
	}
	return out, nil
}

func workload(tx *sqlite.Tx, p report.Period) (report.Table, error) {
	work, err := tx.Work(p)
	if err != nil {
		return report.Table{}, err
	}
	var all []report.Work
	for id, w := range work {
		w.Code = quality.ReviewerCode(id)
		all = append(all, *w)
	}
	slices.SortFunc(all, func(a, b report.Work) int { return cmp.Compare(a.Code, b.Code) })
	return report.Workload(all), nil
}

// figuresSince is before any decision.
var figuresSince = calendar.MustDate("1990-01-01")

// PublicFigures are the figures that anybody may read: items upheld and overturned
// by year and by treatment, up to the end of the last whole month, so that nobody
// learns of one decision by asking on two days. There are no tables while too little was
// decided. smallest is the least that a cell may hold.
func (d *Desk) PublicFigures(ctx context.Context) (tables []report.Table, until calendar.Date, smallest int, err error) {
	today := d.Today()
	until = calendar.Date{Year: today.Year, Month: today.Month, Day: 1}.AddDays(-1)
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if smallest, err = tx.SmallestCell(); err != nil {
			return err
		}
		for _, dimension := range []report.Dimension{report.Year, report.Category} {
			counted, err := tx.OutcomesBy(dimension, report.Period{From: figuresSince, To: until})
			if err != nil {
				return err
			}
			all := make([]report.Decided, len(counted))
			for i, o := range counted {
				all[i] = report.Decided{Name: o.Name, Upheld: o.Items - o.Overturned, Overturned: o.Overturned}
			}
			if t, shown := report.Figures(dimension, all, smallest); shown {
				tables = append(tables, t)
			}
		}
		return nil
	})
	return tables, until, smallest, err
}

// SetSmallestCell sets below which number a cell of the public figures is left out.
func (d *Desk) SetSmallestCell(ctx context.Context, by account.Actor, n int) error {
	if !by.IsCommand() && !by.Has(account.Admin) {
		return fault.New(fault.Forbidden, "Only an admin sets what the public figures leave out.")
	}
	if n < 2 || n > 100 {
		var bad fault.Fields
		bad.Add("smallest", "Enter a number from 2 to 100.")
		return bad.Err("The number was not changed.")
	}
	return d.db.Update(ctx, audit.By(by, "figures.set", "public figures").With(fmt.Sprintf("smallest cell %d", n)), func(tx *sqlite.Tx) error {
		return tx.SetSmallestCell(n)
	})
}
