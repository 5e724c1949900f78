package web

import (
	"imr/internal/calendar"
	"imr/internal/casefile"
)

type (
	theCase = casefile.Case
	day     = calendar.Date
)

// applicationSection is a group of fields of DWC Form IMR.
type applicationSection struct {
	title, hint string
	fields      []applicationField
}

func textField[T ~string](path, label string, at func(*theCase) *T) applicationField {
	return applicationField{path: path, label: label, kind: "text", at: textAt(at)}
}

func dateField(path, label string, at func(*theCase) *day) applicationField {
	return applicationField{path: path, label: label, kind: "text", class: "short", at: dateAt(at)}
}

func checkField(path, label string, at func(*theCase) *bool) applicationField {
	return applicationField{path: path, label: label, kind: "check", class: "whole", at: flagAt(at)}
}

func selectField[T ~string](path, label string, values []T, labels map[T]string, at func(*theCase) *T) applicationField {
	return applicationField{path: path, label: label, kind: "select", class: "short", options: options(values, labels), at: textAt(at)}
}

func areaField[T ~string](path, label string, at func(*theCase) *T) applicationField {
	return applicationField{path: path, label: label, kind: "area", class: "whole", at: textAt(at)}
}

func (f applicationField) hinted(hint string) applicationField {
	f.hint = hint
	return f
}

func (f applicationField) wide(class string) applicationField {
	f.class = class
	return f
}

var applicantLabel = map[casefile.Applicant]string{casefile.ByEmployee: "The employee", casefile.ByRepresentative: "An agent or attorney",
	casefile.ByPhysician: "The physician alone"}

var serviceLabel = map[casefile.Service]string{casefile.Mail: "By mail", casefile.Electronic: "Electronically"}

// applicationSections are the fields of DWC Form IMR (8 CCR §9792.10.2), and those
// on which eligibility depends.
var applicationSections = []applicationSection{
	{"Application", "", []applicationField{
		dateField("application.received", "Received on", func(c *theCase) *day { return &c.Application.Received }),
		selectField("application.channel", "Came by", casefile.Channels, nil, func(c *theCase) *casefile.Channel { return &c.Application.Channel }),
		selectField("priority", "Kind of review", casefile.Priorities, priorityLabel, func(c *theCase) *casefile.Priority { return &c.Priority }),
		selectField("application_form.applicant", "Who applies", casefile.Applicants, applicantLabel, func(c *theCase) *casefile.Applicant { return &c.Form.Applicant }),
		dateField("application.signed", "Signed on", func(c *theCase) *day { return &c.Application.Signed }),
		selectField("application.signed_by", "Signed by", casefile.Signatories, nil, func(c *theCase) *casefile.Signatory { return &c.Application.SignedBy }),
		textField("application_form.certification", "If expedited: certified by", func(c *theCase) *string { return &c.Form.Certification }).
			hinted("The physician who certified an imminent and serious threat, and when"),
		checkField("application_form.consent", "The employee consents to the release of medical records", func(c *theCase) *bool { return &c.Form.Consent }),
		checkField("application_form.emergency", "The care was an emergency", func(c *theCase) *bool { return &c.Form.Emergency }),
	}},
	{"Employee", "", []applicationField{
		textField("employee.name", "Name", func(c *theCase) *string { return &c.Employee.Name }),
		dateField("employee.date_of_birth", "Date of birth", func(c *theCase) *day { return &c.Employee.DateOfBirth }),
		selectField("employee.sex", "Sex", casefile.Sexes, nil, func(c *theCase) *casefile.Sex { return &c.Employee.Sex }),
		areaField("application_form.employee_address", "Address", func(c *theCase) *string { return &c.Form.EmployeeAddress }),
		textField("application_form.employee_phone", "Telephone", func(c *theCase) *string { return &c.Form.EmployeePhone }),
	}},
	{"Claim", "", []applicationField{
		textField("claim_number", "Claim number", func(c *theCase) *string { return &c.ClaimNumber }),
		dateField("date_of_injury", "Date of injury", func(c *theCase) *day { return &c.DateOfInjury }),
		textField("application_form.eams_number", "EAMS number", func(c *theCase) *string { return &c.Form.EAMSNumber }).wide("short"),
		textField("application_form.jurisdictional_claim_number", "WCIS jurisdictional claim number", func(c *theCase) *string { return &c.Form.JurisdictionalClaim }),
		textField("employer.name", "Employer", func(c *theCase) *string { return &c.Employer }),
		areaField("application_form.employer_address", "Employer's address", func(c *theCase) *string { return &c.Form.EmployerAddress }),
	}},
	{"Claims administrator", "", []applicationField{
		textField("claims_administrator.name", "Name", func(c *theCase) *string { return &c.ClaimsAdministrator.Name }),
		textField("claims_administrator.email", "E-mail address", func(c *theCase) *string { return &c.ClaimsAdministrator.Email }),
		areaField("claims_administrator.address", "Address", func(c *theCase) *string { return &c.ClaimsAdministrator.Address }),
		textField("application_form.adjuster_name", "Adjuster", func(c *theCase) *string { return &c.Form.AdjusterName }),
		textField("application_form.adjuster_phone", "Adjuster's telephone", func(c *theCase) *string { return &c.Form.AdjusterPhone }),
	}},
	{"Agent or attorney", "Only where the employee has one.", []applicationField{
		textField("representative.name", "Name", func(c *theCase) *string { return &c.Representative.Name }),
		textField("representative.firm", "Firm", func(c *theCase) *string { return &c.Representative.Firm }),
		areaField("representative.address", "Address", func(c *theCase) *string { return &c.Representative.Address }),
		textField("representative.email", "E-mail address", func(c *theCase) *string { return &c.Representative.Email }),
		dateField("application_form.designated", "Named by the employee on", func(c *theCase) *day { return &c.Form.Designated }),
	}},
	{"Requesting physician", "", []applicationField{
		textField("requesting_physician.name", "Name", func(c *theCase) *string { return &c.RequestingPhysician.Name }),
		textField("requesting_physician.specialty", "Type or specialty", func(c *theCase) *string { return &c.RequestingPhysician.Specialty }),
		textField("requesting_physician.facility", "Practice", func(c *theCase) *string { return &c.RequestingPhysician.Facility }),
		textField("application_form.physician_phone", "Telephone", func(c *theCase) *string { return &c.Form.PhysicianPhone }).wide("short"),
		textField("application_form.physician_fax", "Fax", func(c *theCase) *string { return &c.Form.PhysicianFax }).wide("short"),
		areaField("application_form.physician_address", "Address", func(c *theCase) *string { return &c.Form.PhysicianAddress }),
	}},
	{"Request and UR decision", "", []applicationField{
		dateField("request_for_authorization", "Date of the request (Form RFA)", func(c *theCase) *day { return &c.RequestForAuthorization }),
		dateField("utilization_review.decision_date", "Date of the UR decision", func(c *theCase) *day { return &c.UR.DecisionDate }),
		dateField("utilization_review.served_date", "Served on", func(c *theCase) *day { return &c.UR.ServedDate }),
		selectField("application_form.ur_service", "Served how", casefile.Services, serviceLabel, func(c *theCase) *casefile.Service { return &c.Form.URService }),
		selectField("utilization_review.outcome", "The request was", casefile.UROutcomes, nil, func(c *theCase) *casefile.UROutcome { return &c.UR.Outcome }),
		textField("utilization_review.organization", "UR organization", func(c *theCase) *string { return &c.UR.Organization }).wide("short"),
		textField("utilization_review.physician", "UR physician", func(c *theCase) *string { return &c.UR.Physician }),
		areaField("utilization_review.reason", "Reason that the decision gives", func(c *theCase) *string { return &c.UR.Reason }),
		checkField("utilization_review.conditional", "Denied only because information was missing", func(c *theCase) *bool { return &c.UR.Conditional }),
		dateField("application_form.rights_notice", "Form and notice of rights came on", func(c *theCase) *day { return &c.Form.RightsNotice }).
			hinted("Only where later than the decision"),
		areaField("application_form.diagnosis", "Primary diagnosis, with its ICD code", func(c *theCase) *string { return &c.Form.Diagnosis }),
		areaField("application_form.requested_treatment", "Treatment exactly as on the request", func(c *theCase) *string { return &c.Form.RequestedTreatment }),
	}},
	{"Liability", "", []applicationField{
		checkField("application_form.liability_disputed", "Liability is disputed for a reason other than medical necessity", func(c *theCase) *bool { return &c.Form.LiabilityDisputed }),
		areaField("application_form.liability_reason", "Reason", func(c *theCase) *string { return &c.Form.LiabilityReason }),
		checkField("application_form.liability_agreed", "The claims administrator agrees that the review goes on all the same", func(c *theCase) *bool { return &c.Form.LiabilityAgreed }),
		dateField("application_form.liability_settled", "Settled on", func(c *theCase) *day { return &c.Form.LiabilitySettled }),
	}},
}

// itemFields are the fields of a disputed item, by their names within it.
var itemFields = []applicationField{
	{path: "description", label: "Treatment or service, as requested", kind: "area", class: "whole"},
	{path: "one_service", label: "This is one service", kind: "check", class: "whole"},
	{path: "category", label: "Kind of treatment", kind: "select", options: options(casefile.Categories, categoryLabel)},
	{path: "timing", label: "When", kind: "select", class: "short", options: options(casefile.ReviewTimings, nil)},
	{path: "quantity", label: "Quantity", kind: "text", class: "short"},
	{path: "body_parts", label: "Body parts, one in a line", kind: "area", hint: "With the side first: left knee"},
	{path: "service_dates", label: "Dates of service", kind: "area", hint: "Parted by commas; required of what was given already"},
	{path: "claims_administrator_guideline", label: "Guideline that the UR decision cites", kind: "text", class: "whole"},
}
