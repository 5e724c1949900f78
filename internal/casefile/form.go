package casefile

import "imr/internal/calendar"

// Applicant is who asks for the review.
type Applicant string

// The applicants: the employee, an agent designated after the UR decision (LC
// 4610.5(j)), or a physician who gave emergency care (LC 4610.5(h)(4)).
const (
	ByEmployee       Applicant = "employee"
	ByRepresentative Applicant = "representative"
	ByPhysician      Applicant = "physician"
)

// Applicants lists every applicant.
var Applicants = []Applicant{ByEmployee, ByRepresentative, ByPhysician}

// Service is how a paper was served.
type Service string

// The ways of service that deadlines tell apart.
const (
	Mail       Service = "mail"
	Electronic Service = "electronic"
)

// Services lists every way of service.
var Services = []Service{Mail, Electronic}

// Form is what DWC Form IMR holds besides what a review needs (8 CCR §9792.10.2),
// and what the eligibility of the application depends on.
type Form struct {
	Applicant           Applicant
	EmployeeAddress     string
	EmployeePhone       string
	EAMSNumber          string
	JurisdictionalClaim string // the number in WCIS
	EmployerAddress     string
	AdjusterName        string
	AdjusterPhone       string
	PhysicianAddress    string
	PhysicianPhone      string
	PhysicianFax        string
	Diagnosis           string // with its ICD code where there is one
	RequestedTreatment  string // in the words of the request for authorization
	Consent             bool   // to the release of medical records
	Emergency           bool   // the care was an emergency
	Certification       string // who certified an imminent and serious threat, and when (8 CCR §9792.10.4(c))
	Designated          calendar.Date
	URService           Service
	URDocument          DocumentID    // which record is the UR determination; empty while none is
	RightsNotice        calendar.Date // when form and notice of rights came, where that was after the UR decision
	LiabilityDisputed   bool
	LiabilityReason     string
	LiabilityAgreed     bool          // the claims administrator agrees that the review goes on all the same
	LiabilitySettled    calendar.Date // when a dispute about liability ended
}
