package determination

import (
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
	"imr/internal/reviewer"
)

// The types here name the fields of imr-determination/1, after those of the case
// bundle. Where a type differs from the domain's only in its names, one converts to
// the other, and the compiler refuses a field that one of them lacks.
type (
	layout struct {
		Format         string               `json:"format"`
		Organization   organizationLayout   `json:"organization"`
		Case           caseLayout           `json:"case"`
		Qualifications qualificationsLayout `json:"reviewer"`
		Summary        []sentenceLayout     `json:"summary"`
		Items          []resultLayout       `json:"items"`
		Overall        OverallDetermination `json:"overall"`
		DecidedOn      calendar.Date        `json:"decided_on"`
	}
	organizationLayout struct {
		Name            string `json:"name"`
		ShortName       string `json:"short_name"`
		Address         string `json:"address"`
		Phone           string `json:"phone"`
		MedicalDirector string `json:"medical_director"`
		Site            string `json:"site,omitempty"`
	}
	qualificationsLayout struct {
		BoardCertifications []string `json:"board_certifications"`
		LicensedIn          []string `json:"licensed_in"`
	}
	caseLayout struct {
		Number                  casefile.CaseNumber   `json:"number"`
		Priority                casefile.Priority     `json:"priority"`
		Application             applicationLayout     `json:"application"`
		Employee                employeeLayout        `json:"employee"`
		DateOfInjury            calendar.Date         `json:"date_of_injury"`
		ClaimNumber             string                `json:"claim_number"`
		Employer                string                `json:"employer"`
		ClaimsAdministrator     partyLayout           `json:"claims_administrator"`
		Representative          *representativeLayout `json:"representative"`
		RequestingPhysician     physicianLayout       `json:"requesting_physician"`
		UR                      urLayout              `json:"utilization_review"`
		RequestForAuthorization calendar.Date         `json:"request_for_authorization"`
		NoticeOfAssignment      calendar.Date         `json:"notice_of_assignment"`
		RecordsComplete         calendar.Date         `json:"records_complete"`
		Items                   []itemLayout          `json:"items"`
		Documents               []documentLayout      `json:"documents"`
	}
	applicationLayout struct {
		Received calendar.Date      `json:"received"`
		Channel  casefile.Channel   `json:"channel"`
		Signed   calendar.Date      `json:"signed"`
		SignedBy casefile.Signatory `json:"signed_by"`
	}
	employeeLayout struct {
		Name        string        `json:"name"`
		DateOfBirth calendar.Date `json:"date_of_birth"`
		Sex         casefile.Sex  `json:"sex"`
	}
	partyLayout struct {
		Name    string `json:"name"`
		Address string `json:"address"`
		Email   string `json:"email"`
	}
	representativeLayout struct {
		Name    string `json:"name"`
		Firm    string `json:"firm"`
		Address string `json:"address"`
		Email   string `json:"email"`
	}
	physicianLayout struct {
		Name      string `json:"name"`
		Specialty string `json:"specialty"`
		Facility  string `json:"facility"`
	}
	urLayout struct {
		Organization string             `json:"organization"`
		Physician    string             `json:"physician"`
		DecisionDate calendar.Date      `json:"decision_date"`
		ServedDate   calendar.Date      `json:"served_date"`
		Outcome      casefile.UROutcome `json:"outcome"`
		Conditional  bool               `json:"conditional"`
		Reason       string             `json:"reason"`
	}
	bodyPartLayout struct {
		Part string        `json:"part"`
		Side casefile.Side `json:"side"`
	}
	itemLayout struct {
		ID                           casefile.ItemID       `json:"id"`
		Description                  string                `json:"description"`
		Quantity                     string                `json:"quantity,omitempty"`
		Category                     casefile.Category     `json:"category"`
		Timing                       casefile.ReviewTiming `json:"timing"`
		ServiceDates                 []calendar.Date       `json:"service_dates"`
		BodyParts                    []bodyPartLayout      `json:"body_parts"`
		ClaimsAdministratorGuideline string                `json:"claims_administrator_guideline"`
	}
	documentLayout struct {
		ID       casefile.DocumentID     `json:"id"`
		File     string                  `json:"file"`
		Title    string                  `json:"title"`
		Kind     casefile.DocumentKind   `json:"kind"`
		Author   string                  `json:"author"`
		Dated    calendar.Date           `json:"dated"`
		Received calendar.Date           `json:"received"`
		Source   casefile.DocumentSource `json:"source"`
		SHA256   string                  `json:"sha256"`
		Pages    int                     `json:"pages"`
	}
	sentenceLayout struct {
		ID      string         `json:"id"`
		Text    string         `json:"text"`
		Sources []sourceLayout `json:"sources"`
	}
	sourceLayout struct {
		Document casefile.DocumentID `json:"document"`
		Page     int                 `json:"page"`
		Quote    string              `json:"quote"`
	}
	resultLayout struct {
		Item     itemLayout     `json:"item"`
		Decision decisionLayout `json:"decision"`
	}
	decisionLayout struct {
		Item          casefile.ItemID      `json:"item"`
		Outcome       review.ItemDecision  `json:"decision"`
		Basis         review.CitationBasis `json:"citation_basis"`
		BasisReason   string               `json:"basis_reason"`
		DependsOn     casefile.ItemID      `json:"depends_on"`
		Citations     []citationLayout     `json:"citations"`
		Rationale     string               `json:"rationale"`
		PlainLanguage string               `json:"plain_language"`
		Search        *searchLayout        `json:"search,omitempty"`
		Worksheet     *worksheetLayout     `json:"worksheet,omitempty"`
	}
	citationLayout struct {
		Guideline     string `json:"guideline"`
		Chapter       string `json:"chapter"`
		Section       string `json:"section"`
		Pages         string `json:"pages"`
		Edition       string `json:"edition"`
		Author        string `json:"author"`
		Title         string `json:"title"`
		Journal       string `json:"journal"`
		Year          string `json:"year"`
		Volume        string `json:"volume"`
		EvidenceLevel string `json:"evidence_level"`
	}
)

func toLayout(d Determination) layout {
	return layout{d.Format, organizationLayout(d.Organization), toCase(d.Case), qualificationsLayout(d.Qualifications),
		each(d.Summary, toSentence), each(d.Items, toResult), d.Overall, d.DecidedOn}
}

func toCase(c casefile.Case) caseLayout {
	return caseLayout{c.Number, c.Priority, applicationLayout(c.Application), employeeLayout(c.Employee), c.DateOfInjury,
		c.ClaimNumber, c.Employer, partyLayout(c.ClaimsAdministrator), (*representativeLayout)(c.Representative),
		physicianLayout(c.RequestingPhysician), urLayout(c.UR), c.RequestForAuthorization, c.NoticeOfAssignment, c.RecordsComplete,
		each(c.Items, toItem), each(c.Documents, func(d casefile.Document) documentLayout { return documentLayout(d) })}
}

func toItem(i casefile.DisputedItem) itemLayout {
	return itemLayout{i.ID, i.Description, i.Quantity, i.Category, i.Timing, i.ServiceDates,
		each(i.BodyParts, func(p casefile.BodyPart) bodyPartLayout { return bodyPartLayout(p) }), i.ClaimsAdministratorGuideline}
}

func toSentence(s review.Sentence) sentenceLayout {
	return sentenceLayout{s.ID, s.Text, each(s.Sources, func(src review.Source) sourceLayout { return sourceLayout(src) })}
}

func toResult(r ItemResult) resultLayout {
	return resultLayout{toItem(r.DisputedItem), toDecision(r.Decision)}
}

func toDecision(d review.Decision) decisionLayout {
	return decisionLayout{d.Item, d.Outcome, d.Basis, d.BasisReason, d.DependsOn,
		each(d.Citations, func(c guideline.Citation) citationLayout { return citationLayout(c) }), d.Rationale, d.PlainLanguage,
		toSearch(d.Sequence), toWorksheet(d.Worksheet)}
}

func (l layout) determination() Determination {
	q := reviewer.Qualifications{BoardCertifications: orNil(l.Qualifications.BoardCertifications), LicensedIn: orNil(l.Qualifications.LicensedIn)}
	return Determination{l.Format, Organization(l.Organization), l.Case.domain(), q,
		each(l.Summary, sentenceLayout.domain), each(l.Items, resultLayout.domain), l.Overall, l.DecidedOn}
}

func (c caseLayout) domain() casefile.Case {
	return casefile.Case{
		Number: c.Number, Priority: c.Priority, Application: casefile.Application(c.Application), Employee: casefile.Employee(c.Employee),
		DateOfInjury: c.DateOfInjury, ClaimNumber: c.ClaimNumber, Employer: c.Employer,
		ClaimsAdministrator: casefile.Party(c.ClaimsAdministrator), Representative: (*casefile.Representative)(c.Representative),
		RequestingPhysician: casefile.Physician(c.RequestingPhysician), UR: casefile.URDecision(c.UR),
		RequestForAuthorization: c.RequestForAuthorization, NoticeOfAssignment: c.NoticeOfAssignment, RecordsComplete: c.RecordsComplete,
		Items:     each(c.Items, itemLayout.domain),
		Documents: each(c.Documents, func(d documentLayout) casefile.Document { return casefile.Document(d) }),
	}
}

func (i itemLayout) domain() casefile.DisputedItem {
	return casefile.DisputedItem{
		ID: i.ID, Description: i.Description, Quantity: i.Quantity, Category: i.Category, Timing: i.Timing, ServiceDates: orNil(i.ServiceDates),
		BodyParts:                    each(i.BodyParts, func(p bodyPartLayout) casefile.BodyPart { return casefile.BodyPart(p) }),
		ClaimsAdministratorGuideline: i.ClaimsAdministratorGuideline,
	}
}

func (s sentenceLayout) domain() review.Sentence {
	return review.Sentence{ID: s.ID, Text: s.Text, Sources: each(s.Sources, func(src sourceLayout) review.Source { return review.Source(src) })}
}

func (r resultLayout) domain() ItemResult { return ItemResult{r.Item.domain(), r.Decision.domain()} }

func (d decisionLayout) domain() review.Decision {
	return review.Decision{
		Item: d.Item, Outcome: d.Outcome, Basis: d.Basis, BasisReason: d.BasisReason, DependsOn: d.DependsOn,
		Citations: each(d.Citations, func(c citationLayout) guideline.Citation { return guideline.Citation(c) }),
		Rationale: d.Rationale, PlainLanguage: d.PlainLanguage, Sequence: d.Search.domain(), Worksheet: d.Worksheet.domain(),
	}
}

// each converts a list; one without elements becomes nil.
func each[A, B any](list []A, convert func(A) B) []B {
	var out []B
	for _, a := range list {
		out = append(out, convert(a))
	}
	return out
}

func orNil[A any](list []A) []A { return each(list, func(a A) A { return a }) }
