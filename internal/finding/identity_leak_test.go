package finding

import (
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

func TestIdentityLeak(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"no one":                    {"I have reviewed the records. The injection is medically necessary.", ""},
		"first person with a name":  {"I, John Fictional, MD, reviewed the file.", "I, John Fictional, MD, reviewed the file."},
		"first person, title":       {"I, Dr. Fictional, reviewed the file.", "I, Dr. Fictional, reviewed the file."},
		"my name is":                {"My name is Ada Invented.", "My name is Ada Invented."},
		"I am with a degree":        {"I am Ada Invented, DO, and I agree.", "I am Ada Invented, DO, and I agree."},
		"sincerely":                 {"It is not necessary.\n\nSincerely,\nAda B. Invented, M.D.", "Sincerely,\nAda B. Invented, M.D."},
		"respectfully":              {"It is not necessary. Respectfully submitted, Ada Invented", "Respectfully submitted, Ada Invented"},
		"a mark of signature":       {"It is not necessary. /s/ Ada Invented", "/s/ Ada Invented"},
		"reviewer with a colon":     {"Reviewer: Ada Invented, MD. It is not necessary.", "Reviewer: Ada Invented, MD."},
		"reviewed by":               {"Reviewed by: Dr. Invented", "Reviewed by: Dr. Invented"},
		"the expert reviewer":       {"The expert reviewer, Ada Invented, MD, finds it necessary.", "The expert reviewer, Ada Invented, MD, finds it necessary."},
		"a name at the end":         {"It is not medically necessary. Ada Invented, MD", "Ada Invented, MD"},
		"a name with its board":     {"It is not medically necessary.\nAda Invented, MD, Board Certified in Orthopedic Surgery", "Ada Invented, MD, Board Certified in Orthopedic Surgery"},
		"a licence":                 {"California license number A123456.", "California license number A123456."},
		"a licence with a sign":     {"CA License #G12345", "CA License #G12345"},
		"a licence without a sign":  {"Reviewer licence A-77120, California.", "Reviewer licence A-77120, California."},
		"the undersigned":           {"I, the undersigned, Ada Invented, agree.", "I, the undersigned, Ada Invented, agree."},
		"done by":                   {"This review was done by Dr. Invented.", "This review was done by Dr. Invented."},
		"after a dash":              {"It is not necessary. — Ada Invented, DO", "— Ada Invented, DO"},
		"a town of practice":        {"I practice hand surgery in Fresno and see this.", "I practice hand surgery in Fresno and see this."},
		"done by a physician":       {"The operation was performed by Anselm Brightwater, MD.", ""},
		"an identifier":             {"NPI: 1234567890", "NPI: 1234567890"},
		"how to be reached":         {"I can be reached at 555-0100.", "I can be reached at 555-0100."},
		"a place of practice":       {"In my practice at Mercy Point I see this often.", "In my practice at Mercy Point I see this often."},
		"a post":                    {"As a spine surgeon at Stonewater University Hospital I disagree.", "As a spine surgeon at Stonewater University Hospital I disagree."},
		"the name of the input":     {"Cora Reviewer finds it necessary.", "Cora Reviewer finds it necessary."},
		"the name with a title":     {"Dr. Reviewer finds it necessary.", "Dr. Reviewer finds it necessary."},
		"the word and not the name": {"This reviewer finds it necessary.", ""},
		"a specialty":               {"As a board-certified orthopedic surgeon I disagree.", ""},
		"my practice in general":    {"In my practice this is common.", ""},
		"I and a capital":           {"I agree with Dr. Hale. I, too, would wait.", ""},
		"signed by the physician":   {"The report was electronically signed by Anselm Brightwater, MD.", ""},
		"signed by one on a page":   {"The note was signed by Felipe Zurn, PA-C.", ""},
		"UR's physician":            {"The request was reviewed by: Owen Pruett, MD.", ""},
		"seen by a physician":       {"He was seen by Rosalind Elsewhere, MD, on March 3, 2014.", ""},
		"a treating physician last": {"The request came from Anselm Brightwater, MD.", ""},
		"a driver":                  {"He lost his driver's license in 2014.", ""},
		"licence in general":        {"The physician is licensed in California.", ""},
		"utilization reviewer":      {"The utilization reviewer, Owen Pruett, MD, denied it.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Reviewer = "Cora M. Reviewer, MD"
			in.Case.RequestingPhysician.Name, in.Case.UR.Physician = "Anselm Brightwater, MD", "Owen Pruett, MD"
			in.Pages = []casefile.Page{pageOf("d2", 1, "Felipe Zurn, PA-C for Dr. H. Adeyemi")}
			in.Review.Decisions[0].Rationale = tt.text
			fs := of(Check(in), "identity-leak")
			if (len(fs) == 1) != (tt.want != "") {
				t.Fatalf("findings %+v, want %q", fs, tt.want)
			}
			if tt.want != "" && (fs[0].Text != tt.want || fs[0].Section != Rationale || fs[0].Item != "1") {
				t.Errorf("finding %+v, want %q", fs[0], tt.want)
			}
		})
	}
}

func TestIdentityLeakInEveryText(t *testing.T) {
	const leak = "Sincerely, Ada Invented, MD"
	in := esiCase()
	in.Review.Summary = []review.Sentence{{Text: leak, Sources: []review.Source{{Document: "d2", Page: 1}}}}
	for i := range in.Review.Decisions {
		in.Review.Decisions[i].BasisReason, in.Review.Decisions[i].PlainLanguage = leak, leak
	}
	var got []Section
	for _, f := range of(Check(in), "identity-leak") {
		got = append(got, f.Section)
	}
	if len(got) != 5 || got[0] != Summary || got[1] != Citation || got[2] != Letter {
		t.Errorf("leaks in %q", got)
	}
}
