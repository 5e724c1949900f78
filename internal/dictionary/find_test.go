package dictionary

import (
	"strings"
	"testing"
)

// mentions writes what was found as "words=concept", an ambiguous form with ?.
func mentions(text string) string {
	var list []string
	for _, m := range Standard().Find(text) {
		mark := ""
		if m.Ambiguous {
			mark = "?"
		}
		list = append(list, text[m.Start:m.End]+"="+m.Concept+mark)
	}
	return strings.Join(list, "; ")
}

func TestFind(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "gabapentin 300 mg", "gabapentin=gabapentin; mg=milligram"},
		{"brand", "Neurontin", "Neurontin=gabapentin"},
		{"capitals", "GABAPENTIN", "GABAPENTIN=gabapentin"},
		{"longest first", "low back pain", "low back pain=low-back-pain"},
		{"then the rest", "low back tenderness", "low back=low-back; tenderness=tenderness"},
		{"hyphen", "an x-ray", "x-ray=x-ray"},
		{"space", "an x ray", "x ray=x-ray"},
		{"joined", "an xray", "xray=x-ray"},
		{"en dash", "an X–ray", "X–ray=x-ray"},
		{"plural", "epidural steroid injections", "epidural steroid injections=epidural-steroid-injection"},
		{"plural in y", "two arthroscopies", "arthroscopies=arthroscopy"},
		{"plural before of", "tears of the rotator cuff", "tears of the rotator cuff=rotator-cuff-tear"},
		{"plural abbreviation", "three ESIs", "ESIs=epidural-steroid-injection"},
		{"possessive", "Phalen's test", "Phalen's test=phalen-test"},
		{"curly possessive", "Phalen’s test", "Phalen’s test=phalen-test"},
		{"without the s", "Phalen test", "Phalen test=phalen-test"},
		{"accent", "Lasègue sign", "Lasègue sign=straight-leg-raise"},
		{"abbreviation", "SLR positive", "SLR=straight-leg-raise; positive=positive-finding"},
		{"dots", "ibuprofen b.i.d.", "ibuprofen=ibuprofen; b.i.d=twice-a-day"},
		{"slash", "s/p fusion", "s/p=status-post; fusion=spinal-fusion"},
		{"slash needed", "the s p wave", ""},
		{"over a line", "physical\ntherapy", "physical\ntherapy=physical-therapy"},
		{"parted word", "gaba-\npentin", "gaba-\npentin=gabapentin"},
		{"hyphen at a line end that stays", "follow-\nup", "follow-\nup=follow-up-visit"},
		{"not over a sentence", "neck. Pain", "neck=neck; Pain=pain"},
		{"not over a paragraph", "physical\n\ntherapy", "therapy=treatment"},
		{"not over columns", "physical             therapy", "therapy=treatment"},
		{"not within words", "kneel and backing", ""},
		{"PT in capitals", "PT twice", "PT=physical-therapy?"},
		{"pt in small letters", "pt improved", "improved=improved"},
		{"Pt", "Pt. here", ""},
		{"us is no ultrasound", "told us so", ""},
		{"US", "US of the leg", "US=ultrasound?; leg=leg"},
		{"from is not FROM", "from what he does we add", ""},
		{"Pt reports", "Pt reports and pt notes", "reports=report; notes=record"},
		{"PT note", "a PT note", "PT note=therapy-note?"},
		{"tens of", "tens of miles", ""},
		{"ms is not MS", "50 ms", ""},
		{"two capitals shouted", "PATIENT STARTED PT TODAY", "PT=physical-therapy?"},
		{"shared form", "an RFA", "RFA=radiofrequency-ablation?; RFA=request-for-authorization?"},
		{"combination", "hydrocodone/APAP 10/325", "hydrocodone/APAP=hydrocodone"},
		{"list with slash", "PT/acupuncture", "PT=physical-therapy?; acupuncture=acupuncture"},
		{"nerve roots", "L5-S1 disc", "L5-S1 disc=l5-s1"},
		{"T1-2 is not T12", "T12", "T12=t12"},
		{"ampersand", "P&S", "P&S=permanent-and-stationary"},
		{"nothing", "", ""},
		{"odd bytes", "\xff\xfe knee \xf0", "knee=knee"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := mentions(tt.text); got != tt.want {
				t.Errorf("Find(%q) = %s; want %s", tt.text, got, tt.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("P.T. s/p L5-S1 x-\nray’s")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range Standard().Find(text) {
			if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
				t.Fatalf("%q: %+v", text, m)
			}
			if m.Start < end && m.End != end {
				t.Fatalf("%q: %+v overlaps what ends at %d", text, m, end)
			}
			end = m.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The patient c/o low back pain radiating to the left leg, s/p L4-5 laminectomy in 2010. "+
		"He completed twelve visits of PT without lasting benefit, and walked to the store with his brother. "+
		"SLR is positive on the left at 40 degrees; Gabapentin 300 mg tid was continued for another month.\n", 400)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Standard().Find(text)
	}
}
