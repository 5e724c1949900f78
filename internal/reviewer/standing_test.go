package reviewer

import (
	"slices"
	"testing"

	"imr/internal/calendar"
	"imr/internal/fault"
)

var today = calendar.MustDate("2026-11-24")

// sound is a profile without a fault on that day.
func sound() Profile {
	checked := calendar.MustDate("2026-06-01")
	return Profile{Degree: "MD", PracticeYears: 12, WeeklyHours: 30, Capacity: 4,
		Licences:       []Licence{{State: "California", Number: "A1", Status: active, Expires: calendar.MustDate("2028-01-31"), Verified: checked}},
		Certifications: []Certification{{Board: "American Board of Orthopaedic Surgery", Specialty: "Orthopaedic Surgery", Since: calendar.MustDate("2012-07-01"), Verified: checked}},
		Sanctions:      Check{On: checked, Source: "NPDB", Clear: true}, QME: Check{On: checked, Source: "DWC", Clear: true}}
}

func TestBlocks(t *testing.T) {
	old := calendar.MustDate("2025-11-23")
	for name, tt := range map[string]struct {
		spoil func(*Profile)
		want  []string
	}{
		"sound": {func(*Profile) {}, nil},
		"LC 139.5(d)(4)(B): a licence that ended":         {func(p *Profile) { p.Licences[0].Expires = calendar.MustDate("2026-11-23") }, []string{"no_licence"}},
		"LC 139.5(d)(4)(B): a licence on its last day":    {func(p *Profile) { p.Licences[0].Expires = today }, nil},
		"LC 139.5(d)(4)(B): a restricted licence":         {func(p *Profile) { p.Licences[0].Status = "restricted" }, []string{"no_licence"}},
		"LC 139.5(d)(3)(A): a licence verified long ago":  {func(p *Profile) { p.Licences[0].Verified = old }, []string{"licence_unverified"}},
		"LC 139.5(d)(3)(A): a licence never verified":     {func(p *Profile) { p.Licences[0].Verified = calendar.Date{} }, []string{"licence_unverified"}},
		"LC 139.5(d)(4)(B): a certification that ended":   {func(p *Profile) { p.Certifications[0].Expires = calendar.MustDate("2026-11-23") }, []string{"no_board"}},
		"LC 139.5(d)(4)(B): a physician without board":    {func(p *Profile) { p.Certifications = nil }, []string{"no_board"}},
		"LC 3209.3: a chiropractor needs no board":        {func(p *Profile) { p.Degree, p.Certifications = "chiropractor", nil }, nil},
		"LC 139.5(d)(3)(A): a certification not verified": {func(p *Profile) { p.Certifications[0].Verified = old }, []string{"board_unverified"}},
		"LC 139.5(d)(4)(C): a sanction":                   {func(p *Profile) { p.Sanctions.Clear = false }, []string{"sanctioned"}},
		"LC 139.5(d)(4)(C): sanctions not checked":        {func(p *Profile) { p.Sanctions = Check{} }, []string{"sanctions_unchecked"}},
		"LC 139.5(d)(4)(D): a QME":                        {func(p *Profile) { p.QME.Clear = false }, []string{"qme"}},
		"LC 139.5(d)(4)(D): the roster checked long ago":  {func(p *Profile) { p.QME.On = old }, []string{"qme_unchecked"}},
		"contract: exactly five years":                    {func(p *Profile) { p.PracticeYears = 5 }, []string{"years"}},
		"contract: 23 hours a week":                       {func(p *Profile) { p.WeeklyHours = 23 }, []string{"hours"}},
		"contract: 24 hours a week":                       {func(p *Profile) { p.WeeklyHours = 24 }, nil},
	} {
		p := sound()
		tt.spoil(&p)
		var got []string
		for _, r := range p.Blocks(Standard(), today) {
			got = append(got, r.Code)
			if r.Text == "" || r.Section == "" {
				t.Errorf("%s: %+v lacks words or section", name, r)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestAlertsComeBeforeTheEnd(t *testing.T) {
	p := sound()
	if got := p.Alerts(Standard(), today); len(got) != 0 {
		t.Errorf("a sound profile alerts: %v", got)
	}
	p.Licences[0].Expires, p.QME.On = today.AddDays(60), today.AddDays(-306)
	if got := p.Alerts(Standard(), today); len(got) != 2 || got[0].On != today.AddDays(60) || got[1].What != "check of the QME roster" || got[1].On != today.AddDays(59) {
		t.Errorf("Alerts = %v", got)
	}
	p.Licences[0].Expires = today.AddDays(61)
	if got := p.Alerts(Standard(), today); len(got) != 1 {
		t.Errorf("61 days before the end: %v", got)
	}
}

func TestProfileIsValidated(t *testing.T) {
	for path, spoil := range map[string]func(*Profile){
		"degree":           func(p *Profile) { p.Degree = "" },
		"licence0-state":   func(p *Profile) { p.Licences = nil },
		"licence0-status":  func(p *Profile) { p.Licences[0].Status = "" },
		"licence0-expires": func(p *Profile) { p.Licences[0].Expires = calendar.Date{} },
		"board0-specialty": func(p *Profile) { p.Certifications[0].Specialty = "" },
		"board0-expires":   func(p *Profile) { p.Certifications[0].Expires = calendar.MustDate("2001-01-01") },
		"qme-on":           func(p *Profile) { p.QME.On = today.AddDays(1) },
		"years":            func(p *Profile) { p.PracticeYears = 81 },
		"hours":            func(p *Profile) { p.WeeklyHours = 169 },
		"absence0-from":    func(p *Profile) { p.Absences = []Absence{{today, today.AddDays(-1)}} },
	} {
		p := sound()
		spoil(&p)
		if f := fault.Of(p.Validate(today)); f.Field(path) == "" || len(f.Fields) != 1 {
			t.Errorf("%s: %v", path, f)
		}
	}
	if err := sound().Validate(today); err != nil {
		t.Error(err)
	}
}
