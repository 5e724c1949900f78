package earlier

import (
	"regexp"
	"slices"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/determination"
	"imr/internal/review"
)

// Decided is an item of an earlier determination beside an item of the present
// case. Person says why it is the same employee, Treatment why it is a treatment
// like that of the item.
type Decided struct {
	For       casefile.ItemID // of the present case
	Number    casefile.CaseNumber
	Result    determination.ItemResult
	On        calendar.Date // the day of the decision
	Degree    Degree
	Person    []string
	Treatment string
}

// Match lists the items of an earlier determination that are like or related to an
// item of the present case, in the order of the case. It is empty where the
// determination is of another employee.
func Match(present casefile.Case, before determination.Determination) []Decided {
	person, same := SamePerson(PersonOf(present), PersonOf(before.Case))
	if !same || present.Number == before.Case.Number {
		return nil
	}
	var out []Decided
	for _, it := range present.Items {
		for _, r := range before.Items {
			if degree, why := LikeItems(it, r.DisputedItem); degree != Unlike {
				out = append(out, Decided{For: it.ID, Number: before.Case.Number, Result: r, On: before.DecidedOn, Degree: degree, Person: person, Treatment: why})
			}
		}
	}
	return out
}

// Contradicts reports whether the decision is the opposite of the earlier one on a
// treatment that is alike.
func (d Decided) Contradicts(one review.Decision) bool {
	return d.Degree == Like && one.Item == d.For && one.Outcome != "" && one.Outcome != d.Result.Outcome
}

// NamedIn reports whether the rationale names the earlier determination, by its
// number or by its day.
func (d Decided) NamedIn(rationale string) bool {
	if regexp.MustCompile(`(?i)(?:^|\W)` + regexp.QuoteMeta(string(d.Number)) + `(?:\W|$)`).MatchString(rationale) {
		return true
	}
	return slices.ContainsFunc(chronology.Dates(rationale), func(m chronology.DateMention) bool {
		return m.Precise && m.Date == d.On
	})
}

// Unaddressed lists the earlier determinations that the review contradicts without
// naming them in the rationale of the item.
func Unaddressed(all []Decided, r review.Review) []Decided {
	var out []Decided
	for _, d := range all {
		for _, one := range r.For(d.For) {
			if d.Contradicts(one) && !d.NamedIn(one.Rationale) {
				out = append(out, d)
				break
			}
		}
	}
	return out
}
