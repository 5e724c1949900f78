// Package deadline keeps the ledger of a case: events with the instant at which
// they happened and the instant at which they became known, and the due dates that
// follow from them by the dated table of rules. Nothing is overwritten, so that
// what was believed on any earlier day, and what an event that has not happened yet
// would change, is the same computation over fewer or more events. Days are those
// of California, whatever the time zone of the server.
package deadline

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"imr/internal/calendar"
)

//go:embed rules.csv
var rulesCSV string

// Unit is what the amount of a rule counts.
type Unit string

// The units.
const (
	Days        Unit = "days" // calendar days; the last may be a weekend or a holiday
	WorkingDays Unit = "working days"
	Hours       Unit = "hours"
	Months      Unit = "months"
	Dollars     Unit = "dollars"
)

// Rule is a number of the law or of the house. It holds for start events from From
// to Until, both included; a zero date leaves that end open.
type Rule struct {
	Code, Case  string
	Amount      int
	Unit        Unit
	From, Until calendar.Date
	Section     string
	What        string // who must do what, for people
}

// Table is the rules in force at all times.
type Table struct{ rules []Rule }

// Standard is the table that the program ships with.
func Standard() Table { return standard }

var standard = func() Table {
	t, err := Read(strings.NewReader(rulesCSV))
	if err != nil {
		panic(err) // the file beside this one is wrong
	}
	return t
}()

// Read reads a table like rules.csv. The error names the line.
func Read(r io.Reader) (Table, error) {
	lines := csv.NewReader(r)
	lines.Comment, lines.FieldsPerRecord = '#', 8
	var t Table
	for {
		cells, err := lines.Read()
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return Table{}, err
		}
		line, _ := lines.FieldPos(0)
		if cells[0] == "code" {
			continue
		}
		rule, err := ruleOf(cells)
		if err != nil {
			return Table{}, fmt.Errorf("rules, line %d: %w", line, err)
		}
		t.rules = append(t.rules, rule)
	}
}

func ruleOf(cells []string) (r Rule, err error) {
	r = Rule{Code: cells[0], Case: cells[1], Unit: Unit(cells[3]), Section: cells[6], What: cells[7]}
	if r.Amount, err = strconv.Atoi(cells[2]); err != nil || r.Amount < 0 {
		return r, fmt.Errorf("%q is not an amount", cells[2])
	}
	switch r.Unit {
	case Days, WorkingDays, Hours, Months, Dollars:
	default:
		return r, fmt.Errorf("%q is not a unit", cells[3])
	}
	if r.Code == "" || r.Section == "" || r.What == "" {
		return r, fmt.Errorf("a rule has a code, a section and what it is for")
	}
	if err := r.From.UnmarshalText([]byte(cells[4])); err != nil {
		return r, err
	}
	return r, r.Until.UnmarshalText([]byte(cells[5]))
}

// Rule is the rule with the code that held on the day for the case: the row for
// exactly that case, or else the row for any. It is false where there is none.
func (t Table) Rule(code, forCase string, on calendar.Date) (Rule, bool) {
	for _, c := range []string{forCase, ""} {
		for _, r := range t.rules {
			if r.Code == code && r.Case == c && !on.Before(r.From) && (r.Until.IsZero() || !on.After(r.Until)) {
				return r, true
			}
		}
	}
	return Rule{}, false
}

// Rules lists every row of the table with the code.
func (t Table) Rules(code string) []Rule {
	var out []Rule
	for _, r := range t.rules {
		if r.Code == code {
			out = append(out, r)
		}
	}
	return out
}

// Words is the rule as people say it: 5 working days.
func (r Rule) Words() string {
	unit := string(r.Unit)
	if r.Amount == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return strconv.Itoa(r.Amount) + " " + unit
}

// Calendar says in words what the rule counts.
func (r Rule) Calendar() string {
	switch r.Unit {
	case WorkingDays:
		return "working days: no weekend and no state holiday counts"
	case Hours:
		return "hours by the clock"
	}
	return "calendar days: weekends and holidays count"
}

// due counts from the start event, whose own day is not counted. Hours give an
// instant too; days end with the day.
func (r Rule) due(start Event) Due {
	d := Due{Code: r.Code, What: r.What, Rule: r, Start: start}
	from := start.Day()
	switch r.Unit {
	case Hours:
		d.At = start.At.Add(time.Duration(r.Amount) * time.Hour)
		d.On = calendar.DateOf(d.At)
	case WorkingDays:
		d.On, d.Holidays = calendar.CountWorkingDays(from, r.Amount)
	default:
		d.On = from.AddDays(r.Amount)
	}
	return d
}
