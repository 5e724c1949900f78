package earlier

import (
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/dictionary"
	"imr/internal/review"
)

func item(description string, category casefile.Category, parts ...string) casefile.DisputedItem {
	it := casefile.DisputedItem{ID: "1", Description: description, Category: category}
	for i := 0; i+1 < len(parts); i += 2 {
		it.BodyParts = append(it.BodyParts, casefile.BodyPart{Side: casefile.Side(parts[i]), Part: parts[i+1]})
	}
	return it
}

func TestLikeItems(t *testing.T) {
	knee := func(side string) casefile.DisputedItem {
		return item("Physical therapy, 12 visits", "rehabilitation", side, "knee")
	}
	for name, tt := range map[string]struct {
		a, b casefile.DisputedItem
		want Degree
	}{
		"the same":                        {knee("right"), knee("right"), Like},
		"in other words":                  {knee("right"), item("PT 2x6 right knee", "rehabilitation", "right", "knee"), Like},
		"the other side":                  {knee("right"), knee("left"), Unlike},
		"both sides":                      {knee("right"), knee("bilateral"), Like},
		"a side that is not named":        {knee("right"), knee(""), Like},
		"another body part":               {knee("right"), item("Physical therapy", "rehabilitation", "", "lumbar spine"), Unlike},
		"a part of the body part":         {item("Acupuncture", "rehabilitation", "", "spine"), item("Acupuncture", "rehabilitation", "", "lumbar spine"), Like},
		"another word for the part":       {item("Acupuncture", "rehabilitation", "", "low back"), item("Acupuncture", "rehabilitation", "", "lumbar spine"), Like},
		"no body part given":              {item("Acupuncture, 6 visits", "rehabilitation"), item("Acupuncture", "rehabilitation", "", "neck"), Like},
		"another category":                {item("Acupuncture, 6 visits", "rehabilitation", "", "neck"), item("Acupuncture", "other", "", "neck"), Like},
		"another treatment of the part":   {item("Acupuncture", "rehabilitation", "", "neck"), item("Chiropractic manipulation", "rehabilitation", "", "neck"), Related},
		"words of no dictionary":          {item("Zorbing", "rehabilitation", "", "neck"), item("Ballooning", "rehabilitation", "", "neck"), Like},
		"words of no dictionary or part":  {item("Zorbing", "rehabilitation"), item("Ballooning", "rehabilitation"), Unlike},
		"a brand and its generic":         {item("Neurontin 300 mg", "pharmaceuticals", "", "neck"), item("Gabapentin 600 mg #90", "pharmaceuticals", "", "lumbar spine"), Like},
		"another drug":                    {item("Gabapentin 300 mg", "pharmaceuticals", "", "neck"), item("Tramadol 50 mg", "pharmaceuticals", "", "neck"), Related},
		"the group of drugs":              {item("Opioids", "pharmaceuticals"), item("Hydrocodone 10/325 mg", "pharmaceuticals"), Like},
		"surgery says too little":         {item("Surgery", "surgery", "right", "knee"), item("Surgery", "surgery", "", "neck"), Unlike},
		"an operation with what it needs": {item("Right knee arthroscopy with partial medial meniscectomy", "surgery", "right", "knee"), item("Meniscectomy", "surgery", "right", "knee"), Like},
	} {
		got, why := LikeItems(tt.a, tt.b)
		if got != tt.want || (why == "") != (got == Unlike) {
			t.Errorf("%s: %d, %q", name, got, why)
		}
		if turned, _ := LikeItems(tt.b, tt.a); turned != got {
			t.Errorf("%s: it matters which item comes first", name)
		}
	}
}

func TestAnyTreatmentIsInTheDictionary(t *testing.T) {
	for _, id := range anyTreatment {
		if _, known := dictionary.Standard().Concept(id); !known {
			t.Errorf("there is no concept %s", id)
		}
	}
}

func sample() casefile.Case {
	return casefile.Case{Number: "CM16-1", Employee: casefile.Employee{Name: "Walter Brisendine", DateOfBirth: calendar.MustDate("1956-06-11")}, ClaimNumber: "NWB-12-088341",
		DateOfInjury: calendar.MustDate("2012-10-16"), UR: casefile.URDecision{DecisionDate: calendar.MustDate("2016-02-19")},
		Items: []casefile.DisputedItem{item("MRI of the lumbar spine", "diagnostics", "", "lumbar spine"), item("Acupuncture, 6 visits", "rehabilitation", "", "neck")}}
}

func TestSameApplication(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*casefile.Case)
		want  bool
	}{
		"the same":              {func(*casefile.Case) {}, true},
		"typed by another hand": {func(c *casefile.Case) { c.Employee.Name, c.ClaimNumber = "Brisendin, Walter", "nwb 12 088341" }, true},
		"one item of two":       {func(c *casefile.Case) { c.Items = c.Items[1:] }, true},
		"another UR decision":   {func(c *casefile.Case) { c.UR.DecisionDate = calendar.MustDate("2016-02-20") }, false},
		"no day of UR":          {func(c *casefile.Case) { c.UR.DecisionDate = calendar.Date{} }, false},
		"another employee":      {func(c *casefile.Case) { c.Employee.Name, c.ClaimNumber = "Otto Other", "Z-1234" }, false},
		"another treatment":     {func(c *casefile.Case) { c.Items = []casefile.DisputedItem{item("Tramadol", "pharmaceuticals")} }, false},
		"a related treatment": {func(c *casefile.Case) {
			c.Items = []casefile.DisputedItem{item("Massage therapy", "rehabilitation", "", "neck")}
		}, false},
	} {
		other := sample()
		tt.spoil(&other)
		if reasons, same := SameApplication(ApplicationOf(sample()), ApplicationOf(other)); same != tt.want || same != (len(reasons) > 0) {
			t.Errorf("%s: %t, %q", name, same, reasons)
		}
	}
}

// before is a determination of 2015 that upheld acupuncture and overturned a brace.
func before() determination.Determination {
	c := sample()
	c.Number, c.Employee.Name = "CM15-0009", "Walter Brisendin"
	c.Items = []casefile.DisputedItem{item("Acupuncture for the neck", "rehabilitation", "", "cervical spine"), item("Cervical collar", "dmepos", "", "neck")}
	d := determination.Determination{Case: c, DecidedOn: calendar.MustDate("2015-11-03")}
	for i, outcome := range []review.ItemDecision{review.Upheld, review.Overturned} {
		d.Items = append(d.Items, determination.ItemResult{DisputedItem: c.Items[i], Decision: review.Decision{Item: c.Items[i].ID, Outcome: outcome}})
	}
	return d
}

func TestMatch(t *testing.T) {
	c := sample()
	c.Items[1].ID = "2"
	got := Match(c, before())
	if len(got) != 1 || got[0].For != "2" || got[0].Number != "CM15-0009" || got[0].Degree != Like || got[0].On.String() != "2015-11-03" || len(got[0].Person) != 4 {
		t.Fatalf("found %+v", got)
	}
	stranger := c
	stranger.Employee.Name, stranger.ClaimNumber = "Otto Other", "Z-1234"
	if got := Match(stranger, before()); got != nil {
		t.Errorf("of another employee: %+v", got)
	}
	itself := c
	itself.Number = before().Case.Number
	if got := Match(itself, before()); got != nil {
		t.Errorf("of itself: %+v", got)
	}
}

func TestUnaddressed(t *testing.T) {
	c := sample()
	c.Items[1].ID = "2"
	found := Match(c, before())
	related := found[0]
	related.Degree = Related
	for name, tt := range map[string]struct {
		found   Decided
		outcome review.ItemDecision
		text    string
		want    int
	}{
		"the opposite":                    {found[0], review.Overturned, "It helps.", 1},
		"the opposite, and nothing said":  {found[0], review.Overturned, "", 1},
		"the same":                        {found[0], review.Upheld, "It does not help.", 0},
		"not decided yet":                 {found[0], "", "", 0},
		"another treatment":               {related, review.Overturned, "It helps.", 0},
		"named by number":                 {found[0], review.Overturned, "In cm15-0009 the gain of March was not known.", 0},
		"named by day":                    {found[0], review.Overturned, "The determination of November 3, 2015 rested on older notes.", 0},
		"named by day in figures":         {found[0], review.Overturned, "The determination of 11/3/15 rested on older notes.", 0},
		"another day":                     {found[0], review.Overturned, "On November 4, 2015 he was seen.", 1},
		"a month is not the day":          {found[0], review.Overturned, "In November 2015 he was seen.", 1},
		"the number of another case only": {found[0], review.Overturned, "CM15-0010 was like it.", 1},
		"a longer number":                 {found[0], review.Overturned, "CM15-00091 was like it.", 1},
	} {
		r := review.Review{Decisions: []review.Decision{{Item: "1", Outcome: review.Overturned}, {Item: "2", Outcome: tt.outcome, Rationale: tt.text}}}
		if got := Unaddressed([]Decided{tt.found}, r); len(got) != tt.want {
			t.Errorf("%s: %d", name, len(got))
		}
	}
}
