package finding

import (
	"slices"
	"strings"
	"unicode"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/dictionary"
)

// fieldKind is what a labelled field of a record holds.
type fieldKind int

const (
	patientField fieldKind = iota // a name under a label that only the patient's name has
	nameField                     // a name under a label that others' names have too
	birthField
	claimField
)

// field is a labelled value on a line of a page. Words first up to last hold the
// label and the value.
type field struct {
	kind        fieldKind
	value       string
	first, last int // indexes of the page's words; last is outside
}

// labelWords are the labels by their words; the longest that fits counts.
var labelWords = map[string]fieldKind{
	"patient": patientField, "patient name": patientField, "patients name": patientField, "name of patient": patientField, "pt name": patientField,
	"employee": patientField, "employee name": patientField, "employees name": patientField, "name of employee": patientField,
	"injured worker": patientField, "injured workers name": patientField, "injured worker name": patientField, "injured employee": patientField,
	"claimant": patientField, "claimant name": patientField, "claimants name": patientField, "applicant": patientField, "applicant name": patientField,
	"re": nameField, "regarding": nameField, "name": nameField,
	"dob": birthField, "date of birth": birthField, "birth date": birthField, "birthdate": birthField, "born": birthField,
	"claim": claimField, "claim no": claimField, "claim number": claimField, "claim num": claimField, "claim nbr": claimField, "claim id": claimField,
	"claim file no": claimField, "wc claim": claimField,
}

const longestLabel = 3

// ofOthers stand before a label, or after it, whose value is about somebody else.
var ofOthers = []string{"spouse", "spouses", "wife", "wifes", "husband", "husbands", "mother", "mothers", "father", "fathers", "son", "sons", "daughter",
	"daughters", "baby", "twin", "brother", "sister", "sibling", "child", "childs", "children", "parent", "guardian", "dependent", "emergency", "contact", "interpreter", "guarantor", "insured", "subscriber",
	"physician", "provider", "doctor", "attorney", "adjuster", "examiner", "employer", "representative", "prior", "previous", "other", "old"}

// labelToken is a word of a line as labels are looked for in it.
type labelToken struct {
	text  string // without the colon at its end
	low   string // letters of the text in lower case
	colon bool   // a colon follows
	word  int    // index of the page's words
}

// fieldsOf finds the labelled fields of a page.
func fieldsOf(p *casefile.Page) []field {
	var out []field
	for start := 0; start < len(p.Words); {
		end := start + 1
		for end < len(p.Words) && p.Words[end].Line == p.Words[start].Line {
			end++
		}
		if mayLabel(p.Words[start:end]) {
			out = append(out, lineFields(tokensOf(p.Words[start:end], start))...)
		}
		start = end
	}
	return out
}

// mayLabel is a quick look: most lines hold no label.
func mayLabel(words []casefile.Word) bool {
	return slices.ContainsFunc(words, func(w casefile.Word) bool {
		if len(w.Text) < 2 {
			return false
		}
		switch w.Text[0] | 0x20 {
		case 'p', 'e', 'i', 'c', 'a', 'r', 'n', 'd', 'b':
			head, _, _ := strings.Cut(w.Text, ":")
			return firstOfLabel[lettersOf(head)]
		}
		return false
	})
}

var firstOfLabel = func() map[string]bool {
	out := map[string]bool{}
	for label := range labelWords {
		first, _, _ := strings.Cut(label, " ")
		out[first] = true
	}
	out["patientname"], out["claimno"] = true, true
	return out
}()

// lettersOf is the letters of a word in lower case.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func tokensOf(words []casefile.Word, at int) []labelToken {
	var out []labelToken
	add := func(text string, colon bool, word int) {
		if text == "" || text == "#" {
			if len(out) > 0 {
				out[len(out)-1].colon = out[len(out)-1].colon || colon || text == "#"
			}
			return
		}
		hash := strings.HasSuffix(text, "#")
		out = append(out, labelToken{strings.TrimSuffix(text, "#"), lettersOf(text), colon || hash, word})
	}
	for i, w := range words {
		head, tail, cut := strings.Cut(w.Text, ":")
		if before, after, parted := strings.Cut(w.Text, ","); parted && lettersOf(before) != "" && lettersOf(after) != "" && !strings.ContainsAny(w.Text, "0123456789:") {
			add(before+",", false, at+i) // Last,First
			add(after, false, at+i)
			continue
		}
		if cut && tail != "" && (mostlyNumber(head) || strings.HasPrefix(tail, "/")) { // a time, an address
			add(w.Text, false, at+i)
			continue
		}
		add(head, cut, at+i)
		if tail != "" {
			add(tail, strings.HasSuffix(tail, ":"), at+i)
		}
	}
	return out
}

func mostlyNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789.,-/") == "" }

// lineFields finds the fields of one line. What stands before a date of birth and
// looks like a name is one without a label.
func lineFields(tokens []labelToken) []field {
	var out []field
	for i := 0; i < len(tokens); i++ {
		kind, n := labelAt(tokens, i)
		if n == 0 || aboutOthers(tokens, i, n) {
			continue
		}
		if kind == birthField && i > 0 && len(out) == 0 {
			if name, used := leadingName(tokens[:i]); used == i {
				out = append(out, field{nameField, name, tokens[0].word, tokens[i-1].word + 1})
			}
		}
		value := tokens[min(skipNote(tokens, i+n), len(tokens)):]
		if f, ok := fieldWith(kind, value, tokens[i].word); ok {
			out = append(out, f)
		}
		i += n - 1
	}
	return out
}

// labelAt is the longest label that begins at the token, with its number of words.
// A name's label needs a colon, or to say that a name follows.
func labelAt(tokens []labelToken, i int) (fieldKind, int) {
	for n := min(longestLabel, len(tokens)-i); n > 0; n-- {
		var words []string
		for _, t := range tokens[i : i+n] {
			words = append(words, t.low)
		}
		label := strings.Join(words, " ")
		kind, ok := labelWords[label]
		if !ok || slices.ContainsFunc(tokens[i:i+n-1], func(t labelToken) bool { return t.colon }) {
			continue
		}
		named := kind == birthField || kind == claimField || tokens[i+n-1].colon || kind == patientField && strings.Contains(label, " name")
		if named || noteBeforeColon(tokens, i+n) {
			return kind, n
		}
	}
	return 0, 0
}

// noteBeforeColon finds “(Last, First)” between a label and its colon.
func noteBeforeColon(tokens []labelToken, i int) bool {
	at := skipNote(tokens, i)
	return at > i && tokens[at-1].colon
}

// skipNote steps over a note in parentheses.
func skipNote(tokens []labelToken, i int) int {
	if i >= len(tokens) || !strings.HasPrefix(tokens[i].text, "(") {
		return i
	}
	for j := i; j < len(tokens); j++ {
		if strings.HasSuffix(tokens[j].text, ")") {
			return j + 1
		}
	}
	return i
}

// aboutOthers reports whether the label is about somebody else than the patient.
func aboutOthers(tokens []labelToken, i, n int) bool {
	for _, t := range tokens[max(0, i-2):i] {
		if slices.Contains(ofOthers, t.low) && !t.colon {
			return true
		}
	}
	return i+n < len(tokens) && !tokens[i+n-1].colon && slices.Contains(ofOthers, tokens[i+n].low)
}

// fieldWith reads the value of a field; ok is false where it has none.
func fieldWith(kind fieldKind, value []labelToken, first int) (f field, ok bool) {
	f = field{kind: kind, first: first}
	used := 0
	switch kind {
	case birthField:
		f.value, used = birthValue(value)
	case claimField:
		f.value, used = claimValue(value)
	default:
		f.value, used = leadingName(value)
	}
	if used == 0 {
		return f, false
	}
	f.last = value[used-1].word + 1
	return f, true
}

// birthValue is the date at the beginning of the value.
func birthValue(value []labelToken) (string, int) {
	text, ends := "", []int{}
	for _, t := range value[:min(4, len(value))] {
		text += t.text + " "
		ends = append(ends, len(text))
	}
	for _, d := range chronology.Dates(text) {
		if d.Start > 1 || !d.Precise {
			break
		}
		for i, end := range ends {
			if end >= d.End {
				return d.Date.String(), i + 1
			}
		}
	}
	return "", 0
}

// claimValue is the number at the beginning of the value: words with digits.
func claimValue(value []labelToken) (string, int) {
	number, used := "", 0
	for _, t := range value[:min(4, len(value))] {
		if used == 0 && (t.low == "no" || t.low == "number") && !strings.ContainsAny(t.text, "0123456789") {
			continue
		}
		if !strings.ContainsAny(t.text, "0123456789") || strings.Contains(t.text, "/") {
			break
		}
		number += t.text
		used = slices.IndexFunc(value, func(v labelToken) bool { return v.word == t.word }) + 1
	}
	if digits := strings.Count(number, "") - 1 - len(strings.Trim(number, "0123456789")); digits < 4 || len(numberSigns(number)) < 5 {
		return "", 0
	}
	return number, used
}

// longestName is how many words of a value are read as a name.
const longestName = 5

// leadingName is the name at the beginning of the value, up to the first word
// that cannot be part of one; nothing where a person with a degree is named.
func leadingName(value []labelToken) (string, int) {
	var parts []string
	used := 0
	for _, t := range value[:min(longestName, len(value))] {
		if !nameWord(t) || t.colon { // a colon: the next label
			break
		}
		parts = append(parts, t.text)
		used++
	}
	if used < len(value) && slices.Contains(degrees, value[used].low) || used > 0 && slices.Contains(degrees, lettersOf(parts[0])) {
		return "", 0
	}
	return strings.Join(parts, " "), used
}

var degrees = []string{"md", "do", "dc", "phd", "psyd", "dpm", "dds", "rn", "np", "pa", "pac", "pt", "dpt", "ot", "lac", "esq", "rph", "pharmd", "dr", "doctor"}

// nameWord reports whether the word may be part of a person's name: capital, all
// letters, and neither everyday nor clinical.
func nameWord(t labelToken) bool {
	first := []rune(t.text)[0]
	bare := strings.Trim(t.text, ".,")
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || r == '-' || r == '\'' || r == '’' {
			return r
		}
		return -1
	}, bare)
	return unicode.IsUpper(first) && letters == bare && bare != "" && !everyday[t.low] && !slices.Contains(degrees, t.low) && !clinical(t.low) &&
		strings.Count(t.low, t.low[:1]) < max(2, len(t.low))
}

func clinical(word string) bool { return len(word) >= 4 && len(dictionary.Standard().Lookup(word)) > 0 }

// everyday are words that stand after a label and are no names.
var everyday = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(everydayText) {
		out[w] = true
	}
	return out
}()

const everydayText = `a about above abnormal active acute additional address admitted adult advised after age agrees alert all also alternating ambulatory an and any
appeal appeared appears application appointment approval are arrives arrived as asked at attorney authorization available awake aware back be been before below benefits
body by california call called came can case center certification chart chief claim claimant claims clear clinic comfortable company compensation complaint complaints
complains completed compliant confirmed consent consult consultation continue continues cooperative copies copy correspondence county current currently daily date dates
day days decision declined delayed denial denied denies department description determination diagnosis did disability discharge discharged discussed dispute disputed
division doctor documentation does doing dos employee employer established evaluation exam examination explained facility fax feels feeling fee female file final findings
first follow following followup for form friendly from full gave general given go good had has have he health her here him his history home hospital how id identification
if improved improving in inc independent information initial injured injury instructed instructions insurance insured interpreter invoice is it january february march april
may june july august september october november december job last left letter limited lives llc location male married medical medication medications medicine met minutes
missed mr mrs ms my name need needs new next no none normal not note notes notice notified number occupation of office old on one oriented other our page pain partially
patient patients payment pending per permanent phone physical physician plan pleasant please policy post prefers preferred presents present prescription presented previous
primary prior privacy procedure progress provided provider purpose ready reason received recent reconsideration record records refer referral referred referring refused
regarding release reported reports request requested requesting response responded results retired return returned returns review right same scheduled seen self service
services sex she should signature signed since single sir social source spanish stable state stated statement states status still street subject summary supplies surgery
take taking taught telephone test tests than that the their them there therapy they this through time title to today told tolerated total transferred treating treatment type
under understands unable unit unknown unremarkable update upon utilization verbalized very visit visits was wc we well went were what when which who will with within without
work worker workers working would wound yes yesterday you your zip see above attached redacted confidential unassigned various tbd na nka`
