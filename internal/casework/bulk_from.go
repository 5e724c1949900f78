package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/desk"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// planned is all that a plan is made from.
type planned struct {
	jobs   []assignment.Job
	stored []sqlite.StoredCase // of jobs, in their order
	hands  []assignment.Hands
	roster []sqlite.Rostered // of hands, in their order
	now    time.Time
}

// plannable are the cases that can be offered, the most urgent first: of those that are
// named, or all where none is.
func plannable(open []sqlite.DeskCase, numbers []casefile.CaseNumber) []sqlite.DeskCase {
	wanted := map[casefile.CaseNumber]bool{}
	for _, n := range numbers {
		wanted[n] = true
	}
	var out []sqlite.DeskCase
	for _, c := range open {
		if _, err := c.State.After(casefile.Offer); err == nil && (len(numbers) == 0 || wanted[c.Number]) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b sqlite.DeskCase) int { return desk.Harm(a.Case, b.Case, 0, 0) })
	return out
}

// planFrom reads what a plan over the cases asks of the store.
func planFrom(tx *sqlite.Tx, numbers []casefile.CaseNumber) (planned, error) {
	from := planned{now: tx.Now}
	l, err := loadNow(tx)
	if err != nil {
		return from, err
	}
	rows := plannable(l.open, numbers)
	rows = rows[:min(len(rows), assignment.PlanMost)]
	var keys []int64
	for _, row := range rows {
		s, _, err := tx.Case(row.Number)
		if err != nil {
			return from, err
		}
		from.stored, keys = append(from.stored, s), append(keys, s.Key)
		from.jobs = append(from.jobs, assignment.Job{Case: s.Case, Due: row.Due, Work: l.prior.Work(row.Pages, row.Items)})
	}
	if err := from.people(tx, l); err != nil {
		return from, err
	}
	refused, err := tx.Refusals(keys)
	if err != nil {
		return from, err
	}
	for i, key := range keys {
		from.jobs[i].Declined = refused[key]
		if from.jobs[i].Had, err = from.hadBefore(tx, key); err != nil {
			return from, err
		}
	}
	return from, nil
}

// people reads the reviewers with what they have to do.
func (from *planned) people(tx *sqlite.Tx, l load) (err error) {
	if from.roster, err = tx.Roster(); err != nil {
		return err
	}
	identities, err := tx.Identities()
	if err != nil {
		return err
	}
	days, open := l.prior.Backlog(l.cases, l.speeds, l.now)
	names := codes{}
	for _, r := range from.roster {
		one := assignment.Known{ID: r.ID, Code: names.of(r.ID), Profile: r.Profile, Identity: identities[r.ID], Open: open[r.ID], Last: r.Last}
		from.hands = append(from.hands, assignment.Hands{Known: one, Pace: l.speeds.Of(r.ID), Backlog: days[r.ID] + l.prior.ToAnswer + l.prior.ToIssue})
	}
	return nil
}

// hadBefore are those who had the case before the last order that sent it back.
func (from *planned) hadBefore(tx *sqlite.Tx, key int64) (out []account.UserID, err error) {
	orders, err := tx.Orders(key)
	if err != nil || len(orders) == 0 {
		return nil, err
	}
	for _, r := range from.roster {
		had, err := tx.HadBefore(key, r.ID, orders[len(orders)-1].At)
		if err != nil {
			return nil, err
		}
		if had {
			out = append(out, r.ID)
		}
	}
	return out, nil
}

// seen is what the plan asked of the cases and reviewers that it joins, in words of
// which the part before the bar is for people.
func (from planned) seen(p assignment.Plan) sqlite.PlanSeen {
	out := sqlite.PlanSeen{Cases: map[string]string{}, Reviewers: map[string]string{}}
	cases, people := map[casefile.CaseNumber]bool{}, map[account.UserID]bool{}
	for _, one := range p.Placed {
		cases[one.Case], people[one.Reviewer] = true, true
	}
	for i, j := range from.jobs {
		if cases[j.Number] {
			due := "no clock running"
			if !j.Due.IsZero() {
				due = "due " + j.Due.US()
			}
			out.Cases[string(j.Number)] = fmt.Sprintf("ready, %s|%s", due, digest(j, from.stored[i].State))
		}
	}
	for i, h := range from.hands {
		if people[h.ID] {
			out.Reviewers[h.Code] = fmt.Sprintf("credentials of version %d, %d cases in hand|%s", from.roster[i].Version, h.Open, digest(h.Identity))
		}
	}
	return out
}

// digest changes with any of the values.
func digest(values ...any) string {
	body, err := json.Marshal(values)
	if err != nil {
		panic(err) // they are plain values of ours
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
}

// refuseStale refuses the plan with what changed since it was made.
func (from planned) refuseStale(tx *sqlite.Tx, p sqlite.StoredPlan) error {
	is := from.seen(p.Plan)
	for number := range p.Seen.Cases {
		if _, there := is.Cases[number]; there {
			continue
		}
		s, found, err := tx.CaseKey(casefile.CaseNumber(number))
		if err != nil {
			return err
		}
		if found {
			is.Cases[number] = strings.ReplaceAll(string(s.State), "_", " ") + "|"
		}
	}
	return stale(p.Seen, is)
}

// stale says what changed since the plan was made, or nothing.
func stale(was, is sqlite.PlanSeen) error {
	var bad fault.Fields
	compare := func(kind string, was, is map[string]string) {
		for _, name := range slices.Sorted(maps.Keys(was)) {
			before, _, _ := strings.Cut(was[name], "|")
			after, there := is[name]
			after, _, _ = strings.Cut(after, "|")
			switch {
			case !there:
				bad.Add("", "%s %s is not to be had any more.", kind, name)
			case before != after:
				bad.Add("", "%s %s: was %s, and is %s.", kind, name, before, after)
			case was[name] != is[name]:
				bad.Add("", "%s %s: what is on file of it changed.", kind, name)
			}
		}
	}
	compare("Case", was.Cases, is.Cases)
	compare("Reviewer", was.Reviewers, is.Reviewers)
	if len(bad) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Conflict, Message: "The plan was not applied: what it was made from has changed. Make it anew.", Fields: bad}
}
