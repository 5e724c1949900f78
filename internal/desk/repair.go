package desk

import (
	"cmp"
	"fmt"
	"slices"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// RepairKind is what is done for a case that is late or will be.
type RepairKind string

// The kinds of repair.
const (
	GiveOut    RepairKind = "offer"    // a case without a reviewer
	OfferOther RepairKind = "reoffer"  // the offer is taken back and made to another
	Reassign   RepairKind = "reassign" // from who holds it to another
	Lighten    RepairKind = "lighten"  // a case before it goes to another
	Extend     RepairKind = "extend"   // with approval (LC 4610.6(d)(3))
	Judge      RepairKind = "judge"    // the review that was handed in
	Issue      RepairKind = "issue"    // what is approved
	PartyAsked RepairKind = "remind"   // who owes records
)

// Taker is a reviewer who may have a case, and by when its letter would go out.
type Taker struct {
	Code, Knows string
	Ends        calendar.Date
}

// Situation is what the repairs of a case depend on.
type Situation struct {
	Case
	Forecast
	Today         calendar.Date
	Work          float64 // days that the case takes at the house's pace
	Takers        []Taker // who may have it, the soonest first
	First         casefile.CaseNumber
	FirstWork     float64 // of the case that stands before it
	FirstTakers   []Taker
	ExtensionLeft int  // days by which the decision may still be put off
	Owed          bool // records are owed
}

// Repair is one way out. Cost is the days of work that it makes for people; the
// reading that somebody else has to do again is the most of it. Other is the case
// that it moves where that is not the case itself.
type Repair struct {
	Kind  RepairKind
	Text  string
	Cost  float64
	To    string
	Days  int
	Other casefile.CaseNumber
	Heals bool // the letter is in time then
}

// The costs of what people do by hand, in days of work; the house's own reckoning.
const (
	costClick    = 0.05 // a form is sent
	costCheck    = 0.2  // somebody looks at it
	costApproval = 0.5  // somebody outside is asked
)

// Repairs are the three cheapest ways out, what heals before what only helps.
func Repairs(s Situation) []Repair {
	var out []Repair
	add := func(r Repair) { out = append(out, r) }
	switch {
	case s.State == casefile.Ready || s.State == casefile.Remanded:
		each(s.Takers, func(t Taker) {
			add(s.handing(GiveOut, t, costClick, "Offer it to %s"))
		})
	case s.State == casefile.Offered:
		each(s.Takers, func(t Taker) {
			add(s.handing(OfferOther, t, costCheck, "Take the offer back and offer it to %s"))
		})
	case s.working():
		each(s.Takers, func(t Taker) {
			add(s.handing(Reassign, t, costCheck+s.Work, "Reassign it to %s"))
		})
		s.lighten(add)
	case s.State == casefile.HandedIn:
		add(Repair{Kind: Judge, Text: "Have the review judged today", Cost: costCheck, Heals: !s.IsLate(s.Today)})
	case s.State == casefile.Approved:
		add(Repair{Kind: Issue, Text: "Issue it today", Cost: costClick, Heals: !s.IsLate(s.Today)})
	}
	if s.ExtensionLeft > 0 && s.Late > 0 && !s.IsLate(s.Today) {
		days := min(s.Late, s.ExtensionLeft)
		add(Repair{Kind: Extend, Days: days, Cost: costApproval, Heals: days >= s.Late,
			Text: fmt.Sprintf("Extend it by %s with the Administrative Director's approval (LC 4610.6(d)(3))", daysOf(days))})
	}
	if s.Owed {
		add(Repair{Kind: PartyAsked, Text: "Remind who owes records", Cost: costClick})
	}
	slices.SortStableFunc(out, func(a, b Repair) int {
		return cmp.Or(cmp.Compare(healed(a), healed(b)), cmp.Compare(a.Cost, b.Cost))
	})
	return out[:min(3, len(out))]
}

// each takes the two soonest.
func each(takers []Taker, do func(Taker)) {
	for _, t := range takers[:min(2, len(takers))] {
		do(t)
	}
}

func healed(r Repair) int {
	if r.Heals {
		return 0
	}
	return 1
}

// handing is a repair that gives the case to the taker. It is left to be weighed even
// where it only helps: a late case is to end as soon as it can.
func (s Situation) handing(kind RepairKind, t Taker, cost float64, format string) Repair {
	r := Repair{Kind: kind, To: t.Code, Cost: cost, Heals: !s.Due.IsZero() && !t.Ends.After(s.Due),
		Text: fmt.Sprintf(format, t.Code) + fmt.Sprintf(" (%s), who would be through on %s", t.Knows, t.Ends.US())}
	if !r.Heals && !s.Due.IsZero() {
		r.Text += fmt.Sprintf(", %s late", daysOf(s.Due.DaysUntil(t.Ends)))
	}
	return r
}

// lighten gives the case that stands before this one to somebody else.
func (s Situation) lighten(add func(Repair)) {
	if s.First == "" || len(s.FirstTakers) == 0 {
		return
	}
	t := s.FirstTakers[0]
	add(Repair{Kind: Lighten, To: t.Code, Other: s.First, Cost: costCheck + s.FirstWork,
		Text: fmt.Sprintf("Give %s, which stands before it, to %s (%s)", s.First, t.Code, t.Knows), Heals: s.Late > 0 && float64(s.Late) <= s.FirstWork})
}

func daysOf(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
