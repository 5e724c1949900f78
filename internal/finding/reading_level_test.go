package finding

import (
	"strings"
	"testing"

	"imr/internal/review"
)

func TestUnspelledAbbreviations(t *testing.T) {
	for name, tt := range map[string]struct {
		text, want string // the abbreviations that the message names
	}{
		"none":                      {"The knee was swollen.", ""},
		"spelled out":               {"Magnetic resonance imaging (MRI) showed it. A second MRI did too.", ""},
		"spelled out behind":        {"The MRI (magnetic resonance imaging) showed it.", ""},
		"long form elsewhere":       {"An EMG was done. Electromyography was normal.", ""},
		"never spelled out":         {"An EMG was done in the spring.", "EMG"},
		"two":                       {"An EMG and an MRI were done.", "EMG and MRI"},
		"a plural":                  {"He took NSAIDs for a year.", "NSAID"},
		"dictated":                  {"He is s/p surgery and takes it prn.", "s/p and prn"},
		"guidelines":                {"The MTUS and the ODG agree with the ACOEM.", ""},
		"forms":                     {"The RFA and the PR-2 say so, and UR denied it.", ""},
		"levels and degrees":        {"At L5-S1 and C5-6, by an MD and a DC, on the T2 image.", ""},
		"a party's initials":        {"The EMG company paid.", ""},
		"in capitals":               {"THE MRI WAS DONE.", ""},
		"unknown to the dictionary": {"The QZXV was done.", ""},
		"own words in brackets":     {"The worker's score (EMG) was low.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			if name == "a party's initials" {
				in.Case.Employer = "EMG Freight"
			}
			in.Review.Decisions[0].Rationale = tt.text
			fs := of(Check(in), "reading-level")
			if (len(fs) == 1) != (tt.want != "") {
				t.Fatalf("findings %+v, want %q", fs, tt.want)
			}
			if tt.want != "" && (!strings.Contains(fs[0].Message, "what "+tt.want+" means") || fs[0].Severity != Warning || fs[0].Section != Rationale) {
				t.Errorf("finding %+v, want %q", fs[0], tt.want)
			}
		})
	}
}

func TestReadingLevelOfThePlainPart(t *testing.T) {
	for text, want := range map[string]bool{
		"You asked for a shot in your back. It is approved. It helped you the first time, and your nerve test shows why.":                                                                          false,
		"The determination regarding the transforaminal corticosteroid administration demonstrates insufficient longitudinal effectiveness notwithstanding documented conservative interventions.": true,
		"Notwithstanding documentation.": false,
		"":                               false,
	} {
		in := esiCase()
		in.Review.Decisions = []review.Decision{in.Review.Decisions[0]}
		in.Review.Decisions[0].PlainLanguage = text
		fs := of(Check(in), "reading-level")
		if (len(fs) == 1) != want || want && (fs[0].Section != Letter || fs[0].Item != "1" || fs[0].Text != text) {
			t.Errorf("%q: findings %+v, want one: %v", text, fs, want)
		}
	}
}
