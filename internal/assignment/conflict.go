package assignment

import (
	"strings"
	"unicode"

	"imr/internal/casefile"
	"imr/internal/spelling"
)

// Named is a name of the file with what it stands for there, such as “author of d3”.
type Named struct{ Name, As string }

// Names lists every name of the application and the file, each once.
func Names(c casefile.Case) []Named {
	var out []Named
	seen := map[string]bool{}
	add := func(name, as string) {
		if key := strings.ToLower(strings.TrimSpace(name)); key != "" && !seen[key] {
			seen[key] = true
			out = append(out, Named{name, as})
		}
	}
	add(c.Employee.Name, "the employee")
	add(c.Employer, "the employer")
	add(c.ClaimsAdministrator.Name, "the claims administrator")
	if p := c.Representative; p != nil {
		add(p.Name, "the employee's representative")
		add(p.Firm, "the representative's firm")
	}
	add(c.RequestingPhysician.Name, "the requesting physician")
	add(c.RequestingPhysician.Facility, "the facility of the requesting physician")
	add(c.UR.Organization, "the UR organization")
	add(c.UR.Physician, "the UR physician")
	for _, d := range c.Documents {
		for _, author := range strings.FieldsFunc(d.Author, func(r rune) bool { return r == ';' || r == '&' || r == '/' }) {
			add(author, "the author of document "+string(d.ID))
		}
	}
	return out
}

// Alike reports whether both may be the same name, however it is disguised: case,
// order, initials, a middle name left out, a slip of the hand, titles and degrees.
// It errs on the side of a conflict: unlike a search for a person's earlier case, an
// initial beside a surname is enough.
func Alike(a, b string) bool { return alikeParts(nameParts(a), nameParts(b)) }

// alikeParts is Alike for names that are taken apart already.
func alikeParts(short, long []string) bool {
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 || len(short) == 1 && len(long) > 1 {
		return false
	}
	used := make([]bool, len(long))
	whole := 0
	for _, s := range short {
		at := -1
		for i, l := range long {
			if !used[i] && partsAlike(s, l) && (at < 0 || s == l) {
				at = i
			}
		}
		if at < 0 {
			return false
		}
		used[at] = true
		if len(s) > 1 && len(long[at]) > 1 {
			whole++
		}
	}
	return whole > 0
}

// partsAlike reports whether two parts of names are the same up to an initial or to
// as many slips as their length bears.
func partsAlike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case a == b, len(a) == 1 && b[0] == a[0]:
		return true
	case len(a) < 4:
		return false
	case len(a) < 8:
		return spelling.Slips(a, b) <= 1
	}
	return spelling.Slips(a, b) <= 2
}

// besides are words beside a name.
var besides = map[string]bool{"dr": true, "mr": true, "mrs": true, "ms": true, "prof": true, "md": true, "do": true, "dc": true, "dpm": true, "phd": true,
	"psyd": true, "dds": true, "dmd": true, "dpt": true, "fnp": true, "faaos": true, "od": true, "lac": true, "mph": true, "facs": true, "pa": true, "np": true, "rn": true, "pt": true, "esq": true, "jr": true, "sr": true,
	"ii": true, "iii": true, "inc": true, "llc": true, "llp": true, "corp": true, "the": true, "of": true, "and": true, "medical": true}

// nameParts are the parts of a name in small letters without titles and degrees.
// Points within a word are left out first, so that M.D. is a degree; M.R. and M.S. are initials all the same.
func nameParts(name string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(spelling.Plain(name), func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '(' || r == ')' || r == '-' }) {
		if whole := strings.ReplaceAll(word, ".", ""); besides[whole] && whole != "mr" && whole != "ms" {
			continue
		}
		for _, p := range strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if !besides[p] {
				out = append(out, p)
			}
		}
	}
	return out
}
