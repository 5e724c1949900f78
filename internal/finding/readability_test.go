package finding

import (
	"strings"
	"testing"
)

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{"cat": 1, "knee": 1, "therapy": 3, "surgery": 3, "approved": 2, "denied": 2, "medicine": 3, "injection": 3,
		"table": 2, "doses": 2, "walked": 1, "treated": 2, "diagnosis": 4, "patient": 2, "necessary": 4, "stands": 1, "you": 1, "being": 2, "the": 1, "shoulder": 2} {
		if got := syllablesOf(word); got < want-1 || got > want+1 || want < 3 && got != want {
			t.Errorf("%s has %d syllables, want %d", word, got, want)
		}
	}
}

func TestGrade(t *testing.T) {
	for name, tt := range map[string]struct {
		text     string
		from, to float64
	}{
		"for a child": {"You hurt your knee. You asked for a shot. The shot is approved. It may help you walk.", -3, 4},
		"everyday":    {"You asked for surgery on your right knee. The surgery is approved. Your knee locks and gives way, the scan shows a torn piece in it, and therapy and a shot were tried first.", 2, 8},
		"a journal":   {"The preponderance of scientific evidence regarding fluoroscopically guided transforaminal corticosteroid administration demonstrates insufficient longitudinal effectiveness in individuals with degenerative lumbar radiculopathy.", 16, 60},
	} {
		if grade, told := gradeOf(tt.text); !told || grade < tt.from || grade > tt.to {
			t.Errorf("%s: grade %.1f, told %v", name, grade, told)
		}
	}
	if _, told := gradeOf(strings.Repeat("word ", leastWords-1)); told {
		t.Error("the grade of too short a text was told")
	}
}
