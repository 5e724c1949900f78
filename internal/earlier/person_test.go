package earlier

import (
	"fmt"
	"testing"

	"imr/internal/calendar"
)

func TestNamesMeet(t *testing.T) {
	for name, tt := range map[string]struct {
		a, b string
		want bool
	}{
		"the same":                  {"Adriana Fontes", "adriana  FONTES", true},
		"turned around":             {"Fontes, Adriana", "Adriana Fontes", true},
		"a letter left out":         {"Walter Brisendine", "Walter Brisendin", true},
		"two letters swapped":       {"Walter Brisendine", "Walter Brisednine", true},
		"two slips in a long name":  {"Emil Haroutunian", "Emil Harutunyan", true},
		"a middle initial":          {"Emil Haroutunian", "Emil J. Haroutunian", true},
		"a first initial":           {"Emil James Haroutunian", "E. James Haroutunian", true},
		"initials alone":            {"E. Haroutunian", "Emil Haroutunian", false},
		"half of a double name":     {"Adriana Fontes", "Adriana Fontes-Whitlock", true},
		"a title":                   {"Mr. Walter Brisendine Jr.", "Walter Brisendine", true},
		"accents":                   {"José Núñez", "Jose Nunez", true},
		"an apostrophe":             {"Sean O'Brien", "Sean OBrien", true},
		"another first name":        {"Walter Brisendine", "Wilma Brisendine", false},
		"another last name":         {"Walter Brisendine", "Walter Brandon", false},
		"short names one off":       {"Ann Lee", "Ann Li", false},
		"a surname alone":           {"Brisendine", "Walter Brisendine", false},
		"a surname and itself":      {"Brisendine", "Brisendine", true},
		"nothing":                   {"", "", false},
		"nothing and somebody":      {"", "Walter Brisendine", false},
		"parts are used once":       {"Tom Tom", "Tom Miller", false},
		"two first names exchanged": {"Maria Elena Ruiz", "Elena Maria Ruiz", true},
	} {
		if got := NamesMeet(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: NamesMeet(%q, %q) = %t", name, tt.a, tt.b, got)
		}
		if NamesMeet(tt.a, tt.b) != NamesMeet(tt.b, tt.a) {
			t.Errorf("%s: it matters which name comes first", name)
		}
	}
}

func TestFoldClaim(t *testing.T) {
	for claim, want := range map[string]string{"nwb-12 088341": "NWB12088341", "NWB/12.088341": "NWB12088341", "pending": "", "N/A": "", "": "", "12": "", "0001": "0001"} {
		if got := FoldClaim(claim); got != want {
			t.Errorf("FoldClaim(%q) = %q, want %q", claim, got, want)
		}
	}
}

func TestSamePerson(t *testing.T) {
	day := calendar.MustDate
	sound := Person{"Walter Brisendine", day("1956-06-11"), day("2012-10-16"), "NWB-12-088341"}
	for name, tt := range map[string]struct {
		spoil func(*Person)
		want  string // the reasons; [] where it is another person
	}{
		"all of it":                          {func(*Person) {}, "[the same name born on the same day the same claim number injured on the same day]"},
		"a slip in the name":                 {func(p *Person) { p.Name = "Brisendin, Walter" }, "[nearly the same name born on the same day the same claim number injured on the same day]"},
		"another claim":                      {func(p *Person) { p.Claim, p.Injured = "X-2019-1", day("2019-01-02") }, "[the same name born on the same day]"},
		"another day of birth":               {func(p *Person) { p.Born = day("1965-06-11") }, "[the same name the same claim number injured on the same day]"},
		"namesakes":                          {func(p *Person) { p.Born, p.Claim = day("1965-06-11"), "Y-1234" }, "[]"},
		"no day of birth":                    {func(p *Person) { p.Born, p.Claim = calendar.Date{}, "" }, "[the same name injured on the same day]"},
		"the name alone":                     {func(p *Person) { *p = Person{Name: p.Name} }, "[]"},
		"a married name":                     {func(p *Person) { p.Name = "Walter Okafor" }, "[born on the same day the same claim number injured on the same day]"},
		"a colleague hurt that day":          {func(p *Person) { p.Name, p.Born, p.Claim = "Otto Other", day("1970-01-01"), "NWB-12-088342" }, "[]"},
		"another worker's birthday":          {func(p *Person) { p.Name, p.Injured, p.Claim = "Otto Other", day("2019-01-02"), "Z-9999" }, "[]"},
		"the claim and the injury":           {func(p *Person) { p.Name, p.Born = "W. B.", calendar.Date{} }, "[the same claim number injured on the same day]"},
		"the claim under another person":     {func(p *Person) { p.Name, p.Born = "Otto Other", day("1970-01-01") }, "[]"},
		"placeholders for claims do not fit": {func(p *Person) { p.Born, p.Claim = calendar.Date{}, "pending"; p.Injured = calendar.Date{} }, "[]"},
	} {
		other := sound
		tt.spoil(&other)
		reasons, same := SamePerson(sound, other)
		if got := fmt.Sprint(reasons); got != tt.want || same != (tt.want != "[]") {
			t.Errorf("%s: %s, %t", name, got, same)
		}
		if _, turned := SamePerson(other, sound); turned != same {
			t.Errorf("%s: it matters who comes first", name)
		}
	}
}
