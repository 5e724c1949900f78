package reviewer

import (
	"testing"

	"imr/internal/fault"
)

func TestQualificationsAreComplete(t *testing.T) {
	for name, tt := range map[string]struct {
		q    Qualifications
		want []string
	}{
		"both":             {Qualifications{[]string{"Pain Medicine"}, []string{"California"}}, nil},
		"none":             {Qualifications{}, []string{"board", "licensed-in"}},
		"no licence":       {Qualifications{BoardCertifications: []string{"Pain Medicine"}}, []string{"licensed-in"}},
		"no certification": {Qualifications{LicensedIn: []string{"California"}}, []string{"board"}},
		"a blank one":      {Qualifications{[]string{"Pain Medicine", " "}, []string{""}}, []string{"board", "licensed-in"}},
	} {
		f := fault.Of(tt.q.Validate())
		if (f == nil) != (tt.want == nil) {
			t.Errorf("%s: %v", name, f)
			continue
		}
		for _, path := range tt.want {
			if f.Field(path) == "" || len(f.Fields) != len(tt.want) {
				t.Errorf("%s: %v, want faults of %v", name, f, tt.want)
			}
		}
	}
}
