package publication

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/review"
)

// fiction is an invented case; nobody in it lives.
var fiction = casefile.Case{Number: "CM14-0099001", ClaimNumber: "WC-2012-88417",
	Employee:            casefile.Employee{Name: "Jonas Halvorsen", DateOfBirth: calendar.MustDate("1961-05-02"), Sex: "male"},
	DateOfInjury:        calendar.MustDate("2012-10-16"),
	Employer:            "Larkspur Freight, Inc.",
	ClaimsAdministrator: casefile.Party{Name: "Tidewater Claims Services", Address: "410 Anchor Way, Suite 9\nOakland, CA 94607", Email: "desk@tidewater.example"},
	Representative:      &casefile.Representative{Name: "Imogen Brace", Firm: "Brace & Oduya"},
	RequestingPhysician: casefile.Physician{Name: "Maeve Halloran, MD", Facility: "Cedar Point Spine Clinic"},
	UR:                  casefile.URDecision{Organization: "Meridian Review", Physician: "Dr. Paul Anders", DecisionDate: calendar.MustDate("2014-03-01")},
	Application:         casefile.Application{Received: calendar.MustDate("2014-03-14")},
	RecordsComplete:     calendar.MustDate("2014-04-02"),
	Items:               []casefile.DisputedItem{{ID: "1", Description: "Lumbar brace for Mr. Halvorsen", Category: "dmepos", Timing: "prospective"}},
	Documents:           []casefile.Document{{ID: "d1", Kind: "therapy_note", Author: "Okoro, Ngozi PT", Pages: 3}, {ID: "d2", Kind: "imaging", Author: "Bayview Imaging Center", Pages: 2}},
}

var known = append(Known(fiction), Identity{Person, "Vera Lindholm", ReviewerRole})

func replaced(t *testing.T, text string, dates Dates) string {
	t.Helper()
	after, _ := newReplacer(fiction, known, dates).replace(text)
	return after
}

func TestPartiesAppearByRole(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"first and last":      {"On 10/16/13, he saw Maeve Halloran, MD and had pain.", "On 10/16/13, he saw the requesting physician and had pain."},
		"title":               {"Dr. Halloran ordered a brace.", "The requesting physician ordered a brace."},
		"in the sentence":     {"He saw Dr. Halloran’s partner.", "He saw the requesting physician’s partner."},
		"last name first":     {"Seen by Halloran, Maeve today.", "Seen by the requesting physician today."},
		"initial":             {"Per M. Halloran this failed.", "Per the requesting physician this failed."},
		"capitals":            {"HALLORAN notes pain.", "The requesting physician notes pain."},
		"employee":            {"Mr. Halvorsen fell. Jonas was 51.", "The employee fell. The employee was 51."},
		"employee, initials":  {"The injured worker, J.H., fell.", "The injured worker, the employee, fell."},
		"after an article":    {"The Tidewater Claims Services adjuster denied it.", "The claims administrator adjuster denied it."},
		"employer":            {"He drove for Larkspur Freight Inc. for years.", "He drove for the employer for years."},
		"therapist":           {"Ngozi Okoro, PT discharged him.", "The therapist discharged him."},
		"claim":               {"Claim number WC-2012-88417 is open.", "The claim number is open."},
		"an ordinary word":    {"A lumbar brace was denied.", "A lumbar brace was denied."},
		"UR":                  {"Paul Anders of Meridian Review denied it.", "The utilization review physician of the utilization review organization denied it."},
		"nobody":              {"Straight leg raise is positive at 40 degrees.", "Straight leg raise is positive at 40 degrees."},
		"line broken in name": {"seen by Maeve\nHalloran", "seen by the requesting physician"},
	} {
		if got := replaced(t, tt.in, KeepDates); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestDatesBecomeAges(t *testing.T) {
	in := "The MRI dated 10/26/12 and the visit of 2014-03-03 show it; born 05/02/1961."
	want := "The MRI dated a day at age 51 and the visit of a day at age 52 show it; born the employee’s date of birth."
	if got := replaced(t, in, AgesOnly); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestAttackFindsEveryDisguise: each text has one identity in one disguise.
func TestAttackFindsEveryDisguise(t *testing.T) {
	for text, role := range map[string]string{
		"seen by Halloran today":            "the requesting physician",
		"seen by Hallaron today":            "the requesting physician", // two letters swapped
		"seen by Haloran today":             "the requesting physician",
		"seen by HaIIoran today":            "the requesting physician", // capital i for l
		"seen by Ha11oran today":            "the requesting physician",
		"seen by H a l l o r a n today":     "the requesting physician",
		"seen by Hall\u00adoran today":      "the requesting physician", // a soft hyphen
		"seen by Hållorän today":            "the requesting physician",
		"seen by Наlloran today":            "the requesting physician", // Cyrillic
		"the patient J. H. fell":            "the employee",
		"the patient, J.H., fell":           "the employee",
		"halvorsen_jonas.pdf":               "the employee",
		"claim wc 2012 88417":               "the claim number",
		"claim WC2O1288417":                 "the claim number", // a letter for a zero
		"Larkspur Frieght drove him out":    "the employer",
		"by Cedar Point Spine Clinic staff": "the requesting physician’s facility",
		"signed, Vera Lindholm":             "the reviewer",
		"signed, V. Lindhoim":               "the reviewer",
		"desk@tidewater.example":            "the claims administrator’s address",
		"sent to 410 Anchor Way":            "the claims administrator’s address",
	} {
		leaks := Attack([]Surface{{"text", text}}, known)
		if !slices.ContainsFunc(leaks, func(l Leak) bool { return l.Role == role && l.How != "" }) {
			t.Errorf("%q: %v, want a leak of %s", text, leaks, role)
		}
	}
}

func TestAttackKeepsCalm(t *testing.T) {
	for _, text := range []string{
		"A lumbar brace was tried without relief.", "Brace use was not documented.", "He had physical therapy, acupuncture and a home exercise program.",
		"Straight leg raise was positive at L5-S1; halluces were normal.", "The requesting physician ordered an MRI on 10/26/12.", "There was PT in 2012 and 88 visits.",
		"He underwent anterior cervical fusion.", "Horizontal gaze was intact.", "The anchor suture held.",
	} {
		if leaks := Attack([]Surface{{"text", text}}, known); len(leaks) > 0 {
			t.Errorf("%q: %v", text, leaks)
		}
	}
}

func TestBuiltCopyHoldsNobody(t *testing.T) {
	d := determination.Determination{Case: fiction, Overall: determination.Uphold,
		Summary: []review.Sentence{{Text: "Jonas Halvorsen, born 05/02/1961, drove for Larkspur Freight."}, {Text: "On 10/16/13 he saw Dr. Halloran at Cedar Point Spine Clinic."}}}
	d.Items = []determination.ItemResult{{DisputedItem: fiction.Items[0], Decision: review.Decision{Item: "1", Outcome: review.Upheld, Rationale: "Per Anders the brace failed; claim WC-2012-88417."}}}
	c, changes := Build(d, 1, calendar.MustDate("2014-04-20"), known, KeepDates)
	if leaks := Attack(c.Surfaces(), known); len(leaks) > 0 {
		t.Errorf("the copy leaks %v", leaks)
	}
	if len(changes) != 8 || c.Items[0].Description != "Lumbar brace for the employee" || d.Items[0].Description != fiction.Items[0].Description {
		t.Errorf("%d changes, %q, and the original %q", len(changes), c.Items[0].Description, d.Items[0].Description)
	}
	if c.DaysFromApplication != 37 || c.DaysFromRecords != 18 || c.AgeRange != "51-64" || c.Pages != 5 || c.YearOfInjury != 2012 {
		t.Errorf("the figures are %+v", c)
	}
	b, err := c.JSON()
	if err != nil || strings.Contains(string(b), "Halvorsen") {
		t.Fatalf("%v: %s", err, b)
	}
	back, err := Parse(b)
	if again, _ := back.JSON(); err != nil || string(again) != string(b) {
		t.Errorf("%v: it reads back as %s", err, again)
	}
}
