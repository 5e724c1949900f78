package dictionary

import (
	"strings"
	"testing"
)

func levels(text string) string {
	var list []string
	for _, m := range Levels(text) {
		list = append(list, m.String())
	}
	return strings.Join(list, " ")
}

func TestLevels(t *testing.T) {
	tests := []struct{ text, want string }{
		{"L5-S1", "L5-S1"}, {"L5/S1", "L5-S1"}, {"L5 S1", "L5-S1"}, {"L5 – S1", "L5-S1"}, {"l5-s1", "L5-S1"},
		{"L5S1", "L5-S1"}, {"L5-Sl disc", "L5-S1"}, {"L5-SI", "L5-S1"}, {"L4-LS", "L4-L5"},
		{"L4-5", "L4-L5"}, {"L4/5", "L4-L5"}, {"L4-L5", "L4-L5"}, {"L4 to L5", "L4-L5"}, {"L4 - 5", "L4-L5"}, {"L4 on L5", "L4-L5"},
		{"L4 through S1", "L4-L5 L5-S1"}, {"L3-S1", "L3-L4 L4-L5 L5-S1"}, {"L4-L5-S1", "L4-L5 L5-S1"}, {"L3-4-5", "L3-L4 L4-L5"},
		{"C3-C7", "C3-C4 C4-C5 C5-C6 C6-C7"}, {"L4 thru S1", "L4-L5 L5-S1"}, {"C4 to 7", "C4-C5 C5-C6 C6-C7"},
		{"lumbosacral junction", "L5-S1"}, {"lumbosacral strain", "L5-S1"}, {"sacral", ""},
		{"C5-6", "C5-C6"}, {"C5/C6", "C5-C6"}, {"T12-L1", "T12-L1"}, {"T12/L1", "T12-L1"}, {"C7-T1", "C7-T1"},
		{"C3-4, C4-5 and C5-6", "C3-C4 C4-C5 C5-C6"}, {"C3-4, 4-5 and 5-6", "C3-C4 C4-C5 C5-C6"}, {"L4-5 and L5-S1", "L4-L5 L5-S1"},
		{"L4-5, L5-S1.", "L4-L5 L5-S1"}, {"L4-5 & L5-S1", "L4-L5 L5-S1"},
		{"L5 root", "L5"}, {"C6 radiculopathy", "C6"}, {"C8", "C8"}, {"L4, L5 and S1 roots", "L4 L5 S1"}, {"left S1 nerve root", "S1"},
		{"S1 joint and S2", "S1 S2"}, {"L5 and S1 dermatomes", "L5 S1"}, {"L6-S1", "L6-S1"}, {"D12-L1", "T12-L1"},
		{"L4-5 mild", "L4-L5"}, {"at L5, 6 weeks ago", "L5"}, {"L5 5 days", "L5"}, {"L4-5.", "L4-L5"}, {"(L4-5)", "L4-L5"},
		{"L4-5 2 mm bulge", "L4-L5"}, {"L5-S1 5 mm", "L5-S1"}, {"L4-5 on 10/16/12", "L4-L5"}, {"L3-4: 3 mm", "L3-L4"},
		{"RRR, normal S1 and S2, no murmur", ""}, {"S1, S2 normal, no murmurs", ""}, {"S1 S2 no gallop", ""},
		{"Sagittal T1, T2 and STIR", ""}, {"T2-weighted images", ""}, {"T1 vertebra", "T1"}, {"T1-2 disc", "T1-T2"}, {"bright on T2 images", ""},
		{"TSH and free T4", ""}, {"T3-T4 disc", "T3-T4"}, {"Tylenol T3", ""},
		{"L1832 brace", ""}, {"E0730", ""}, {"C-II", ""}, {"C9", ""}, {"L7", ""}, {"T13", ""}, {"S6", ""}, {"L0-1", ""},
		{"1-2 tablets, 4-5 times", ""}, {"10/16/12", ""}, {"5-S1", "S1"}, {"S1-L5", "S1 L5"}, {"", ""}, {"L", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := levels(tt.text); got != tt.want {
				t.Errorf("Levels = %s; want %s", got, tt.want)
			}
		})
	}
}

func TestLevelsSayWhere(t *testing.T) {
	text := "bulge at L4 through S1, and C5/6"
	got := Levels(text)
	if len(got) != 3 || text[got[1].Start:got[1].End] != "L4 through S1" || text[got[2].Start:got[2].End] != "C5/6" {
		t.Errorf("%+v", got)
	}
}

func FuzzLevels(f *testing.F) {
	f.Add("L4-5, 5-S1 and C3 to 7")
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range Levels(text) {
			if m.Start < 0 || m.Start >= m.End || m.End > len(text) || !m.From.exists() || !m.To.exists() {
				t.Fatalf("%q: %+v", text, m)
			}
		}
	})
}
