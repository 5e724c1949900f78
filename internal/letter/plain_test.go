package letter

import "testing"

// TestWorkersPartReadsPlainly holds our fixed English words for the worker to grade 8
// (LC 4610.6(d) asks for layperson's terms).
func TestWorkersPartReadsPlainly(t *testing.T) {
	if got := Default().Grade(); got > PlainGrade || got < 3 {
		t.Errorf("the worker's part reads at grade %.1f", got)
	}
}

func TestGrade(t *testing.T) {
	for name, tt := range map[string]struct {
		text     string
		from, to float64
	}{
		"easy":                     {"The cat sat on the mat. It was a big cat.", -3, 2},
		"hard":                     {"Notwithstanding administrative considerations, authorization necessitates documentation establishing functional improvement.", 15, 60},
		"numbers of laws are none": {"The cat sat (8 CCR §9792.10.7).", -4, 1},
		"nothing":                  {"", 0, 0},
	} {
		if got := Grade(tt.text); got < tt.from || got > tt.to {
			t.Errorf("%s: grade %.1f, want %.1f to %.1f", name, got, tt.from, tt.to)
		}
	}
}
