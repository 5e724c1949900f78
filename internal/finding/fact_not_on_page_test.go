package finding

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// factRow is a sentence of the summary, the page that it cites and the words of
// it that the page does not have, "" where it has all.
type factRow struct{ sentence, page, absent string }

// stating is esiCase with one sentence that cites page 1 of d2, whose text is given.
func stating(row factRow) Input {
	in := esiCase()
	in.Case.Employee.DateOfBirth = calendar.MustDate("1971-08-19")
	in.Case.DateOfInjury = calendar.MustDate("2013-11-07")
	in.Pages = []casefile.Page{pageOf("d2", 1, row.page)}
	in.Review.Decisions = nil
	in.Review.Summary = []review.Sentence{{ID: "s1", Text: row.sentence, Sources: []review.Source{{Document: "d2", Page: 1}}}}
	return in
}

var factsOnPages = map[string]factRow{
	"a count":                       {"She attended 12 visits of therapy.", "Visits attended: 12 of 12.", ""},
	"another count":                 {"She attended 18 visits of therapy.", "Visits attended: 12 of 12.", "18 visits"},
	"a count in words":              {"She attended twelve sessions.", "12 PT visits completed", ""},
	"sessions and visits":           {"He had 6 sessions of acupuncture.", "six treatments of acupuncture in July", ""},
	"a small count in words":        {"He had two injections.", "ESI 3/4/14. ESI 5/6/14.", ""},
	"a list's mark is no count":     {"He had 7 injections.", "7. Refill naproxen.\n8. RTC.", "7 injections"},
	"a page's foot is no count":     {"He had 7 visits.", "Visits attended: 5.\nPage 7 of 9", "7 visits"},
	"dispensed":                     {"Thirty tablets of naproxen were dispensed.", "Naproxen 550 mg #30", ""},
	"a pack of another size":        {"Sixty tablets of naproxen were dispensed.", "Naproxen 550 mg #30", "Sixty tablets"},
	"a dose":                        {"He took gabapentin 300 mg three times a day.", "Gabapentin 300mg tid", ""},
	"another dose":                  {"He took gabapentin 600 mg three times a day.", "Gabapentin 300mg tid", "600 mg"},
	"the dose of another drug":      {"He took gabapentin 800 mg.", "Gabapentin 300 mg, ibuprofen 800 mg", "800 mg"},
	"a dose of a drug":              {"He was given 40 mg of triamcinolone.", "Injected triamcinolone 40 mg with 4 mL of 1% lidocaine", ""},
	"another dose of a drug":        {"He was given 80 mg of triamcinolone.", "Injected triamcinolone 40 mg with 4 mL of 1% lidocaine", "80 mg"},
	"micrograms":                    {"Fentanyl 25 mcg was worn.", "fentanyl 25 mcg/hr patch", ""},
	"milligrams for micrograms":     {"Fentanyl 25 mg was worn.", "fentanyl 25 mcg/hr patch", "25 mg"},
	"grams":                         {"He took 2 g of acetaminophen a day.", "acetaminophen 2000 mg/day", ""},
	"a combined drug":               {"Hydrocodone 10/325 was refilled.", "Norco 10/325 #60", ""},
	"a combined drug with a hyphen": {"Hydrocodone 5/325 was filled.", "Hydrocodone-APAP 5-325 tab 120 30", ""},
	"another combined drug":         {"Hydrocodone 10/325 was filled.", "Hydrocodone-APAP 5-325 tab 120 30", "10"},
	"a daily dose reckoned":         {"He took 1800 mg of gabapentin a day.", "gabapentin 600 mg tid", ""},
	"a frequency":                   {"The knee gave way 3 to 4 times a week.", "gives way 3-4x/week", ""},
	"another frequency":             {"He took hydrocodone 6 times a day.", "hydrocodone 5/325 tid", "6 times a day"},
	"a score":                       {"Leg pain was 7 out of 10.", "left leg 7/10", ""},
	"another score":                 {"Leg pain was 9 out of 10.", "left leg 7/10", "9 out of 10"},
	"a score without its scale":     {"Leg pain was 6 out of 10.", "VAS: 6", ""},
	"a range of scores":             {"Pain was 6 to 7 out of 10.", "pain 6-7/10", ""},
	"a part of the range":           {"Pain was 6 out of 10.", "pain 6-7/10", ""},
	"a score of another scale":      {"Strength was 4 of 5.", "strength 4/5", ""},
	"percent":                       {"Relief was 60 percent.", "about 60% better", ""},
	"another percent":               {"Relief was 80 percent.", "about 60% better", "80 percent"},
	"half":                          {"Relief was 50 percent.", "relief of more than half", ""},
	"an angle":                      {"Flexion was 40 degrees.", "Flex 40°, ext 10°", ""},
	"an angle in a table":           {"Leg raising was limited at 45 degrees.", "SLR R75 L45", ""},
	"another angle":                 {"Flexion was 60 degrees.", "Flex 40°, ext 10°", "60 degrees"},
	"a range of motion":             {"The knee moved from 0 to 112 degrees.", "ROM 0-112", ""},
	"a length":                      {"There was a 5 mm protrusion.", "5mm left paracentral protrusion", ""},
	"another length":                {"There was an 8 mm protrusion.", "5mm left paracentral protrusion", "8 mm"},
	"centimeters":                   {"The scar was 2 cm long.", "scar of 20 mm", ""},
	"height":                        {"He is 5 feet 10 inches tall.", `Height 5'10", weight 171 lb`, ""},
	"weight":                        {"He weighed 171 pounds.", `Height 5'10", weight 171 lb`, ""},
	"blood pressure":                {"Blood pressure was 120/80.", "BP 120/80", ""},
	"weeks":                         {"Relief held for 6 weeks.", "relief x 6 wks", ""},
	"weeks as days":                 {"Relief held for 6 weeks.", "relief for 42 days", ""},
	"other weeks":                   {"Relief held for 6 weeks.", "relief for 2 weeks", "6 weeks"},
	"weeks reckoned":                {"Ten weeks later relief was gone.", "12/01/2014 Relief is gone.", ""},
	"months between two days":       {"Pain had lasted for 10 months.", "Visit 09/10/2014. Pain since 11/07/2013.", ""},
	"a year":                        {"He was operated on in 2010.", "s/p fusion 2010", ""},
	"a year within a date":          {"He was operated on in 2010.", "fusion 6/22/10", ""},
	"another year":                  {"He was operated on in 2008.", "s/p fusion 2010", "2008"},
	"an age":                        {"The worker is a 43-year-old clerk.", "43 y/o clerk", ""},
	"an age from the date of birth": {"The worker is a 43-year-old clerk.", "DOB 8/19/71 visit of 03/10/2015", ""},
	"another age":                   {"The worker is a 53-year-old clerk.", "43 y/o clerk, seen 3/10/15", "53-year"},
	"a date":                        {"He was seen on March 10, 2015.", "Date of visit: 03/10/2015", ""},
	"a date, day first":             {"He was seen on September 22, 2014.", "DATE OF PROCEDURE: 22 Sep 2014", ""},
	"another date":                  {"He was seen on March 12, 2015.", "Date of visit: 03/10/2015", "March 12, 2015"},
	"year elsewhere":                {"He fell on June 4, 2020.", "Visit of 06/05/2020. He fell a third time, on June 4, in the shower.", ""},
	"year nowhere":                  {"He fell on June 4, 2019.", "Visit of 06/05/2020. He fell a third time, on June 4, in the shower.", "June 4, 2019"},
	"day and month in figures":      {"He fell on June 4, 2020.", "Visit 06/05/2020. fell 6/4 in shower", ""},
	"a range of dates":              {"He was treated from September 8 to October 22, 2015.", "PT 9/8-10/22/15", ""},
	"a range, its end another":      {"He was treated from September 8 to October 29, 2015.", "PT 9/8-10/22/15", "October 29, 2015"},
	"a month":                       {"He was hurt in October 2012.", "injured 10/16/12", ""},
	"another month":                 {"He was hurt in October 2012.", "injured 11/16/12", "October 2012"},
	"a month, its year elsewhere":   {"The trial was in February 2015.", "Visit 03/10/2015. A trial in February was stopped.", ""},
	"a date where the page has the month only": {"He was seen on March 10, 2015.", "seen in March 2015", "March 10, 2015"},
	"the day of the injury":                    {"He was hurt on November 7, 2013.", "He was hurt at work.", ""},
	"the day of the UR decision":               {"Review denied it on June 30, 2015.", "The request is denied.", ""},
	"days in a list":                           {"He came on July 2 and July 9, 2013.", "Seen July 2, 9 and 16, 2013", ""},
	"a level":                                  {"A disc bulged at L4-5.", "L4/L5: 2 mm bulge", ""},
	"a level by its region":                    {"It was given at L5-S1.", "at the lumbosacral junction", ""},
	"another level":                            {"A disc bulged at L3-4.", "L4/L5: 2 mm bulge", "L3-4"},
	"a root of a segment":                      {"The S1 root was displaced.", "L5/S1 protrusion", ""},
	"a range of levels":                        {"C5-6 and C6-7 were fused.", "ACDF C5-C7", ""},
	"a side":                                   {"The left knee was swollen.", "L knee: effusion", ""},
	"the other side":                           {"The right knee was swollen.", "Left knee: effusion", "right knee"},
	"both sides on the page":                   {"The right knee was swollen.", "Left knee stable. Right knee effusion.", ""},
	"a side of another part":                   {"The right knee was swollen.", "Left shoulder pain. Knee effusion.", ""},
	"bilateral covers it":                      {"The right knee was swollen.", "Bilateral knee effusions", ""},
	"both and bilateral":                       {"Both knees were swollen.", "B/L knee effusions", ""},
	"both from two":                            {"Both knees were swollen.", "R knee effusion. L knee effusion.", ""},
	"columns for the sides":                    {"The left hip was weak.", "Strength Right Left\nHip flexion 5 4", ""},
	"left as a verb":                           {"She left therapy with a program.", "Right knee pain", ""},
	"the dominant hand":                        {"A right-handed woman was seen with left knee pain.", "left knee pain", ""},
	"leg and its pain":                         {"Right leg pain was worse.", "left leg to lateral foot, pain worse", "Right leg pain"},
	"of a guideline":                           {"The guideline limits therapy to 24 visits over 12 weeks.", "PT 12 visits", ""},
	"of a guideline and of the case":           {"The MTUS allows 24 visits, and the worker had 18 visits.", "PT 12 visits", "18 visits"},
	"no number of its own":                     {"He filed form PR-2 under code 97110, page 3.", "Nothing", ""},
	"units apart":                              {"The fitting took 5 minutes.", "Time of fitting: 5 min.", ""},
}

func TestFactNotOnPage(t *testing.T) {
	for name, tt := range factsOnPages {
		t.Run(name, func(t *testing.T) {
			fs := of(Check(stating(tt)), "fact-not-on-page")
			if (len(fs) == 0) != (tt.absent == "") {
				t.Fatalf("findings %+v, want %q absent", fs, tt.absent)
			}
			if tt.absent != "" && (!strings.Contains(fs[0].Message, "“"+tt.absent) || fs[0].Text != tt.sentence || fs[0].Section != Summary) {
				t.Errorf("finding %+v, want %q absent", fs[0], tt.absent)
			}
		})
	}
}

// A fact is held against the quotes of its own sentence even where the page has it somewhere.
func TestFactAgainstQuotes(t *testing.T) {
	const page = "LBP 4/10, left leg 7/10. Right leg 0/10. Stopped after nine days. Age 12. L4/5 bulge. L5/S1 protrusion."
	for name, tt := range map[string]struct {
		sentence, quote string
		want            bool
	}{
		"as quoted":                             {"Left leg pain was 7 out of 10.", "left leg 7/10", false},
		"a score of something else on the page": {"Left leg pain was 4 out of 10.", "left leg 7/10", false},
		"two scores":                            {"Left leg pain was 4 and back pain 7 out of 10, or 4 out of 10.", "left leg 7/10", false},
		"another stretch":                       {"It was stopped after twelve days.", "Stopped after nine days", true},
		"the other side":                        {"Right leg pain was 7 out of 10.", "left leg 7/10", true},
		"both sides in the draft":               {"Left leg pain was 7 and right leg pain 0.", "left leg 7/10", false},
		"another level":                         {"There was a protrusion at L4-5.", "L5/S1 protrusion", true},
		"no quote":                              {"There was a protrusion at L4-5.", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := stating(factRow{tt.sentence, page, ""})
			in.Review.Summary[0].Sources[0].Quote = tt.quote
			if fs := of(Check(in), "fact-not-on-page"); (len(fs) == 1) != tt.want {
				t.Errorf("findings %+v, want one: %v", fs, tt.want)
			}
		})
	}
}

func TestFactsOfSeveralPages(t *testing.T) {
	const sentence = "On March 10, 2015 she had 12 visits."
	for name, tt := range map[string]struct {
		sources []review.Source
		spoil   func(*Input)
		want    int
	}{
		"together they hold it":    {[]review.Source{{Document: "d2", Page: 1}, {Document: "d2", Page: 2}}, nil, 0},
		"one alone does not":       {[]review.Source{{Document: "d2", Page: 1}}, nil, 1},
		"no source at all":         {nil, nil, 0},
		"a page that is not there": {[]review.Source{{Document: "d2", Page: 1}, {Document: "d2", Page: 9}}, nil, 0},
		"a page not read yet": {[]review.Source{{Document: "d2", Page: 1}}, func(in *Input) {
			in.Pages[0].Reading = casefile.AwaitsOCR
		}, 0},
		"the day of the document": {[]review.Source{{Document: "d2", Page: 1}}, func(in *Input) {
			in.Case.Documents[1].Dated = calendar.MustDate("2015-03-10")
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			in := stating(factRow{sentence, "12 visits", ""})
			in.Pages = append(in.Pages, pageOf("d2", 2, "Seen 3/10/15."))
			in.Review.Summary[0].Sources = tt.sources
			if tt.spoil != nil {
				tt.spoil(&in)
			}
			if fs := of(Check(in), "fact-not-on-page"); len(fs) != tt.want {
				t.Errorf("findings %+v, want %d", fs, tt.want)
			}
		})
	}
}

// What a machine read may have letters for figures, and only such.
func TestFactOnPageReadByOCR(t *testing.T) {
	for name, tt := range map[string]struct {
		row factRow
		ocr bool
	}{
		"letters for figures": {factRow{"She had 12 visits and took 10 mg on October 16, 2012.", "l2 visits, 1O mg, l0/16/2O12", ""}, true},
		"a level":             {factRow{"A disc bulged at L5-S1.", "bulge at L5-Sl", ""}, true},
		"another figure":      {factRow{"She had 12 visits.", "l7 visits", "12 visits"}, true},
		"printed":             {factRow{"She had 12 visits.", "l2 visits", "12 visits"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			in := stating(tt.row)
			if tt.ocr {
				in.Pages[0].Reading = casefile.OCR
			}
			if fs := of(Check(in), "fact-not-on-page"); (len(fs) == 0) != (tt.row.absent == "") {
				t.Errorf("findings %+v, want %q absent", fs, tt.row.absent)
			}
		})
	}
}

func TestFactNotOnPageShowsWhereToLook(t *testing.T) {
	in := stating(factRow{"She attended 18 visits and was seen on March 12, 2015.", "Cough since Monday.\nVisits attended: 12 of 12.", ""})
	in.Pages = append(in.Pages, pageOf("d2", 2, "Seen on 3/12/15 by the doctor."))
	in.Review.Summary[0].Text = "She was seen on March 12, 2015 for the visits attended."
	fs := of(Check(in), "fact-not-on-page")
	if len(fs) != 1 || !strings.Contains(fs[0].Message, "page 2 of Progress report (d2) has it") || len(fs[0].Evidence) != 2 {
		t.Fatalf("findings %+v", fs)
	}
	if fs[0].Evidence[0] != (Evidence{"d2", 1, "Visits attended: 12 of 12."}) || fs[0].Evidence[1] != (Evidence{"d2", 2, "Seen on 3/12/15 by the doctor."}) {
		t.Errorf("evidence %+v", fs[0].Evidence)
	}
}
