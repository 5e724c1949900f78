package guideline_test

import (
	"reflect"
	"testing"

	"imr/internal/calendar"
	"imr/internal/guideline"
)

func TestSearch(t *testing.T) {
	tests := []struct {
		name, query, on string
		want            []string // the first hits: key, year, section; “-” in front of one not in force
	}{
		{"abbreviation", "esi", "2014-03-01", []string{"mtus/neck 2009 Epidural steroid injections (ESIs)",
			"mtus/low-back 2009 Epidural steroid injections (ESIs)", "mtus/chronic-pain 2009 Epidural steroid injections (ESIs)",
			"odg/low-back 2014 Epidural steroid injections (ESIs)"}},
		{"beginnings", "low ba", "2014-03-01", []string{"mtus/low-back 2009", "odg/low-back 2014", "acoem/low-back 2011", "-mtus/low-back 2021"}},
		{"later day", "low ba", "2018-03-01", []string{"mtus/low-back 2017", "odg/low-back 2018", "acoem/low-back 2011", "-mtus/low-back 2021"}},
		{"schedule and chapter", "mtus chronic", "2014-03-01", []string{"mtus/chronic-pain 2009"}},
		{"order of words", "chronic MTUS", "2016-08-01", []string{"mtus/chronic-pain 2016"}},
		{"guideline and section", "odg exerc", "2014-03-01", []string{"odg/low-back 2014 Exercise", "odg/neck 2014 Exercise"}},
		{"the seed's section", "odg low exercise", "2014-03-14", []string{"odg/low-back 2014 Exercise"}},
		{"drug", "gabapentin", "2014-03-01", []string{"mtus/chronic-pain 2009 Antiepilepsy drugs (AEDs)", "odg/pain 2014 Antiepilepsy drugs (AEDs)"}},
		{"body part", "lumbar mri", "2020-01-01", []string{"mtus/low-back 2019 Imaging", "odg/low-back 2020 Imaging"}},
		{"regulation", "§9792.24.2", "2014-03-01", []string{"mtus/chronic-pain 2009"}},
		{"long name", "official disability diabetes", "2015-03-01", []string{"odg/diabetes 2015"}},
		{"year", "mtus 2021 anxiety", "2022-01-01", []string{"mtus/anxiety 2021"}},
		{"superseded by its year", "low back 2017", "2022-01-01", []string{"-mtus/low-back 2017"}},
		{"before its time", "formulary", "2014-01-01", []string{"-mtus/formulary 2018"}},
		{"label", "fda warn", "2014-01-01", []string{"other/fda  Warnings and precautions"}},
		{"study", "journal", "2014-01-01", []string{"study/journal "}},
		{"nothing typed", "  ", "2014-01-01", []string{"mtus/prevention 2009", "mtus/initial-assessment 2009"}},
		{"nothing found", "low xyz", "2014-01-01", nil},
		{"signs only", "()", "2014-01-01", []string{"mtus/prevention 2009"}},
	}
	library := guideline.Standard()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			hits := library.Search(tt.query, calendar.MustDate(tt.on), 20)
			var got []string
			for _, h := range hits {
				got = append(got, describe(h))
			}
			if len(tt.want) == 0 && len(got) > 0 || len(got) < len(tt.want) || !reflect.DeepEqual(got[:len(tt.want)], append([]string(nil), tt.want...)) {
				t.Errorf("Search(%q)\n got %q\nwant %q …", tt.query, got, tt.want)
			}
		})
	}
}

func describe(h guideline.Hit) string {
	text := h.Edition.Key + " " + h.Edition.Year
	if h.Section != "" {
		text += " " + h.Section
	}
	if !h.InForce {
		text = "-" + text
	}
	return text
}

func TestSearchPutsSupersededLast(t *testing.T) {
	on := calendar.MustDate("2018-06-01")
	hits := guideline.Standard().Search("o", on, 10000)
	superseded := false
	for _, h := range hits {
		if h.InForce != h.Edition.InForceOn(on) {
			t.Fatalf("%s is marked %v", describe(h), h.InForce)
		}
		if h.InForce && superseded {
			t.Fatalf("%s stands behind a superseded edition", describe(h))
		}
		superseded = superseded || !h.InForce
	}
	if !superseded || !hits[0].InForce {
		t.Fatalf("%d hits hold not both kinds", len(hits))
	}
}

func TestSearchLimit(t *testing.T) {
	on := calendar.MustDate("2018-06-01")
	for _, limit := range []int{-1, 0, 1, 7} {
		if got := len(guideline.Standard().Search("o", on, limit)); got != max(0, limit) {
			t.Errorf("limit %d gave %d", limit, got)
		}
	}
}

// BenchmarkSearch types queries that hit much, little and nothing.
func BenchmarkSearch(b *testing.B) {
	on := calendar.MustDate("2014-03-01")
	library := guideline.Standard()
	for _, query := range []string{"", "o", "esi", "odg exerc", "a b c d e f g h", "zzz"} {
		b.Run("“"+query+"”", func(b *testing.B) {
			for b.Loop() {
				library.Search(query, on, 20)
			}
		})
	}
}
