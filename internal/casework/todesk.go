package casework

import (
	"cmp"
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/desk"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// DeskList is one of the lists of what needs a hand today.
type DeskList string

// The lists, in the order of the harm that is done where nobody looks at them.
const (
	LateCases    DeskList = "late"
	SlowCases    DeskList = "slow" // will be late at the present pace
	OpenOffers   DeskList = "offers"
	OwedRecords  DeskList = "records"
	ExpiringList DeskList = "credentials"
)

// DeskLists lists them in that order.
var DeskLists = []DeskList{LateCases, SlowCases, OpenOffers, OwedRecords, ExpiringList}

// Owed is a claims administrator that owes records, as the store tells it.
type Owed = sqlite.OwedRecords

// DeskAsk is what is asked of the desk: one list, or all where none is named. Priority,
// State and Reviewer, a code, narrow lists of cases; empty ones do not. N rows are
// given from the one with the index From on, with their repairs; 0 for all, without.
type DeskAsk struct {
	List     DeskList
	Priority casefile.Priority
	State    casefile.State
	Reviewer string
	From, N  int
}

// DeskCase is an open case on the desk. Late is by how many days it is overdue, or will
// be by its forecast.
type DeskCase struct {
	sqlite.DeskCase
	Code     string // of the reviewer
	Late     int
	Forecast desk.Forecast
	Repairs  []desk.Repair
}

// Expiring is a credential that ends, or whose verification does.
type Expiring struct {
	Code string
	reviewer.Alert
	Open int // cases in hand
}

// ToDo is what needs a hand. Total counts each list as it was narrowed.
type ToDo struct {
	Today       calendar.Date
	Total       map[DeskList]int
	Cases       map[DeskList][]DeskCase
	Records     []sqlite.OwedRecords
	Credentials []Expiring
	Filters     []sqlite.DeskFilter
}

// ToDo lists what needs a hand today, in the order of harm. It reads open cases only.
func (d *Desk) ToDo(ctx context.Context, by account.Actor, ask DeskAsk) (out ToDo, err error) {
	if err := staff(by); err != nil {
		return out, err
	}
	out = ToDo{Total: map[DeskList]int{}, Cases: map[DeskList][]DeskCase{}}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		out.Today = calendar.DateOf(tx.Now)
		l, err := loadNow(tx)
		if err != nil {
			return err
		}
		if out.Filters, err = tx.DeskFilters(by.ID); err != nil {
			return err
		}
		if out.Records, err = tx.OwedRecords(out.Today); err != nil {
			return err
		}
		crew, err := crewOf(tx, l)
		if err != nil {
			return err
		}
		out.Credentials = crew.expiring(out.Today)
		owed := map[casefile.CaseNumber]bool{}
		for _, o := range out.Records {
			owed[o.Number] = true
		}
		out.cut(ask, l)
		for _, rows := range out.Cases {
			if err := crew.repairAll(tx, rows, owed, ask.N > 0); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// cut sorts the open cases into the lists and keeps the rows that are asked for.
func (t *ToDo) cut(ask DeskAsk, l load) {
	all := map[DeskList][]DeskCase{}
	names := codes{}
	for i, c := range l.open {
		list := listOf(c.Case, l.forecasts[i], t.Today)
		for _, name := range list {
			one := DeskCase{DeskCase: c, Code: names.of(c.Reviewer), Late: l.forecasts[i].Late, Forecast: l.forecasts[i]}
			if name == LateCases {
				one.Late = c.Due.DaysUntil(t.Today)
			}
			if ask.takes(one) {
				all[name] = append(all[name], one)
			}
		}
	}
	slices.SortFunc(all[LateCases], byHarm)
	slices.SortFunc(all[SlowCases], byHarm)
	slices.SortFunc(all[OpenOffers], func(a, b DeskCase) int {
		return cmp.Or(a.Begun.Compare(b.Begun), cmp.Compare(a.Number, b.Number))
	})
	t.Records = slices.DeleteFunc(t.Records, func(o sqlite.OwedRecords) bool { return ask.Priority != "" && o.Priority != ask.Priority })
	t.Credentials = slices.DeleteFunc(t.Credentials, func(e Expiring) bool { return ask.Reviewer != "" && e.Code != ask.Reviewer })
	t.Total[OwedRecords], t.Total[ExpiringList] = len(t.Records), len(t.Credentials)
	for name, rows := range all {
		t.Total[name] = len(rows)
		if ask.List == "" || ask.List == name {
			t.Cases[name] = shown(rows, ask)
		}
	}
	t.Records, t.Credentials = shown(t.Records, ask), shown(t.Credentials, ask)
}

// shown is the rows that are asked for.
func shown[T any](rows []T, ask DeskAsk) []T {
	if ask.N == 0 {
		return rows
	}
	from := min(max(ask.From, 0), len(rows))
	return rows[from:min(from+ask.N, len(rows))]
}

func byHarm(a, b DeskCase) int { return desk.Harm(a.Case, b.Case, a.Late, b.Late) }

// listOf is the lists on which the case stands.
func listOf(c desk.Case, f desk.Forecast, today calendar.Date) (out []DeskList) {
	switch {
	case c.IsLate(today):
		out = append(out, LateCases)
	case f.Late > 0:
		out = append(out, SlowCases)
	}
	if c.State == casefile.Offered {
		out = append(out, OpenOffers)
	}
	return out
}

func (a DeskAsk) takes(c DeskCase) bool {
	return (a.Priority == "" || a.Priority == c.Priority) && (a.State == "" || a.State == c.State) && (a.Reviewer == "" || a.Reviewer == c.Code)
}
