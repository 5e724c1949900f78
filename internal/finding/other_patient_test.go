package finding

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// patientCase is the case whose records the rows below are; all of it is invented.
var patientCase = casefile.Case{
	Employee: casefile.Employee{Name: "Rosalind Q. Tavares-Holm", DateOfBirth: calendar.MustDate("1961-05-02")}, ClaimNumber: "KST-13-447120",
	Employer: "Juniper Cold Storage", RequestingPhysician: casefile.Physician{Name: "Piotr Zelenka, MD"},
	Documents: []casefile.Document{{ID: "d1", Title: "Progress report", Kind: "progress_report", Pages: 2}},
}

var otherPatientRows = map[string]struct {
	text string
	want string // words of the first piece of evidence; "" where nothing may be found
}{
	// another person's
	"all three are another's":             {"Patient: Desmond Okpara   DOB: 03/14/1975   Claim #: LWM-12-009911", "Desmond Okpara"},
	"the name alone, patient":             {"Patient: Desmond Okpara\nHe has neck pain.", "Patient: Desmond Okpara"},
	"the name alone, employee":            {"Employee : Desmond Okpara", "Desmond Okpara"},
	"the name alone, injured worker":      {"INJURED WORKER: OKPARA, DESMOND", "OKPARA, DESMOND"},
	"the name alone, claimant":            {"Claimant Name: Okpara, Desmond T.", "Okpara, Desmond T."},
	"a note before the colon":             {"Patient Name (Last, First, Middle): OKPARA, DESMOND", "OKPARA, DESMOND"},
	"the birth date alone":                {"DOB: 03/14/1975\nShe has neck pain.", "03/14/1975"},
	"a header without a label":            {"OKPARA, DESMOND   D.O.B. 3/14/75   CLAIM LWM-12-009911   D/I 11/7/13", "OKPARA, DESMOND D.O.B. 3/14/75"},
	"re with a birth date":                {"RE: Desmond Okpara\nDate of Birth: March 14, 1975", "Desmond Okpara"},
	"re with a claim":                     {"Re: Desmond Okpara\nClaim No.: LWM-12-009911\nDear Dr. Zelenka:", "Desmond Okpara"},
	"re in a document without the person": {"Re: Desmond Okpara\nI saw him today for his neck.", "Desmond Okpara"},
	"a claim in one without the person":   {"INVOICE\nClaim Number: LWM-12-009911\nTens unit, one", "LWM-12-009911"},
	"a namesake":                          {"Patient: Rosalind Tavares-Holm   DOB: 11/23/1984", "11/23/1984"},
	"a relative":                          {"Patient: Anselm Tavares-Holm   DOB: 11/23/1984", "11/23/1984"},
	"a first name shared":                 {"Patient: Rosalind Okpara   DOB: 11/23/1984", "Rosalind Okpara"},
	"a name and a slip in the date":       {"Patient: Desmond Okpara   DOB: 05/02/1975", "Desmond Okpara"},
	"a patient with the physician named":  {"Patient: Desmond Okpara   Physician: Piotr Zelenka, MD", "Desmond Okpara"},

	// the employee's own
	"as in the case":                     {"Patient: Rosalind Q. Tavares-Holm   DOB: 05/02/1961   Claim #: KST-13-447120", ""},
	"last, first":                        {"Patient: TAVARES-HOLM, ROSALIND", ""},
	"last, first, without a space":       {"Patient:Tavares-Holm,Rosalind", ""},
	"the hyphen left out":                {"Patient: Rosalind Tavares Holm", ""},
	"one half of the surname":            {"Patient: Rosalind Holm", ""},
	"an initial":                         {"Patient: R. Tavares", ""},
	"an initial for the first name":      {"Employee: TAVARES, R Q", ""},
	"a middle name in full":              {"Patient: Rosalind Quintana Tavares-Holm", ""},
	"a suffix and a title":               {"Patient: Mrs. Rosalind Tavares-Holm, Jr.", ""},
	"a maiden name":                      {"Patient: Rosalind Merriweather   DOB: 5/2/61", ""},
	"a maiden name alone":                {"Patient: Rosalind Merriweather", ""},
	"a short first name":                 {"Patient: Roz Tavares-Holm", ""},
	"a slip of the pen":                  {"Patient: Rosalnid Tavers-Holm", ""},
	"OCR in the name":                    {"Patient: Rosa1ind Tavares-Ho1m", ""},
	"OCR, m for rn":                      {"Patient: Rosalind Tavares-Holrn", ""},
	"words run together":                 {"Patient: RosalindTavaresHolm", ""},
	"a slip in the year of birth":        {"Patient: Rosalind Tavares-Holm   DOB: 05/02/1967", ""},
	"day and month in the other order":   {"Patient: Rosalind Tavares-Holm   DOB: 02/05/1961", ""},
	"a short year of birth":              {"DOB: 5/2/61", ""},
	"the birth date in words":            {"Patient: R. Holm  Born: May 2, 1961", ""},
	"two claims of one person":           {"Patient: Rosalind Tavares-Holm   Claim #: KST-09-118822", ""},
	"another claim with the birth date":  {"Claim #: KST-09-118822   DOB: 05/02/1961", ""},
	"a longer form of the claim":         {"Claim Number: 0077-KST-13-447120-WC-01", ""},
	"OCR in the claim":                   {"Claim Number: KST-I3-44712O", ""},
	"a claim that is not given":          {"Claim Number: pending", ""},
	"the physician in the field":         {"Patient: Piotr Zelenka", ""},
	"a physician by the degree":          {"Patient: Hortense Quillfeather, MD", ""},
	"a physician named beside":           {"Patient: Rosalind Tavares-Holm   Seen by: Hortense Quillfeather MD", ""},
	"the spouse's birth date":            {"Patient: Rosalind Tavares-Holm\nSpouse: Anselm Okpara   Spouse DOB: 03/14/1975", ""},
	"a child's birth":                    {"Patient: Rosalind Tavares-Holm\nHer daughter was born 03/14/1995.", ""},
	"an emergency contact":               {"Patient: Rosalind Tavares-Holm\nEmergency contact name: Desmond Okpara", ""},
	"a representative":                   {"Employee Representative: Desmond Okpara\nEmployee: Rosalind Tavares-Holm", ""},
	"the employer":                       {"Employer: Juniper Cold Storage\nEmployee: Rosalind Tavares-Holm", ""},
	"prose after the label":              {"Patient: States that the pain is worse. PATIENT: ALERT AND ORIENTED", ""},
	"a subject that is no name":          {"RE: LEFT KNEE ARTHROSCOPY\nRe: Request for Authorization", ""},
	"a letter about the employee":        {"Re: Independent Medical Review\nDear Mr. Okpara: I saw Rosalind Tavares-Holm on 03/14/2014.", ""},
	"a name that was left open":          {"Patient: N/A\nPatient Name: ________", ""},
	"the date of injury beside":          {"Patient: Rosalind Tavares-Holm   DOI: 10/16/2012", ""},
	"another name, the employee's page":  {"Patient: Desmond Okpara\nClaim KST-13-447120 of Rosalind Tavares-Holm", ""},
	"a name for somebody else's initial": {"Patient: R. Merriweather", ""},
	"nothing of anybody":                 {"The lumbar spine shows no fracture.", ""},
}

func TestOtherPatient(t *testing.T) {
	for name, tt := range otherPatientRows {
		t.Run(name, func(t *testing.T) {
			page := pageOf("d1", 1, tt.text)
			got := OtherPatient(patientCase, []casefile.Page{page})
			oneByOne := NewPatients(patientCase)
			if oneByOne.See(&page); !slices.Equal(oneByOne.Places(), got) {
				t.Errorf("page by page %+v, at once %+v", oneByOne.Places(), got)
			}
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("found %+v, want nothing", got)
			case tt.want != "" && len(got) == 0:
				t.Error("found nothing")
			case tt.want != "" && !strings.Contains(got[0].Quote, tt.want):
				t.Errorf("found %+v, want %q", got, tt.want)
			}
		})
	}
}

func TestOtherPatientOnOnePageOfMany(t *testing.T) {
	own := "Patient: Rosalind Tavares-Holm   DOB: 05/02/1961"
	for name, tt := range map[string]struct {
		pages []string
		want  int // the page of the first piece of evidence, 0 where there is none
	}{
		"a page of another patient among the employee's": {[]string{own, "Patient: Desmond Okpara   DOB: 03/14/1975", own}, 2},
		"a wrong birth date on one page of the employee": {[]string{own, "Patient: Rosalind Tavares-Holm   DOB: 11/23/1984"}, 0},
		"another claim in the employee's document":       {[]string{own, "Claim #: LWM-12-009911"}, 0},
		"a subject in the employee's document":           {[]string{own, "Re: Desmond Okpara"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var pages []casefile.Page
			for i, text := range tt.pages {
				pages = append(pages, pageOf("d1", i+1, text))
			}
			got := OtherPatient(patientCase, pages)
			oneByOne := NewPatients(patientCase)
			for i := range pages {
				oneByOne.See(&pages[i])
			}
			if places := oneByOne.Places(); !slices.Equal(places, got) {
				t.Errorf("page by page %+v, at once %+v", places, got)
			}
			at := 0
			if len(got) > 0 {
				at = got[0].Page
			}
			if at != tt.want {
				t.Errorf("found %+v, want page %d", got, tt.want)
			}
		})
	}
}

func TestOtherPatientIsAFinding(t *testing.T) {
	pages := []casefile.Page{pageOf("d1", 2, "Patient: Desmond Okpara")}
	var got []Finding
	for _, f := range Check(Input{Case: patientCase, Pages: pages}) {
		if f.Code == "other-patient" {
			got = append(got, f)
		}
	}
	if len(got) != 1 || got[0].Severity != Error || got[0].Section != Records || got[0].Item != "" || !strings.Contains(got[0].Text, "Progress report") ||
		got[0].Evidence[0] != (Evidence{"d1", 2, "Patient: Desmond Okpara"}) {
		t.Errorf("raised %+v", got)
	}
}

// What was found once in prepared pages holds for the employee of that time only.
func TestOtherPatientFollowsTheCase(t *testing.T) {
	in := Input{Case: patientCase, Pages: []casefile.Page{pageOf("d1", 1, "Patient: Desmond Okpara")}}
	in.Prepared = Prepare(in.Pages)
	for name, employee := range map[string]string{"a stranger": patientCase.Employee.Name, "corrected": "Desmond Okpara"} {
		for range 2 {
			in.Case.Employee.Name = employee
			if got := len(of(Check(in), "other-patient")); (got > 0) != (name == "a stranger") {
				t.Errorf("%s: %d findings", name, got)
			}
		}
	}
}

// Strangers' names on the pages of hundreds of documents, each with an author of
// its own, must not take the square of their number.
func TestOtherPatientIsBoundedInTime(t *testing.T) {
	name := func(syllables string, n int) string {
		list, b := strings.Fields(syllables), strings.Builder{}
		for range 4 {
			b.WriteString(list[n%len(list)])
			n /= len(list)
		}
		return "J" + b.String() + " H" + b.String()
	}
	in := Input{Case: patientCase}
	in.Case.Documents = nil
	for n := range 600 {
		id := casefile.DocumentID(fmt.Sprint("d", n))
		in.Case.Documents = append(in.Case.Documents, casefile.Document{ID: id, Author: name("bar ket lom mun pur sti dov", n)})
		in.Pages = append(in.Pages, pageOf(id, 1, "Patient: "+name("fax gez wiq yol xuv zin qeg", n)))
	}
	start := cpuTime(t)
	if got := len(of(Check(in), "other-patient")); got < 300 {
		t.Errorf("%d findings", got)
	}
	if took := cpuTime(t) - start; took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestOtherPatientPassesOverBadOCR(t *testing.T) {
	page := pageOf("d1", 1, "Patient: Desmond Okpara")
	page.Reading, page.Confidence = casefile.OCR, casefile.PoorConfidence-1
	if got := OtherPatient(patientCase, []casefile.Page{page}); len(got) > 0 {
		t.Errorf("found %+v on a badly read page", got)
	}
	page = pageOf("d1", 1, "Patient: Rosinlad Tovarex")
	page.Reading, page.Confidence = casefile.OCR, 90
	if got := OtherPatient(patientCase, []casefile.Page{page}); len(got) > 0 {
		t.Errorf("found %+v, a garbled name", got)
	}
}
