// Package earlier tells whether two applications are of one employee and whether
// two items are the same treatment, with the reasons, so that a decision that was
// made before is found and a contradiction does not go out unexplained.
package earlier

import (
	"strings"
	"unicode"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/spelling"
)

// Person is what an application says of the employee and the claim.
type Person struct {
	Name          string
	Born, Injured calendar.Date
	Claim         string
}

// PersonOf is the employee of the case.
func PersonOf(c casefile.Case) Person {
	return Person{c.Employee.Name, c.Employee.DateOfBirth, c.DateOfInjury, c.ClaimNumber}
}

// SamePerson reports whether both are one employee, with the reasons in words. A
// name may be misspelt, turned around or shortened; it counts together with the
// date of birth, the claim or, where a date of birth is missing, the day of the
// injury. Without the name the claim counts with the day of birth or of injury.
func SamePerson(a, b Person) (reasons []string, same bool) {
	name, claim := NamesMeet(a.Name, b.Name), claimsMeet(a.Claim, b.Claim)
	born, injured := daysMeet(a.Born, b.Born), daysMeet(a.Injured, b.Injured)
	bornUnknown := a.Born.IsZero() || b.Born.IsZero()
	switch {
	case name && (born || claim || injured && bornUnknown):
	case claim && (born || injured && bornUnknown):
	default:
		return nil, false
	}
	if name && strings.EqualFold(strings.Join(strings.Fields(a.Name), " "), strings.Join(strings.Fields(b.Name), " ")) {
		reasons = append(reasons, "the same name")
	} else if name {
		reasons = append(reasons, "nearly the same name")
	}
	for _, r := range []struct {
		holds bool
		words string
	}{{born, "born on the same day"}, {claim, "the same claim number"}, {injured, "injured on the same day"}} {
		if r.holds {
			reasons = append(reasons, r.words)
		}
	}
	return reasons, true
}

func daysMeet(a, b calendar.Date) bool { return !a.IsZero() && a == b }

func claimsMeet(a, b string) bool {
	a, b = FoldClaim(a), FoldClaim(b)
	return a != "" && a == b
}

// leastClaim is the fewest signs that tell a claim number from a placeholder.
const leastClaim = 4

// FoldClaim is the form in which claim numbers are compared: capitals, without the
// spaces, hyphens, points and slashes that people put in or leave out. It is empty
// for what is no number, such as “pending”.
func FoldClaim(claim string) string {
	folded := strings.ToUpper(strings.NewReplacer("-", "", " ", "", ".", "", "/", "").Replace(claim))
	if len(folded) < leastClaim || !strings.ContainsAny(folded, "0123456789") {
		return ""
	}
	return folded
}

// NamesMeet reports whether both may be one person's name: every part of the
// shorter is a part of the longer, up to a slip of the hand, an initial, the order
// and a title. One part alone, such as a surname, meets only itself.
func NamesMeet(a, b string) bool {
	short, long := nameParts(a), nameParts(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 || len(short) == 1 && len(long) > 1 {
		return false
	}
	used := make([]bool, len(long))
	whole := 0
	for _, s := range short {
		at := partIn(s, long, used)
		if at < 0 {
			return false
		}
		used[at] = true
		if len(s) > 1 && len(long[at]) > 1 {
			whole++
		}
	}
	return whole >= min(2, len(short))
}

// partIn is the place of the part among those that are not used, the closest first.
func partIn(part string, among []string, used []bool) int {
	best, least := -1, 3
	for i, other := range among {
		if used[i] {
			continue
		}
		if d := partDistance(part, other); d < least {
			best, least = i, d
		}
	}
	return best
}

// partDistance is how far two parts of names are apart: 0 the same, 1 a slip, 2 an
// initial or two slips in a long name, 3 different.
func partDistance(a, b string) int {
	if a == b {
		return 0
	}
	if len(a) == 1 || len(b) == 1 {
		if a[0] == b[0] {
			return 2
		}
		return 3
	}
	switch d := spelling.Slips(a, b); {
	case d == 1 && min(len(a), len(b)) >= 3:
		return 1
	case d == 2 && min(len(a), len(b)) >= 7:
		return 2
	}
	return 3
}

// noName are words beside a name.
var noName = map[string]bool{"mr": true, "mrs": true, "ms": true, "jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// nameParts are the parts of a name in small letters without accents; the halves of
// a double name are parts of their own, an apostrophe is left out.
func nameParts(name string) []string {
	name = spelling.Plain(name)
	var out []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !noName[w] {
			out = append(out, w)
		}
	}
	return out
}
