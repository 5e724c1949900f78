package dictionary

import (
	"slices"
	"testing"
)

func TestCovers(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"anticonvulsant", "gabapentin", true},
		{"medication", "gabapentin", true},
		{"gabapentin", "anticonvulsant", false},
		{"gabapentin", "gabapentin", true},
		{"conservative-treatment", "physical-therapy", true},
		{"low-back", "l5-s1", true},
		{"spine", "l5-s1", true},
		{"neck", "l5-s1", false},
		{"neck", "c5-c6", true},
		{"knee", "meniscus", true},
		{"lower-extremity", "meniscus", true},
		{"opioid", "oxycodone-with-acetaminophen", true},
		{"surgery", "anterior-cervical-discectomy-and-fusion", true},
		{"injection", "epidural-steroid-injection", true},
		{"opioid", "ibuprofen", false},
		{"bilateral", "left", true},
		{"bilateral", "right", true},
		{"left", "bilateral", false},
		{"opioid", "no such concept", false},
	}
	for _, tt := range tests {
		t.Run(tt.a+" over "+tt.b, func(t *testing.T) {
			if got := Standard().Covers(tt.a, tt.b); got != tt.want {
				t.Errorf("Covers = %v", got)
			}
		})
	}
}

func TestSites(t *testing.T) {
	for id, site := range map[string]string{
		"carpal-tunnel-syndrome": "wrist", "low-back-pain": "low-back", "l5-s1": "low-back", "meniscal-tear": "knee",
		"mri-of-the-lumbar-spine": "spine", "anterior-cervical-discectomy-and-fusion": "neck", "knee": "lower-extremity",
	} {
		if got := Standard().Sites(id); !slices.Contains(got, site) {
			t.Errorf("Sites(%s) = %v, without %s", id, got, site)
		}
	}
	if got := Standard().Sites("gabapentin"); got != nil {
		t.Errorf("Sites(gabapentin) = %v", got)
	}
}

func TestLookupAndSynonyms(t *testing.T) {
	tests := []struct {
		term, concept string
		synonyms      []string // some of them
	}{
		{"pt", "physical-therapy", []string{"physical therapy", "physiotherapy"}},
		{"P.T.", "physical-therapy", []string{"physiotherapy"}},
		{"S/P", "status-post", []string{"status post"}},
		{"norco", "hydrocodone", []string{"hydrocodone", "Vicodin"}},
		{"hydrocodone", "hydrocodone", []string{"Norco"}},
		{"cervical spine", "neck", []string{"neck", "c-spine"}},
		{"Lasègue sign", "straight-leg-raise", []string{"SLR"}},
		{"X-rays", "x-ray", []string{"radiograph"}},
	}
	d := Standard()
	for _, tt := range tests {
		t.Run(tt.term, func(t *testing.T) {
			if cs := d.Lookup(tt.term); !slices.ContainsFunc(cs, func(c Concept) bool { return c.ID == tt.concept }) {
				t.Errorf("Lookup = %v", cs)
			}
			got := d.Synonyms(tt.term)
			for _, s := range tt.synonyms {
				if !slices.Contains(got, s) {
					t.Errorf("Synonyms = %v, without %s", got, s)
				}
			}
			if slices.ContainsFunc(got, func(s string) bool { return key(s) == key(tt.term) }) {
				t.Errorf("Synonyms hold the term itself: %v", got)
			}
		})
	}
	if d.Lookup("no such words") != nil || d.Synonyms("zzz") != nil || d.Forms("zzz") != nil {
		t.Error("an unknown term has an answer")
	}
}
