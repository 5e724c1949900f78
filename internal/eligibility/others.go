package eligibility

import (
	"fmt"
	"strings"
	"unicode"

	"imr/internal/casefile"
)

// others is 8 CCR §9792.10.3(a)(2): an application for the same item of the same UR
// decision is looked for by claim, date of injury, UR date and item.
func others(a Application) []Finding {
	var out []Finding
	for _, o := range a.Others {
		if o.Number == a.Number || !sameClaim(a.Case, o) {
			continue
		}
		for _, it := range a.Items {
			if f, ok := compare(a, o, it); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

func compare(a Application, o Other, it casefile.DisputedItem) (Finding, bool) {
	for _, other := range o.Items {
		if !SameItem(it, other) {
			continue
		}
		code := Similar
		if o.UR.DecisionDate == a.UR.DecisionDate {
			switch {
			case o.State == casefile.Issued || o.State == casefile.Published || o.State == casefile.Remanded:
				code = Determined
			case !o.State.Ended():
				code = Duplicate
			}
		}
		r, _ := Of(code)
		return Finding{Reason: r, Case: o.Number,
			Message: fmt.Sprintf("Item %s is item %s of case %s, by the UR decision of %s.", it.ID, other.ID, o.Number, o.UR.DecisionDate.US())}, true
	}
	return Finding{}, false
}

// sameClaim compares by the claim number, and by name and birth where one of the
// cases has none.
func sameClaim(c casefile.Case, o Other) bool {
	mine, theirs := key(c.ClaimNumber), key(o.ClaimNumber)
	if mine != "" && theirs != "" {
		return mine == theirs
	}
	return SameEmployee(c.Employee, o.Employee)
}

// SameEmployee compares name and date of birth. Names are compared without case,
// marks and order, since forms write “Diaz, Ana” and “Ana Diaz”.
func SameEmployee(a, b casefile.Employee) bool {
	return sameName(a.Name, b.Name) && (a.DateOfBirth == b.DateOfBirth || a.DateOfBirth.IsZero() || b.DateOfBirth.IsZero())
}

// sameName reports whether both hold the same words; a title or a degree does not
// count, and D.O. is one as DO is.
func sameName(a, b string) bool {
	x, y := words(joinDegrees(a)), words(joinDegrees(b))
	for w := range titles {
		delete(x, w)
		delete(y, w)
	}
	if len(x) == 0 || len(x) != len(y) {
		return false
	}
	for w := range x {
		if !y[w] {
			return false
		}
	}
	return true
}

// joinDegrees leaves the points out of what is a degree without them.
func joinDegrees(name string) string {
	parts := strings.Fields(name)
	for i, p := range parts {
		if whole := strings.ToLower(strings.Map(letterOrNone, p)); strings.Contains(p, ".") && titles[whole] && !initials[whole] {
			parts[i] = whole
		}
	}
	return strings.Join(parts, " ")
}

func letterOrNone(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return -1
}

// initials are words that are titles without points and initials with them, as in J.R. Ong.
var initials = map[string]bool{"mr": true, "ms": true, "jr": true, "sr": true}

// titles are words beside a name: forms of address, degrees and fellowships.
var titles = map[string]bool{"md": true, "do": true, "dc": true, "dr": true, "mr": true, "mrs": true, "ms": true, "prof": true, "phd": true, "psyd": true, "dpm": true,
	"dds": true, "dmd": true, "od": true, "lac": true, "np": true, "fnp": true, "pa": true, "rn": true, "dpt": true, "pt": true, "mph": true, "facs": true,
	"faaos": true, "esq": true, "jr": true, "sr": true}

// sameShare is how much of the words of two descriptions must be the same.
const sameShare = 0.75

// SameItem reports whether two items ask for the same: the descriptions share most
// of their words, the numbers and sides among them all.
func SameItem(a, b casefile.DisputedItem) bool {
	x, y := words(a.Description), words(b.Description)
	shared := 0
	for w := range x {
		if y[w] {
			shared++
		} else if strings.ContainsAny(w, "0123456789") || isSide[w] {
			return false
		}
	}
	for w := range y {
		if !x[w] && (strings.ContainsAny(w, "0123456789") || isSide[w]) {
			return false
		}
	}
	most := max(len(x), len(y))
	return most > 0 && float64(shared) >= sameShare*float64(most) && !otherSides(a, b)
}

var isSide = map[string]bool{"left": true, "right": true, "bilateral": true}

// otherSides reports whether both name the same part on different sides.
func otherSides(a, b casefile.DisputedItem) bool {
	for _, p := range a.BodyParts {
		for _, q := range b.BodyParts {
			if key(p.Part) == key(q.Part) && p.Side != "" && q.Side != "" && p.Side != q.Side {
				return true
			}
		}
	}
	return false
}

var small = map[string]bool{"the": true, "of": true, "to": true, "for": true, "a": true, "an": true, "and": true, "with": true, "in": true, "on": true}

// words are the words of a text in lower case, without those that say nothing.
func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !small[w] {
			out[w] = true
		}
	}
	return out
}

// key is a text as it is compared: letters and digits alone.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
}
