package assignment

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/reviewer"
)

// Known is all that the ranking asks about a reviewer. Profile is nil where no
// credentials are on file.
type Known struct {
	ID       account.UserID
	Code     string
	Profile  *reviewer.Profile
	Identity reviewer.Identity
	Open     int       // cases in their hands
	Last     time.Time // when a case was last given to them; zero for never
	Had      bool      // was the case's reviewer before an order sent it back
	Declined bool      // was offered this case and declined, or left it
	Cleared  []Cleared // names of the file that are like theirs and are another person's
}

// Cleared is a name of the file that was found to be another person's than the
// reviewer or whom they are tied to, with who approved it.
type Cleared struct {
	Name, Reason, By string
	On               calendar.Date
}

// Candidate is a reviewer on a card. Who is excluded has Excluded, the others
// Reasons and a Score, of which the higher goes first.
type Candidate struct {
	Reviewer account.UserID
	Code     string
	Score    int
	Reasons  []reviewer.Reason
	Excluded []reviewer.Reason `json:",omitempty"`
	Outside  bool              // of California, so that a choice needs a reason
	Alike    []string          `json:",omitempty"` // the names of the file for which they are excluded
}

// Card is who could have the case on the day, best first, and who could not.
type Card struct {
	On, Due            calendar.Date // Due is zero while no clock runs
	Ranked, Unsuitable []Candidate
}

// The points of the ranking are the house's own rule for a fair choice with a
// recorded reason (LC 139.5(d)(3)(C)). Whose specialty meets an item beats every
// load, California beats every rotation.
const (
	pointsItem       = 100
	pointsCalifornia = 60
	pointsFree       = 30 // shared out by the part of the capacity that is free
	pointsRested     = 20 // one for each day since the last case, up to this
	reserveDays      = 3  // an open case is reckoned to take so many days
)

// ranking is what all candidates of a card are held against.
type ranking struct {
	casefile.Case
	on, due  calendar.Date
	settings reviewer.Settings
	names    []Named
	near     map[account.UserID]bool // whose names are like one of the file's; nil where nobody has looked yet
}

// Rank makes the card of the case on the day. Everybody who is known stands on it once.
func Rank(c casefile.Case, on, due calendar.Date, people []Known, s reviewer.Settings) Card {
	return ranking{Case: c, on: on, due: due, settings: s, names: Names(c)}.card(people)
}

func (r ranking) card(people []Known) Card {
	card := Card{On: r.on, Due: r.due}
	for _, k := range people {
		one := Candidate{Reviewer: k.ID, Code: k.Code}
		if one.Excluded = r.excluded(k); len(one.Excluded) > 0 {
			for _, c := range r.conflicts(k) {
				one.Alike = append(one.Alike, c.name)
			}
			card.Unsuitable = append(card.Unsuitable, one)
			continue
		}
		r.weigh(&one, k)
		card.Ranked = append(card.Ranked, one)
	}
	slices.SortStableFunc(card.Ranked, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Code, b.Code))
	})
	slices.SortStableFunc(card.Unsuitable, func(a, b Candidate) int { return cmp.Compare(a.Code, b.Code) })
	return card
}

// Of is what the card says of the reviewer.
func (c Card) Of(id account.UserID) (one Candidate, suitable, found bool) {
	is := func(one Candidate) bool { return one.Reviewer == id }
	if i := slices.IndexFunc(c.Ranked, is); i >= 0 {
		return c.Ranked[i], true, true
	}
	if i := slices.IndexFunc(c.Unsuitable, is); i >= 0 {
		return c.Unsuitable[i], false, true
	}
	return Candidate{}, false, false
}

// conflicts are those of the reviewer with the file that nobody has cleared.
func (r ranking) conflicts(k Known) []conflict {
	if r.near != nil && !r.near[k.ID] {
		return nil
	}
	return slices.DeleteFunc(conflicts(k.Identity, r.names), func(c conflict) bool {
		return slices.ContainsFunc(k.Cleared, func(one Cleared) bool { return one.Name == c.name })
	})
}

// excluded says why the reviewer cannot have the case.
func (r ranking) excluded(k Known) []reviewer.Reason {
	if k.Profile == nil {
		return []reviewer.Reason{{Code: "no_credentials", Text: "no credentials are on file", Section: "LC 139.5(d)(4)(B)"}}
	}
	out := k.Profile.Blocks(r.settings, r.on)
	for _, c := range r.conflicts(k) {
		out = append(out, c.Reason)
	}
	add := func(holds bool, why reviewer.Reason) {
		if holds {
			out = append(out, why)
		}
	}
	add(k.Had, reviewer.Reason{Code: "had_before", Text: "had the case before an order sent it back", Section: "LC 4610.6(i)"})
	add(k.Declined, reviewer.Reason{Code: "declined", Text: "declined or left this case before"})
	specialties := k.Profile.Specialties(r.settings, r.on)
	for _, it := range r.Items {
		add(Knows(it, specialties, k.Profile.Topics) == "", reviewer.Reason{Code: "outside_specialty",
			Text: fmt.Sprintf("item %s is outside of their specialties", it.ID), Section: "LC 139.5(d)(4)(A)"})
	}
	add(k.Open >= k.Profile.Capacity, reviewer.Reason{Code: "full", Text: fmt.Sprintf("has %d open cases of at most %d", k.Open, k.Profile.Capacity)})
	add(r.away(k.Profile.Absences), reviewer.Reason{Code: "absent", Text: "is away now or for most of the time to the due date"})
	return out
}

// away reports whether the absences cover the day, or leave too few days to the due date.
func (r ranking) away(absences []reviewer.Absence) bool {
	covered := func(day calendar.Date) bool {
		return slices.ContainsFunc(absences, func(a reviewer.Absence) bool { return !day.Before(a.From) && !day.After(a.To) })
	}
	if len(absences) == 0 || covered(r.on) {
		return len(absences) > 0
	}
	days, there := r.on.DaysUntil(r.due), 0
	for i := range days {
		if !covered(r.on.AddDays(i)) {
			there++
		}
	}
	return !r.due.IsZero() && there < min(reserveDays, days)
}

// conflict is a name of the file with why it stands against a reviewer.
type conflict struct {
	reviewer.Reason
	name string
}

// conflicts says which names of the file are like those of the reviewer and of whom
// they are tied to. It never says the reviewer's own.
func conflicts(who reviewer.Identity, names []Named) []conflict {
	var out []conflict
	found := func(code, format string, n Named) {
		out = append(out, conflict{reviewer.Reason{Code: code, Text: fmt.Sprintf(format, n.As, n.Name), Section: "LC 139.5(d)(5)"}, n.Name})
	}
	for _, n := range names {
		if slices.ContainsFunc(who.Names(), func(own string) bool { return Alike(own, n.Name) }) {
			found("conflict_name", "is named like %s, %s", n)
		} else if slices.ContainsFunc(who.Affiliates, func(tie string) bool { return Alike(tie, n.Name) }) {
			found("conflict_tie", "has a tie to %s, %s", n)
		}
	}
	return out
}

// weigh gives the candidate reasons and points.
func (r ranking) weigh(one *Candidate, k Known) {
	r.weighFit(one, k)
	r.weighTurn(one, k)
	for _, c := range k.Cleared {
		one.say(0, "cleared", "LC 139.5(d)(5)", "is not %s: approved by %s on %s, because %s", c.Name, c.By, c.On.US(), c.Reason)
	}
	if r.due.IsZero() {
		return
	}
	left := r.on.DaysUntil(r.due)
	switch {
	case left < 0:
		one.say(0, "overdue", "LC 4610.6(d)", "the due date passed %d days ago", -left)
	case left < (k.Open+1)*reserveDays:
		one.say(-pointsFree, "tight", "LC 4610.6(d)", "%d days to the due date with %d cases before this one", left, k.Open)
	default:
		one.say(0, "in_time", "LC 4610.6(d)", "%d days to the due date", left)
	}
}

// say adds a reason with its points.
func (c *Candidate) say(points int, code, section, format string, args ...any) {
	c.Score += points
	c.Reasons = append(c.Reasons, reviewer.Reason{Code: code, Text: fmt.Sprintf(format, args...), Section: section})
}

// weighFit says how far the reviewer knows the items, and where they are licensed.
func (r ranking) weighFit(one *Candidate, k Known) {
	specialties := k.Profile.Specialties(r.settings, r.on)
	for _, it := range r.Items {
		if by := Knows(it, specialties, nil); by != "" {
			one.say(pointsItem/len(r.Items), "specialty", "LC 139.5(d)(4)(B)", "item %s: certified in %s", it.ID, by)
		} else {
			one.say(pointsItem/2/len(r.Items), "topic", "LC 139.5(d)(4)(A)", "item %s: knows %s", it.ID, Knows(it, nil, k.Profile.Topics))
		}
	}
	if one.Outside = !k.Profile.Licensed("California", r.on); one.Outside {
		one.say(0, "out_of_state", "LC 139.5(d)(4)(B)", "no licence of California: say why they are needed")
	} else {
		one.say(pointsCalifornia, "california", "LC 139.5(d)(4)(B)", "licensed in California")
	}
}

// weighTurn says how far it is the reviewer's turn: by load and by rotation.
func (r ranking) weighTurn(one *Candidate, k Known) {
	free := k.Profile.Capacity - k.Open
	one.say(pointsFree*free/k.Profile.Capacity, "load", "", "%d of %d places free", free, k.Profile.Capacity)
	if k.Last.IsZero() {
		one.say(pointsRested, "rotation", "LC 139.5(d)(3)(C)", "had no case yet")
	} else {
		days := max(0, calendar.DateOf(k.Last).DaysUntil(r.on))
		one.say(min(days, pointsRested), "rotation", "LC 139.5(d)(3)(C)", "the last case was given %d days ago", days)
	}
}
