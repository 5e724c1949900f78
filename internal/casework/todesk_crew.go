package casework

import (
	"cmp"
	"math"
	"slices"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/desk"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// mate is a reviewer who could take a case.
type mate struct {
	assignment.Known
	specialties []string
	pace, days  float64 // days are those until they are through with what they have
}

// crew is everybody who could take a case, with the load of all.
type crew struct {
	load
	mates    []mate
	settings reviewer.Settings
	at       map[casefile.CaseNumber]int // in load.open
	loaded   map[casefile.CaseNumber]sqlite.StoredCase
}

func crewOf(tx *sqlite.Tx, l load) (*crew, error) {
	rows, err := tx.Roster()
	if err != nil {
		return nil, err
	}
	identities, err := tx.Identities()
	if err != nil {
		return nil, err
	}
	c := &crew{load: l, settings: reviewer.Standard(), at: map[casefile.CaseNumber]int{}, loaded: map[casefile.CaseNumber]sqlite.StoredCase{}}
	for i, one := range l.open {
		c.at[one.Number] = i
	}
	days, open := l.prior.Backlog(l.cases, l.speeds, l.now)
	names, today := codes{}, calendar.DateOf(l.now)
	for _, r := range rows {
		m := mate{Known: assignment.Known{ID: r.ID, Code: names.of(r.ID), Profile: r.Profile, Identity: identities[r.ID], Open: open[r.ID], Last: r.Last},
			pace: l.speeds.Of(r.ID), days: days[r.ID]}
		if r.Profile != nil {
			m.specialties = r.Profile.Specialties(c.settings, today)
		}
		c.mates = append(c.mates, m)
	}
	return c, nil
}

// expiring lists the credentials of all, the one that ends first at the top.
func (c *crew) expiring(today calendar.Date) (out []Expiring) {
	for _, m := range c.mates {
		if m.Profile == nil {
			continue
		}
		for _, a := range m.Profile.Alerts(c.settings, today) {
			out = append(out, Expiring{Code: m.Code, Alert: a, Open: m.Open})
		}
	}
	slices.SortFunc(out, func(a, b Expiring) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(b.Open, a.Open), cmp.Compare(a.Code, b.Code), cmp.Compare(a.What, b.What))
	})
	return out
}

// repairAll gives each row its repairs where they are wanted.
func (c *crew) repairAll(tx *sqlite.Tx, rows []DeskCase, owed map[casefile.CaseNumber]bool, wanted bool) error {
	if !wanted {
		return nil
	}
	for i := range rows {
		s, err := c.situation(tx, rows[i])
		if err != nil {
			return err
		}
		s.Owed = owed[rows[i].Number]
		rows[i].Repairs = desk.Repairs(s)
	}
	return nil
}

// situation gathers what the repairs of the case depend on.
func (c *crew) situation(tx *sqlite.Tx, row DeskCase) (desk.Situation, error) {
	s := desk.Situation{Case: row.Case, Forecast: row.Forecast, Today: calendar.DateOf(c.now), Work: c.prior.Work(row.Pages, row.Items)}
	var err error
	if s.Takers, err = c.takers(tx, row.DeskCase, 2); err != nil {
		return s, err
	}
	if before := row.Forecast.Before; len(before) > 0 && s.Late > 0 {
		first := c.open[c.at[before[0]]]
		s.First, s.FirstWork = first.Number, c.prior.Work(first.Pages, first.Items)
		if s.FirstTakers, err = c.takers(tx, first, 1); err != nil {
			return s, err
		}
	}
	if s.Late > 0 && !s.IsLate(s.Today) {
		events, err := tx.LedgerEvents(row.Key)
		if err != nil {
			return s, err
		}
		s.ExtensionLeft = extensionLeft(events, c.now)
	}
	return s, nil
}

// extensionLeft is by how many days the law lets the decision be put off still.
func extensionLeft(events []deadline.Event, now time.Time) int {
	rules := deadline.Standard()
	most, _ := rules.Rule("extension", "", calendar.DateOf(now))
	for days := most.Amount; days > 0; days-- {
		if rules.Check(deadline.Event{Kind: deadline.Extended, At: now, Days: days, Note: "asked for"}, events, now) == nil {
			return days
		}
	}
	return 0
}

// takers are at most n reviewers who may have the case, the soonest first. They are
// held against the same rules as on its card.
func (c *crew) takers(tx *sqlite.Tx, row sqlite.DeskCase, n int) (out []desk.Taker, err error) {
	if _, err := row.State.After(casefile.Release); err != nil && row.State != casefile.Offered && row.State != casefile.Ready && row.State != casefile.Remanded {
		return nil, nil
	}
	s, loaded := c.loaded[row.Number]
	if !loaded {
		if s, _, err = tx.Case(row.Number); err != nil {
			return nil, err
		}
		c.loaded[row.Number] = s
	}
	refused, err := tx.Refusals([]int64{s.Key})
	if err != nil {
		return nil, err
	}
	today, work := calendar.DateOf(c.now), c.prior.Work(row.Pages, row.Items)
	for _, m := range c.soonest(work) {
		if m.ID == row.Reviewer || len(out) == n {
			continue
		}
		knows := m.knows(s.Items)
		m.Declined = slices.Contains(refused[s.Key], m.ID)
		if knows == "" || len(assignment.Excluded(s.Case, today, row.Due, m.Known, c.settings)) > 0 {
			continue
		}
		if m.Had, err = hadIt(tx, s.Key, m.ID); err != nil {
			return nil, err
		}
		if !m.Had {
			out = append(out, desk.Taker{Code: m.Code, Knows: knows, Ends: today.AddDays(m.through(work, c.prior))})
		}
	}
	return out, nil
}

// hadIt reports whether the reviewer had the case before an order sent it back.
func hadIt(tx *sqlite.Tx, key int64, id account.UserID) (bool, error) {
	orders, err := tx.Orders(key)
	if err != nil || len(orders) == 0 {
		return false, err
	}
	return tx.HadBefore(key, id, orders[len(orders)-1].At)
}

// through is in how many days the letter would go out if they got so much work now.
func (m mate) through(work float64, p desk.Prior) int {
	return int(math.Ceil(m.days + m.pace*work + p.ToAnswer + p.ToIssue))
}

// soonest is everybody with a free place, who is through first before the others.
func (c *crew) soonest(work float64) []mate {
	out := slices.DeleteFunc(slices.Clone(c.mates), func(m mate) bool { return m.Profile == nil || m.Open >= m.Profile.Capacity })
	slices.SortFunc(out, func(a, b mate) int {
		return cmp.Or(cmp.Compare(a.days+a.pace*work, b.days+b.pace*work), cmp.Compare(a.Code, b.Code))
	})
	return out
}

// knows is the specialty or topic that meets the first item, where each of them is met.
func (m mate) knows(items []casefile.DisputedItem) (by string) {
	for _, it := range items {
		one := assignment.Knows(it, m.specialties, m.Profile.Topics)
		if one == "" {
			return ""
		}
		by = cmp.Or(by, one)
	}
	return by
}
