package assignment

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/reviewer"
)

// crowd is many cases and reviewers with names from one pool and all of the
// specialties below; a third of the cases is due within the week.
func crowd(cases, people int) ([]Job, []Hands) {
	r := rand.New(rand.NewPCG(11, 24))
	given, last := make([]string, 200), make([]string, 2000)
	word := func() string {
		b := make([]byte, 4+r.IntN(8))
		for i := range b {
			b[i] = "aeiourstlnmkdv"[r.IntN(14)]
		}
		return string(b)
	}
	for i := range given {
		given[i] = word()
	}
	for i := range last {
		last[i] = word()
	}
	name := func() string { return given[r.IntN(len(given))] + " " + last[r.IntN(len(last))] }
	specialties := []string{"Orthopaedic Surgery", "Pain Medicine", "Psychiatry", "Neurology", "Physical Medicine and Rehabilitation", "Occupational Medicine"}
	parts := []string{"knee", "low back", "psyche", "head", "shoulder", "wrist"}
	jobs, hands := make([]Job, cases), make([]Hands, people)
	for i := range jobs {
		c := knee()
		c.Number, c.Employee.Name, c.RequestingPhysician.Name = casefile.CaseNumber(fmt.Sprintf("CM26-%07d", i)), name(), name()
		c.Items[0].Category, c.Items[0].BodyParts[0].Part = "pharmaceuticals", parts[r.IntN(len(parts))]
		for d := range 30 {
			c.Documents = append(c.Documents, casefile.Document{ID: casefile.DocumentID(fmt.Sprintf("d%d", d+2)), Author: name()})
		}
		days := r.IntN(28)
		if i%3 == 0 {
			days = r.IntN(7)
		}
		jobs[i] = Job{Case: c, Due: on.AddDays(days), Work: 0.5 + 2*r.Float64()}
	}
	for i := range hands {
		h := Hands{Known: surgeon(), Backlog: 6 * r.Float64(), Pace: 0.6 + r.Float64()}
		h.ID, h.Code = account.UserID(fmt.Sprint(i)), fmt.Sprintf("R-%04d", i)
		h.Identity = reviewer.Identity{LegalName: name(), OtherNames: []string{name()}, Affiliates: []string{name(), name(), name()}}
		h.Profile.Certifications[0].Specialty = specialties[r.IntN(len(specialties))]
		h.Profile.Capacity, h.Open = 4+r.IntN(6), r.IntN(4)
		h.Last = time.Date(2026, 11, 1+r.IntN(20), 12, 0, 0, 0, calendar.Zone)
		hands[i] = h
	}
	return jobs, hands
}

// BenchmarkGive plans 600 cases over 300 reviewers: under 5 s is asked.
func BenchmarkGive(b *testing.B) {
	jobs, hands := crowd(PlanMost, 300)
	for b.Loop() {
		p := Give(jobs, hands, on, reviewer.Standard())
		b.ReportMetric(float64(len(p.Placed)), "placed")
		b.ReportMetric(float64(p.Before.DaysLate), "days-late-one-by-one")
		b.ReportMetric(float64(p.After.DaysLate), "days-late-planned")
	}
}

// TestGiveKeepsTheRulesInACrowd: each pair against the card of its case.
func TestGiveKeepsTheRulesInACrowd(t *testing.T) {
	jobs, hands := crowd(40, 20)
	p := Give(jobs, hands, on, reviewer.Standard())
	if len(p.Placed) < 10 {
		t.Fatalf("only %d cases are placed", len(p.Placed))
	}
	checkRules(t, "crowd", jobs, hands, p)
}
