package publication

import (
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// Identity is one known name or identifier of a case and the role that stands in its place.
type Identity struct {
	Kind identityKind
	Text string // as the case has it
	Role string // such as “the requesting physician”
}

const employeeRole = "the employee"

// ReviewerRole stands in the place of a reviewer's name.
const ReviewerRole = "the reviewer"

type identityKind int

// The kinds: a person's name, an organization's name, a number or an address of any kind.
const (
	Person identityKind = iota
	Organization
	Number
)

// roleOf says what an author of a document of a kind is called.
var roleOf = map[casefile.DocumentKind]string{
	"imaging": "the radiologist", "electrodiagnostics": "the electrodiagnostic physician", "therapy_note": "the therapist",
	"ame_qme_report": "the medical-legal evaluator", "operative_report": "the surgeon", "consultation": "a consulting physician",
	"pharmacy": "the pharmacist", "laboratory": "the laboratory", "hospital": "a hospital physician",
}

// Known is every identity of the case: its parties, the authors of its documents and
// its identifiers. Its reviewers, who have no business in the copy under any role, are
// known elsewhere.
func Known(c casefile.Case) []Identity {
	var out []Identity
	add := func(k identityKind, text, role string) {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, Identity{k, text, role})
		}
	}
	add(Person, c.Employee.Name, employeeRole)
	add(Person, c.RequestingPhysician.Name, "the requesting physician")
	add(Organization, c.RequestingPhysician.Facility, "the requesting physician’s facility")
	add(Person, c.UR.Physician, "the utilization review physician")
	add(Organization, c.UR.Organization, "the utilization review organization")
	add(Organization, c.Employer, "the employer")
	add(Organization, c.ClaimsAdministrator.Name, "the claims administrator")
	add(Number, c.ClaimsAdministrator.Email, "the claims administrator’s address")
	addPlaces(add, c.ClaimsAdministrator.Address, "the claims administrator’s address")
	if r := c.Representative; r != nil {
		add(Person, r.Name, "the employee’s representative")
		add(Organization, r.Firm, "the employee’s representative")
		add(Number, r.Email, "the representative’s address")
		addPlaces(add, r.Address, "the representative’s address")
	}
	for _, d := range c.Documents {
		role, ok := roleOf[d.Kind]
		if !ok {
			role = "a treating physician"
		}
		if d.Source == "claims_administrator" && (d.Kind == "ur_decision" || d.Kind == "correspondence") {
			role = "the claims administrator’s writer"
		}
		if isPerson(d.Author) {
			add(Person, d.Author, role)
		} else {
			add(Organization, d.Author, role)
		}
	}
	add(Number, c.ClaimNumber, "the claim number")
	return out
}

// addPlaces adds the lines of an address that are more than a city and a state.
func addPlaces(add func(identityKind, string, string), address, role string) {
	for _, part := range strings.FieldsFunc(address, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if strings.ContainsAny(part, "0123456789") && len(strings.Fields(part)) > 1 {
			add(Number, part, role)
		}
	}
}

// isPerson tells a person's name from an organization's by its degree, its title or
// by being two to four words of which none belongs to a company or a clinic.
func isPerson(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == ',' })
	for _, w := range words {
		if organizationWords[strings.Trim(w, ".")] {
			return false
		}
	}
	return len(words) >= 2 && len(words) <= 5
}

var organizationWords = wordSet("inc llc corp corporation company co group clinic center centre hospital medical associates imaging radiology laboratory labs lab " +
	"therapy rehabilitation rehab health healthcare services service insurance county city university institute pharmacy partners network fund unknown department orthopedics orthopaedics surgery pain and of the")

var nameTitles = wordSet("dr mr mrs ms miss md do dc phd psyd dpm lac dds od pt dpt ot pa np rn pa-c fnp esq jr sr ii iii iv qme ame facs mph pharmd")

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// NameParts is the words of a person's name without titles and degrees, as typed;
// “Halloran, Maeve” is turned round.
func NameParts(name string) []string {
	if last, first, found := strings.Cut(name, ","); found {
		if parts := NameParts(first); len(parts) > 0 && len(NameParts(last)) == 1 {
			return append(parts, NameParts(last)...)
		}
		if len(NameParts(first)) == 0 {
			name = last
		}
	}
	var out []string
	for _, w := range strings.Fields(strings.ReplaceAll(name, ",", " ")) {
		w = strings.Trim(w, ".()“”\"")
		if bare := strings.ToLower(strings.ReplaceAll(w, ".", "")); bare != "" && !nameTitles[bare] {
			out = append(out, w)
		}
	}
	return out
}

// isOrdinary reports whether the word means something else in a clinical text, so
// that it names nobody by itself: Brace, Pain, Back.
func isOrdinary(word string) bool {
	return ordinary[strings.ToLower(word)] || len(dictionary.Standard().Lookup(word)) > 0
}

var ordinary = wordSet("may will long young best good rich short small large white black brown green gray grey day week may march april june august sunday " +
	"page case park field hill wood woods stone rose price power love hope faith grace joy mark art bill frank grant pat sue drew chase case cook baker carpenter " +
	"driver miller smith walker cross strong low high head hand foot leg arm west east north south church hall house home street")

// dateForms are the ways in which a date of birth may be written.
func dateForms(d calendar.Date) []string {
	if d.IsZero() {
		return nil
	}
	return []string{d.String(), d.US(), d.Long()}
}
