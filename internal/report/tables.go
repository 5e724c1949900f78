package report

import (
	"fmt"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Event is something that is counted by its day.
type Event string

// The events, in the order of a case's life.
const (
	Received   Event = "received"
	Eligible   Event = "eligible"
	Ineligible Event = "ineligible"
	Deferred   Event = "deferred"
	Issued     Event = "issued" // the first version alone
	Published  Event = "published"
)

var events = []Event{Received, Eligible, Ineligible, Deferred, Issued, Published}

// Happened is how often something happened on a day.
type Happened struct {
	What Event
	On   calendar.Date
	N    int
}

// Volumes counts applications, judgements of eligibility, decisions and public copies.
func Volumes(p Period, all []Happened) Table {
	t := Table{Name: "volumes", Title: "Volumes", Of: "Month", Counts: "Each by the day on which it happened. A decision counts once, on the day of its first version.",
		Columns: []Column{{"Applications received", Number, true}, {"Found eligible", Number, false}, {"Found ineligible", Number, false}, {"Deferred", Number, false},
			{"Decisions issued", Number, true}, {"Public copies", Number, false}}}
	of := map[string]map[Event]int{}
	for _, h := range all {
		if !p.Has(h.On) {
			continue
		}
		s := p.span(h.On)
		if of[s] == nil {
			of[s] = map[Event]int{}
		}
		of[s][h.What] += h.N
	}
	for _, s := range p.spans() {
		row := Row{Label: s}
		for _, e := range events {
			row.Cells = append(row.Cells, whole(of[s][e]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Decision is an issued determination on its clocks. Complete is zero where the
// records never were, Due where no date was set.
type Decision struct {
	Issued, Application, Complete, Due calendar.Date
	Priority                           casefile.Priority
}

// Ages says how old decisions were when they were issued.
func Ages(p Period, all []Decision) Table {
	t := Table{Name: "ages", Title: "Age of decisions", Of: "Month", Counts: "Decisions first issued in the period, in calendar days from the application and from complete records to the first version.",
		Columns: []Column{{"Decisions", Number, false}, {"From application, mean", Days, true}, {"median", Days, false}, {"9 of 10 within", Days, false},
			{"From complete records, mean", Days, true}, {"median", Days, false}, {"9 of 10 within", Days, false}}}
	application, complete := map[string][]int{}, map[string][]int{}
	for _, d := range all {
		s := p.span(d.Issued)
		application[s] = append(application[s], d.Application.DaysUntil(d.Issued))
		if !d.Complete.IsZero() {
			complete[s] = append(complete[s], d.Complete.DaysUntil(d.Issued))
		}
	}
	for _, s := range p.spans() {
		a, c := application[s], complete[s]
		t.Rows = append(t.Rows, Row{s, []Cell{whole(len(a)), mean(a), quantile(a, .5), quantile(a, .9), mean(c), quantile(c, .5), quantile(c, .9)}})
	}
	return t
}

// Lateness says how many decisions were issued after their due date.
func Lateness(p Period, all []Decision) Table {
	t := Table{Name: "lateness", Title: "Late decisions", Of: "Month", Counts: "Decisions first issued in the period that had a due date, against the date as the ledger of deadlines has it.",
		Columns: []Column{{"Decisions", Number, false}, {"Late", Number, false}, {"Late", Share, true}, {"Days late, median", Days, false}, {"Days late, most", Days, false}, {"Expedited, late", Number, false}}}
	total, expedited, late := map[string]int{}, map[string]int{}, map[string][]int{}
	for _, d := range all {
		if d.Due.IsZero() {
			continue
		}
		s := p.span(d.Issued)
		total[s]++
		if days := d.Due.DaysUntil(d.Issued); days > 0 {
			late[s] = append(late[s], days)
			if d.Priority == casefile.Expedited {
				expedited[s]++
			}
		}
	}
	for _, s := range p.spans() {
		n := len(late[s])
		t.Rows = append(t.Rows, Row{s, []Cell{whole(total[s]), whole(n), share(n, total[s]), quantile(late[s], .5), quantile(late[s], 1), whole(expedited[s])}})
	}
	return t
}

// Open is a case that is under way.
type Open struct{ Application, Complete, Due calendar.Date }

// bands are the ages by which open cases are told apart, in days; the last has no end.
var bands = []int{0, 11, 21, 31, 46, 91}

// UnderWay says how old the cases are that are not decided yet.
func UnderWay(today calendar.Date, all []Open) Table {
	t := Table{Name: "open", Title: "Open cases", Of: "Age in days", Counts: "Cases that are neither decided nor closed, as of " + today.Long() + ", whatever the period.",
		Columns: []Column{{"From application", Number, true}, {"From complete records", Number, true}, {"Past their due date", Number, false}}}
	for i, from := range bands {
		label := fmt.Sprintf("%d and more", from)
		if i+1 < len(bands) {
			label = fmt.Sprintf("%d to %d", from, bands[i+1]-1)
		}
		t.Rows = append(t.Rows, Row{label, make([]Cell, len(t.Columns))})
	}
	for _, c := range all {
		at := t.Rows[band(c.Application.DaysUntil(today))].Cells
		at[0].N++
		if !c.Due.IsZero() && c.Due.Before(today) {
			at[2].N++
		}
		if !c.Complete.IsZero() {
			t.Rows[band(c.Complete.DaysUntil(today))].Cells[1].N++
		}
	}
	return t
}

func band(days int) int {
	for i := len(bands) - 1; i > 0; i-- {
		if days >= bands[i] {
			return i
		}
	}
	return 0
}

// Named is how often something with a name was counted.
type Named struct {
	Name string
	N    int
}

// Reasons counts why applications were found ineligible.
func Reasons(all []Named) Table {
	t := Table{Name: "ineligible", Title: "Why applications were ineligible", Of: "Reason", Counts: "Decisions of the period that an application is ineligible; one may have several reasons.",
		Columns: []Column{{"Applications", Number, true}}}
	for _, n := range all {
		t.Rows = append(t.Rows, Row{n.Name, []Cell{whole(n.N)}})
	}
	byFirst(t.Rows)
	return t
}

// Outcome is how many disputed items of a kind were decided and overturned.
type Outcome struct {
	Name              string
	Items, Overturned int
}

// Dimension is a property by which overturned items are compared.
type Dimension struct{ Name, Title, Of string }

// The dimensions.
var (
	Category  = Dimension{"category", "Overturned by treatment", "Treatment"}
	Specialty = Dimension{"specialty", "Overturned by the reviewer’s specialty", "Specialty"}
	Guideline = Dimension{"guideline", "Overturned by the guideline cited", "Guideline"}
	Physician = Dimension{"physician", "Overturned by requesting physician", "Requesting physician"}
	Year      = Dimension{"year", "Decided by the year of the decision", "Year"} // of the public figures
)

// Overturned compares how many items were overturned.
func Overturned(by Dimension, all []Outcome) Table {
	t := Table{Name: by.Name, Title: by.Title, Of: by.Of, Counts: "Disputed items of decisions first issued in the period, as their newest version decides them.",
		Columns: []Column{{"Items", Number, false}, {"Overturned", Number, false}, {"Overturned", Share, true}}}
	if by == Specialty || by == Guideline {
		t.Counts += " An item counts under each that it has."
	}
	for _, o := range all {
		t.Rows = append(t.Rows, Row{o.Name, []Cell{whole(o.Items), whole(o.Overturned), share(o.Overturned, o.Items)}})
	}
	byFirst(t.Rows)
	return t
}

// Work is what one reviewer did. Took holds the days from each assignment to the
// review that was handed in.
type Work struct {
	Code                               string
	Open, Assigned, HandedIn, Returned int
	Took                               []int
}

// Workload compares reviewers, who appear by their code.
func Workload(all []Work) Table {
	t := Table{Name: "workload", Title: "Reviewers’ work", Of: "Reviewer", Counts: "What happened in the period; the first column is as of today. Reviewers appear by the code that directors see.",
		Columns: []Column{{"With them now", Number, true}, {"Assigned", Number, false}, {"Handed in", Number, true}, {"Returned to them", Number, false}, {"Days to hand in, median", Days, false}}}
	for _, w := range all {
		t.Rows = append(t.Rows, Row{w.Code, []Cell{whole(w.Open), whole(w.Assigned), whole(w.HandedIn), whole(w.Returned), quantile(w.Took, .5)}})
	}
	byFirst(t.Rows)
	return t
}
