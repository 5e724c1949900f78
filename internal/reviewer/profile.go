package reviewer

import (
	"fmt"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/fault"
)

// LicenceStatus is what the licensing board says of a licence.
type LicenceStatus string

// LicenceStatuses lists every status; only the first is without restriction.
var LicenceStatuses = []LicenceStatus{active, "restricted", "probation", "suspended", "lapsed"}

const active LicenceStatus = "active"

// Degree is what makes a reviewer a physician under LC 3209.3.
type Degree string

// Degrees lists every degree of LC 3209.3: medicine, osteopathy, psychology,
// acupuncture, optometry, dentistry, podiatry, chiropractic.
var Degrees = []Degree{"MD", "DO", "psychologist", "acupuncturist", "optometrist", "dentist", "podiatrist", "chiropractor"}

// needsBoard reports whether the degree needs a current board certification (LC 139.5(d)(4)(B)).
func (d Degree) needsBoard() bool { return d == "MD" || d == "DO" }

// Licence is a licence to practise in a state.
type Licence struct {
	State, Number     string
	Status            LicenceStatus
	Expires, Verified calendar.Date // Verified is zero while nobody has asked the board
}

// Certification is a certificate of a specialty board. Expires is zero where the
// board sets no end.
type Certification struct {
	Board, Specialty         string
	Since, Expires, Verified calendar.Date
}

// Check is a look into a register, such as that of sanctions or of QMEs. On is zero
// until it was made.
type Check struct {
	On     calendar.Date
	Source string
	Clear  bool // nothing was found
}

// Absence is a time without new cases, both days included.
type Absence struct{ From, To calendar.Date }

// Profile is what is on file about a reviewer's fitness. It holds no identity.
type Profile struct {
	Degree         Degree
	Licences       []Licence
	Certifications []Certification
	Sanctions      Check // disciplinary history, taken or pending
	QME            Check // appointments of LC 139.2
	PracticeYears  int
	WeeklyHours    int      // of patient care now
	Topics         []string // conditions, procedures and parts of the body besides the specialties
	Capacity       int      // open cases at once
	Absences       []Absence
}

// Licensed reports whether a licence of the state may be used on the day.
func (p Profile) Licensed(state string, on calendar.Date) bool {
	return slices.ContainsFunc(p.Licences, func(l Licence) bool {
		return strings.EqualFold(l.State, state) && usable(l, on)
	})
}

func usable(l Licence, on calendar.Date) bool { return l.Status == active && !l.Expires.Before(on) }

// Current lists the certifications that stand on the day.
func (p Profile) Current(on calendar.Date) []Certification {
	var out []Certification
	for _, c := range p.Certifications {
		if !c.Since.After(on) && (c.Expires.IsZero() || !c.Expires.Before(on)) {
			out = append(out, c)
		}
	}
	return out
}

// Validate reports what cannot be in what was entered, by the paths of the form.
func (p Profile) Validate(today calendar.Date) error {
	var bad fault.Fields
	past := func(path string, d calendar.Date) {
		if d.After(today) {
			bad.Add(path, "This date lies in the future; enter the day on which it was done.")
		}
	}
	if !slices.Contains(Degrees, p.Degree) {
		bad.Add("degree", "Choose the degree.")
	}
	if len(p.Licences) == 0 {
		bad.Add("licence0-state", "Enter at least one licence.")
	}
	for i, l := range p.Licences {
		at := fmt.Sprintf("licence%d-", i)
		if l.State == "" {
			bad.Add(at+"state", "Enter the state of the licence.")
		}
		if l.Number == "" {
			bad.Add(at+"number", "Enter the number of the licence.")
		}
		if !slices.Contains(LicenceStatuses, l.Status) {
			bad.Add(at+"status", "Choose the status of the licence.")
		}
		if l.Expires.IsZero() {
			bad.Add(at+"expires", "Enter the day on which the licence ends.")
		}
		past(at+"verified", l.Verified)
	}
	for i, c := range p.Certifications {
		at := fmt.Sprintf("board%d-", i)
		if c.Board == "" || c.Specialty == "" {
			bad.Add(at+"specialty", "Enter the board and the specialty.")
		}
		if !c.Expires.IsZero() && c.Expires.Before(c.Since) {
			bad.Add(at+"expires", "The certification ends before it begins; enter a later day.")
		}
		past(at+"since", c.Since)
		past(at+"verified", c.Verified)
	}
	past("sanctions-on", p.Sanctions.On)
	past("qme-on", p.QME.On)
	p.checkNumbers(&bad)
	return bad.Err("The credentials were not saved.")
}

func (p Profile) checkNumbers(bad *fault.Fields) {
	if p.PracticeYears < 0 || p.PracticeYears > 80 {
		bad.Add("years", "Enter the years of practice as a number up to 80.")
	}
	if p.WeeklyHours < 0 || p.WeeklyHours > 168 {
		bad.Add("hours", "Enter the hours of a week as a number up to 168.")
	}
	if p.Capacity < 0 {
		bad.Add("capacity", "Enter how many cases they may have at once.")
	}
	for i, a := range p.Absences {
		if a.From.IsZero() || a.To.Before(a.From) {
			bad.Add(fmt.Sprintf("absence%d-from", i), "Enter both days of the absence, the first one first.")
		}
	}
}
