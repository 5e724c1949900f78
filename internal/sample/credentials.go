package sample

import (
	"imr/internal/calendar"
	"imr/internal/reviewer"
)

// Credentials are what is on file about the reviewers of the demo, in the order of
// their accounts, last verified some months before the day. The second one's
// certificate in pain medicine ends soon, so that there is an alert.
func Credentials(today calendar.Date) []reviewer.Profile {
	checked := today.AddDays(-120)
	clear := reviewer.Check{On: checked, Source: "NPDB query (invented)", Clear: true}
	roster := reviewer.Check{On: checked, Source: "DWC list of QMEs (invented)", Clear: true}
	licence := func(state, number string) reviewer.Licence {
		return reviewer.Licence{State: state, Number: number, Status: "active", Expires: today.AddDays(500), Verified: checked}
	}
	board := func(board, specialty string, ends int) reviewer.Certification {
		return reviewer.Certification{Board: board, Specialty: specialty, Since: calendar.MustDate("2009-07-01"), Expires: today.AddDays(ends), Verified: checked}
	}
	return []reviewer.Profile{
		{Degree: "MD", Licences: []reviewer.Licence{licence("California", "A-00001 (invented)")},
			Certifications: []reviewer.Certification{board("American Board of Preventive Medicine", "Occupational Medicine", 900)},
			Sanctions:      clear, QME: roster, PracticeYears: 19, WeeklyHours: 32, Capacity: 8, Topics: []string{"knee", "neck", "cervical", "spine"}},
		{Degree: "DO", Licences: []reviewer.Licence{licence("California", "20A-00002 (invented)"), licence("Nevada", "N-00002 (invented)")},
			Certifications: []reviewer.Certification{board("American Board of Physical Medicine and Rehabilitation", "Physical Medicine and Rehabilitation", 700),
				board("American Board of Physical Medicine and Rehabilitation", "Pain Medicine", 45)},
			Sanctions: clear, QME: roster, PracticeYears: 14, WeeklyHours: 28, Capacity: 6, Topics: []string{"knee", "neck", "cervical", "spine"}},
	}
}
