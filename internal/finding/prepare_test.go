package finding

import (
	"reflect"
	"strings"
	"testing"

	"imr/internal/casefile"
)

func TestStatements(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"a sentence over two lines": {"Pain stays in the low back and in the left buttock\nand does not reach the knee. Gait normal.",
			[]string{"Pain stays in the low back and in the left buttock and does not reach the knee.", "Gait normal."}},
		"short lines are entries": {"MEDICATIONS IN USE AT THE TIME OF THIS VISIT TODAY\nNaproxen 550 mg bid\nGabapentin 300 mg tid",
			[]string{"MEDICATIONS IN USE AT THE TIME OF THIS VISIT TODAY", "Naproxen 550 mg bid", "Gabapentin 300 mg tid"}},
		"a numbered list": {"Plan of the visit that was held on this very day\n1. MRI of the neck.\n2. PT.",
			[]string{"Plan of the visit that was held on this very day", "1. MRI of the neck.", "2. PT."}},
		"headings": {"Subjective: pain 7/10.\nObjective: SLR positive.", []string{"Subjective: pain 7/10.", "Objective: SLR positive."}},
	} {
		t.Run(name, func(t *testing.T) {
			r := Prepare([]casefile.Page{pageOf("d1", 1, tt.text)})
			var got []string
			for _, s := range r.statements {
				got = append(got, oneLine(s.text()))
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("statements %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPreparedIndex(t *testing.T) {
	r := Prepare([]casefile.Page{pageOf("d1", 2, "HEP daily."), pageOf("d1", 1, "Improved with home exercises. Home exercise program reviewed.")})
	if got := r.concepts["home-exercise-program"]; len(got) != 3 {
		t.Errorf("home exercise program in statements %v", got)
	}
	if got := r.words[stem("improvement")]; len(got) != 1 || !strings.HasPrefix(r.statements[got[0]].text(), "Improved") {
		t.Errorf("improvement in statements %v", got)
	}
	if p := r.page("d1", 2); p == nil || p.text != "HEP daily." || r.page("d1", 3) != nil {
		t.Errorf("page 2 is %+v", p)
	}
}

func TestStem(t *testing.T) {
	for _, group := range []string{"improve improved improvement improvements improving", "function functional functionally functions",
		"document documented documentation documents", "inject injection injections injected", "fail fails failed", "goal goals"} {
		words := strings.Fields(group)
		for _, w := range words {
			if stem(w) != stem(words[0]) {
				t.Errorf("stem of %s is %s, of %s %s", w, stem(w), words[0], stem(words[0]))
			}
		}
	}
}
