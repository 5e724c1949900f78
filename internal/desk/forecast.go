package desk

import (
	"cmp"
	"math"
	"slices"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Case is an open case as the desk sees it. Due is zero while the clock of the decision
// stands still. Reviewer is who holds it or was offered it; empty for nobody.
type Case struct {
	Number       casefile.CaseNumber
	State        casefile.State
	Priority     casefile.Priority
	Due          calendar.Date
	Pages, Items int
	Reviewer     account.UserID
	Begun        time.Time // when they got it, or the offer
}

// Forecast is when the letter of a case goes out at the present pace, and by how many
// days that is after the due date: 0 where it is in time or no clock runs. Before are the
// cases that the reviewer does first. Known is false for states from which the house
// does not reckon, since the parties have their turn.
type Forecast struct {
	Ends   calendar.Date
	Late   int
	Before []casefile.CaseNumber
	Known  bool
}

// Speeds is what is known of each reviewer: Pace as of Prior.Pace, and when they last
// handed in a review.
type Speeds map[account.UserID]Speed

// Speed is what is known of one reviewer; the zero value is somebody new.
type Speed struct {
	Pace float64
	Last time.Time
}

// Of is the pace of the reviewer, 1 where nothing is known.
func (s Speeds) Of(id account.UserID) float64 {
	if one, ok := s[id]; ok && one.Pace > 0 {
		return one.Pace
	}
	return 1
}

// working reports whether the case lies with its reviewer.
func (c Case) working() bool {
	return c.State == casefile.Accepted || c.State.Drafting()
}

// Forecasts reckons each of the cases, in their order. A reviewer does one case after
// the other, the one that is due first before the others; what they were offered comes
// after what they hold.
func (p Prior) Forecasts(cases []Case, speeds Speeds, now time.Time) []Forecast {
	out := make([]Forecast, len(cases))
	queues := map[account.UserID][]int{}
	for i, c := range cases {
		switch {
		case c.working(), c.State == casefile.Offered:
			queues[c.Reviewer] = append(queues[c.Reviewer], i)
		case c.State == casefile.Ready || c.State == casefile.Remanded:
			out[i] = forecast(c, p.ToOffer+p.ToAnswer+p.Work(c.Pages, c.Items)+p.ToIssue, now)
		case c.State == casefile.HandedIn || c.State == casefile.Approved:
			out[i] = forecast(c, p.ToIssue, now)
		}
	}
	for who, queue := range queues {
		p.forecastQueue(cases, queue, out, speeds[who], speeds.Of(who), now)
	}
	return out
}

func (p Prior) forecastQueue(cases []Case, queue []int, out []Forecast, speed Speed, pace float64, now time.Time) {
	slices.SortStableFunc(queue, func(a, b int) int { return inTurn(cases[a], cases[b]) })
	through := 0.0
	var before []casefile.CaseNumber
	for _, i := range queue {
		c := cases[i]
		days := pace * p.Work(c.Pages, c.Items)
		if c.State == casefile.Returned {
			days *= p.BackPart
		}
		if through == 0 && c.State != casefile.Offered {
			days = max(days/4, days-spent(c, speed, now))
		}
		through += days
		wait := p.ToIssue
		if c.State == casefile.Offered {
			wait += p.ToAnswer
		}
		out[i] = forecast(c, through+wait, now)
		out[i].Before = slices.Clone(before)
		before = append(before, c.Number)
	}
}

// spent is the days that a reviewer had for the case that comes first: since they got
// it or handed in the one before it.
func spent(c Case, speed Speed, now time.Time) float64 {
	since := c.Begun
	if speed.Last.After(since) {
		since = speed.Last
	}
	return max(0, now.Sub(since).Hours()/24)
}

// inTurn puts what is held before what is offered, and then what is due first.
func inTurn(a, b Case) int {
	held := func(c Case) int {
		if c.State == casefile.Offered {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(held(a), held(b)), dueFirst(a.Due, b.Due), cmp.Compare(a.Number, b.Number))
}

// dueFirst puts the earlier day first; what has none goes last.
func dueFirst(a, b calendar.Date) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}

func forecast(c Case, days float64, now time.Time) Forecast {
	today := calendar.DateOf(now)
	f := Forecast{Ends: today.AddDays(int(math.Ceil(days - 1e-9))), Known: true}
	if !c.Due.IsZero() {
		f.Late = max(0, c.Due.DaysUntil(f.Ends))
	}
	return f
}

// Backlog is in how many days each reviewer is through with what they hold and were
// offered, and how many cases that are.
func (p Prior) Backlog(cases []Case, speeds Speeds, now time.Time) (days map[account.UserID]float64, open map[account.UserID]int) {
	days, open = map[account.UserID]float64{}, map[account.UserID]int{}
	today := calendar.DateOf(now)
	for i, f := range p.Forecasts(cases, speeds, now) {
		c := cases[i]
		if c.working() || c.State == casefile.Offered {
			open[c.Reviewer]++
			days[c.Reviewer] = max(days[c.Reviewer], float64(today.DaysUntil(f.Ends))-p.ToIssue)
		}
	}
	return days, open
}

// IsLate reports whether the decision is overdue on the day.
func (c Case) IsLate(today calendar.Date) bool { return !c.Due.IsZero() && c.Due.Before(today) }

// Harm orders two cases by the harm that their lateness does: an imminent and serious
// threat first (LC 4610.6(d)(2)), then the one with more days late, which are given.
func Harm(a, b Case, lateA, lateB int) int {
	rank := func(c Case) int {
		if c.Priority == casefile.Expedited {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(lateB, lateA), dueFirst(a.Due, b.Due), cmp.Compare(a.Number, b.Number))
}
