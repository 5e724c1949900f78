package bundle

import (
	"imr/internal/calendar"
	"imr/internal/casefile"
)

// applicationFormForm is what DWC Form IMR holds besides the case itself.
var applicationFormForm = object[casefile.Form]{members: []property[casefile.Form]{
	field("applicant", oneOf(casefile.Applicants), func(f *casefile.Form) *casefile.Applicant { return &f.Applicant }),
	field("employee_address", text[string](), func(f *casefile.Form) *string { return &f.EmployeeAddress }),
	field("employee_phone", text[string](), func(f *casefile.Form) *string { return &f.EmployeePhone }),
	field("eams_number", text[string](), func(f *casefile.Form) *string { return &f.EAMSNumber }),
	field("jurisdictional_claim_number", text[string](), func(f *casefile.Form) *string { return &f.JurisdictionalClaim }),
	field("employer_address", text[string](), func(f *casefile.Form) *string { return &f.EmployerAddress }),
	field("adjuster_name", text[string](), func(f *casefile.Form) *string { return &f.AdjusterName }),
	field("adjuster_phone", text[string](), func(f *casefile.Form) *string { return &f.AdjusterPhone }),
	field("physician_address", text[string](), func(f *casefile.Form) *string { return &f.PhysicianAddress }),
	field("physician_phone", text[string](), func(f *casefile.Form) *string { return &f.PhysicianPhone }),
	field("physician_fax", text[string](), func(f *casefile.Form) *string { return &f.PhysicianFax }),
	field("diagnosis", text[string](), func(f *casefile.Form) *string { return &f.Diagnosis }),
	field("requested_treatment", text[string](), func(f *casefile.Form) *string { return &f.RequestedTreatment }),
	field("consent", flag, func(f *casefile.Form) *bool { return &f.Consent }),
	field("emergency", flag, func(f *casefile.Form) *bool { return &f.Emergency }),
	field("certification", text[string](), func(f *casefile.Form) *string { return &f.Certification }),
	field("designated", date, func(f *casefile.Form) *calendar.Date { return &f.Designated }),
	field("ur_service", oneOf(casefile.Services), func(f *casefile.Form) *casefile.Service { return &f.URService }),
	field("ur_document", referenceTo[casefile.DocumentID](document), func(f *casefile.Form) *casefile.DocumentID { return &f.URDocument }),
	field("rights_notice", date, func(f *casefile.Form) *calendar.Date { return &f.RightsNotice }),
	field("liability_disputed", flag, func(f *casefile.Form) *bool { return &f.LiabilityDisputed }),
	field("liability_reason", text[string](), func(f *casefile.Form) *string { return &f.LiabilityReason }),
	field("liability_agreed", flag, func(f *casefile.Form) *bool { return &f.LiabilityAgreed }),
	field("liability_settled", date, func(f *casefile.Form) *calendar.Date { return &f.LiabilitySettled }),
}}
