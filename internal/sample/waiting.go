package sample

import (
	"embed"
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

//go:embed waiting/*.txt
var waiting embed.FS

// Waiting is an application that came in and that nobody has judged yet. FormPDF and
// URPDF are the papers that came with it; URPDF is nil where the UR decision lacks.
type Waiting struct {
	casefile.Case
	FormPDF, URPDF []byte
}

// WaitingNumbers are the numbers of the applications that Applications makes.
var WaitingNumbers = []casefile.CaseNumber{"CM26-0000401", "CM26-0000402", "CM26-0000403"}

// Applications makes applications that came by mail on the day before the given one:
// one that is whole, one whose requesting physician is a namesake of the second
// reviewer of the demo, and one without the UR decision.
func Applications(today calendar.Date) ([]Waiting, error) {
	out := []Waiting{{Case: whole(today)}, {Case: namesake(today)}, {Case: withoutDecision(today)}}
	for i := range out {
		w := &out[i]
		w.Number = WaitingNumbers[i]
		var err error
		if w.FormPDF, err = waitingPaper("application", "Application for Independent Medical Review", w.Case); err != nil {
			return nil, err
		}
		if i == len(out)-1 {
			continue
		}
		if w.URPDF, err = waitingPaper("ur-decision", "Utilization review decision", w.Case); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// whole is an application in which nothing lacks.
func whole(today calendar.Date) casefile.Case {
	return casefile.Case{
		Priority:            casefile.Standard,
		Application:         casefile.Application{Received: today.AddDays(-1), Channel: "mail", Signed: today.AddDays(-5), SignedBy: "employee"},
		Employee:            casefile.Employee{Name: "Delphine Marchetti", DateOfBirth: calendar.MustDate("1974-03-09"), Sex: "female"},
		DateOfInjury:        today.AddDays(-420),
		ClaimNumber:         "HBR-24-77105",
		Employer:            "Osprey Bay Laundry",
		ClaimsAdministrator: casefile.Party{Name: "Harborline Claims Services", Address: "PO Box 310, Port Hollin, CA 95992", Email: "claims@harborline.example"},
		RequestingPhysician: casefile.Physician{Name: "Tobias Engström, D.O.", Specialty: "Physical Medicine and Rehabilitation", Facility: "Slate Quay Spine and Joint"},
		UR: casefile.URDecision{Organization: "Ravenna Clinical Review", Physician: "Constance Abiodun, MD", DecisionDate: today.AddDays(-18), ServedDate: today.AddDays(-17),
			Outcome: "denied", Reason: "Motion of the joint not given in numbers; result of earlier exercises not stated."},
		RequestForAuthorization: today.AddDays(-24),
		Form: &casefile.Form{Applicant: casefile.ByEmployee, Consent: true, URService: casefile.Mail, EmployeeAddress: "12 Tern Row, Port Hollin, CA 95992", EmployeePhone: "(707) 555-0161",
			EmployerAddress: "3 Mangle Street, Port Hollin, CA 95992", AdjusterName: "Wendell Stroud", AdjusterPhone: "(916) 555-0112",
			PhysicianAddress: "9 Slate Quay, Port Hollin, CA 95992", PhysicianPhone: "(707) 555-0170", Diagnosis: "Low back strain (S39.012D)", RequestedTreatment: "Physical therapy and a brace for the low back"},
		Items: []casefile.DisputedItem{
			{ID: "1", Description: "Physical therapy for the low back", Quantity: "8 visits", Category: "rehabilitation", Timing: casefile.Prospective, BodyParts: []casefile.BodyPart{{Part: "lumbar spine"}}},
			{ID: "2", Description: "Lumbar brace", Quantity: "1", Category: "dmepos", Timing: casefile.Prospective, BodyParts: []casefile.BodyPart{{Part: "lumbar spine"}}}},
	}
}

// namesake is whole with another worker, whose doctor is named like a reviewer.
func namesake(today calendar.Date) casefile.Case {
	c := whole(today)
	c.Employee = casefile.Employee{Name: "Bartholomew Oyelaran", DateOfBirth: calendar.MustDate("1966-10-21"), Sex: "male"}
	c.ClaimNumber, c.Employer, c.DateOfInjury = "HBR-24-80933", "Kestrel Cold Storage", today.AddDays(-300)
	c.RequestingPhysician = casefile.Physician{Name: "FERREIRA, J. M., D.O.", Specialty: "Family Medicine", Facility: "Millrace Family Practice"}
	c.Form.EmployeeAddress, c.Form.EmployeePhone = "40 Sluice Lane, Calder Bay, CA 95998", "(707) 555-0133"
	c.Items = c.Items[:1]
	return c
}

// withoutDecision is an expedited application that came without the UR decision.
func withoutDecision(today calendar.Date) casefile.Case {
	c := whole(today)
	c.Priority = casefile.Expedited
	c.Employee = casefile.Employee{Name: "Ottilie Grandmaison", DateOfBirth: calendar.MustDate("1981-07-30"), Sex: "female"}
	c.ClaimNumber, c.Employer, c.DateOfInjury = "NWB-25-00472", "Verity Glassworks", today.AddDays(-150)
	c.Form.Certification = "Tobias Engström, D.O., on " + today.AddDays(-2).US()
	c.Items = c.Items[:1]
	return c
}

// waitingPaper makes the PDF of a paper that came with the application.
func waitingPaper(name, title string, c casefile.Case) ([]byte, error) {
	text, err := waiting.ReadFile("waiting/" + name + ".txt")
	if err != nil {
		return nil, err
	}
	var rows []string
	for _, it := range c.Items {
		rows = append(rows, fmt.Sprintf("| %s | %s | Denied |", it.Description, it.Quantity))
	}
	fill := strings.NewReplacer("{{employee}}", c.Employee.Name, "{{born}}", c.Employee.DateOfBirth.US(), "{{claim}}", c.ClaimNumber, "{{injury}}", c.DateOfInjury.US(),
		"{{employer}}", c.Employer, "{{administrator}}", c.ClaimsAdministrator.Name, "{{physician}}", c.RequestingPhysician.Name, "{{specialty}}", c.RequestingPhysician.Specialty,
		"{{requested}}", c.RequestForAuthorization.US(), "{{decided}}", c.UR.DecisionDate.US(), "{{reviewer}}", c.UR.Physician, "{{rows}}", strings.Join(rows, "\n"),
		"{{address}}", c.Form.EmployeeAddress, "{{phone}}", c.Form.EmployeePhone, "{{adjuster}}", c.Form.AdjusterName, "{{signed}}", c.Application.Signed.US())
	p, err := parse(fill.Replace(string(text)), nil)
	if err != nil {
		return nil, err
	}
	return p.pdf(title)
}
