package finding

import (
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// Pages of an invented case, to which rationales are held.
const recordedFacts = `Date of visit: 03/10/2015. PT: 12 visits, then 6 more. DOB 08/19/1971.
Left leg pain 7/10. Hydrocodone 5/325 tid. Gabapentin 300 mg tid stopped after nine days.
He fell a third time, on February 4, in the shower.
MRI of Feb 18, 2014: left protrusion at L5/S1. Right knee: effusion.
Dexamethasone 10 mg was injected on 9/22/14 at the lumbosacral junction.`

func TestFactNotInRecords(t *testing.T) {
	for name, tt := range map[string]struct{ text, absent string }{
		"a date":                         {"Imaging of February 18, 2014 shows a protrusion.", ""},
		"another date":                   {"Imaging of February 19, 2014 shows a protrusion.", "February 19, 2014"},
		"another year":                   {"Imaging of February 18, 2013 shows a protrusion.", "February 18, 2013"},
		"a date whose year is elsewhere": {"He fell on February 4, 2015.", ""},
		"a month":                        {"The injection of September 2014 helped.", ""},
		"another month":                  {"The injection of August 2014 helped.", "August 2014"},
		"a year":                         {"The injection of 2014 helped.", ""},
		"another year alone":             {"The injection of 2011 helped.", "2011"},
		"the day of the UR decision":     {"Review denied it on June 30, 2015.", ""},
		"the day of a document":          {"The report of April 2, 2015 says so.", ""},
		"the day of the injury":          {"He was hurt on November 7, 2013.", ""},
		"an edition's day":               {"The MTUS edition effective July 18, 2009 governs.", ""},
		"a cited year":                   {"The trial published in 2012 shows more.", ""},
		"a year of a guideline":          {"The ODG of 2013 agrees.", ""},
		"a dose":                         {"Gabapentin 300 mg made him dizzy.", ""},
		"another dose":                   {"Gabapentin 600 mg made him dizzy.", "600 mg"},
		"another drug's dose":            {"He took gabapentin 10 mg.", "10 mg"},
		"a dose a day":                   {"He took 900 mg of gabapentin a day.", ""},
		"a guideline's dose":             {"The MTUS limits acetaminophen to 4 g a day.", ""},
		"a dose carried on":              {"The MTUS speaks of acetaminophen. A limit of 4 g a day is advised.", ""},
		"a guideline's and his":          {"The guideline allows 3600 mg of gabapentin, and he took 600 mg of gabapentin.", "600 mg"},
		"a reckoned equivalent":          {"That is a morphine equivalent of 15 mg.", ""},
		"a level":                        {"The protrusion at L5-S1 is large.", ""},
		"another level":                  {"The protrusion at L3-4 is large.", "L3-4"},
		"the level as requested":         {"The request is for L2-3.", ""},
		"a side":                         {"The right knee was swollen.", ""},
		"the other side":                 {"The left knee was swollen.", "left knee"},
		"the side as requested":          {"The right shoulder is to be injected.", ""},
		"a side of what is not there":    {"The left elbow was swollen.", ""},
		"visits":                         {"She had 12 visits.", ""},
		"other visits":                   {"She had 24 visits.", "24 visits"},
		"a sum of visits":                {"She had 18 visits.", ""},
		"a few visits":                   {"She had 3 visits.", ""},
		"a guideline's visits":           {"The ODG allows 10 visits.", ""},
		"relief is not asked for":        {"She had 80 percent relief.", ""},
		"after a guideline":              {"The MTUS sets conditions. Gabapentin 600 mg is taken.", "600 mg"},
	} {
		t.Run(name, func(t *testing.T) {
			in := recorded()
			in.Review.Decisions[0].Rationale = tt.text
			fs := of(Check(in), "fact-not-in-records")
			if (len(fs) == 0) != (tt.absent == "") {
				t.Fatalf("findings %+v, want %q absent", fs, tt.absent)
			}
			if tt.absent != "" && (!strings.Contains(fs[0].Message, "“"+tt.absent+"”") || fs[0].Section != Rationale || fs[0].Item != "1") {
				t.Errorf("finding %+v, want %q absent", fs[0], tt.absent)
			}
		})
	}
}

// Numbers are found in words such as 150mg, and in those that a machine misread.
func TestFactsInWordsOfRecords(t *testing.T) {
	for name, tt := range map[string]struct {
		reading casefile.Reading
		text    string
		want    int // facts that are missed
	}{
		"beside their units":     {"", "Tramadol 150mg was given. Seen on 6/2/2012.", 0},
		"letters for figures":    {casefile.OCR, "Tramadol 15Omg was given. Seen on 6/2/2Ol2.", 0},
		"letters that are meant": {"", "Tramadol 15Omg was given. Seen on 6/2/2012.", 1},
		"others":                 {casefile.OCR, "Tramadol 140mg was given. Seen on 6/3/2012.", 2},
	} {
		t.Run(name, func(t *testing.T) {
			in := recorded()
			page := pageOf("d2", 2, tt.text)
			page.Reading, page.Confidence = tt.reading, 90
			in.Pages = append(in.Pages, page)
			in.Review.Decisions[0].Rationale = "Tramadol 150 mg was given. He was seen on June 2, 2012."
			if fs := of(Check(in), "fact-not-in-records"); len(fs) != tt.want {
				t.Errorf("findings %+v, want %d", fs, tt.want)
			}
		})
	}
}

// recorded is a case with the pages above and two decisions without words.
func recorded() Input {
	in := esiCase()
	in.Case.DateOfInjury = calendar.MustDate("2013-11-07")
	in.Case.Documents[1].Dated = calendar.MustDate("2015-04-02")
	in.Case.Items[0].Description, in.Case.Items[0].BodyParts = "L2-3 injection; right shoulder injection", nil
	in.Pages = []casefile.Page{pageOf("d2", 1, recordedFacts)}
	for i := range in.Review.Decisions {
		in.Review.Decisions[i].Rationale = ""
	}
	in.Review.Decisions[0].Citations = append(in.Review.Decisions[0].Citations, guideline.Citation{Author: "Fictional I", Title: "A trial", Journal: "J", Year: "2012"})
	return in
}

func TestWhereFactsAreLookedFor(t *testing.T) {
	const fault = "He was seen on May 1, 2001."
	for name, tt := range map[string]struct {
		spoil func(*Input)
		want  Section
	}{
		"plain language":         {func(in *Input) { in.Review.Decisions[1].PlainLanguage = fault }, Letter},
		"reason":                 {func(in *Input) { in.Review.Decisions[1].BasisReason = fault }, Citation},
		"summary without source": {func(in *Input) { in.Review.Summary = []review.Sentence{{Text: fault}} }, Summary},
		"sourced summary": {func(in *Input) {
			in.Review.Summary = []review.Sentence{{Text: fault, Sources: []review.Source{{Document: "d2", Page: 1}}}}
		}, ""},
		"pages wait to be read": {func(in *Input) {
			in.Review.Decisions[1].Rationale = fault
			in.Pages = append(in.Pages, casefile.Page{Document: "d2", Number: 2, Reading: casefile.AwaitsOCR})
		}, ""},
		"no pages": {func(in *Input) { in.Review.Decisions[1].Rationale, in.Pages = fault, nil }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := recorded()
			tt.spoil(&in)
			fs := of(Check(in), "fact-not-in-records")
			if (len(fs) == 1) != (tt.want != "") || len(fs) > 0 && (fs[0].Section != tt.want || fs[0].Text != fault) {
				t.Errorf("findings %+v, want section %q", fs, tt.want)
			}
		})
	}
}
