package finding

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

func TestRecordNotReceived(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want string // in the finding's text; "" where there is none
	}{
		"an imaging report that is not there": {"MRI of the lumbar spine dated 03/14/2014 showed a protrusion.", "03/14/2014"},
		"one that is there":                   {"X-ray of the lumbar spine dated 02/18/2014 was normal.", ""},
		"the day of injury":                   {"Date of injury: 11/07/2013. She was hurt on 11/07/2013.", ""},
		"an appointment":                      {"Return to clinic on 06/30/2019.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := casefile.Case{Documents: []casefile.Document{
				{ID: "d1", Title: "Progress report", Kind: "progress_report", Dated: calendar.MustDate("2014-05-01"), Pages: 1},
				{ID: "d2", Title: "X-ray", Kind: "imaging", Dated: calendar.MustDate("2014-02-18"), Pages: 1},
			}}
			pages := []casefile.Page{pageOf("d1", 1, "PROGRESS REPORT\nDate of visit: 05/01/2014\nHISTORY OF PRESENT ILLNESS\nShe returns with low back pain. "+tt.text+"\nPLAN\nContinue the home program."), pageOf("d2", 1, "X-RAY LUMBAR SPINE\nDate of exam: 02/18/2014")}
			var got []Finding
			for _, f := range Check(Input{Case: c, Pages: pages, NotReceived: NotReceived(c, pages)}) {
				if f.Code == "record-not-received" {
					got = append(got, f)
				}
			}
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("raised %+v, want nothing", got)
			case tt.want != "" && (len(got) != 1 || !strings.Contains(got[0].Text, tt.want) || got[0].Severity != Warning || got[0].Evidence[0].Document != "d1"):
				t.Errorf("raised %+v, want one warning on %s with the page that names it", got, tt.want)
			}
		})
	}
}
