package chronology_test

import (
	"strings"
	"testing"
	"time"

	"imr/internal/casefile"
	"imr/internal/chronology"
)

// mostHostile is how long a page may take that no clinic writes. The race detector
// makes this work about ten times slower.
func mostHostile() time.Duration {
	if raceDetector {
		return 5 * time.Minute
	}
	return 30 * time.Second
}

// TestHostilePages holds the time for pages that no clinic writes.
func TestHostilePages(t *testing.T) {
	for name, text := range map[string]string{
		"one line of labels":    strings.Repeat("Date of visit ", 4000),
		"one line of dates":     strings.Repeat("10/16/12-", 6000) + strings.Repeat(" 10/16/12", 6000),
		"one line of reports":   strings.Repeat("MRI report of 10/16/12 ", 3000),
		"many lines of labels":  strings.Repeat("Date: DOB: DOI:\n", 4000),
		"many columns of dates": strings.Repeat(strings.Repeat("DOS 10/16/12 ", 20)+"\n", 300),
		"signs":                 strings.Repeat("/-.", 30000) + strings.Repeat("\xff\xfe ", 3000),
		"digits":                strings.Repeat("1", 100000),
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			pages := []casefile.Page{page(1, text)}
			chronology.Encounters(pages, chronology.Said{})
			chronology.Mentions(pages)
			if took := time.Since(began); took > mostHostile() {
				t.Errorf("took %v", took)
			} else {
				t.Logf("took %v", took.Round(time.Millisecond))
			}
		})
	}
}

func BenchmarkPropose(b *testing.B) {
	p := []casefile.Page{page(1, strings.Repeat("Date of visit: 10/16/12  Pain 5/10, hydrocodone 10/325, MRI of 9/1/12 reviewed today.\n", 45))}
	for b.Loop() {
		chronology.Propose(p)
		chronology.Mentions(p)
	}
}
