package finding

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
)

// employee is what tells the employee of the case from others. It may be asked by
// one goroutine at a time.
type employee struct {
	parts   []namePart
	born    calendar.Date
	claim   string
	parties func() [][]namePart // the names of others in the case, which stand in fields by mistake
	known   map[string]bool     // by name, whether it is a party's
}

func employeeOf(c casefile.Case) employee {
	return employee{nameParts(c.Employee.Name), c.Employee.DateOfBirth, numberSigns(c.ClaimNumber), sync.OnceValue(func() [][]namePart {
		var out [][]namePart
		for _, name := range partyNames(c) {
			out = append(out, nameParts(name))
		}
		return out
	}), map[string]bool{}}
}

// partyNames are the names of the people of the case who are not the employee,
// each once.
func partyNames(c casefile.Case) []string {
	out := []string{c.RequestingPhysician.Name, c.UR.Physician, c.Employer, c.ClaimsAdministrator.Name}
	if c.Representative != nil {
		out = append(out, c.Representative.Name)
	}
	for _, d := range c.Documents {
		out = append(out, d.Author)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// party reports whether the name is that of another person of the case.
func (e employee) party(name string, parts []namePart) bool {
	is, known := e.known[name]
	if !known {
		is = slices.ContainsFunc(e.parties(), func(party []namePart) bool { return kinshipOf(parts, party) == ownName })
		e.known[name] = is
	}
	return is
}

// on reports whether the page has the employee's name, date of birth or claim
// number anywhere.
func (e employee) on(p *casefile.Page) bool {
	text := p.Text()
	return e.claim != "" && strings.Contains(numberSigns(text), e.claim) || e.named(text) || e.bornIn(text)
}

// named reports whether the text has the employee's name: three words in a row of
// which one at least is a word of the name.
func (e employee) named(text string) bool {
	if len(e.parts) < 2 {
		return false
	}
	words := nameParts(text)
	last := -1 // the latest word of the name
	for i := len(words) - 1; i >= 0; i-- {
		if slices.ContainsFunc(e.parts, func(own namePart) bool { return sameNamePart(words[i], own) }) {
			last = i
		}
		if last >= 0 && last-i < 3 && len(words[i].text) > 1 && kinshipOf(words[i:min(i+3, len(words))], e.parts) == ownName {
			return true
		}
	}
	return false
}

// bornIn reports whether the text has the employee's date of birth.
func (e employee) bornIn(text string) bool {
	if e.born.IsZero() || !strings.Contains(text, fmt.Sprintf("%02d", e.born.Year%100)) {
		return false
	}
	return slices.ContainsFunc(chronology.Dates(text), func(d chronology.DateMention) bool { return d.Date == e.born })
}
