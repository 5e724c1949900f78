package reviewer

import (
	"fmt"

	"imr/internal/calendar"
)

// Reason is why somebody may or may not have a case. Code stays the same whatever
// the words are; Section is the rule behind it, or empty where it is the house's.
type Reason struct{ Code, Text, Section string }

// String is the reason with its section.
func (r Reason) String() string {
	if r.Section == "" {
		return r.Text
	}
	return r.Text + " (" + r.Section + ")"
}

// Settings are the numbers of the rules about credentials.
type Settings struct {
	MinYears     int // of active practice are to be exceeded: stated in every letter, a rule of the contract
	MinHours     int // of practice in a week: the same
	VerifiedDays int // how long a look into a register counts: the house's, for LC 139.5(d)(3)(A)
	AlertDays    int // how long before the end of a credential people are told: the house's
}

// Standard is the settings in force.
func Standard() Settings {
	return Settings{MinYears: 5, MinHours: 24, VerifiedDays: 365, AlertDays: 60}
}

const (
	sectionLicence   = "LC 139.5(d)(4)(B)"
	sectionSanctions = "LC 139.5(d)(4)(C)"
	sectionQME       = "LC 139.5(d)(4)(D)"
	sectionQuality   = "LC 139.5(d)(3)(A)"
	sectionPractice  = "the contract's rule on practice"
)

// Blocks says why the reviewer may have no case at all on the day; nothing where
// they may. LC 139.5(d)(4) for all but the hours and years, which the contract asks.
func (p Profile) Blocks(s Settings, on calendar.Date) []Reason {
	var out []Reason
	block := func(holds bool, code, text, section string) {
		if holds {
			out = append(out, Reason{code, text, section})
		}
	}
	licensed, verified := p.licensed(s, on)
	block(!licensed, "no_licence", "no licence without restriction is in force", sectionLicence)
	block(licensed && !verified, "licence_unverified", fmt.Sprintf("no licence was verified in the last %d days", s.VerifiedDays), sectionQuality)
	if p.Degree.needsBoard() {
		current := p.Current(on)
		block(len(current) == 0, "no_board", "no board certification is current", sectionLicence)
		block(len(current) > 0 && len(p.verifiedBoards(s, on)) == 0, "board_unverified", fmt.Sprintf("no board certification was verified in the last %d days", s.VerifiedDays), sectionQuality)
	}
	block(!p.Sanctions.On.IsZero() && !p.Sanctions.Clear, "sanctioned", "a sanction or disciplinary action is on record or pending", sectionSanctions)
	block(!s.fresh(p.Sanctions.On, on), "sanctions_unchecked", fmt.Sprintf("sanctions were not checked in the last %d days", s.VerifiedDays), sectionSanctions)
	block(!p.QME.On.IsZero() && !p.QME.Clear, "qme", "holds an appointment as a QME", sectionQME)
	block(!s.fresh(p.QME.On, on), "qme_unchecked", fmt.Sprintf("the roster of QMEs was not checked in the last %d days", s.VerifiedDays), sectionQME)
	block(p.PracticeYears <= s.MinYears, "years", fmt.Sprintf("%d years of practice, and more than %d are needed", p.PracticeYears, s.MinYears), sectionPractice)
	block(p.WeeklyHours < s.MinHours, "hours", fmt.Sprintf("%d hours of practice a week, and %d are needed", p.WeeklyHours, s.MinHours), sectionPractice)
	return out
}

func (s Settings) fresh(checked, on calendar.Date) bool {
	return !checked.IsZero() && checked.DaysUntil(on) <= s.VerifiedDays
}

// licensed reports whether a licence may be used, and whether one that may was verified.
func (p Profile) licensed(s Settings, on calendar.Date) (some, verified bool) {
	for _, l := range p.Licences {
		if usable(l, on) {
			some, verified = true, verified || s.fresh(l.Verified, on)
		}
	}
	return some, verified
}

func (p Profile) verifiedBoards(s Settings, on calendar.Date) []Certification {
	var out []Certification
	for _, c := range p.Current(on) {
		if s.fresh(c.Verified, on) {
			out = append(out, c)
		}
	}
	return out
}

// Specialties are those in which the reviewer is certified, verified and current on
// the day: against them an item is held.
func (p Profile) Specialties(s Settings, on calendar.Date) []string {
	var out []string
	for _, c := range p.verifiedBoards(s, on) {
		out = append(out, c.Specialty)
	}
	return out
}

// Alert is a credential that ends, or whose verification does.
type Alert struct {
	What string
	On   calendar.Date // the last day on which it counts
}

// Alerts lists what has ended or ends within the days of the settings, in the order
// of the profile.
func (p Profile) Alerts(s Settings, today calendar.Date) []Alert {
	var out []Alert
	note := func(what string, on calendar.Date) {
		if !on.IsZero() && today.DaysUntil(on) <= s.AlertDays {
			out = append(out, Alert{what, on})
		}
	}
	until := func(checked calendar.Date) calendar.Date {
		if checked.IsZero() {
			return today
		}
		return checked.AddDays(s.VerifiedDays)
	}
	for _, l := range p.Licences {
		note("licence "+l.State, l.Expires)
		note("verification of the licence "+l.State, until(l.Verified))
	}
	for _, c := range p.Certifications {
		note("certification "+c.Specialty, c.Expires)
		note("verification of the certification "+c.Specialty, until(c.Verified))
	}
	note("check of sanctions", until(p.Sanctions.On))
	note("check of the QME roster", until(p.QME.On))
	return out
}
