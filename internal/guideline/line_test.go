package guideline_test

import (
	"testing"

	"imr/internal/guideline"
)

func TestLine(t *testing.T) {
	tests := []struct {
		name string
		cite guideline.Citation
		want string
	}{
		{"schedule, every part", guideline.Citation{Guideline: "MTUS", Chapter: "Chronic Pain Medical Treatment Guidelines",
			Edition: "2009", Section: "Epidural steroid injections (ESIs)", Pages: "46"},
			"MTUS, Chronic Pain Medical Treatment Guidelines (2009), Section(s): Epidural steroid injections (ESIs), page 46"},
		{"schedule without page", guideline.Citation{Guideline: "MTUS", Chapter: "Low Back Disorders", Edition: "2017", Section: "Exercise"},
			"MTUS, Low Back Disorders (2017), Section(s): Exercise"},
		{"schedule without section", guideline.Citation{Guideline: "MTUS", Chapter: "Low Back Complaints", Edition: "2009", Pages: "308"},
			"MTUS, Low Back Complaints (2009), page 308"},
		{"schedule without chapter", guideline.Citation{Guideline: "MTUS", Edition: "2009", Section: "Opioids"}, "MTUS (2009), Section(s): Opioids"},
		{"schedule alone", guideline.Citation{Guideline: "MTUS"}, "MTUS"},
		{"schedule without edition", guideline.Citation{Guideline: "MTUS/ACOEM", Chapter: "Knee"}, "MTUS/ACOEM, Knee"},
		{"edition typed twice", guideline.Citation{Guideline: "MTUS", Chapter: "Knee Complaints (2009)", Edition: "2009"}, "MTUS, Knee Complaints (2009)"},
		{"disability guidelines", guideline.Citation{Guideline: "ODG", Edition: "2014", Chapter: "Low Back", Section: "Exercise"},
			"Official Disability Guidelines (ODG) (2014), Low Back, Exercise"},
		{"disability guidelines without edition", guideline.Citation{Guideline: "odg", Chapter: "Low Back", Section: "Exercise"},
			"Official Disability Guidelines (ODG), Low Back, Exercise"},
		{"college", guideline.Citation{Guideline: "ACOEM", Edition: "2004", Chapter: "Pain", Pages: "pages 116-117"},
			"American College of Occupational and Environmental Medicine (ACOEM) (2004), Pain, pages 116-117"},
		{"label", guideline.Citation{Guideline: "FDA label", Chapter: "Duloxetine", Section: "Indications and usage", Edition: "2016"},
			"FDA label (2016), Duloxetine, Indications and usage"},
		{"chapter only", guideline.Citation{Chapter: "Low Back", Edition: "2014"}, "Low Back (2014)"},
		{"edition only", guideline.Citation{Edition: "2014"}, ""},
		{"page list", guideline.Citation{Guideline: "MTUS", Pages: "pp. 46, 48"}, "MTUS, pages 46, 48"},
		{"page with its word", guideline.Citation{Guideline: "MTUS", Pages: "Page(s) 308"}, "MTUS, page 308"},
		{"page is an address", guideline.Citation{Guideline: "CMS", Chapter: "NCD 160.7", Pages: "https://example.org/ncd"},
			"CMS, NCD 160.7, https://example.org/ncd"},
		{"graded guideline", guideline.Citation{Guideline: "ODG", Chapter: "Pain", Section: "Ketamine", EvidenceLevel: "1b"},
			"Official Disability Guidelines (ODG), Pain, Ketamine, Level 1b"},
		{"stray separators", guideline.Citation{Guideline: " MTUS, ", Chapter: "Low  Back,\n", Section: " , ", Pages: " "}, "MTUS, Low Back"},
		{"nothing", guideline.Citation{}, ""},

		{"study, every part", guideline.Citation{Author: "Sample A", Title: "Exercise after strain of the back", Journal: "Invented J Spine",
			Year: "2012", Volume: "37", Pages: "101-9", EvidenceLevel: "1b"},
			"Sample A. Exercise after strain of the back. Invented J Spine. 2012;37:101-9. Level 1b"},
		{"study, generic guideline name", guideline.Citation{Guideline: "Journal article", Author: "Sample A", Journal: "Invented J", Year: "2012"},
			"Sample A. Invented J. 2012"},
		{"study with other authors", guideline.Citation{Author: "Sample A, et al.", Title: "Does it help?", Journal: "Invented J", Year: "2012", Volume: "3"},
			"Sample A, et al. Does it help? Invented J. 2012;3"},
		{"study without volume", guideline.Citation{Author: "Sample A", Title: "T", Journal: "J", Year: "2012", Pages: "p. 9"}, "Sample A. T. J. 2012:9"},
		{"study without year", guideline.Citation{Journal: "J", Volume: "3", Pages: "9"}, "J. 3:9"},
		{"study on the web", guideline.Citation{Author: "Sample A", Title: "T", Journal: "J", Year: "2012", Pages: "https://example.org/a", EvidenceLevel: "Level 2"},
			"Sample A. T. J. 2012. https://example.org/a. Level 2"},
		{"study found in a collection", guideline.Citation{Guideline: "Cochrane Library", Title: "Massage", Journal: "J"}, "Cochrane Library. Massage. J"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.cite.Line(); got != tt.want {
				t.Errorf("Line()\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestKindOfCitation(t *testing.T) {
	const other, mtus, study = "other", "mtus", "study"
	tests := []struct {
		name string
		cite guideline.Citation
		want string
	}{
		{"short", guideline.Citation{Guideline: "MTUS"}, mtus},
		{"lower case", guideline.Citation{Guideline: "mtus"}, mtus},
		{"long", guideline.Citation{Guideline: "Medical Treatment Utilization  Schedule (MTUS)"}, mtus},
		{"state in front", guideline.Citation{Guideline: "California MTUS"}, mtus},
		{"state abbreviated", guideline.Citation{Guideline: "CA-MTUS"}, mtus},
		{"with source", guideline.Citation{Guideline: "MTUS/ACOEM"}, mtus},
		{"with chapter", guideline.Citation{Guideline: "MTUS Chronic Pain Treatment Guidelines"}, mtus},
		{"chapter of the schedule", guideline.Citation{Guideline: "Chronic Pain Medical Treatment Guidelines"}, mtus},
		{"schedule with a journal", guideline.Citation{Guideline: "MTUS", Journal: "J"}, mtus},
		{"denied", guideline.Citation{Guideline: "Non-MTUS Official Disability Guidelines"}, other},
		{"denied otherwise", guideline.Citation{Guideline: "not MTUS"}, other},
		{"part of a word", guideline.Citation{Guideline: "Timtus"}, other},
		{"disability guidelines", guideline.Citation{Guideline: "ODG", Chapter: "Low Back"}, other},
		{"guideline with a title", guideline.Citation{Guideline: "AHRQ", Title: "T", Chapter: "C"}, other},
		{"nothing", guideline.Citation{}, other},
		{"author", guideline.Citation{Author: "Sample A"}, study},
		{"title", guideline.Citation{Title: "T"}, study},
		{"journal", guideline.Citation{Journal: "J", Chapter: "C"}, study},
		{"generic name", guideline.Citation{Guideline: "Journal article"}, study},
		{"generic name, hyphen", guideline.Citation{Guideline: "Peer-reviewed study", Section: "S"}, study},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.cite.IsMTUS(); got != (tt.want == mtus) {
				t.Errorf("IsMTUS() = %v", got)
			}
			if got := tt.cite.IsStudy(); got != (tt.want == study) {
				t.Errorf("IsStudy() = %v", got)
			}
		})
	}
}
