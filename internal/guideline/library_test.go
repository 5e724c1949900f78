package guideline_test

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/guideline"
)

// The timeline: which edition of a chapter a letter must cite for a day.
func TestInForce(t *testing.T) {
	tests := []struct {
		name, key, on, year, published string // year is "" where none is in force
	}{
		{"before the schedule", "mtus/low-back", "2007-06-14", "", ""},
		{"first day of the schedule", "mtus/low-back", "2007-06-15", "2007", "2004"},
		{"last day before the restructuring", "mtus/low-back", "2009-07-17", "2007", "2004"},
		{"restructured", "mtus/low-back", "2009-07-18", "2009", "2004"},
		{"low back, last day of 2009", "mtus/low-back", "2017-11-30", "2009", "2004"},
		{"low back, wholesale adoption", "mtus/low-back", "2017-12-01", "2017", "2016-02-24"},
		{"low back, last day of 2017", "mtus/low-back", "2019-08-10", "2017", "2016-02-24"},
		{"low back 2019", "mtus/low-back", "2019-08-11", "2019", "2019-03-07"},
		{"low back, last day of 2019", "mtus/low-back", "2021-11-22", "2019", "2019-03-07"},
		{"low back 2021", "mtus/low-back", "2021-11-23", "2021", "2020-02-13"},
		{"low back, later", "mtus/low-back", "2024-02-29", "2021", "2020-02-13"},
		{"neck 2009", "mtus/neck", "2014-03-01", "2009", "2004"},
		{"neck 2017", "mtus/neck", "2019-04-17", "2017", "2016-05-27"},
		{"neck 2019", "mtus/neck", "2019-04-18", "2019", "2018-10-17"},
		{"shoulder 2009", "mtus/shoulder", "2017-11-30", "2009", "2004"},
		{"shoulder 2017", "mtus/shoulder", "2017-12-01", "2017", "2016-08-01"},
		{"elbow revised", "mtus/elbow", "2009-07-18", "2009", "2007"},
		{"elbow 2017", "mtus/elbow", "2017-12-01", "2017", "2013"},
		{"elbow 2019", "mtus/elbow", "2019-04-18", "2019", "2018-08-23"},
		{"hand 2017", "mtus/hand", "2017-12-01", "2017", "2016-06-30"},
		{"hand 2019", "mtus/hand", "2019-04-18", "2019", "2019-01-07"},
		{"knee 2017", "mtus/knee", "2020-09-20", "2017", "2015-10-28"},
		{"knee 2020", "mtus/knee", "2020-09-21", "2020", "2019-12-03"},
		{"ankle 2017", "mtus/ankle", "2017-12-01", "2017", "2015-09"},
		{"ankle 2019", "mtus/ankle", "2019-04-18", "2019", "2018-07-16"},
		{"eye 2017", "mtus/eye", "2017-12-01", "2017", "2017-04-01"},
		{"no hip chapter in 2014", "mtus/hip", "2014-03-01", "", ""},
		{"hip 2017", "mtus/hip", "2019-10-06", "2017", "2011-05-01"},
		{"hip 2019", "mtus/hip", "2019-10-07", "2019", "2019-04-24"},
		{"asthma 2017", "mtus/asthma", "2020-09-20", "2017", "2016-01-04"},
		{"asthma 2020", "mtus/asthma", "2020-09-21", "2020", "2020-06-05"},
		{"lung 2017", "mtus/lung", "2017-12-01", "2017", "2016-01-04"},
		{"lung 2020", "mtus/lung", "2020-09-21", "2020", "2019-11-08"},
		{"stress 2009", "mtus/stress", "2019-04-17", "2009", "2004"},
		{"stress gone", "mtus/stress", "2019-04-18", "", ""},
		{"post-traumatic stress", "mtus/ptsd", "2019-04-18", "2019", "2018-12-18"},
		{"depression", "mtus/depression", "2020-09-21", "2020", "2020-02-13"},
		{"anxiety", "mtus/anxiety", "2021-07-19", "2021", "2021-04-30"},
		{"covid not yet", "mtus/covid", "2021-06-27", "", ""},
		{"covid", "mtus/covid", "2021-06-28", "2021", "2021-03-29"},
		{"initial approaches", "mtus/initial-approaches", "2017-12-01", "2017", "2017-06-30"},
		{"no chronic pain chapter", "mtus/chronic-pain", "2009-07-17", "", ""},
		{"chronic pain 2009", "mtus/chronic-pain", "2016-07-27", "2009", "2008-10-23"},
		{"chronic pain 2016", "mtus/chronic-pain", "2016-07-28", "2016", "2015-04-06"},
		{"chronic pain, last day of 2016", "mtus/chronic-pain", "2017-11-30", "2016", "2015-04-06"},
		{"chronic pain 2017", "mtus/chronic-pain", "2017-12-01", "2017", "2017-05-15"},
		{"no opioid chapter", "mtus/opioids", "2016-07-27", "", ""},
		{"opioids 2016", "mtus/opioids", "2016-07-28", "2016", ""},
		{"opioids 2017", "mtus/opioids", "2017-12-01", "2017", "2017-04-20"},
		{"acupuncture 2007", "mtus/acupuncture", "2007-06-15", "2007", ""},
		{"acupuncture 2009", "mtus/acupuncture", "2017-11-30", "2009", ""},
		{"acupuncture gone", "mtus/acupuncture", "2017-12-01", "", ""},
		{"postsurgical", "mtus/postsurgical", "2009-07-18", "2009", ""},
		{"postsurgical gone", "mtus/postsurgical", "2017-12-01", "", ""},
		{"no formulary", "mtus/formulary", "2017-12-31", "", ""},
		{"formulary", "mtus/formulary", "2018-01-01", "2018", ""},
		{"disability guidelines", "odg/low-back", "2014-07-01", "2014", "2014"},
		{"disability guidelines, year end", "odg/low-back", "2014-12-31", "2014", "2014"},
		{"disability guidelines, latest known", "odg/low-back", "2023-01-01", "2020", "2020"},
		{"college, second edition", "acoem/low-back", "2010-12-31", "2004", "2004"},
		{"college, third edition", "acoem/low-back", "2011-01-01", "2011", "2011"},
		{"label at any time", "other/fda", "1999-01-01", "", ""},
		{"unknown chapter", "mtus/teeth", "2014-01-01", "", ""},
	}
	library := guideline.Standard()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			on := calendar.MustDate(tt.on)
			e, ok := library.InForce(tt.key, on)
			if want := tt.year != "" || tt.key == "other/fda"; ok != want || e.Year != tt.year || e.Published != tt.published {
				t.Fatalf("InForce(%s, %s) = edition %q, published %q, %v", tt.key, on, e.Year, e.Published, ok)
			}
			if ok && !e.InForceOn(on) {
				t.Errorf("the edition found says that it is not in force")
			}
		})
	}
}

// Each chapter with dates is covered without gap or overlap from its first day
// to its last, and the editions stand in the order of time.
func TestEditionsFollowEachOther(t *testing.T) {
	byKey := map[string][]guideline.Edition{}
	for _, e := range guideline.Standard().Editions() {
		byKey[e.Key] = append(byKey[e.Key], e)
	}
	for key, editions := range byKey {
		for i, e := range editions {
			if i == 0 {
				continue
			}
			before := editions[i-1]
			if before.From.IsZero() || !e.From.After(before.From) || before.To.AddDays(1) != e.From {
				t.Errorf("%s: %s to %s is followed by one from %s", key, before.From, before.To, e.From)
			}
		}
		for _, e := range editions {
			if n := inForceOn(editions, e.From); n != 1 && !e.From.IsZero() {
				t.Errorf("%s: %d editions are in force on %s", key, n, e.From)
			}
			if n := inForceOn(editions, e.To); n != 1 && !e.To.IsZero() {
				t.Errorf("%s: %d editions are in force on %s", key, n, e.To)
			}
		}
	}
}

// inForceOn counts the editions that apply on the day.
func inForceOn(editions []guideline.Edition, day calendar.Date) int {
	n := 0
	for _, e := range editions {
		if e.InForceOn(day) {
			n++
		}
	}
	return n
}

func TestEveryRowIsWhole(t *testing.T) {
	for _, e := range guideline.Standard().Editions() {
		name := e.Key + " " + e.Year
		inSchedule := strings.HasPrefix(e.Key, "mtus/")
		if inSchedule != e.Citation("").IsMTUS() || inSchedule != (e.MTUSSection != "") || inSchedule != (e.Family == "MTUS") {
			t.Errorf("%s does not know whether it is in the schedule", name)
		}
		if inSchedule && (e.From.IsZero() || e.Year != e.From.String()[:4]) {
			t.Errorf("%s took effect on %s", name, e.From)
		}
		if (e.Kind == guideline.StudySource) != e.Citation("").IsStudy() && e.Key != "study/cochrane" {
			t.Errorf("%s is a %s", name, e.Kind)
		}
		if e.Kind == guideline.Guidelines && e.Publisher == "" {
			t.Errorf("%s has no publisher", name)
		}
		if e.Year != "" && !e.CitedAs(e.Year) {
			t.Errorf("%s is not cited by its own year", name)
		}
	}
}

func TestCitedAs(t *testing.T) {
	e, _ := guideline.Standard().InForce("mtus/low-back", calendar.MustDate("2014-03-01"))
	for year, want := range map[string]bool{"2009": true, " 2009 ": true, "2004": true, "2007": false, "2017": false, "": false} {
		if e.CitedAs(year) != want {
			t.Errorf("CitedAs(%q) = %v", year, !want)
		}
	}
}

func TestNamed(t *testing.T) {
	cite := func(name, chapter string) guideline.Citation {
		return guideline.Citation{Guideline: name, Chapter: chapter}
	}
	tests := []struct {
		name string
		cite guideline.Citation
		want string // keys
	}{
		{"as the library has it", cite("MTUS", "Low Back Complaints"), "mtus/low-back"},
		{"title of a later edition", cite("MTUS", "Low Back Disorders"), "mtus/low-back"},
		{"shortened", cite("MTUS", "Low Back"), "mtus/low-back"},
		{"with its number", cite("MTUS/ACOEM", "ACOEM Chapter 12, Low Back Complaints"), "mtus/low-back"},
		{"older name", cite("mtus", "Neck and Upper Back"), "mtus/neck"},
		{"newer name", cite("MTUS", "Cervical and Thoracic Spine"), "mtus/neck"},
		{"chronic pain", cite("California MTUS", "Chronic Pain Medical Treatment Guidelines"), "mtus/chronic-pain"},
		{"chronic pain, short", cite("MTUS", "Chronic Pain"), "mtus/chronic-pain"},
		{"chapter in the name", cite("MTUS Chronic Pain Treatment Guidelines", ""), "mtus/chronic-pain"},
		{"section in the chapter", cite("MTUS", "Chronic Pain Guidelines, Opioids"), "mtus/chronic-pain"},
		{"opioids", cite("MTUS", "Opioids"), "mtus/opioids"},
		{"several fit", cite("MTUS", "Workplace Mental Health"), "mtus/anxiety mtus/depression mtus/ptsd"},
		{"other family", cite("Official Disability Guidelines", "Low Back"), "odg/low-back"},
		{"college", cite("ACOEM 3rd ed.", "Knee Disorders"), "acoem/knee"},
		{"no chapter", cite("MTUS", ""), ""},
		{"only a number", cite("MTUS", "Chapter 12"), ""},
		{"unknown chapter", cite("MTUS", "Dental care"), ""},
		{"unknown guideline", cite("House rules", "Low Back"), ""},
		{"study", guideline.Citation{Guideline: "ODG", Journal: "J", Chapter: "Low Back"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var keys []string
			for _, e := range guideline.Standard().Named(tt.cite) {
				keys = append(keys, e.Key)
			}
			slices.Sort(keys)
			if got := strings.Join(slices.Compact(keys), " "); got != tt.want {
				t.Errorf("Named = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCitationOfAnEdition(t *testing.T) {
	e, _ := guideline.Standard().InForce("odg/low-back", calendar.MustDate("2014-03-14"))
	want := guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2014"}
	if got := e.Citation("Exercise"); got != want {
		t.Errorf("Citation = %+v", got)
	}
}
