// Package casefile holds an IMR case as it came in: the application, its
// parties, the disputed items and the documents with their pages. Field names
// are those of the field's glossary; the exchange format is package bundle's.
package casefile

import (
	"slices"

	"imr/internal/calendar"
)

// CaseNumber is the number that the case bears everywhere, such as CM14-0031234.
type CaseNumber string

// Priority decides which clock of LC 4610.6(d) the decision runs on.
type Priority string

// The priorities: 30 days, 3 days, 5 working days.
const (
	Standard  Priority = "standard"
	Expedited Priority = "expedited"
	Formulary Priority = "formulary"
)

// Priorities lists every priority.
var Priorities = []Priority{Standard, Expedited, Formulary}

// Channel is how the application arrived.
type Channel string

// Channels lists every channel.
var Channels = []Channel{"mail", "fax", "upload", "portal"}

// Signatory is who signed the application.
type Signatory string

// Signatories lists who may sign an application: the employee, or an agent
// designated after the UR decision (LC 4610.5(j)).
var Signatories = []Signatory{"employee", "representative"}

// Sex of the employee as the application states it.
type Sex string

// Sexes lists every value that the exchange format knows.
var Sexes = []Sex{"male", "female", "other"}

// UROutcome is what utilization review did with the request.
type UROutcome string

// UROutcomes lists every outcome that can be disputed.
var UROutcomes = []UROutcome{"denied", "modified", "delayed"}

// Case is an eligible application, or several consolidated into one.
type Case struct {
	Number                  CaseNumber
	Priority                Priority
	Application             Application
	Employee                Employee
	DateOfInjury            calendar.Date
	ClaimNumber             string
	Employer                string
	ClaimsAdministrator     Party
	Representative          *Representative // nil where the employee has none
	RequestingPhysician     Physician
	UR                      URDecision
	RequestForAuthorization calendar.Date
	NoticeOfAssignment      calendar.Date // zero until the notice went out
	RecordsComplete         calendar.Date // zero until the records are complete
	Form                    *Form         // nil where the case came without it
	Items                   []DisputedItem
	Documents               []Document
}

// Application is DWC Form IMR as filed (8 CCR §9792.10.2).
type Application struct {
	Received calendar.Date
	Channel  Channel
	Signed   calendar.Date
	SignedBy Signatory
}

// Employee is the injured worker.
type Employee struct {
	Name        string
	DateOfBirth calendar.Date
	Sex         Sex
}

// Party is an organization that is served.
type Party struct {
	Name, Address, Email string
}

// Representative is the employee's attorney or agent.
type Representative struct {
	Name, Firm, Address, Email string
}

// Physician is the author of the request for authorization.
type Physician struct {
	Name, Specialty, Facility string
}

// URDecision is the utilization review decision in dispute.
type URDecision struct {
	Organization string
	Physician    string
	DecisionDate calendar.Date
	ServedDate   calendar.Date
	Outcome      UROutcome
	Conditional  bool // a denial for missing information
	Reason       string
}

// Item returns the disputed item with the id.
func (c Case) Item(id ItemID) (DisputedItem, bool) {
	i := slices.IndexFunc(c.Items, func(it DisputedItem) bool { return it.ID == id })
	if i < 0 {
		return DisputedItem{}, false
	}
	return c.Items[i], true
}

// Document returns the document with the id.
func (c Case) Document(id DocumentID) (Document, bool) {
	i := slices.IndexFunc(c.Documents, func(d Document) bool { return d.ID == id })
	if i < 0 {
		return Document{}, false
	}
	return c.Documents[i], true
}

// DateThatCounts is the day whose guideline edition applies to the item: the
// first date of service when retrospective, else the day of the UR decision.
func (c Case) DateThatCounts(it DisputedItem) calendar.Date {
	if it.Timing == Retrospective && len(it.ServiceDates) > 0 {
		return slices.MinFunc(it.ServiceDates, func(a, b calendar.Date) int { return -a.DaysUntil(b) })
	}
	return c.UR.DecisionDate
}
