package bundle

import (
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// format is the only format that is read or written.
const format = "imr-case/1"

// content is a case.json.
type content struct {
	Format string
	Case   casefile.Case
	Review *review.Review
}

// The tables below are the format of case-bundle.md, for reading and writing
// alike, so that the two cannot disagree.

var contentForm = object[content]{members: []property[content]{
	field("format", oneOf([]string{format}), func(c *content) *string { return &c.Format }).must(),
	field("number", text[casefile.CaseNumber](), func(c *content) *casefile.CaseNumber { return &c.Case.Number }).optional(),
	field("priority", oneOf(casefile.Priorities), func(c *content) *casefile.Priority { return &c.Case.Priority }).must(),
	field("application", applicationForm.codec(), func(c *content) *casefile.Application { return &c.Case.Application }).must(),
	field("employee", employeeForm.codec(), func(c *content) *casefile.Employee { return &c.Case.Employee }).must(),
	field("date_of_injury", date, func(c *content) *calendar.Date { return &c.Case.DateOfInjury }).must(),
	field("claim_number", text[string](), func(c *content) *string { return &c.Case.ClaimNumber }),
	field("employer", employerForm.codec(), func(c *content) *string { return &c.Case.Employer }),
	field("claims_administrator", partyForm.codec(), func(c *content) *casefile.Party { return &c.Case.ClaimsAdministrator }),
	field("representative", maybe(representativeForm.codec()),
		func(c *content) **casefile.Representative { return &c.Case.Representative }).optional(),
	field("requesting_physician", physicianForm.codec(), func(c *content) *casefile.Physician { return &c.Case.RequestingPhysician }),
	field("utilization_review", urForm.codec(), func(c *content) *casefile.URDecision { return &c.Case.UR }).must(),
	field("request_for_authorization", date, func(c *content) *calendar.Date { return &c.Case.RequestForAuthorization }),
	field("notice_of_assignment", date, func(c *content) *calendar.Date { return &c.Case.NoticeOfAssignment }).optional(),
	field("records_complete", date, func(c *content) *calendar.Date { return &c.Case.RecordsComplete }).optional(),
	field("application_form", maybe(applicationFormForm.codec()), func(c *content) **casefile.Form { return &c.Case.Form }).optional(),
	field("items", list(itemForm.codec()), func(c *content) *[]casefile.DisputedItem { return &c.Case.Items }).must(),
	field("documents", list(documentForm.codec()), func(c *content) *[]casefile.Document { return &c.Case.Documents }),
	field("review", maybe(reviewForm.codec()), func(c *content) **review.Review { return &c.Review }).optional(),
}}

var applicationForm = object[casefile.Application]{members: []property[casefile.Application]{
	field("received", date, func(a *casefile.Application) *calendar.Date { return &a.Received }).must(),
	field("channel", oneOf(casefile.Channels), func(a *casefile.Application) *casefile.Channel { return &a.Channel }).must(),
	field("signed", date, func(a *casefile.Application) *calendar.Date { return &a.Signed }),
	field("signed_by", oneOf(casefile.Signatories), func(a *casefile.Application) *casefile.Signatory { return &a.SignedBy }),
}}

var employeeForm = object[casefile.Employee]{members: []property[casefile.Employee]{
	field("name", text[string](), func(e *casefile.Employee) *string { return &e.Name }).must(),
	field("date_of_birth", date, func(e *casefile.Employee) *calendar.Date { return &e.DateOfBirth }),
	field("sex", oneOf(casefile.Sexes), func(e *casefile.Employee) *casefile.Sex { return &e.Sex }),
}}

var employerForm = object[string]{members: []property[string]{
	field("name", text[string](), func(name *string) *string { return name }),
}}

var partyForm = object[casefile.Party]{members: []property[casefile.Party]{
	field("name", text[string](), func(p *casefile.Party) *string { return &p.Name }),
	field("address", text[string](), func(p *casefile.Party) *string { return &p.Address }),
	field("email", text[string](), func(p *casefile.Party) *string { return &p.Email }),
}}

var representativeForm = object[casefile.Representative]{members: []property[casefile.Representative]{
	field("name", text[string](), func(r *casefile.Representative) *string { return &r.Name }),
	field("firm", text[string](), func(r *casefile.Representative) *string { return &r.Firm }),
	field("address", text[string](), func(r *casefile.Representative) *string { return &r.Address }),
	field("email", text[string](), func(r *casefile.Representative) *string { return &r.Email }),
}}

var physicianForm = object[casefile.Physician]{members: []property[casefile.Physician]{
	field("name", text[string](), func(p *casefile.Physician) *string { return &p.Name }),
	field("specialty", text[string](), func(p *casefile.Physician) *string { return &p.Specialty }),
	field("facility", text[string](), func(p *casefile.Physician) *string { return &p.Facility }),
}}

var urForm = object[casefile.URDecision]{members: []property[casefile.URDecision]{
	field("organization", text[string](), func(u *casefile.URDecision) *string { return &u.Organization }),
	field("physician", text[string](), func(u *casefile.URDecision) *string { return &u.Physician }),
	field("decision_date", date, func(u *casefile.URDecision) *calendar.Date { return &u.DecisionDate }).must(),
	field("served_date", date, func(u *casefile.URDecision) *calendar.Date { return &u.ServedDate }),
	field("outcome", oneOf(casefile.UROutcomes), func(u *casefile.URDecision) *casefile.UROutcome { return &u.Outcome }).must(),
	field("conditional", flag, func(u *casefile.URDecision) *bool { return &u.Conditional }),
	field("reason", text[string](), func(u *casefile.URDecision) *string { return &u.Reason }),
}}

var itemForm = object[casefile.DisputedItem]{members: []property[casefile.DisputedItem]{
	field("id", named[casefile.ItemID](item), func(i *casefile.DisputedItem) *casefile.ItemID { return &i.ID }).must(),
	field("description", text[string](), func(i *casefile.DisputedItem) *string { return &i.Description }).must(),
	field("quantity", text[string](), func(i *casefile.DisputedItem) *string { return &i.Quantity }).optional(),
	field("category", oneOf(casefile.Categories), func(i *casefile.DisputedItem) *casefile.Category { return &i.Category }).must(),
	field("timing", oneOf(casefile.ReviewTimings), func(i *casefile.DisputedItem) *casefile.ReviewTiming { return &i.Timing }).must(),
	field("service_dates", list(date), func(i *casefile.DisputedItem) *[]calendar.Date { return &i.ServiceDates }).optional(),
	field("body_parts", list(bodyPartForm.codec()), func(i *casefile.DisputedItem) *[]casefile.BodyPart { return &i.BodyParts }),
	field("claims_administrator_guideline", text[string](),
		func(i *casefile.DisputedItem) *string { return &i.ClaimsAdministratorGuideline }),
}, rule: func(d *decoder, v value, i casefile.DisputedItem) {
	dates := v.member("service_dates")
	if i.Timing == casefile.Retrospective && (dates == nil || dates.blank()) {
		d.refuseAt(v.end, v.under("service_dates"), "is required when timing is retrospective")
	}
}}

var bodyPartForm = object[casefile.BodyPart]{members: []property[casefile.BodyPart]{
	field("part", text[string](), func(b *casefile.BodyPart) *string { return &b.Part }),
	field("side", oneOf(casefile.Sides), func(b *casefile.BodyPart) *casefile.Side { return &b.Side }),
}}

var documentForm = object[casefile.Document]{members: []property[casefile.Document]{
	field("id", named[casefile.DocumentID](document), func(d *casefile.Document) *casefile.DocumentID { return &d.ID }).must(),
	field("file", documentFile(), func(d *casefile.Document) *string { return &d.File }).must(),
	field("title", text[string](), func(d *casefile.Document) *string { return &d.Title }),
	field("kind", oneOf(casefile.DocumentKinds), func(d *casefile.Document) *casefile.DocumentKind { return &d.Kind }).must(),
	field("author", text[string](), func(d *casefile.Document) *string { return &d.Author }),
	field("dated", date, func(d *casefile.Document) *calendar.Date { return &d.Dated }),
	field("received", date, func(d *casefile.Document) *calendar.Date { return &d.Received }),
	field("source", oneOf(casefile.DocumentSources), func(d *casefile.Document) *casefile.DocumentSource { return &d.Source }),
}}
