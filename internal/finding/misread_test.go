package finding

import (
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

func TestMisread(t *testing.T) {
	page := "Patient denies radiation below the knee. SLR positive left at 40 degrees, 5 mm disc protrusion at L5-S1."
	for name, tt := range map[string]struct {
		quote string
		want  bool
	}{
		"as it stands":               {"denies radiation below the knee", true},
		"one wrong letter":           {"denies radiati0n below the knee", true},
		"two wrong letters of 27":    {"denles radiatlon below the knee", true},
		"a letter lost":              {"disc protusion at L5-S1", true},
		"a letter too many":          {"disc protrussion at L5-S1", true},
		"one word for another":       {"denies sensation below the knee", false},
		"another number":             {"positive left at 50 degrees", false},
		"another level":              {"disc protrusion at L4-S1", false},
		"a digit lost":               {"positive left at 4 degrees", false},
		"a digit read as a letter":   {"40 degrees, 5 mm disc protrusion at LS-S1", true},
		"the other side":             {"SLR positive right at 40 degrees", false},
		"too short for an allowance": {"SLR neg", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := misread(foldString(tt.quote).text, foldString(page).text); got != tt.want {
				t.Errorf("misread = %v, want %v", got, tt.want)
			}
		})
	}
}

// Only pages read by OCR are given an allowance, and pages that are yet to be
// read are not said to lack anything.
func TestQuoteByReading(t *testing.T) {
	for reading, wrong := range map[casefile.Reading]bool{casefile.Printed: true, casefile.OCR: false, casefile.HiddenOCR: false,
		casefile.NotRead: false, casefile.AwaitsOCR: false, casefile.Unreadable: true} {
		t.Run(string(reading), func(t *testing.T) {
			in := Input{Case: casefile.Case{Documents: []casefile.Document{{ID: "d1", Pages: 1}}}}
			words := foldWords("SLR positive left at 40 degrees today")
			if !reading.Complete() {
				words = nil
			}
			in.Pages = []casefile.Page{{Document: "d1", Number: 1, Words: words, Reading: reading}}
			in.Review.Summary = sentenceQuoting("SLR posltive left at 40 degrees")
			got := false
			for _, f := range Check(in) {
				got = got || f.Code == "quote-not-on-page"
			}
			if got != wrong {
				t.Errorf("quote-not-on-page raised: %v, want %v", got, wrong)
			}
		})
	}
}

func foldWords(text string) []casefile.Word { return foldString(text).words }

func sentenceQuoting(quote string) []review.Sentence {
	return []review.Sentence{{ID: "s1", Text: "The sign was positive.", Sources: []review.Source{{Document: "d1", Page: 1, Quote: quote}}}}
}
