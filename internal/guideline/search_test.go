package guideline_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

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
		{"the field's abbreviation", "mtus lbp", "2014-03-01", []string{"mtus/low-back 2009"}},
		{"with its year", "acoem neck 2011", "2014-03-01", []string{"acoem/neck 2011"}},
		{"a word more than the title has", "mtus low back pain", "2022-01-01", []string{"mtus/low-back 2021"}},
		{"a complaint", "carpal tunnel syndrome odg", "2015-03-01", []string{"odg/carpal-tunnel 2015"}},
		{"a slip", "acupunture", "2014-03-01", []string{"mtus/acupuncture 2009"}},
		{"letters changed places", "sholuder", "2018-03-01", []string{"mtus/shoulder 2017"}},
		{"two words in one", "lowback", "2014-03-01", []string{"mtus/low-back 2009"}},
		{"a brand", "mtus roxicodone", "2018-03-01", []string{"mtus/neck 2017 Opioids"}},
		{"a year is no slip", "low back 2011x", "2014-03-01", nil},
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

// fiveThousand is a library of 5,000 chapters with twenty sections each.
func fiveThousand() guideline.Library {
	seed := guideline.Standard().Editions()
	var out []guideline.Edition
	for i := range 5000 {
		e := seed[i%len(seed)]
		e.Key = fmt.Sprintf("%s-%d", e.Key, i/len(seed))
		e.Chapter = fmt.Sprintf("%s %d", e.Chapter, i/len(seed))
		e.Sections = nil
		for n := range 20 {
			e.Sections = append(e.Sections, guideline.Heading{Title: fmt.Sprintf("%s %d", topics[(i+n)%len(topics)], n), Words: "visits program " + topics[n%len(topics)]})
		}
		out = append(out, e)
	}
	return guideline.New(out)
}

var topics = []string{"Exercise", "Physical medicine", "Epidural steroid injections", "Imaging", "Opioids", "Acupuncture", "Fusion", "Bracing", "Massage"}

// BenchmarkSearch types queries that hit much, little and nothing in 5,000 chapters.
func BenchmarkSearch(b *testing.B) {
	on := calendar.MustDate("2014-03-01")
	library := fiveThousand()
	for _, query := range []string{"", "o", "low back", "mtus lbp", "acoem neck 2011", "esi", "odg exerc", "acupunture", "a b c d e f g h i j k l", "zzzz"} {
		b.Run("“"+query+"”", func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				library.Search(query, on, 12)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms(aim<20)")
		})
	}
}
