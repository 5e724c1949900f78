package desk

import (
	"math"
	"strings"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

var (
	noon  = time.Date(2026, 11, 24, 12, 0, 0, 0, calendar.Zone)
	today = calendar.DateOf(noon)
)

// done is a finished review of 300 pages and an item, in days before noon.
func done(begun, ended float64) Finished {
	ago := func(d float64) time.Time { return noon.Add(-time.Duration(d * 24 * float64(time.Hour))) }
	return Finished{Begun: ago(begun), Ended: ago(ended), Pages: 250, Items: 1}
}

func TestPace(t *testing.T) {
	p := Prior{Base: 1, PerHundredPages: 0.2, PerItem: 0.3, Weight: 10} // a case of done is 1.5 days of work
	for name, tt := range map[string]struct {
		seen []Finished
		want float64
	}{
		"nothing seen: the house's pace":                  {nil, 1},
		"one case at the house's pace":                    {[]Finished{done(10, 8.5)}, 1},
		"one case in twice the time moves it a little":    {[]Finished{done(10, 7)}, 13 / 11.5},
		"two cases side by side count their days once":    {[]Finished{done(10, 7), done(10, 7)}, 1},
		"the order does not matter":                       {[]Finished{done(5, 3.5), done(10, 7)}, 14.5 / 13},
		"days without a case do not count":                {[]Finished{done(100, 98.5), done(10, 8.5)}, 1},
		"a case that ended before it began counts no day": {[]Finished{done(3, 5)}, 10 / 11.5},
		"a year for one case is bounded":                  {[]Finished{done(365, 0)}, 5},
	} {
		if got := p.Pace(tt.seen); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func held(number string, state casefile.State, due, pages int) Case {
	c := Case{Number: casefile.CaseNumber(number), State: state, Pages: pages, Items: 1, Reviewer: "r", Begun: noon}
	if due != 0 {
		c.Due = today.AddDays(due)
	}
	return c
}

func TestForecasts(t *testing.T) {
	p := Prior{Base: 1, PerHundredPages: 1, Weight: 10, ToOffer: 1, ToAnswer: 1, ToIssue: 1, BackPart: 0.5}
	for name, tt := range map[string]struct {
		cases  []Case
		speeds Speeds
		ends   []int // days from today; -1 for one that is not reckoned
		late   []int
	}{
		"one case: its work and a day to issue": {[]Case{held("1", casefile.InReview, 9, 100)}, nil, []int{3}, []int{0}},
		"late by the forecast":                  {[]Case{held("1", casefile.InReview, 1, 100)}, nil, []int{3}, []int{2}},
		"late already":                          {[]Case{held("1", casefile.InReview, -4, 100)}, nil, []int{3}, []int{7}},
		"no clock runs":                         {[]Case{held("1", casefile.InReview, 0, 100)}, nil, []int{3}, []int{0}},
		"the one that is due first goes first":  {[]Case{held("1", casefile.InReview, 9, 100), held("2", casefile.InReview, 5, 0)}, nil, []int{4, 2}, []int{0, 0}},
		"what is offered comes after what is held, and has to be accepted": {
			[]Case{held("1", casefile.Offered, 2, 0), held("2", casefile.InReview, 9, 0)}, nil, []int{4, 2}, []int{2, 0}},
		"a slow reviewer": {[]Case{held("1", casefile.InReview, 3, 100)}, Speeds{"r": {Pace: 2}}, []int{5}, []int{2}},
		"another's pace":  {[]Case{held("1", casefile.InReview, 3, 100)}, Speeds{"s": {Pace: 2}}, []int{3}, []int{0}},
		"without a reviewer: to offer, to accept, the work, to issue": {[]Case{held("1", casefile.Ready, 3, 100)}, nil, []int{5}, []int{2}},
		"handed in: a day to issue":                                   {[]Case{held("1", casefile.HandedIn, 0, 900)}, nil, []int{1}, []int{0}},
		"what came back takes a part of its work":                     {[]Case{held("1", casefile.Returned, 9, 300)}, nil, []int{3}, []int{0}},
		"the parties have their turn":                                 {[]Case{held("1", casefile.AwaitingRecords, 0, 0)}, nil, []int{-1}, []int{0}},
		"days spent count for the first one": {
			[]Case{func() Case { c := held("1", casefile.InReview, 9, 300); c.Begun = noon.AddDate(0, 0, -2); return c }()}, nil, []int{3}, []int{0}},
		"but not those before the last one was handed in": {
			[]Case{func() Case { c := held("1", casefile.InReview, 9, 300); c.Begun = noon.AddDate(0, 0, -2); return c }()},
			Speeds{"r": {Pace: 1, Last: noon}}, []int{5}, []int{0}},
		"a quarter of the work is always left": {
			[]Case{func() Case { c := held("1", casefile.InReview, 9, 300); c.Begun = noon.AddDate(0, 0, -20); return c }()}, nil, []int{2}, []int{0}},
	} {
		for i, f := range p.Forecasts(tt.cases, tt.speeds, noon) {
			days := -1
			if f.Known {
				days = today.DaysUntil(f.Ends)
			}
			if days != tt.ends[i] || f.Late != tt.late[i] {
				t.Errorf("%s: case %s ends in %d days, %d late; want %d, %d", name, tt.cases[i].Number, days, f.Late, tt.ends[i], tt.late[i])
			}
		}
	}
}

func TestBacklog(t *testing.T) {
	p := Prior{Base: 1, ToAnswer: 1, ToIssue: 1}
	other := held("4", casefile.Ready, 9, 0)
	other.Reviewer = ""
	days, open := p.Backlog([]Case{held("1", casefile.InReview, 9, 0), held("2", casefile.Offered, 9, 0), held("3", casefile.HandedIn, 9, 0), other}, nil, noon)
	if open["r"] != 2 || days["r"] != 3 || len(open) != 1 {
		t.Errorf("%v days for %v cases", days, open)
	}
}

func TestHarm(t *testing.T) {
	expedited := held("1", casefile.InReview, -1, 0)
	expedited.Priority = casefile.Expedited
	for name, tt := range map[string]struct {
		first, second Case
		late          [2]int
	}{
		"LC 4610.6(d)(2): a threat before more days": {expedited, held("2", casefile.InReview, -9, 0), [2]int{1, 9}},
		"more days late": {held("2", casefile.InReview, -9, 0), held("1", casefile.InReview, -1, 0), [2]int{9, 1}},
		"due first":      {held("2", casefile.InReview, 2, 0), held("1", casefile.InReview, 3, 0), [2]int{1, 1}},
		"then by number": {held("1", casefile.InReview, 2, 0), held("2", casefile.InReview, 2, 0), [2]int{1, 1}},
	} {
		if Harm(tt.first, tt.second, tt.late[0], tt.late[1]) >= 0 || Harm(tt.second, tt.first, tt.late[1], tt.late[0]) <= 0 {
			t.Errorf("%s: the order is wrong", name)
		}
	}
}

func TestRepairs(t *testing.T) {
	soon, later := Taker{"R-1", "Pain Medicine", today.AddDays(2)}, Taker{"R-2", "Pain Medicine", today.AddDays(8)}
	at := func(state casefile.State, due, late int, change func(*Situation)) Situation {
		s := Situation{Case: held("1", state, due, 100), Forecast: Forecast{Late: late, Known: true}, Today: today, Work: 2}
		if change != nil {
			change(&s)
		}
		return s
	}
	for name, tt := range map[string]struct {
		s    Situation
		want string
	}{
		"ready: the soonest first": {at(casefile.Ready, 5, 1, func(s *Situation) { s.Takers = []Taker{soon, later} }), "offer R-1 heals, offer R-2"},
		"an offer: to another":     {at(casefile.Offered, 5, 1, func(s *Situation) { s.Takers = []Taker{soon} }), "reoffer R-1 heals"},
		"LC 4610.6(d)(3): an extension is cheaper than reading again": {
			at(casefile.InReview, 5, 2, func(s *Situation) { s.Takers, s.ExtensionLeft = []Taker{soon}, 3 }), "extend 2 heals, reassign R-1 heals"},
		"LC 4610.6(d)(3): what an extension does not heal comes after what does": {
			at(casefile.InReview, 5, 9, func(s *Situation) { s.Takers, s.ExtensionLeft = []Taker{soon, later}, 3 }), "reassign R-1 heals, extend 3, reassign R-2"},
		"LC 4610.6(d)(3): what is overdue cannot be extended": {at(casefile.InReview, -1, 9, func(s *Situation) { s.ExtensionLeft = 3 }), ""},
		"the case before it goes to another": {at(casefile.InReview, 5, 1, func(s *Situation) {
			s.First, s.FirstWork, s.FirstTakers = "0", 1, []Taker{later}
		}), "lighten R-2 heals"},
		"handed in": {at(casefile.HandedIn, 0, 0, nil), "judge heals"},
		"approved":  {at(casefile.Approved, -3, 3, nil), "issue"},
		"records":   {at(casefile.AwaitingRecords, 0, 0, func(s *Situation) { s.Owed = true }), "remind"},
	} {
		var got []string
		for _, r := range Repairs(tt.s) {
			words := []string{string(r.Kind)}
			if r.To != "" {
				words = append(words, r.To)
			}
			if r.Days > 0 {
				words = append(words, strings.Fields(daysOf(r.Days))[0])
			}
			if r.Heals {
				words = append(words, "heals")
			}
			got = append(got, strings.Join(words, " "))
			if r.Text == "" || r.Cost <= 0 {
				t.Errorf("%s: %+v says nothing or costs nothing", name, r)
			}
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, want %q", name, strings.Join(got, ", "), tt.want)
		}
	}
}
