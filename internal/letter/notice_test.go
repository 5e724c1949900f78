package letter

import (
	"bytes"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// notice is a notice of invented facts.
func notice(kind NoticeKind, to casefile.PartyRole) IntakeNotice {
	day := calendar.MustDate
	return IntakeNotice{Kind: kind, Organization: fiction().Organization, On: day("2014-03-20"), To: Recipient{to, "Ana Fiction", "1 Made-up Way\nFresno"},
		Number: "CM14-0000001", Priority: casefile.Standard, Employee: "Ana Fiction", ClaimNumber: "CL-1", Injury: day("2012-10-16"),
		Received: day("2014-03-14"), Requested: day("2014-02-21"), Physician: "Dr. Lee Invented", Decided: day("2014-03-01"), Items: []string{"Home kit"},
		Reasons: []NoticeReason{{"The application came after the time limit.", "LC 4610.5(h)(1)"}}, Question: "When did the letter reach you?",
		Addressee: casefile.EmployeeParty, Due: "April 4, 2014", Section: "8 CCR §9792.10.5(a)", Records: []string{"Every report"}, Window: day("2013-08-21")}
}

func TestNoticesSayWhatTheyMust(t *testing.T) {
	for name, tt := range map[string]struct {
		n    IntakeNotice
		want []string
	}{
		"§9792.10.4(b): assignment, to the claims administrator": {notice(AssignmentNotice, casefile.AdministratorParty),
			[]string{"Home kit", "02/21/2014", "Dr. Lee Invented", "03/01/2014", "03/14/2014", "Regular", "Every report", "April 4, 2014", "08/21/2013", "penalty", "1 Made-up Way"}},
		"§9792.10.4(b): assignment, to the employee": {notice(AssignmentNotice, casefile.EmployeeParty), []string{"Home kit", "April 4, 2014", "do not have to send"}},
		"§9792.10.3: ineligible":                     {notice(IneligibleNotice, casefile.EmployeeParty), []string{"after the time limit", "LC 4610.5(h)(1)", "Appeals Board"}},
		"§9792.10.3(c): a question, for its reader":  {notice(InformationNotice, casefile.EmployeeParty), []string{"When did the letter reach you?", "for you", "April 4, 2014"}},
		"§9792.10.3(c): a question, copied":          {notice(InformationNotice, casefile.PhysicianParty), []string{"When did the letter reach you?", "You get a copy"}},
		"LC 4610.5(k): deferral":                     {notice(DeferralNotice, casefile.EmployeeParty), []string{"4610.5(k)", "need not apply again"}},
		"§9792.10.4(c): expedited":                   {notice(ExpeditedNotice, casefile.EmployeeParty), []string{"9792.10.4(c)", "April 4, 2014"}},
	} {
		l := tt.n.Letter()
		for _, want := range tt.want {
			if !strings.Contains(l.Text(), want) {
				t.Errorf("%s lacks %q:\n%s", name, want, l.Text())
			}
		}
		one, err := l.PDF()
		two, err2 := tt.n.Letter().PDF()
		if err != nil || err2 != nil || !bytes.Equal(one, two) || !bytes.HasPrefix(one, []byte("%PDF-")) {
			t.Errorf("%s: the PDFs: %v, %v, the same %v", name, err, err2, bytes.Equal(one, two))
		}
		if tt.n.FileName() != "imr-"+string(tt.n.Kind)+"-notice-CM14-0000001.pdf" {
			t.Errorf("%s is named %s", name, tt.n.FileName())
		}
	}
}

// TestNoticesReadPlainly holds what the employee reads to grade 9.
func TestNoticesReadPlainly(t *testing.T) {
	for kind := range noticeTitles {
		var words []string
		for _, b := range notice(kind, casefile.EmployeeParty).body() {
			if p, ok := b.(Paragraph); ok {
				words = append(words, p.Text())
			}
		}
		if got := Grade(strings.Join(words, " ")); got > 9 {
			t.Errorf("%s reads at grade %.1f: %s", kind, got, words)
		}
	}
}
