package assignment

import (
	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/reviewer"
)

// Register finds whose names are like one of a file's, for many files: the names of
// the reviewers and of whom they are tied to are taken apart once. It finds the same
// as Alike for each two names. It is for one goroutine.
type Register struct {
	names []registered
	by    map[string][]int // what is left of a part of a name without some letters → the names with it
	known map[string][]int // names near a part that was asked for
}

type registered struct {
	of    account.UserID
	parts []string
}

// NewRegister takes the names of the people in.
func NewRegister(people []Known) *Register {
	r := &Register{by: map[string][]int{}, known: map[string][]int{}}
	for _, k := range people {
		for _, name := range append(k.Identity.Names(), k.Identity.Affiliates...) {
			parts := nameParts(name)
			for _, p := range parts {
				for key := range remains(p) {
					r.by[key] = append(r.by[key], len(r.names))
				}
			}
			r.names = append(r.names, registered{k.ID, parts})
		}
	}
	return r
}

// Near tells the people of whom a name is like one of the file's.
func (r *Register) Near(file []Named) map[account.UserID]bool {
	out := map[account.UserID]bool{}
	for _, n := range file {
		parts := nameParts(n.Name)
		for _, p := range parts {
			for _, i := range r.withPart(p) {
				if one := r.names[i]; !out[one.of] && alikeParts(parts, one.parts) {
					out[one.of] = true
				}
			}
		}
	}
	return out
}

// Rank is the card that the function of that name makes, for people all of whom are
// in the register.
func (r *Register) Rank(c casefile.Case, on, due calendar.Date, people []Known, s reviewer.Settings) Card {
	one := ranking{Case: c, on: on, due: due, settings: s, names: Names(c)}
	one.near = r.Near(one.names)
	return one.card(people)
}

// Excluded says why the reviewer cannot have the case; nothing where they may. It is
// what their line on its card says.
func Excluded(c casefile.Case, on, due calendar.Date, k Known, s reviewer.Settings) []reviewer.Reason {
	return ranking{Case: c, on: on, due: due, settings: s, names: Names(c)}.excluded(k)
}

// withPart is the names with a part that may be the same, each once.
func (r *Register) withPart(part string) []int {
	if found, asked := r.known[part]; asked {
		return found
	}
	var out []int
	seen := map[int]bool{}
	for key := range remains(part) {
		for _, i := range r.by[key] {
			if !seen[i] {
				seen[i] = true
				out = append(out, i)
			}
		}
	}
	r.known[part] = out
	return out
}

// remains is the part and what is left of it without as many letters as it bears
// slips (see partsAlike): two parts that are so many slips apart have one of these in
// common (symmetric delete, W. Garbe, 2012). Initials are left out: a name is found
// by what is written out.
func remains(part string) map[string]bool {
	out := map[string]bool{}
	if len(part) < 2 {
		return out
	}
	depth := 0
	if len(part) >= 4 {
		depth++
	}
	if len(part) >= 8 {
		depth++
	}
	leave(part, depth, out)
	return out
}

func leave(part string, depth int, out map[string]bool) {
	if out[part] && depth == 0 {
		return
	}
	out[part] = true
	if depth == 0 {
		return
	}
	letters := []rune(part)
	for i := range letters {
		leave(string(letters[:i])+string(letters[i+1:]), depth-1, out)
	}
}
