package chronology_test

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
)

func TestMentions(t *testing.T) {
	tests := []struct{ name, text, want string }{ // kind date author; kind date …
		{"study", "MRI of the lumbar spine dated 10/26/12 shows a bulge.", "imaging 2012-10-26"},
		{"study without cue", "X-ray left knee, 3/4/2013, normal.", "imaging 2013-03-04"},
		{"in brackets", "EMG/NCS (02/27/2013) was abnormal.", "electrodiagnostics 2013-02-27"},
		{"date first", "The 1/28/14 AME report gives 8% WPI.", "ame_qme_report 2014-01-28"},
		{"AME", "AME report 1/28/14", "ame_qme_report 2014-01-28"},
		{"QME evaluation", "Panel QME evaluation of June 5, 2012 by Dr. Whitfield.", "ame_qme_report 2012-06-05 Dr. Whitfield"},
		{"by a doctor", "per Dr. Pell's report of 03/03/14 she is stable", "report 2014-03-03 Dr. Pell"},
		{"author with degree", "Consultation report by Renate Dufour, MD dated 02/11/2014.", "consultation 2014-02-11 Renate Dufour, MD"},
		{"progress report", "See PR-2 of 06/16/2015.", "progress_report 2015-06-16"},
		{"two days", "Progress reports of December 22, 2015 and February 9, 2016", "progress_report 2015-12-22; progress_report 2016-02-09"},
		{"two kinds", "MRI of 10/26/12; EMG dated 2/27/13.", "imaging 2012-10-26; electrodiagnostics 2013-02-27"},
		{"month only", "MRI of the neck from October 2012 was normal.", "imaging 2012-10"},
		{"over a line", "The patient was sent for studies and has brought with him the MRI\ndated 10/26/12 for review.", "imaging 2012-10-26"},
		{"operative report", "Operative report dated 6/22/2010", "operative_report 2010-06-22"},
		{"RFA", "Request for authorization dated 06/22/2015, A. Bright, MD", "rfa 2015-06-22 A. Bright, MD"},
		{"UR", "UR denial of 03/18/2014", "ur_decision 2014-03-18"},
		{"drug screen", "UDS 3/20/14 consistent", "laboratory 2014-03-20"},
		{"therapy", "physical therapy notes dated 4/4/13", "therapy_note 2013-04-04"},
		{"list", "Records reviewed\n- Request for authorization 06/22/2015\n- Visit note 06/16/2015\n- MRI lumbar 02/18/2014", "rfa 2015-06-22; progress_report 2015-06-16; imaging 2014-02-18"},
		{"list with dates first", "Medical records reviewed:\n06/16/2015 progress report, Dr. Bright\n02/18/2014 MRI lumbar spine", "progress_report 2015-06-16 Dr. Bright; imaging 2014-02-18"},
		{"letter", "Dr. Okafor's consultation of 5/6/2013", "consultation 2013-05-06 Dr. Okafor"},
		{"appointment", "MRI is scheduled for 10/26/12.", ""},
		{"return", "Return on 10/26/12 with the report.", ""},
		{"to come", "We will obtain the MRI on 10/26/12.", ""},
		{"will review", "The report will be sent by 10/26/12.", ""},
		{"injury", "He had no x-ray after the injury of 10/16/12.", ""},
		{"label of injury", "DOI: 10/16/12   MRI reviewed today", ""},
		{"birth", "MRI. DOB 10/16/62", ""},
		{"visit", "She was seen on 10/26/12 and was better.", ""},
		{"operation as such", "He underwent a lumbar fusion on 6/22/10.", ""},
		{"injection as such", "The epidural of 9/22/2014 helped.", ""},
		{"other sentence", "The MRI was normal. He came on 10/26/12.", ""},
		{"ordered", "MRI ordered on 10/26/12", ""},
		{"asked for", "The MRI report was requested on 06/05/2020 and had not arrived.", ""},
		{"pending", "EMG pending 11/2/12", ""},
		{"until", "Work status report: off until 11/2/12", ""},
		{"impossible", "MRI dated 13/14/12", ""},
		{"no date", "The MRI showed L4/5 stenosis, pain 5/10.", ""},
		{"next", "Next progress report 11/2/12", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := page(3, tt.text)
			var got []string
			for _, m := range chronology.Mentions([]casefile.Page{p}) {
				kind, date := string(m.Kind), m.Date.String()
				if kind == "" {
					kind = "report"
				}
				if !m.Precise {
					date = date[:7]
				}
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", kind, date, m.Author)))
				if quote := p.Quote(m.First, m.End); m.Page != 3 || m.Document != "d1" || len(chronology.Dates(quote)) == 0 {
					t.Errorf("page %d, words %q", m.Page, quote)
				}
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestNotReceived(t *testing.T) {
	held := []chronology.Held{
		{Kind: "imaging", Date: calendar.MustDate("2012-10-26")}, {Kind: "progress_report", Date: calendar.MustDate("2015-06-16")},
		{Kind: "other", Date: calendar.MustDate("2013-01-10")}, {Kind: "ame_qme_report", Date: calendar.MustDate("2016-01-28")},
	}
	tests := []struct {
		name, text string
		want       int
	}{
		{"there", "MRI dated 10/26/12", 0}, {"a day off", "MRI dated 10/27/12", 0}, {"two days off", "MRI dated 10/28/12", 1},
		{"other kind that day", "EMG dated 10/26/12", 1}, {"same family", "consultation report of 06/16/2015", 0},
		{"kind not said", "report of 06/16/2015", 0}, {"kind not known", "lab report of 1/10/2013", 0},
		{"month there", "MRI from October 2012", 0}, {"month not there", "MRI from November 2012", 1},
		{"named twice", "EMG dated 5/6/13\nEMG of 5/6/2013", 1}, {"later than all", "MRI of 3/3/2017", 0},
		{"report not there", "per Dr. Pell's report of 03/03/14", 1}, {"PR-2 not there", "PR-2 of 04/14/2015", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			named := chronology.Mentions([]casefile.Page{page(1, tt.text)})
			if got := chronology.NotReceived(named, held); len(named) == 0 || len(got) != tt.want {
				t.Errorf("named %v, not received %v", named, got)
			}
		})
	}
}

func TestEncounters(t *testing.T) {
	const note = "BAYVIEW ORTHO\nPROGRESS NOTE\nDate of visit: %s\nSubjective: pain\nNadia Kessell, MD"
	first, second := fmt.Sprintf(note, "05/14/2013"), fmt.Sprintf(note, "06/11/2013")
	tests := []struct {
		name  string
		pages []string
		want  string // first-last date kind
	}{
		{"one page", []string{first}, "1-1 2013-05-14 progress_report"},
		{"two notes", []string{first, second}, "1-1 2013-05-14 progress_report, 2-2 2013-06-11 progress_report"},
		{"second pages", []string{first, "Plan: rest", second, "Plan: work"}, "1-2 2013-05-14 progress_report, 3-4 2013-06-11 progress_report"},
		{"page numbers", []string{first + "\nPage 1 of 2", "Plan\nPage 2 of 2", "Letter of June 3, 2013\nPage 1 of 1"},
			"1-2 2013-05-14 progress_report, 3-3 2013-06-03 other"},
		{"another kind", []string{first, "OPERATIVE REPORT\nDate of surgery: 07/02/2013\nPreoperative diagnosis: tear"},
			"1-1 2013-05-14 progress_report, 2-2 2013-07-02 operative_report"},
		{"running title", []string{first + "\nPage 1 of 2", "PROGRESS NOTE\nPlan: rest\nPage 2 of 2"}, "1-2 2013-05-14 progress_report"},
		{"dated follow-up within numbered pages", []string{first + "\nPage 1 of 2", "FOLLOW-UP 5/28/13\nS: better\nPage 2 of 2"},
			"1-1 2013-05-14 progress_report, 2-2 2013-05-28 progress_report"},
		{"same visit again", []string{first, "Vask visit of 05/14/2013\nPlan"}, "1-2 2013-05-14 progress_report"},
		{"another header", []string{first, "Vask record Bayview\nfirst", "Vask record Bayview\nsecond", "Quimby fax 22 lines\nthird"},
			"1-3 2013-05-14 progress_report, 4-4  other"},
		{"list of records", []string{first, "the papers\nVisit note 04/02/2013\nMRI 05/05/2013"}, "1-2 2013-05-14 progress_report"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var pages []casefile.Page
			for i, text := range tt.pages {
				pages = append(pages, page(i+1, text))
			}
			var got []string
			for i, e := range chronology.Encounters(pages, chronology.Said{}) {
				got = append(got, fmt.Sprintf("%d-%d %s %s", e.FirstPage, e.LastPage, e.Date.Value, e.Kind.Value))
				if (i > 0) != (len(e.Starts) > 0) {
					t.Errorf("starts on page %d because of %v", e.FirstPage, e.Starts)
				}
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
	if got := chronology.Encounters(nil, chronology.Said{}); got != nil {
		t.Errorf("no pages: %v", got)
	}
}
