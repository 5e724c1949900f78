package fee

import (
	"fmt"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
)

// Line is one case on an invoice. On a credit note Dollars is negative.
type Line struct {
	Case     casefile.CaseNumber
	Kind     Kind
	Received calendar.Date // the day that counts
	Closed   calendar.Date // when the determination was issued or the case ended
	Dollars  int
	Section  string
}

// Invoice is what a claims administrator is asked to pay for a month, or, where
// Credits is the number of one, what it is asked for no more. It is never changed.
type Invoice struct {
	Number        int
	Month         Month
	Administrator string
	Address       string
	Credits       int
	Reason        string // of a credit note
	On            calendar.Date
	Lines         []Line
	Sender        determination.Organization // as it was on the day
}

// Total is the sum of the lines.
func (i Invoice) Total() int {
	sum := 0
	for _, l := range i.Lines {
		sum += l.Dollars
	}
	return sum
}

// Name is how people call it: Invoice 000012, Credit note 000013.
func (i Invoice) Name() string {
	kind := "Invoice"
	if i.Credits != 0 {
		kind = "Credit note"
	}
	return fmt.Sprintf("%s %06d", kind, i.Number)
}

// Dollars is an amount as invoices write it: $1,234 or -$56.
func Dollars(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	if n < 1000 {
		return fmt.Sprintf("%s$%d", sign, n)
	}
	if n < 1_000_000 {
		return fmt.Sprintf("%s$%d,%03d", sign, n/1000, n%1000)
	}
	return fmt.Sprintf("%s$%d,%03d,%03d", sign, n/1_000_000, n/1000%1000, n%1000)
}

// Month is a month of a year, as 2014-03. The zero Month is none.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf is the month of the day.
func MonthOf(d calendar.Date) Month { return Month{d.Year, d.Month} }

// ParseMonth reads a month such as 2014-03.
func ParseMonth(s string) (Month, error) {
	d, err := calendar.ParseDate(s + "-01")
	if err != nil {
		return Month{}, fault.New(fault.Invalid, "%q is not a month like 2014-03.", s)
	}
	return MonthOf(d), nil
}

// First is the first day of the month.
func (m Month) First() calendar.Date { return calendar.Date{Year: m.Year, Month: m.Month, Day: 1} }

// Next is the month after it.
func (m Month) Next() Month { return MonthOf(m.First().AddDays(31)) }

// Over reports whether the month has ended by the day.
func (m Month) Over(today calendar.Date) bool { return !today.Before(m.Next().First()) }

// String is the month as 2014-03.
func (m Month) String() string { return m.First().String()[:len("2014-03")] }

// Long is the month in words: March 2014.
func (m Month) Long() string { return fmt.Sprintf("%s %d", m.Month, m.Year) }
