package criteria

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/guideline"
)

func sound() List {
	return List{Key: "home-kits", Version: 3, Name: "Home kits", Guideline: "ODG", Chapter: "Low Back", Category: "dmepos", InUse: true,
		Criteria: []Criterion{{Key: "c1", Words: "A program was taught.", Terms: []string{"home exercise program"}}, {Key: "c2", Words: "It was followed."}}}
}

func TestValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*List)
		want  []string
	}{
		"sound":                    {func(*List) {}, nil},
		"every category":           {func(l *List) { l.Category = "" }, nil},
		"no name":                  {func(l *List) { l.Name = " " }, []string{"name"}},
		"a long name":              {func(l *List) { l.Name = strings.Repeat("n", maxName+1) }, []string{"name"}},
		"no guideline, no chapter": {func(l *List) { l.Guideline, l.Chapter = "", "" }, []string{"guideline", "chapter"}},
		"no such category":         {func(l *List) { l.Category = "kits" }, []string{"category"}},
		"no criteria":              {func(l *List) { l.Criteria = nil }, []string{"criteria"}},
		"a blank criterion":        {func(l *List) { l.Criteria[1].Words = "\n" }, []string{"criteria[1].words"}},
		"text of a guideline":      {func(l *List) { l.Criteria[0].Words = strings.Repeat("w", maxWords+1) }, []string{"criteria[0].words"}},
		"a long term":              {func(l *List) { l.Criteria[1].Terms = []string{strings.Repeat("t", maxTerm+1)} }, []string{"criteria[1].terms"}},
		"too many criteria": {func(l *List) {
			l.Criteria = slices.Repeat(l.Criteria, MaxCriteria)
		}, []string{"criteria"}},
		"too many terms": {func(l *List) { l.Criteria[0].Terms = slices.Repeat([]string{"a"}, maxTerms+1) }, []string{"criteria[0].terms"}},
	} {
		l := sound()
		tt.spoil(&l)
		var got []string
		if f := fault.Of(l.Validate()); f != nil {
			for _, field := range f.Fields {
				got = append(got, field.Path)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: faults of %v, want %v", name, got, tt.want)
		}
	}
}

func TestKeyedTakesNoKeyTwice(t *testing.T) {
	l := List{Criteria: []Criterion{{Words: "a"}, {Key: "c2", Words: "b"}, {Key: "c2", Words: "forged"}, {Key: "c9", Words: "forged"}}}
	for name, tt := range map[string]struct {
		used []string
		want string
	}{"a change": {[]string{"c1", "c2", "c3"}, "[c4 c2 c5 c6]"}, "a new list": {nil, "[c1 c2 c3 c4]"}} {
		var keys []string
		for _, c := range l.Keyed(tt.used).Criteria {
			keys = append(keys, c.Key)
		}
		if got := fmt.Sprint(keys); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	if l.Criteria[0].Key != "" {
		t.Error("the list that was given is changed")
	}
}

func TestKeyOf(t *testing.T) {
	taken := func(key string) bool { return key == "mri" || key == "mri-2" }
	for name, want := range map[string]string{"Home kits: neck & back": "home-kits-neck-back", "MRI": "mri-3", "¿?": "list"} {
		if got := KeyOf(name, taken); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestAppliesTo(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil    func(*List)
		cited    guideline.Citation
		category casefile.Category
		want     bool
	}{
		"as it stands":           {func(*List) {}, guideline.Citation{Guideline: "ODG", Chapter: "Low Back"}, "dmepos", true},
		"in other capitals":      {func(*List) {}, guideline.Citation{Guideline: "odg", Chapter: "low  back"}, "dmepos", true},
		"under its long name":    {func(*List) {}, guideline.Citation{Guideline: "Official Disability Guidelines", Chapter: "Low Back Chapter"}, "dmepos", true},
		"another chapter":        {func(*List) {}, guideline.Citation{Guideline: "ODG", Chapter: "Neck and Upper Back"}, "dmepos", false},
		"another guideline":      {func(*List) {}, guideline.Citation{Guideline: "MTUS", Chapter: "Low Back"}, "dmepos", false},
		"another category":       {func(*List) {}, guideline.Citation{Guideline: "ODG", Chapter: "Low Back"}, "surgery", false},
		"a list for all":         {func(l *List) { l.Category = "" }, guideline.Citation{Guideline: "ODG", Chapter: "Low Back"}, "surgery", true},
		"a list out of use":      {func(l *List) { l.InUse = false }, guideline.Citation{Guideline: "ODG", Chapter: "Low Back"}, "dmepos", false},
		"nothing cited yet":      {func(*List) {}, guideline.Citation{}, "dmepos", false},
		"a label nobody listed":  {func(l *List) { l.Guideline, l.Chapter = "FDA label", "Gabapentin" }, guideline.Citation{Guideline: "FDA label", Chapter: "gabapentin"}, "dmepos", true},
		"another drug's label":   {func(l *List) { l.Guideline, l.Chapter = "FDA label", "Gabapentin" }, guideline.Citation{Guideline: "FDA label", Chapter: "Pregabalin"}, "dmepos", false},
		"another year's edition": {func(*List) {}, guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Edition: "2009"}, "dmepos", true},
	} {
		l := sound()
		tt.spoil(&l)
		if got := l.AppliesTo(casefile.DisputedItem{Category: tt.category}, tt.cited, guideline.Standard()); got != tt.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
