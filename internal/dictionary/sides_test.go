package dictionary

import (
	"strings"
	"testing"
)

func TestSides(t *testing.T) {
	tests := []struct{ text, want string }{
		{"left knee pain", "left"}, {"Right shoulder", "right"}, {"bilateral wrists", "bilateral"}, {"left-sided weakness", "left"},
		{"pain on the left", "left"}, {"worse on the right than the left", "right left"}, {"left and right knees", "left right"},
		{"L knee", "left"}, {"R shoulder", "right"}, {"(L) knee", "left"}, {"knee (R)", "right"}, {"Lt. hip", "left"}, {"Rt knee", "right"},
		{"L. shoulder", "left"}, {"L>R", "left right"}, {"R = L", "right left"}, {"SLR R 75 L 60", "right left"}, {"L-sided", "left"},
		{"B/L knees", "bilateral"}, {"b/l hands", "bilateral"}, {"bilat. shoulders", "bilateral"}, {"both knees", "bilateral"}, {"on both sides", "bilateral"},
		{"5/5 B LE", "bilateral"}, {"numbness RUE", "right"}, {"LLE weakness", "left"}, {"BLE edema", "bilateral"},
		{"the patient has left knee pain", "left"}, {"he is left with knee pain", ""}, {"left L5 radiculopathy", "left"},
		{"left paracentral protrusion", "left"}, {"left total knee arthroplasty", "left"}, {"right TKA", "right"}, {"left carpal tunnel release", "left"},
		{"radiates to the left", "left"}, {"Shoulder, left:", "left"}, {"knee - right", "right"}, {"left side", "left"}, {"right big toe", "right"},
		{"left therapy early", ""}, {"right away", ""}, {"all right", ""}, {"what is left", ""}, {"nothing left to try", ""}, {"she left the clinic", ""},
		{"he left work", ""}, {"left his job", ""}, {"two visits left", ""}, {"the right to appeal", ""}, {"the right medication", ""}, {"right now", ""},
		{"right-handed", ""}, {"left hand dominant", ""}, {"left hand pain", "left"}, {"went right back to work", ""}, {"right low back pain", "right"},
		{"L5-S1", ""}, {"at L5", ""}, {"r/o fracture", ""}, {"R/O tear", ""}, {"Dr. L. Jones", ""}, {"R. Smith, MD", ""}, {"l knee", ""}, {"MRI L-spine", ""}, {"LT intact", ""},
		{"vitamin B complex", ""}, {"both PT and medication", ""}, {"both of them", ""}, {"upright and leftover", ""}, {"hepatitis B", ""}, {"", ""},
		{"Sensation intact to LT.", ""}, {"TTP L paraspinals", "left"}, {"left MRI", "left"}, {"patient was left untreated", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, m := range Sides(tt.text) {
				got = append(got, string(m.Side))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("Sides = %v; want %s", got, tt.want)
			}
		})
	}
}

func TestSideCovers(t *testing.T) {
	tests := []struct {
		a, b Side
		want bool
	}{
		{Bilateral, Left, true}, {Bilateral, Right, true}, {Left, Left, true}, {Left, Right, false}, {Left, Bilateral, false}, {Bilateral, "", false},
	}
	for _, tt := range tests {
		t.Run(string(tt.a+" over "+tt.b), func(t *testing.T) {
			if got := tt.a.Covers(tt.b); got != tt.want {
				t.Errorf("Covers = %v", got)
			}
		})
	}
}

func FuzzSides(f *testing.F) {
	f.Add("(L) R>L Lt. b/l left")
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range Sides(text) {
			if m.Start < 0 || m.Start >= m.End || m.End > len(text) {
				t.Fatalf("%q: %+v", text, m)
			}
		}
	})
}
