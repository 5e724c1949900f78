// Package desk says what needs a hand today: which cases are late or will be at the
// present pace, and what repairs each the cheapest.
package desk

import (
	"cmp"
	"slices"
	"time"
)

// Prior is what is believed of the work of a case before anything is known of its
// reviewer. All of it is the house's own reckoning, in days.
type Prior struct {
	Base            float64 // of each case
	PerHundredPages float64
	PerItem         float64 // of each item after the first
	Weight          float64 // so many days of work by the house's pace count beside what was seen
	ToOffer         float64 // until a case that is ready is offered
	ToAnswer        float64 // until an offer is accepted
	ToIssue         float64 // from the signature to the letter
	BackPart        float64 // of its work a review takes that came back
}

// Standard is the prior in force.
func Standard() Prior {
	return Prior{Base: 1, PerHundredPages: 0.2, PerItem: 0.3, Weight: 10, ToOffer: 1, ToAnswer: 1, ToIssue: 1, BackPart: 0.25}
}

// Work is the days of work that a case takes at the house's pace.
func (p Prior) Work(pages, items int) float64 {
	return p.Base + p.PerHundredPages*float64(pages)/100 + p.PerItem*float64(max(0, items-1))
}

// Finished is a review that was handed in.
type Finished struct {
	Begun, Ended time.Time
	Pages, Items int
}

// The bounds of what is believed of anybody: one odd case is no pace.
const slowest, quickest = 5, 0.2

// Pace is how many days a reviewer takes for a day of work at the house's pace: the
// days on which they had any of the finished cases in hand over the work in those,
// with the prior's weight of days at pace 1 beside it. It is the mean of a gamma
// distribution after what was seen of it (A. Gelman and others, Bayesian Data
// Analysis, 3rd ed., 2013, 2.6). Cases that lay side by side count their days once.
func (p Prior) Pace(done []Finished) float64 {
	work := 0.0
	for _, f := range done {
		work += p.Work(f.Pages, f.Items)
	}
	pace := (p.Weight + busyDays(done)) / (p.Weight + work)
	return min(max(pace, quickest), slowest)
}

// busyDays is how long at least one of the cases was in hand.
func busyDays(done []Finished) float64 {
	done = slices.SortedFunc(slices.Values(done), func(a, b Finished) int { return cmp.Compare(a.Begun.UnixNano(), b.Begun.UnixNano()) })
	var busy time.Duration
	var until time.Time
	for _, f := range done {
		from := f.Begun
		if from.Before(until) {
			from = until
		}
		if f.Ended.After(from) {
			busy += f.Ended.Sub(from)
			until = f.Ended
		}
	}
	return busy.Hours() / 24
}
