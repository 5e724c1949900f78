package finding

import (
	"fmt"
	"reflect"
	"testing"
)

// written is the measure in a short form for tables.
func (m measure) written() string {
	switch m.kind {
	case aDate:
		return "date " + m.date.Date.String()
	case aLevel:
		return "level " + m.level.String()
	case aSide:
		return "side " + string(m.side)
	}
	if m.low != m.high {
		return fmt.Sprintf("%s %g-%g %s", m.kind, m.low, m.high, m.unit)
	}
	return fmt.Sprintf("%s %g %s", m.kind, m.low, m.unit)
}

func TestMeasures(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"visits":              {"She attended 12 visits of physical therapy", []string{"count 12 visit"}},
		"visits in words":     {"twelve physical therapy sessions", []string{"count 12 visit"}},
		"twenty-four visits":  {"twenty-four visits", []string{"count 24 visit"}},
		"a dose":              {"Gabapentin 300 mg three times a day", []string{"dose 300 mg", "frequency 3 /day"}},
		"a dose run together": {"ibuprofen 800mg tid", []string{"dose 800 mg", "frequency 3 /day"}},
		"a compound drug":     {"hydrocodone 5/325, #120", []string{"dose 5 mg", "number 325 ", "number 120 "}},
		"a decimal":           {"7.5 mg", []string{"dose 7.5 mg"}},
		"a thousand":          {"1,500 mg a day", []string{"dose 1500 mg"}},
		"a score":             {"pain 7/10", []string{"score 7 /10"}},
		"a range of a score":  {"pain was 6 to 7 out of 10", []string{"score 6-7 /10"}},
		"a percentage":        {"about 60 percent relief for ten weeks", []string{"percent 60 %", "duration 10 week"}},
		"a percent range":     {"50-70% relief", []string{"percent 50-70 %"}},
		"an age":              {"a 43-year-old order selector", []string{"age 43 year"}},
		"an age, short":       {"42 yo F", []string{"age 42 year"}},
		"an age with slash":   {"42 y/o male", []string{"age 42 year"}},
		"a length":            {"5 mm left protrusion at L5-S1", []string{"length 5 mm", "side left", "level L5-S1"}},
		"angles":              {"SLR positive at 40°", []string{"angle 40 °"}},
		"a plan of therapy":   {"PT 2x/wk x 6 wks", []string{"frequency 2 /week", "duration 6 week"}},
		"tablets a day":       {"from four tablets a day to one", []string{"count 4 tablet", "number 1 "}},
		"so many a day":       {"hydrocodone use was back at 4 a day", []string{"frequency 4 /day"}},
		"a form is none":      {"See PR-2 of 06/16/2015", []string{"date 2015-06-16"}},
		"no one":              {"No one of them, and one of the others", nil},
		"a level and a date":  {"On 8/5/14 at L5/S1", []string{"date 2014-08-05", "level L5-S1"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, m := range measuresIn(tt.text) {
				got = append(got, m.written())
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("measures %q, want %q", got, tt.want)
			}
		})
	}
}
