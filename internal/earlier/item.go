package earlier

import (
	"fmt"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// Degree is how far two items are the same treatment.
type Degree int

// The degrees. Related items are of one category and body part and ask for things
// that are known to be different, such as a brace and a stimulator.
const (
	Unlike Degree = iota
	Related
	Like
)

// LikeItems says how far two items are the same treatment, and why in words. A
// treatment that both name makes them alike unless they are for different body
// parts or sides; a drug acts wherever it is taken. Without one the same category
// and body part do.
func LikeItems(a, b casefile.DisputedItem) (Degree, string) {
	asA, asB := treatments(a.Description), treatments(b.Description)
	shared, drug := sharedIn(asA, asB)
	meet, clash := partsMeet(a, b)
	switch {
	case shared != "" && (drug || !clash):
		return Like, "both ask for " + shared
	case clash || !meet || a.Category != b.Category:
		return Unlike, ""
	case len(asA) > 0 && len(asB) > 0:
		return Related, "the same category and body part, another treatment"
	}
	return Like, "the same category and body part"
}

// treatmentClasses are the classes of the dictionary that an item can ask for.
var treatmentClasses = []dictionary.Class{"therapies", "procedures", "drugs", "devices", "tests"}

// anyTreatment are concepts that say too little to compare items by.
var anyTreatment = []string{"treatment", "conservative-treatment", "medication", "medication-management", "procedure", "surgery", "diagnostic-study"}

// treatments are the ids of what a description asks for.
func treatments(description string) []string {
	var out []string
	for _, m := range dictionary.Standard().Find(description) {
		c, _ := dictionary.Standard().Concept(m.Concept)
		if slices.Contains(treatmentClasses, c.Class) && !m.Ambiguous && !slices.Contains(anyTreatment, c.ID) && !slices.Contains(out, c.ID) {
			out = append(out, c.ID)
		}
	}
	return out
}

// sharedIn is the name of a treatment of both, itself or one that includes the
// other, and whether it is a drug.
func sharedIn(a, b []string) (name string, drug bool) {
	d := dictionary.Standard()
	for _, x := range a {
		for _, y := range b {
			narrow := y
			switch {
			case d.Covers(y, x):
				narrow = x
			case !d.Covers(x, y):
				continue
			}
			c, _ := d.Concept(narrow)
			if c.Class == "drugs" {
				return c.Preferred, true
			}
			name = orFirst(name, c.Preferred)
		}
	}
	return name, false
}

func orFirst(first, other string) string {
	if first != "" {
		return first
	}
	return other
}

// partsMeet reports whether the items are for one body part and side, and whether
// they are for different ones; where one of them names none, neither holds.
func partsMeet(a, b casefile.DisputedItem) (meet, clash bool) {
	if len(a.BodyParts) == 0 || len(b.BodyParts) == 0 {
		return false, false
	}
	for _, x := range a.BodyParts {
		for _, y := range b.BodyParts {
			if sidesMeet(x.Side, y.Side) && samePart(x.Part, y.Part) {
				return true, false
			}
		}
	}
	return false, true
}

// sidesMeet: bilateral covers both, and a side that is not named is any.
func sidesMeet(a, b casefile.Side) bool {
	return a == b || a == "" || b == "" || a == "bilateral" || b == "bilateral"
}

// samePart reports whether one of the parts is the other or includes it.
func samePart(a, b string) bool {
	if strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) {
		return true
	}
	d := dictionary.Standard()
	for _, x := range d.Find(a) {
		for _, y := range d.Find(b) {
			c, _ := d.Concept(x.Concept)
			if (c.Class == "body_parts" || c.Class == "levels") && (d.Covers(x.Concept, y.Concept) || d.Covers(y.Concept, x.Concept)) {
				return true
			}
		}
	}
	return false
}

// Application is what tells one application for review from another.
type Application struct {
	Person
	Decided calendar.Date // of utilization review
	Items   []casefile.DisputedItem
}

// ApplicationOf is the application of the case.
func ApplicationOf(c casefile.Case) Application {
	return Application{PersonOf(c), c.UR.DecisionDate, c.Items}
}

// SameApplication reports whether both ask for review of the same decision on the
// same treatment: one employee, one day of the decision of utilization review and
// an item that is alike in both. The reasons are in words.
func SameApplication(a, b Application) (reasons []string, same bool) {
	reasons, same = SamePerson(a.Person, b.Person)
	if !same || !daysMeet(a.Decided, b.Decided) {
		return nil, false
	}
	reasons = append(reasons, "the same day of the decision of utilization review")
	for _, x := range a.Items {
		for _, y := range b.Items {
			if degree, why := LikeItems(x, y); degree == Like {
				return append(reasons, fmt.Sprintf("item %s: %s", x.ID, why)), true
			}
		}
	}
	return nil, false
}
