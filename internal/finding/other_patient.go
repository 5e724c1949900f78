package finding

import (
	"fmt"
	"slices"
	"sync"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// otherPatient finds a document whose employee name, date of birth or claim number
// is another person's.
//
// It is sparing, because it keeps a document out of the case. A name counts under
// a label that is the patient's (Patient, Employee, Injured worker), and under
// others (Re, Name, or none before a date of birth) together with another date of
// birth or claim number. A name that shares a part with the employee's may be
// theirs, as after a marriage, unless the date of birth is another. A date of birth
// is another where two of its three parts differ, or one and the name as well. A
// claim number alone proves little, since a person may have two: it counts where
// the document has no sign of the employee. A page that has the employee's name,
// date of birth or claim number anywhere is theirs, but for a name's namesake.
//
// Limits: labels and values on one line, in English; pages that are not read or
// badly read are passed over.
var otherPatient = rule{
	CodeInfo{"other-patient", Error, "A document's employee name, date of birth or claim number is another person's."},
	func(d *draft) []found {
		var out []found
		others := d.records.otherPatients(d.Case)
		for i, doc := range d.Case.Documents {
			differs := others[doc.ID]
			if len(differs) == 0 {
				continue
			}
			out = append(out, found{Finding{Section: Records, Text: d.title(doc.ID), Evidence: differs,
				Message: fmt.Sprintf("Page %d of %s names another person, “%s”; have the document taken out of the case, or say why it is the same person.",
					differs[0].Page, d.title(doc.ID), differs[0].Quote)}, i})
		}
		return out
	},
}

// OtherPatient returns the places of a document's pages that name another person
// than the employee of the case, at most a few; none where it is the employee's
// or cannot be told.
func OtherPatient(c casefile.Case, pages []casefile.Page) []Evidence {
	list := make([]*casefile.Page, len(pages))
	for i := range pages {
		list[i] = &pages[i]
	}
	return employeeOf(c).otherIn(list)
}

// Patients is OtherPatient for a document of which it sees one page after the other,
// in any order, and keeps none.
type Patients struct {
	who   employee
	signs patientSigns
	on    bool // the employee's name, date of birth or claim number stands on a page
}

// NewPatients begins to look at the pages of a document of the case.
func NewPatients(c casefile.Case) *Patients { return &Patients{who: employeeOf(c)} }

// See looks at another page.
func (p *Patients) See(page *casefile.Page) {
	p.signs.add(p.who, page)
	p.on = p.on || !p.signs.own && p.who.on(page)
}

// Places are what OtherPatient says of the pages that were seen.
func (p *Patients) Places() []Evidence { return p.signs.places(func() bool { return p.on }) }

// strangers is what otherPatients found, kept for the case as it was then.
type strangers struct {
	mu     sync.Mutex
	asked  string
	places map[casefile.DocumentID][]Evidence
}

// otherPatients is what OtherPatient returns for each document of the records. It
// is kept until the case gives other names, since each save asks for it.
func (r *Prepared) otherPatients(c casefile.Case) map[casefile.DocumentID][]Evidence {
	asked := fmt.Sprintf("%q %v %q %q", c.Employee.Name, c.Employee.DateOfBirth, c.ClaimNumber, partyNames(c))
	r.strangers.mu.Lock()
	defer r.strangers.mu.Unlock()
	if r.strangers.places != nil && r.strangers.asked == asked {
		return r.strangers.places
	}
	places, who := map[casefile.DocumentID][]Evidence{}, employeeOf(c)
	for doc, ps := range r.pages {
		list := make([]*casefile.Page, len(ps))
		for i, p := range ps {
			list[i] = p.Page
		}
		if found := who.otherIn(list); len(found) > 0 {
			places[doc] = found
		}
	}
	r.strangers.asked, r.strangers.places = asked, places
	return places
}

// mostPlaces is how many places of a document are shown.
const mostPlaces = 4

// otherIn looks for another person in the pages of a document.
func (e employee) otherIn(pages []*casefile.Page) []Evidence {
	var s patientSigns
	for _, p := range pages {
		s.add(e, p)
	}
	return s.places(func() bool { return slices.ContainsFunc(pages, e.on) })
}

// patientSigns is what the pages of a document say of whose it is.
type patientSigns struct {
	proofs, namesakes, strange []Evidence
	own, births                bool // a field names the employee, or their date of birth
}

func (s *patientSigns) add(e employee, p *casefile.Page) {
	if p.Doubtful() {
		return
	}
	f := e.read(p)
	s.own, s.births = s.own || f.signs > 0, s.births || f.ownBirth
	s.proofs = append(s.proofs, f.proof()...)
	s.namesakes = append(s.namesakes, f.namesake()...)
	s.strange = append(s.strange, f.strange()...)
}

// places are those that name another person; on says whether the employee is named
// anywhere on the pages, which costs more to find out than the rest.
func (s *patientSigns) places(on func() bool) []Evidence {
	var out []Evidence
	switch {
	case len(s.proofs) > 0:
		out = s.proofs
	case len(s.namesakes) > 0 && !s.births:
		out = s.namesakes
	case len(s.strange) > 0 && !s.own && !on():
		out = s.strange
	}
	slices.SortStableFunc(out, func(a, b Evidence) int { return a.Page - b.Page })
	return out[:min(len(out), mostPlaces)]
}

// pageFields is what the fields of a page say of whose it is.
type pageFields struct {
	page     *casefile.Page
	signs    int     // of the employee
	ownBirth bool    // the employee's date of birth
	patient  []field // a stranger's name under the patient's label
	named    []field // a stranger's name under another label
	partly   []field // a name in part the employee's
	born     []field // another's date of birth
	nearly   []field // a date of birth that one slip of the pen makes the employee's
	claims   []field // another claim number
	own      func() bool
}

// read sorts the fields of a page.
func (e employee) read(p *casefile.Page) pageFields {
	out := pageFields{page: p, own: func() bool { return e.on(p) }}
	for _, f := range fieldsOf(p) {
		switch f.kind {
		case birthField:
			e.readBirth(&out, f)
		case claimField:
			e.readClaim(&out, f)
		default:
			e.readName(&out, f)
		}
	}
	return out
}

func (e employee) readBirth(out *pageFields, f field) {
	d, err := calendar.ParseDate(f.value)
	if err != nil || e.born.IsZero() {
		return
	}
	switch different := datePartsThatDiffer(d, e.born); {
	case different == 0:
		out.signs++
		out.ownBirth = true
	case different == 1:
		out.nearly = append(out.nearly, f)
	default:
		out.born = append(out.born, f)
	}
}

// datePartsThatDiffer counts; day and month in the other order count as one.
func datePartsThatDiffer(a, b calendar.Date) int {
	n := 0
	if a.Year != b.Year && a.Year%100 != b.Year%100 {
		n++
	}
	if a.Day == int(b.Month) && int(a.Month) == b.Day && a.Month != b.Month {
		return n + 1
	}
	if a.Month != b.Month {
		n++
	}
	if a.Day != b.Day {
		n++
	}
	return n
}

func (e employee) readClaim(out *pageFields, f field) {
	switch {
	case e.claim == "":
	case sameNumber(numberSigns(f.value), e.claim):
		out.signs++
	default:
		out.claims = append(out.claims, f)
	}
}

func (e employee) readName(out *pageFields, f field) {
	parts := nameParts(f.value)
	related := kinshipOf(parts, e.parts)
	if related == strangersName && out.page.Reading.ByOCR() && alike(parts, e.parts) {
		related = partlyOwn
	}
	switch related {
	case ownName:
		out.signs++
	case partlyOwn:
		out.partly = append(out.partly, f)
	case strangersName:
		if e.party(f.value, parts) {
			return
		}
		if f.kind == patientField {
			out.patient = append(out.patient, f)
		} else {
			out.named = append(out.named, f)
		}
	}
}

// proof returns the places that show beyond doubt that the page is another's.
func (f pageFields) proof() []Evidence {
	stranger := len(f.patient)+len(f.named) > 0
	another := len(f.born) > 0 && !f.ownBirth
	switch {
	case another && (stranger || len(f.partly) > 0 && f.signs == 0):
		return f.evidence(f.patient, f.named, f.partly, f.born, f.claims)
	case another && f.signs == 0 && !f.own():
		return f.evidence(f.born, f.claims)
	case !stranger || f.signs > 0 || len(f.partly) > 0 || f.own():
		return nil
	case len(f.patient) > 0 || len(f.nearly) > 0 || len(f.claims) > 0:
		return f.evidence(f.patient, f.named, f.nearly, f.claims)
	}
	return nil
}

// namesake returns the dates of birth of a page that has the employee's name, and
// that count only where no page of the document has the employee's own.
func (f pageFields) namesake() []Evidence {
	if f.ownBirth || len(f.patient)+len(f.named) > 0 {
		return nil
	}
	return f.evidence(f.born)
}

// strange returns the places that count only where the document has no sign of
// the employee.
func (f pageFields) strange() []Evidence {
	if f.signs > 0 || len(f.partly) > 0 || len(f.nearly) > 0 {
		return nil
	}
	return f.evidence(f.named, f.claims)
}

// evidence shows the fields in the order of the page, those of one line together.
func (f pageFields) evidence(lists ...[]field) []Evidence {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b field) int { return a.first - b.first })
	var out []Evidence
	for i := 0; i < len(all); {
		first, last := all[i].first, all[i].last
		for i++; i < len(all) && f.page.Words[all[i].first].Line == f.page.Words[first].Line; i++ {
			last = max(last, all[i].last)
		}
		out = append(out, Evidence{f.page.Document, f.page.Number, f.page.Quote(first, last)})
	}
	return out
}
