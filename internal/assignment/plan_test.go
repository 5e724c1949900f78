package assignment

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/reviewer"
)

// cheapestOf tries every way to give the jobs their places.
func cheapestOf(jobs [][]edge, without int64, taken map[int]bool) int64 {
	if len(jobs) == 0 {
		return 0
	}
	best := without + cheapestOf(jobs[1:], without, taken)
	for _, e := range jobs[0] {
		if !taken[e.place] {
			taken[e.place] = true
			best = min(best, e.cost+cheapestOf(jobs[1:], without, taken))
			delete(taken, e.place)
		}
	}
	return best
}

func costOf(t *testing.T, jobs [][]edge, chosen []int, without int64) (sum int64) {
	t.Helper()
	taken := map[int]bool{}
	for job, place := range chosen {
		if place < 0 {
			sum += without
			continue
		}
		i := slices.IndexFunc(jobs[job], func(e edge) bool { return e.place == place })
		if i < 0 || taken[place] {
			t.Fatalf("job %d stands at place %d, which is taken or not its own", job, place)
		}
		taken[place] = true
		sum += jobs[job][i].cost
	}
	return sum
}

// TestSolveIsTheCheapest: against every other way, on small plans.
func TestSolveIsTheCheapest(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 1))
		places, jobs := r.IntN(6), make([][]edge, 1+r.IntN(5))
		for i := range jobs {
			for p := range places {
				if r.IntN(3) > 0 {
					jobs[i] = append(jobs[i], edge{p, int64(r.IntN(12))})
				}
			}
		}
		without := int64(r.IntN(40))
		got := costOf(t, jobs, solve(jobs, places, without), without)
		if want := cheapestOf(jobs, without, map[int]bool{}); got != want {
			t.Fatalf("seed %d: %v costs %d, and the cheapest %d", seed, jobs, got, want)
		}
	}
}

// TestRegisterFindsWhatAlikeFinds: each name of a file against each of a reviewer,
// with slips, initials, other orders and parts left out.
func TestRegisterFindsWhatAlikeFinds(t *testing.T) {
	given, last := []string{"Marguerite", "Ines", "Paul", "Li", "Konstantina", "Ada"}, []string{"Castellan", "Moreau", "Ng", "Quist", "Oyelaran-Bright", "Poole"}
	r := rand.New(rand.NewPCG(7, 7))
	name := func() string {
		n := []string{given[r.IntN(len(given))], last[r.IntN(len(last))]}
		for i, p := range n {
			switch at := r.IntN(len(p)); r.IntN(6) {
			case 0:
				n[i] = p[:1] + "."
			case 1:
				n[i] = p[:at] + p[at+1:]
			case 2:
				n[i] = p[:at] + "x" + p[at:]
			}
		}
		if r.IntN(3) == 0 {
			return n[1] + ", " + n[0] + " MD"
		}
		return n[0] + " " + n[1]
	}
	alike := 0
	for range 300 {
		var people []Known
		for i := range 6 {
			people = append(people, Known{ID: account.UserID(fmt.Sprint(i)), Identity: reviewer.Identity{LegalName: name(), Affiliates: []string{name()}}})
		}
		register := NewRegister(people)
		file := []Named{{name(), "a"}, {name(), "b"}, {name(), "c"}}
		near := register.Near(file)
		for _, k := range people {
			want := len(conflicts(k.Identity, file)) > 0
			if want {
				alike++
			}
			if near[k.ID] != want {
				t.Fatalf("%v against %v: the register says %v", k.Identity, file, near[k.ID])
			}
		}
	}
	if alike < 50 {
		t.Errorf("only %d of the reviewers had a name of their file", alike)
	}
}

func job(number string, days int, part string) Job {
	c := knee()
	c.Number, c.Items[0].BodyParts[0].Part = casefile.CaseNumber(number), part
	return Job{Case: c, Due: on.AddDays(days), Work: 2}
}

func hands(id string, change func(*Hands)) Hands {
	h := Hands{Known: surgeon(), Pace: 1}
	h.ID, h.Code = account.UserID(id), "R-"+id
	if change != nil {
		change(&h)
	}
	return h
}

func whoHas(p Plan) map[casefile.CaseNumber]string {
	out := map[casefile.CaseNumber]string{}
	for _, one := range p.Placed {
		out[one.Case] = string(one.Reviewer)
	}
	return out
}

func TestGive(t *testing.T) {
	capacity := func(n int) func(*Hands) { return func(h *Hands) { h.Profile.Capacity = n } }
	for name, tt := range map[string]struct {
		jobs  []Job
		hands []Hands
		want  map[casefile.CaseNumber]string
	}{
		"lateness before fit: the quick one, although less fit": {[]Job{job("1", 3, "knee")},
			[]Hands{hands("a", func(h *Hands) { h.Backlog = 9 }), hands("b", func(h *Hands) {
				h.Profile.Certifications[0].Specialty, h.Profile.Topics = "Pain Medicine", []string{"knee"}
			})}, map[casefile.CaseNumber]string{"1": "b"}},
		"fit before turn": {[]Job{job("1", 30, "knee")},
			[]Hands{hands("a", func(h *Hands) { h.Open, h.Last = 3, time.Date(2026, 11, 23, 12, 0, 0, 0, calendar.Zone) }), hands("b", func(h *Hands) {
				h.Profile.Certifications[0].Specialty, h.Profile.Topics = "Pain Medicine", []string{"knee"}
			})}, map[casefile.CaseNumber]string{"1": "a"}},
		"LC 139.5(d)(3)(C): whose turn it is": {[]Job{job("1", 30, "knee")},
			[]Hands{hands("a", func(h *Hands) { h.Last = time.Date(2026, 11, 23, 12, 0, 0, 0, calendar.Zone) }), hands("b", nil)}, map[casefile.CaseNumber]string{"1": "b"}},
		"capacity: the second goes to who is less fit": {[]Job{job("1", 30, "knee"), job("2", 30, "knee"), job("3", 30, "knee")},
			[]Hands{hands("a", capacity(1)), hands("b", capacity(1))}, nil},
		"LC 139.5(d)(4)(A): nobody knows the field": {[]Job{job("1", 30, "psyche")}, []Hands{hands("a", nil)}, map[casefile.CaseNumber]string{}},
		"LC 139.5(d)(5): the one who is tied has the other case": {[]Job{job("1", 30, "knee"), job("2", 30, "knee")},
			[]Hands{hands("a", func(h *Hands) { h.Profile.Capacity, h.Identity.Affiliates = 2, []string{"Harbor Freight Lines"} }), hands("b", capacity(1))}, nil},
		"declined before": {[]Job{{Case: knee(), Due: due, Work: 1, Declined: []account.UserID{"a"}}}, []Hands{hands("a", nil)}, map[casefile.CaseNumber]string{}},
		"LC 139.5(d)(4)(B): California, although late": {[]Job{job("1", 3, "knee")},
			[]Hands{hands("a", func(h *Hands) { h.Backlog = 9 }), hands("b", func(h *Hands) { h.Profile.Licences[0].State = "Nevada" })}, map[casefile.CaseNumber]string{"1": "a"}},
		"LC 139.5(d)(4)(B): Nevada where there is nobody else": {[]Job{job("1", 3, "knee")},
			[]Hands{hands("b", func(h *Hands) { h.Profile.Licences[0].State = "Nevada" })}, map[casefile.CaseNumber]string{"1": "b"}},
		"the urgent one goes first in a queue": {[]Job{job("1", 30, "knee"), job("2", 2, "knee")}, []Hands{hands("a", nil)}, map[casefile.CaseNumber]string{"1": "a", "2": "a"}},
	} {
		p := Give(tt.jobs, tt.hands, on, reviewer.Standard())
		got := whoHas(p)
		if tt.want != nil && fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
		if len(p.Placed)+len(p.Unplaced) != len(tt.jobs) {
			t.Errorf("%s: %d placed and %d not of %d", name, len(p.Placed), len(p.Unplaced), len(tt.jobs))
		}
		checkRules(t, name, tt.jobs, tt.hands, p)
	}
}

// checkRules holds each pair of the plan against the card of its case.
func checkRules(t *testing.T, name string, jobs []Job, hands []Hands, p Plan) {
	t.Helper()
	given := map[account.UserID]int{}
	for _, one := range p.Placed {
		given[one.Reviewer]++
		j := jobs[slices.IndexFunc(jobs, func(j Job) bool { return j.Number == one.Case })]
		var people []Known
		for _, h := range hands {
			k := h.Known
			k.Had, k.Declined = slices.Contains(j.Had, k.ID), slices.Contains(j.Declined, k.ID)
			people = append(people, k)
		}
		if c, suitable, _ := Rank(j.Case, on, j.Due, people, reviewer.Standard()).Of(one.Reviewer); !suitable {
			t.Errorf("%s: case %s goes to %s, who is excluded: %v", name, one.Case, one.Reviewer, c.Excluded)
		}
	}
	for _, h := range hands {
		if n := given[h.ID]; n > h.free(PlanMost) {
			t.Errorf("%s: %s gets %d cases and may have %d", name, h.ID, n, h.free(PlanMost))
		}
	}
	if p.After.Placed < p.Before.Placed || p.After.Placed == p.Before.Placed && p.After.DaysLate > p.Before.DaysLate {
		t.Errorf("%s: the plan %+v is worse than one by one, %+v", name, p.After, p.Before)
	}
}

// TestGiveSaysWhyNot: what nobody may have says why, and what nobody has room for nothing.
func TestGiveSaysWhyNot(t *testing.T) {
	p := Give([]Job{job("1", 30, "psyche"), job("2", 30, "knee"), job("3", 30, "knee")},
		[]Hands{hands("a", func(h *Hands) { h.Profile.Capacity = 1 }), hands("b", func(h *Hands) { h.Profile.QME.Clear = false })}, on, reviewer.Standard())
	if len(p.Placed) != 1 || len(p.Unplaced) != 2 {
		t.Fatalf("the plan is %+v", p)
	}
	if why := p.Unplaced[0].Why; p.Unplaced[0].Case != "1" || len(why) != 2 || why[0].Count != 1 {
		t.Errorf("case 1: %+v", p.Unplaced[0])
	}
	if len(p.Shares) != 1 || p.Shares[0].Given != 1 || p.Shares[0].Through != 2 {
		t.Errorf("the shares are %+v", p.Shares)
	}
	if len(p.Idle) != 1 || p.Idle[0].Code != "R-b" || p.Idle[0].Suitable != 0 || p.Idle[0].Why[0].Code != "qme" || p.Idle[0].Why[0].Count != 3 {
		t.Errorf("who gets none: %+v", p.Idle)
	}
	if len(p.Unplaced[1].Why) != 0 {
		t.Errorf("case %s: %+v", p.Unplaced[1].Case, p.Unplaced[1].Why)
	}
}

// TestBriefKeepsWhoWasChosen: places, points and what excludes stay.
func TestBriefKeepsWhoWasChosen(t *testing.T) {
	var people []Known
	for i := range 30 {
		k := surgeon()
		k.ID, k.Code = account.UserID(fmt.Sprint(i)), fmt.Sprintf("R-%02d", i)
		k.Had = i >= 25
		people = append(people, k)
	}
	whole := Rank(knee(), on, due, people, reviewer.Standard())
	brief := whole.Brief("22")
	for i, c := range brief.Ranked {
		if kept := c.Reasons != nil; kept != (i < 20 || c.Reviewer == "22") || c.Score != whole.Ranked[i].Score {
			t.Errorf("place %d, %s: reasons %v", i, c.Code, c.Reasons)
		}
	}
	if len(brief.Unsuitable) != 5 || len(brief.Unsuitable[0].Excluded) == 0 || whole.Ranked[24].Reasons == nil {
		t.Errorf("the excluded are %+v", brief.Unsuitable)
	}
}
