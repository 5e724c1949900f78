package finding

import (
	"slices"
	"testing"

	"imr/internal/casefile"
)

func TestMisreadMentions(t *testing.T) {
	for name, tt := range map[string]struct {
		reading casefile.Reading
		text    string
		want    string // a concept; with a minus one that must not be found
	}{
		"a figure for a letter":      {casefile.OCR, "Physica1 therapy helped.", "physical-therapy"},
		"zero for o":                 {casefile.Printed, "Acute rad1cul0pathy and 0mepraz0le 20 mg.", "omeprazole"},
		"two letters for one":        {casefile.OCR, "Muscle sparn", "-spasm"},
		"rn for m":                   {casefile.OCR, "Takes cyclobenzaprine and ornepraz ole, rnorphine 15 mg.", "morphine"},
		"a printed page is not bent": {casefile.Printed, "Takes rnorphine.", "-morphine"},
		"a dose stays a dose":        {casefile.OCR, "Norco 10/325, L5-S1, 15 mg.", "-morphine"},
	} {
		t.Run(name, func(t *testing.T) {
			p := casefile.Page{Reading: tt.reading}
			found := misreadMentions(&p, tt.text, mentionsIn(tt.text))
			id, absent := tt.want, tt.want[0] == '-'
			if absent {
				id = id[1:]
			}
			if got := slices.ContainsFunc(found, func(m mention) bool { return m.concept == id }); got == absent {
				t.Errorf("mentions %+v", found)
			}
			for _, m := range found {
				if m.start < 0 || m.end > len(tt.text) || m.start > m.end {
					t.Errorf("mention outside of the text: %+v", m)
				}
			}
		})
	}
}
