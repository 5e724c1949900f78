package letter

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/guideline"
	"imr/internal/review"
	"imr/internal/reviewer"
)

// went is the determination's letter as it went out on the day after it was signed.
func went(d determination.Determination) Letter {
	return OfIssued(determination.Issued{Version: 1, IssuedOn: d.DecidedOn.AddDays(1), Code: "ABCD-EFGH-IJKL-MNOP", Determination: d}, Form{})
}

// fiction is a signed determination on five items with many documents. All of it
// is invented.
func fiction() determination.Determination {
	c := casefile.Case{
		Number: "CM14-0031234", Priority: casefile.Standard,
		Application:         casefile.Application{Received: calendar.MustDate("2014-03-14"), Channel: "mail", SignedBy: "employee"},
		Employee:            casefile.Employee{Name: "Robin Fictional"},
		DateOfInjury:        calendar.MustDate("2012-10-16"),
		ClaimNumber:         "WC-2012-55555",
		Employer:            "Imaginary Freight Lines",
		ClaimsAdministrator: casefile.Party{Name: "Example Claims Services", Address: "PO Box 1\nSampletown, CA 90000"},
		Representative:      &casefile.Representative{Name: "Lee Invented", Firm: "Invented & Partners", Address: "2 Law Street, Sampletown"},
		RequestingPhysician: casefile.Physician{Name: "Kim Madeup, MD", Specialty: "Pain Medicine", Facility: "Sampletown Spine Clinic"},
		UR:                  casefile.URDecision{DecisionDate: calendar.MustDate("2014-03-01"), ServedDate: calendar.MustDate("2014-03-03"), Outcome: "denied"},
		NoticeOfAssignment:  calendar.MustDate("2014-03-20"),
		RecordsComplete:     calendar.MustDate("2014-04-02"), RequestForAuthorization: calendar.MustDate("2014-02-21"),
	}
	for i := range 80 {
		c.Documents = append(c.Documents, casefile.Document{
			Title:  []string{"Primary treating physician’s progress report (PR-2)", "MRI of the lumbar spine without contrast", "Physical therapy note", "Utilization review determination with the physician advisor’s report and attachments"}[i%4],
			Author: []string{"Kim Madeup, MD", "Sampletown Imaging Center", "Pat Pretend, PT", "Example Review Organization"}[i%4],
			Dated:  calendar.MustDate("2013-01-04").AddDays(5 * i), Pages: i%12 + 1,
			Source: casefile.DocumentSources[i%4],
		})
	}
	c.Documents[7].Dated = calendar.Date{}
	d := determination.Determination{
		Format: determination.Format,
		Organization: determination.Organization{Name: "Sierra Example Medical Review", ShortName: "SEMR",
			Address: "100 Fiction Way, Suite 200\nSacramento, CA 95800", Phone: "(555) 010-0100", MedicalDirector: "Alex Placeholder, MD, Medical Director"},
		Case: c, DecidedOn: calendar.MustDate("2014-04-10"), Overall: determination.PartialOverturn,
		Qualifications: reviewer.Qualifications{BoardCertifications: []string{"Physical Medicine and Rehabilitation", "Pain Medicine"}, LicensedIn: []string{"California", "Nevada"}},
	}
	for i := range 24 {
		d.Summary = append(d.Summary, review.Sentence{Text: fmt.Sprintf("On 01/%02d/2013 the worker, who was lifting a crate when the injury happened, was seen for low back pain rated %d out of 10 and was given naproxen 550 mg.", i+1, i%9+1)})
	}
	d.Items = fictionItems()
	for _, it := range d.Items {
		d.Case.Items = append(d.Case.Items, it.DisputedItem)
	}
	return d
}

func fictionItems() []determination.ItemResult {
	odg := guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2014"}
	mtus := guideline.Citation{Guideline: "MTUS", Chapter: "Chronic Pain Medical Treatment Guidelines", Section: "NSAIDs", Pages: "67-68", Edition: "2009"}
	rationale := strings.Repeat("The guideline asks for a trial of home exercise with a written record of the result. The note of 02/21/2014 shows such a trial over six weeks with better walking distance. ", 3)
	kit := casefile.DisputedItem{ID: "1", Description: "Cervical and lumbar kit", Timing: casefile.Retrospective, ServiceDates: []calendar.Date{calendar.MustDate("2013-09-25")}, ClaimsAdministratorGuideline: "MTUS chronic pain, exercise"}
	naproxen := casefile.DisputedItem{ID: "2", Description: "Naproxen 550 mg, 60 tablets, 2 refills", Timing: casefile.Prospective}
	therapy := casefile.DisputedItem{ID: "3", Description: "Physical therapy for the low back, 2 times a week for 6 weeks", Timing: casefile.Concurrent, ClaimsAdministratorGuideline: "MTUS physical medicine"}
	fusion := casefile.DisputedItem{ID: "4", Description: "L4-L5 fusion with instrumentation", Timing: casefile.Prospective, ClaimsAdministratorGuideline: "ODG low back"}
	stay := casefile.DisputedItem{ID: "5", Description: "Associated surgical service: inpatient stay of 3 days", Timing: casefile.Prospective}
	study := guideline.Citation{Author: "Nobody A", Title: "Bracing after an invented injury", Journal: "Journal of Fiction", Year: "2012", Volume: "3", Pages: "10-19", EvidenceLevel: "1b"}
	return []determination.ItemResult{
		{DisputedItem: kit, Decision: review.Decision{Item: "1", Outcome: review.Overturned, Basis: review.MTUSSilent, BasisReason: "The schedule has no passage on kits of this kind", Citations: []guideline.Citation{odg}, Rationale: rationale,
			PlainLanguage: "Approved. The kit helped you do your exercises at home, and your records show that you got better with them."}},
		{DisputedItem: naproxen, Decision: review.Decision{Item: "2", Outcome: review.Overturned, Basis: review.MTUS, Citations: []guideline.Citation{mtus}, Rationale: rationale}},
		{DisputedItem: therapy, Decision: review.Decision{Item: "3", Outcome: review.Upheld, Basis: review.MTUSRebutted, BasisReason: "A later trial shows no gain", Citations: []guideline.Citation{study, mtus}, Rationale: "First paragraph of the reasons.\n\nSecond paragraph."}},
		{DisputedItem: fusion, Decision: review.Decision{Item: "4", Outcome: review.Upheld, Basis: review.MTUS, Citations: []guideline.Citation{mtus, odg}, Rationale: rationale}},
		{DisputedItem: stay, Decision: review.Decision{Item: "5", Outcome: review.Upheld, Basis: review.Dependent, DependsOn: "4", Rationale: "Without the operation there is no need for a stay."}},
	}
}

// single is fiction with its first item only, explained at length.
func single() determination.Determination {
	d := fiction()
	d.Items[0].PlainLanguage = "You were given a kit for your neck and low back in September 2013. It is approved. It helped you do " +
		"your exercises at home. Your doctor wrote down that you walked farther and slept better after six weeks, and that your pain was less."
	d.Items, d.Case.Items = d.Items[:1], d.Case.Items[:1]
	d.Overall = determination.OverallOf(d.Items)
	return d
}
