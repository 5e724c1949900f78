package publication

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/determination"
)

// Change is what was put in the place of a name, a number or a date.
type Change struct {
	Place, Before, After string
	Around               string // the sentence as it now stands
	Doubtful             bool   // the words mean something else as well: look whether they name anybody here
}

// Build makes the public copy of an issued determination and lists every change.
func Build(d determination.Determination, version int, issued calendar.Date, known []Identity, dates Dates) (Copy, []Change) {
	c := draft(d, version, issued).clone()
	c.Dates = dates
	r := newReplacer(d.Case, known, dates)
	var changes []Change
	c.texts(func(place string, text *string) {
		after, made := r.replace(*text)
		for i := range made {
			made[i].Place = place
		}
		changes, *text = append(changes, made...), after
	})
	return c, changes
}

// Hide is a text with their roles in the place of the identities.
func Hide(text string, known []Identity) string {
	after, _ := newReplacer(casefile.Case{}, known, KeepDates).replace(text)
	return after
}

// replacer puts roles in the place of names.
type replacer struct {
	forms []form
	born  calendar.Date
	dates Dates
}

// form is one way to write an identity.
type form struct {
	re       *regexp.Regexp
	role     string
	doubtful bool
}

const (
	titleForm  = `(?:(?i:dr|doctor|mr|mrs|ms|miss|prof)\b\.?\s+)`
	degreeForm = `(?:,?\s+(?:M\.?D\b\.?|D\.?O\b\.?|D\.?C\b\.?|Ph\.?D\b\.?|Psy\.?D\b\.?|P\.?T\b\.?|D\.?P\.?T\b\.?|D\.?P\.?M\b\.?|N\.?P\b\.?|P\.?A(?:-C)?\b\.?|R\.?N\b\.?|L\.?Ac\b\.?|Esq\b\.?))`
)

func newReplacer(c casefile.Case, known []Identity, dates Dates) *replacer {
	r := &replacer{born: c.Employee.DateOfBirth, dates: dates}
	for _, id := range known {
		switch id.Kind {
		case Person:
			r.person(id)
		case Organization:
			r.add(`(?i)\b(?:the\s+)?`+spaced(trimCompany(id.Text))+`(?:,?\s+(?:inc|llc|corp|co|ltd)\b\.?)?`, id.Role, isOrdinary(id.Text))
		case Number:
			r.add(`(?i)(?:\b(?:claim|file)\s*(?:number|no\.?|#)?\s*:?\s*)?`+spaced(id.Text), id.Role, false)
		}
	}
	for _, s := range dateForms(r.born) {
		r.add(`(?i)\b`+regexp.QuoteMeta(s)+`\b`, "the employee’s date of birth", false)
	}
	return r
}

// person adds the forms of a name, the longest first.
func (r *replacer) person(id Identity) {
	parts := NameParts(id.Text)
	if len(parts) == 0 {
		return
	}
	last := regexp.QuoteMeta(parts[len(parts)-1])
	if len(parts) > 1 {
		first := regexp.QuoteMeta(parts[0])
		initial, _ := utf8.DecodeRuneInString(parts[0])
		r.add(`\b`+titleForm+`?(?i:`+first+`(?:\s+[\p{L}.'’-]+){0,2}?\s+`+last+`)\b`+degreeForm+`*`, id.Role, false)
		r.add(`\b(?i:`+last+`),\s*(?i:`+first+`)\b(?:\s+\p{L}\b\.?)?`+degreeForm+`*`, id.Role, false)
		r.add(`\b`+titleForm+`?`+regexp.QuoteMeta(string(initial))+`\.?\s*(?:\p{Lu}\.?\s*)?(?i:`+last+`)\b`+degreeForm+`*`, id.Role, false)
	}
	r.add(`\b`+titleForm+`(?i:`+last+`)\b`+degreeForm+`*`, id.Role, false)
	r.add(`\b(?i:`+last+`)`+degreeForm+`+`, id.Role, false)
	r.add(`\b(?:`+asName(last)+`|`+strings.ToUpper(last)+`)\b`, id.Role, isOrdinary(parts[len(parts)-1]))
	if len(parts) > 1 && (id.Role == employeeRole || id.Role == ReviewerRole) {
		first := regexp.QuoteMeta(parts[0])
		r.add(`\b(?:`+asName(first)+`|`+strings.ToUpper(first)+`)\b`, id.Role, isOrdinary(parts[0]))
		a, _ := utf8.DecodeRuneInString(parts[0])
		b, _ := utf8.DecodeRuneInString(parts[len(parts)-1])
		r.add(fmt.Sprintf(`\b%c\.\s?%c\.`, unicode.ToUpper(a), unicode.ToUpper(b)), id.Role, false)
	}
}

// asName is the word with a capital in front, as names stand in a sentence.
func asName(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// spaced matches the text whatever its white space.
func spaced(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	return strings.Join(words, `\s+`)
}

var companyEnding = regexp.MustCompile(`(?i),?\s+(?:inc|llc|corp|co|ltd|lp|llp|pc|apc)\.?$`)

func trimCompany(name string) string { return companyEnding.ReplaceAllString(name, "") }

func (r *replacer) add(expression, role string, doubtful bool) {
	r.forms = append(r.forms, form{regexp.MustCompile(expression), role, doubtful})
}

type span struct {
	start, end int
	role       string
	doubtful   bool
}

// replace puts roles and ages in the place of names and dates. Where two forms meet
// at one place the longer stands.
func (r *replacer) replace(text string) (string, []Change) {
	var spans []span
	for _, f := range r.forms {
		for _, m := range f.re.FindAllStringIndex(text, -1) {
			spans = append(spans, span{m[0], m[1], f.role, f.doubtful})
		}
	}
	if r.dates == AgesOnly && !r.born.IsZero() {
		for _, m := range chronology.Dates(text) {
			if m.Precise && m.Date.After(r.born) {
				spans = append(spans, span{m.Start, m.End, fmt.Sprintf("a day at age %d", ageOn(r.born, m.Date)), false})
			}
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	var b strings.Builder
	var out []Change
	at := 0
	for _, s := range spans {
		if s.start < at {
			continue
		}
		b.WriteString(text[at:s.start])
		after := fitted(s.role, b.String(), text[s.end:])
		out = append(out, Change{Before: text[s.start:s.end], After: after, Doubtful: s.doubtful})
		b.WriteString(after)
		at = s.end
	}
	b.WriteString(text[at:])
	for i := range out {
		out[i].Around = b.String()
	}
	return b.String(), out
}

// fitted gives the role a capital where a sentence begins, and no second article.
func fitted(role, before, after string) string {
	trimmed := strings.TrimRight(before, " \n\t")
	if article, rest, found := strings.Cut(role, " "); found && (article == "the" || article == "a") {
		for _, stands := range []string{"the", "a", "an", "The", "A", "An"} {
			if strings.HasSuffix(" "+trimmed, " "+stands) {
				return rest
			}
		}
	}
	if trimmed == "" || strings.ContainsAny(trimmed[len(trimmed)-1:], ".!?") && !abbreviated(trimmed) && !strings.HasPrefix(after, ",") {
		first, size := utf8.DecodeRuneInString(role)
		return string(unicode.ToUpper(first)) + role[size:]
	}
	return role
}

// abbreviated reports whether the full stop at the end closes a short form, not a sentence.
func abbreviated(s string) bool {
	words := strings.Fields(s)
	last := strings.ToLower(words[len(words)-1])
	return slices.Contains([]string{"vs.", "e.g.", "i.e.", "no.", "st.", "approx.", "dr."}, last)
}

// Replaced is the share of the copy's words that stand in the place of others, from
// 0 to 1: a copy of which much was replaced may hide what was decided and why.
func Replaced(c Copy, changes []Change) float64 {
	all, roles := 0, 0
	c.texts(func(_ string, text *string) { all += len(strings.Fields(*text)) })
	for _, ch := range changes {
		roles += len(strings.Fields(ch.After))
	}
	return float64(roles) / float64(max(all, 1))
}
