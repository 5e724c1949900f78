package assignment

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/reviewer"
)

// PlanMost is how many cases one plan takes.
const PlanMost = 600

// FitMost is the most points that a reviewer has for how far they fit a case.
const FitMost = pointsItem + pointsCalifornia

// latenessMost is from how many days on more of them weigh no more in a plan: a case
// that is this late is not left to pile up others behind it.
const latenessMost = 90

// Job is a case for which a plan seeks a reviewer. Due is zero while no clock runs.
type Job struct {
	casefile.Case
	Due      calendar.Date
	Work     float64 // days that it takes somebody of the house's pace
	Had      []account.UserID
	Declined []account.UserID
}

// Hands is a reviewer to whom a plan may give cases. Open in Known counts the cases
// in their hands and those offered to them.
type Hands struct {
	Known
	Backlog float64 // days until they are through with those
	Pace    float64 // days that they take for a day of work of the house's pace
}

// Placed is a case with the reviewer that a plan gives it.
type Placed struct {
	Case     casefile.CaseNumber
	Reviewer account.UserID
	Code     string
	Due      calendar.Date // zero while no clock runs
	Ends     calendar.Date // forecast
	Late     int           // days by which that is after the due date
	Fit, Top int           // points for fit, and the most that anybody suitable has
	Suitable int           // how many could have had it
	Outside  bool          // of California; nobody suitable is licensed there
}

// Unplaced is a case that a plan leaves without a reviewer. Why counts the reviewers
// by what excludes them; it is empty where those who could have it are full.
type Unplaced struct {
	Case casefile.CaseNumber
	Due  calendar.Date
	Why  []Tally
}

// Tally is a reason with the number of reviewers that it holds for.
type Tally struct {
	reviewer.Reason
	Count int
}

// Effect is what comes of the cases of a plan.
type Effect struct{ Placed, Late, DaysLate, Fit int }

// Plan is who is to have which case. Before is what would come of it if the cases were
// given out one by one, the most urgent first, each to who is first on its card.
type Plan struct {
	On       calendar.Date
	Placed   []Placed
	Unplaced []Unplaced
	Before   Effect
	After    Effect
	Shares   []Share // of who gets any, by code
	Idle     []Idle  // who gets none, by code
}

// Give plans who has which case. The hard rules are those of a card. Of all plans that
// obey them it is one with the most cases placed, then the fewest days late, then the
// best fit, then the fairest rotation; each day late counts the same. Whom no licence
// of California supports has a case only where nobody suitable has one (LC
// 139.5(d)(4)(B)). What a case takes depends on what stands before it, so each place
// in a reviewer's queue is a place of its own (W. Horn, Minimizing average flow time
// with parallel machines, Operations Research 21 (1973)).
func Give(jobs []Job, hands []Hands, on calendar.Date, s reviewer.Settings) Plan {
	p := newPlanner(jobs, hands, on, s)
	plan := Plan{On: on}
	chosen := p.cheapest()
	for i, at := range chosen {
		if at < 0 {
			plan.Unplaced = append(plan.Unplaced, Unplaced{jobs[i].Number, jobs[i].Due, p.why(i)})
			continue
		}
		plan.Placed = append(plan.Placed, p.placed(i, at))
	}
	plan.After, plan.Before = effectOf(plan.Placed), effectOf(p.oneByOne())
	p.share(&plan)
	return plan
}

func effectOf(placed []Placed) Effect {
	e := Effect{Placed: len(placed)}
	for _, one := range placed {
		e.DaysLate += one.Late
		e.Fit += one.Fit
		if one.Late > 0 {
			e.Late++
		}
	}
	return e
}

// option is a reviewer who could have a job.
type option struct{ hands, fit, turn int }

// slot is a place in a reviewer's queue, counted from 0.
type slot struct{ hands, nth int }

// planner holds what a plan is made from.
type planner struct {
	jobs     []Job
	hands    []Hands
	on       calendar.Date
	typical  float64 // work of a job
	slots    []slot
	first    []int // slot of each reviewer; their others follow
	options  [][]option
	excluded []map[string]Tally // of each job by code
	barred   []map[string]Tally // of each reviewer by code
}

func newPlanner(jobs []Job, hands []Hands, on calendar.Date, s reviewer.Settings) *planner {
	p := &planner{jobs: jobs, hands: hands, on: on, first: make([]int, len(hands)),
		options: make([][]option, len(jobs)), excluded: make([]map[string]Tally, len(jobs)), barred: make([]map[string]Tally, len(hands))}
	for i := range p.barred {
		p.barred[i] = map[string]Tally{}
	}
	for _, j := range jobs {
		p.typical += j.Work / float64(len(jobs))
	}
	var people []Known
	for i, h := range hands {
		people = append(people, h.Known)
		p.first[i] = len(p.slots)
		for n := range h.free(len(jobs)) {
			p.slots = append(p.slots, slot{i, n})
		}
	}
	names := NewRegister(people)
	for i, j := range jobs {
		r := ranking{Case: j.Case, on: on, due: j.Due, settings: s, names: Names(j.Case)}
		r.near = names.Near(r.names)
		p.look(i, r)
	}
	return p
}

// free is how many more cases they may have, of at most n.
func (h Hands) free(n int) int {
	if h.Profile == nil {
		return 0
	}
	return min(max(0, h.Profile.Capacity-h.Open), n)
}

// look finds who could have the job, and counts why the others cannot.
func (p *planner) look(job int, r ranking) {
	p.excluded[job] = map[string]Tally{}
	var outside []option
	for i, h := range p.hands {
		k := h.Known
		k.Had, k.Declined = slices.Contains(p.jobs[job].Had, k.ID), slices.Contains(p.jobs[job].Declined, k.ID)
		if why := r.excluded(k); len(why) > 0 {
			count(p.excluded[job], why[0])
			count(p.barred[i], why[0])
			continue
		}
		var fit, turn Candidate
		r.weighFit(&fit, k)
		r.weighTurn(&turn, k)
		one := option{i, fit.Score, turn.Score}
		if fit.Outside {
			outside = append(outside, one)
		} else {
			p.options[job] = append(p.options[job], one)
		}
	}
	if len(p.options[job]) == 0 {
		p.options[job] = outside
	}
}

// why is what excludes the reviewers of the job, the most of them first.
func (p *planner) why(job int) []Tally {
	if len(p.options[job]) > 0 {
		return nil
	}
	return mostFirst(p.excluded[job])
}

func count(by map[string]Tally, why reviewer.Reason) {
	by[why.Code] = Tally{why, by[why.Code].Count + 1}
}

func mostFirst(by map[string]Tally) []Tally {
	out := slices.Collect(maps.Values(by))
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code)) })
	return out
}

// ends is in how many days the job is done by the reviewer after so many others of
// the plan, which take as long as one of it does on average.
func (p *planner) ends(job, hands, nth int) int {
	h := p.hands[hands]
	return int(math.Ceil(h.Backlog + h.Pace*(float64(nth)*p.typical+p.jobs[job].Work)))
}

// late is by how many days that is after the due date.
func (p *planner) late(job, hands, nth int) int {
	due := p.jobs[job].Due
	if due.IsZero() {
		return 0
	}
	return max(0, p.ends(job, hands, nth)-p.on.DaysUntil(due))
}

// cheapest solves the plan: the slot of each job, or -1.
func (p *planner) cheapest() []int {
	w := p.weights()
	edges := make([][]edge, len(p.jobs))
	for job, options := range p.options {
		for _, o := range options {
			for nth := range p.hands[o.hands].free(len(p.jobs)) {
				late := int64(min(p.late(job, o.hands, nth), latenessMost))
				cost := late*w.late + int64(FitMost-o.fit)*w.misfit + turnCost(o, nth)
				edges[job] = append(edges[job], edge{p.first[o.hands] + nth, cost})
			}
		}
	}
	return solve(edges, len(p.slots), w.without)
}

// turnCost is how far it is others' turn. Each case of the plan makes the next one's
// dearer, so that no place in a queue is left empty before one that is taken.
func turnCost(o option, nth int) int64 {
	return int64(pointsFree + pointsRested - o.turn + pointsRested*nth)
}

// weights make one number of what is weighed in turn: all that comes later together is
// less than one step of what comes before.
type weights struct{ misfit, late, without int64 }

func (p *planner) weights() weights {
	n, deepest := int64(len(p.jobs)), 0
	for _, s := range p.slots {
		deepest = max(deepest, s.nth)
	}
	turns := n * int64(pointsFree+pointsRested+pointsRested*deepest)
	w := weights{misfit: turns + 1}
	w.late = n*FitMost*w.misfit + turns + 1
	w.without = n*latenessMost*w.late + w.late
	return w
}

func (p *planner) placed(job, at int) Placed {
	return p.placedAs(job, p.slots[at].hands, p.slots[at].nth)
}

func (p *planner) placedAs(job, hands, nth int) Placed {
	j, h := p.jobs[job], p.hands[hands]
	out := Placed{Case: j.Number, Reviewer: h.ID, Code: h.Code, Due: j.Due, Ends: p.on.AddDays(p.ends(job, hands, nth)),
		Late: p.late(job, hands, nth), Suitable: len(p.options[job])}
	for _, o := range p.options[job] {
		out.Top = max(out.Top, o.fit)
		if o.hands == hands {
			out.Fit = o.fit
		}
	}
	out.Outside = !h.Profile.Licensed("California", p.on)
	return out
}

// oneByOne gives the cases out as a person would by their cards.
func (p *planner) oneByOne() []Placed {
	order := make([]int, len(p.jobs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return byDue(p.jobs[a], p.jobs[b]) })
	given := make([]int, len(p.hands))
	var out []Placed
	for _, job := range order {
		best, most := -1, 0
		for _, o := range p.options[job] {
			points := o.fit + o.turn - pointsRested*given[o.hands]
			if given[o.hands] < p.hands[o.hands].free(len(p.jobs)) && (best < 0 || points > most) {
				best, most = o.hands, points
			}
		}
		if best >= 0 {
			out = append(out, p.placedAs(job, best, given[best]))
			given[best]++
		}
	}
	return out
}

// byDue puts the earlier due date first; cases without one go last.
func byDue(a, b Job) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		if a.Due.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Number, b.Number))
}
