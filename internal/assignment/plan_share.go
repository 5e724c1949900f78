package assignment

import (
	"cmp"
	"slices"

	"imr/internal/account"
)

// Share is what a reviewer gets of a plan, beside what they have.
type Share struct {
	Code                  string
	Open, Given, Capacity int
	Through               int // in how many days they are through with all of it
}

// Idle is a reviewer who gets nothing. Why counts the cases by what excludes the
// reviewer; Suitable is how many of the cases they could have had.
type Idle struct {
	Code     string
	Why      []Tally
	Suitable int
}

// share tells who gets how many, and who gets none.
func (p *planner) share(plan *Plan) {
	given, suitable := make([]int, len(p.hands)), make([]int, len(p.hands))
	through := make([]int, len(p.hands))
	at := map[string]int{}
	for i, h := range p.hands {
		at[h.Code] = i
	}
	for _, one := range plan.Placed {
		i := at[one.Code]
		given[i]++
		through[i] = max(through[i], p.on.DaysUntil(one.Ends))
	}
	for _, options := range p.options {
		for _, o := range options {
			suitable[o.hands]++
		}
	}
	for i, h := range p.hands {
		if given[i] > 0 {
			plan.Shares = append(plan.Shares, Share{h.Code, h.Open, given[i], h.Profile.Capacity, through[i]})
		} else {
			plan.Idle = append(plan.Idle, Idle{h.Code, mostFirst(p.barred[i]), suitable[i]})
		}
	}
	slices.SortFunc(plan.Shares, func(a, b Share) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortFunc(plan.Idle, func(a, b Idle) int { return cmp.Compare(a.Code, b.Code) })
}

// briefReasons is how many of the first on a card keep their reasons in a brief one.
const briefReasons = 20

// Brief is the card without the reasons of who stands far down on it and was not
// chosen: their place and points stay, as do all reasons that exclude somebody. Hundreds
// of cards are frozen at once by a plan.
func (c Card) Brief(chosen account.UserID) Card {
	out := c
	out.Ranked = slices.Clone(c.Ranked)
	for i := range out.Ranked {
		if i >= briefReasons && out.Ranked[i].Reviewer != chosen {
			out.Ranked[i].Reasons = nil
		}
	}
	return out
}
