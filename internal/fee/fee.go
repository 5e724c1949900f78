// Package fee says what a claims administrator pays for a case, by the dated table of
// 8 CCR §9792.10.8, and what an invoice is. Amounts are whole US dollars.
package fee

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// Kind is what a fee is for.
type Kind string

// The kinds.
const (
	Standard     Kind = "standard"
	Expedited    Kind = "expedited"
	Pharmacy     Kind = "pharmacy" // every item in dispute is a drug
	TwoReviewers Kind = "two_reviewers"
	TwoExpedited Kind = "two_expedited"
	EndedBefore  Kind = "ended_before" // a reviewer had the case
	EndedAfter   Kind = "ended_after"
)

var kinds = []Kind{Standard, Expedited, Pharmacy, TwoReviewers, TwoExpedited, EndedBefore, EndedAfter}

var words = map[Kind]string{Standard: "Standard review", Expedited: "Expedited review", Pharmacy: "Review of drugs only", TwoReviewers: "Review by two reviewers",
	TwoExpedited: "Expedited review by two reviewers", EndedBefore: "Ended before a reviewer had the case", EndedAfter: "Ended after a reviewer had the case"}

// Words is the kind as an invoice says it.
func (k Kind) Words() string { return words[k] }

// Class is what the schedule of 2013 tells reviewers apart by.
type Class string

// The classes. The empty one is a reviewer whose degree is not on file.
const (
	MD    Class = "md" // MD and DO
	Other Class = "other"
)

// Matter is what a fee depends on. Received is the day that counts: the receipt of the
// application.
type Matter struct {
	Received  calendar.Date
	Priority  casefile.Priority
	DrugsOnly bool
	Reviewers int // who had the case together; 0 or 1 for one
	Class     Class
	Ended     bool // without a determination
	Reached   bool // a reviewer had it
}

// Kind is the kind of the fee.
func (m Matter) Kind() Kind {
	switch {
	case m.Ended && m.Reached:
		return EndedAfter
	case m.Ended:
		return EndedBefore
	}
	return m.whole()
}

// whole is the kind of the fee of a case that is decided.
func (m Matter) whole() Kind {
	quick := m.Priority == casefile.Expedited
	switch {
	case m.Reviewers > 1 && quick:
		return TwoExpedited
	case m.Reviewers > 1:
		return TwoReviewers
	case quick:
		return Expedited
	case m.DrugsOnly:
		return Pharmacy
	}
	return Standard
}

// Fee is a row of the table.
type Fee struct {
	Kind        Kind
	Class       Class         // empty: any
	From, Until calendar.Date // both included; a zero Until has no end
	Dollars     int
	Section     string
	Checked     bool // against a public text
}

// Table is the fees of all times.
type Table struct{ fees []Fee }

//go:embed fees.csv
var feesCSV string

var shipped = func() Table {
	t, err := Read(strings.NewReader(feesCSV))
	if err != nil {
		panic(err) // the file beside this one is wrong
	}
	return t
}()

// Shipped is the table that comes with the program.
func Shipped() Table { return shipped }

// Of is the fee of the matter. A fault says why there is none, and what is to be done.
func (t Table) Of(m Matter) (Fee, error) {
	if m.Received.IsZero() {
		return Fee{}, fault.New(fault.Invalid, "The day on which the application was received is not known, so no fee can be found.")
	}
	want := []Kind{m.Kind()}
	if m.Kind() == EndedAfter {
		want = append(want, m.whole())
	}
	if slices.Contains(want, Pharmacy) {
		want = append(want, Standard)
	}
	for _, k := range want {
		of := t.on(k, m.Received)
		for _, f := range of {
			if f.Class == "" || f.Class == m.Class {
				f.Kind = m.Kind()
				return f, nil
			}
		}
		if len(of) > 0 && m.Class == "" {
			return Fee{}, fault.New(fault.Invalid, "The fee of %s depends on the reviewer's degree, which is not on file. Enter it with the reviewer's credentials.", m.Received.US())
		}
	}
	return Fee{}, fault.New(fault.Invalid, "The table has no fee for “%s” of an application received on %s. Add a row to internal/fee/fees.csv with its section.", m.Kind().Words(), m.Received.US())
}

// on lists the rows of the kind that hold on the day.
func (t Table) on(k Kind, day calendar.Date) []Fee {
	return slices.DeleteFunc(slices.Clone(t.fees), func(f Fee) bool {
		return f.Kind != k || day.Before(f.From) || !f.Until.IsZero() && day.After(f.Until)
	})
}

// Read reads a table like fees.csv. The error names the line.
func Read(r io.Reader) (t Table, err error) {
	lines := csv.NewReader(r)
	lines.Comment, lines.FieldsPerRecord = '#', 7
	for {
		cells, err := lines.Read()
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return Table{}, err
		}
		line, _ := lines.FieldPos(0)
		if cells[0] == "kind" {
			continue
		}
		f, err := feeOf(cells)
		if err == nil {
			err = t.clash(f)
		}
		if err != nil {
			return Table{}, fmt.Errorf("fees, line %d: %w", line, err)
		}
		t.fees = append(t.fees, f)
	}
}

func feeOf(cells []string) (f Fee, err error) {
	f = Fee{Kind: Kind(cells[0]), Class: Class(cells[1]), Section: cells[5], Checked: cells[6] == "yes"}
	if !slices.Contains(kinds, f.Kind) {
		return f, fmt.Errorf("there is no kind %q", cells[0])
	}
	if f.Class != "" && f.Class != MD && f.Class != Other {
		return f, fmt.Errorf("there is no class %q", cells[1])
	}
	if f.From, err = calendar.ParseDate(cells[2]); err != nil {
		return f, err
	}
	if err := f.Until.UnmarshalText([]byte(cells[3])); err != nil {
		return f, err
	}
	if f.Dollars, err = strconv.Atoi(cells[4]); err != nil || f.Dollars <= 0 {
		return f, fmt.Errorf("%q is not an amount", cells[4])
	}
	if f.Section == "" || cells[6] != "yes" && cells[6] != "no" {
		return f, fmt.Errorf("a fee has its section and says whether it was checked")
	}
	return f, nil
}

// clash refuses a row that holds on a day on which another for the same does.
func (t Table) clash(f Fee) error {
	for _, o := range t.fees {
		same := o.Kind == f.Kind && (o.Class == f.Class || o.Class == "" || f.Class == "")
		if same && (o.Until.IsZero() || !f.From.After(o.Until)) && (f.Until.IsZero() || !o.From.After(f.Until)) {
			return fmt.Errorf("%s has two fees on one day", f.Kind)
		}
	}
	return nil
}
