// Package report counts what an organization does: how much comes in and goes out,
// how old decisions are on both clocks, what is late, what is overturned, and who
// works on how much. Figures for the public leave small cells out, so that no cell
// can be computed from what is shown.
package report

import (
	"cmp"
	"slices"

	"imr/internal/calendar"
	"imr/internal/fault"
)

// Period is a stretch of days; both ends belong to it.
type Period struct{ From, To calendar.Date }

// Validate refuses a period without an end or one that ends before it begins.
func (p Period) Validate() error {
	var bad fault.Fields
	if p.From.IsZero() {
		bad.Add("from", "Enter the first day as a date, such as 2026-01-31.")
	}
	if p.To.IsZero() {
		bad.Add("to", "Enter the last day as a date, such as 2026-01-31.")
	}
	if len(bad) == 0 && p.To.Before(p.From) {
		bad.Add("to", "Enter a last day that is not before the first day.")
	}
	return bad.Err("The period cannot be shown.")
}

// Has reports whether the day is in the period.
func (p Period) Has(d calendar.Date) bool { return !d.Before(p.From) && !d.After(p.To) }

// manyMonths is from how many months on a period is shown by years.
const manyMonths = 36

func (p Period) months() int {
	return 12*(p.To.Year-p.From.Year) + int(p.To.Month) - int(p.From.Month) + 1
}

// span names the month or, in a long period, the year of the day.
func (p Period) span(d calendar.Date) string {
	if p.months() > manyMonths {
		return d.String()[:4]
	}
	return d.String()[:7]
}

// spans lists every month or year of the period.
func (p Period) spans() []string {
	var out []string
	for d := p.From; !d.After(p.To); d = d.AddDays(1) {
		if s := p.span(d); len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

// Unit is what the numbers of a column are.
type Unit string

// The units.
const (
	Number Unit = "number"
	Days   Unit = "days"
	Share  Unit = "percent" // of a hundred
)

// Column is a column of numbers. Drawn ones are bars of the table's chart.
type Column struct {
	Label string
	Unit  Unit
	Drawn bool
}

// Cell is a number, or the lack of one: there is nothing to count, or it is left out
// because it or another would tell too much.
type Cell struct {
	N             float64
	None, LeftOut bool
}

// Row is a row with its name.
type Row struct {
	Label string
	Cells []Cell // as many as there are columns
}

// Table is one report. Name is its word in addresses; Counts says what it counts.
type Table struct {
	Name, Title, Counts string
	Of                  string // what the rows are, such as Month
	Columns             []Column
	Rows                []Row
}

func whole(n int) Cell { return Cell{N: float64(n)} }

// share is how many of a hundred, or nothing of nothing.
func share(part, of int) Cell {
	if of == 0 {
		return Cell{None: true}
	}
	return Cell{N: 100 * float64(part) / float64(of)}
}

// quantile is the value below which the share q of the sorted days lies, by the
// nearest rank.
func quantile(days []int, q float64) Cell {
	if len(days) == 0 {
		return Cell{None: true}
	}
	sorted := slices.Clone(days)
	slices.Sort(sorted)
	rank := int(q*float64(len(sorted)) + 0.999999)
	return whole(sorted[min(max(rank, 1), len(sorted))-1])
}

func mean(days []int) Cell {
	if len(days) == 0 {
		return Cell{None: true}
	}
	sum := 0
	for _, d := range days {
		sum += d
	}
	return Cell{N: float64(sum) / float64(len(days))}
}

// byFirst sorts rows by their first number, the highest first, then by name.
func byFirst(rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Cells[0].N, a.Cells[0].N), cmp.Compare(a.Label, b.Label))
	})
}
