package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
)

// relation says what a verdict is about.
type relation int

const (
	aboutNothing relation = iota // nothing that can be told
	aboutRequest                 // the item, by its words or by a word such as “the request”
	aboutOther                   // another treatment
)

// topics tells the item of a rationale from the other treatments that it names.
type topics struct {
	own, others map[string]bool // stems of the words of one and not of the other
	classes     []casefile.Category
}

var (
	subjectWord = regexp.MustCompile(`[\pL\pN][\pL\pN/.-]*`)
	requestWord = regexp.MustCompile(`\b(?:request\w*|this|these|those|it|they|item|items|treatment|service|services|above|such|same|denials?|decision|determination|non-certification|necessity|authorization|certification|patient|worker|claimant|employee|applicant|records?|documentation|criteria|conditions|requirements)\b`)
	smallWords  = wordSet(`a an of to in on or at by than without the and for with per from under over into each every this that these those times time week weeks month
		day days use unit units quantity qty body part left right bilateral guidance request requested`)
)

// classWords are head words by which a treatment's class is told.
var classWords = map[string]casefile.Category{
	"surgery": "surgery", "operation": "surgery", "fusion": "surgery", "discectomy": "surgery", "laminectomy": "surgery",
	"arthroscopy": "surgery", "arthroplasty": "surgery", "decompression": "surgery", "repair": "surgery",
	"injection": "injections", "injections": "injections", "block": "injections", "blocks": "injections", "esi": "injections",
	"therapy": "rehabilitation", "acupuncture": "rehabilitation", "chiropractic": "rehabilitation", "pt": "rehabilitation",
	"mri": "diagnostics", "ct": "diagnostics", "x-ray": "diagnostics", "x-rays": "diagnostics", "emg": "diagnostics", "ncs": "diagnostics",
	"medication": "pharmaceuticals", "opioid": "pharmaceuticals", "opioids": "pharmaceuticals", "tablets": "pharmaceuticals",
}

func topicsOf(c casefile.Case, item casefile.DisputedItem) topics {
	t := topics{own: stems(item.Description), others: map[string]bool{}, classes: classesOf(strings.ToLower(item.Description))}
	t.classes = append(t.classes, item.Category)
	for _, other := range c.Items {
		if other.ID == item.ID {
			continue
		}
		for s := range stems(other.Description) {
			if t.own[s] {
				delete(t.own, s)
			} else {
				t.others[s] = true
			}
		}
	}
	return t
}

// of tells what the words before a verdict, in lower case, speak of. Only the
// last dozen words are read, so that a reason given before does not count.
func (t topics) of(subject string) relation {
	words := subjectWord.FindAllString(subject, -1)
	words = words[max(0, len(words)-12):]
	tail := strings.Join(words, " ")
	if classes := classesOf(tail); len(classes) > 0 && !slices.ContainsFunc(classes, func(c casefile.Category) bool { return slices.Contains(t.classes, c) }) {
		return aboutOther
	}
	other := false
	for s := range stems(tail) {
		if t.own[s] {
			return aboutRequest
		}
		other = other || t.others[s]
	}
	switch {
	case other:
		return aboutOther
	case len(words) == 0 || requestWord.MatchString(tail):
		return aboutRequest
	}
	return aboutNothing
}

func classesOf(text string) []casefile.Category {
	var out []casefile.Category
	for _, w := range subjectWord.FindAllString(text, -1) {
		if c, ok := classWords[strings.Trim(w, ".-")]; ok {
			out = append(out, c)
		}
	}
	return out
}

// stems is the set of the text's words of weight, in lower case and without a
// plural's s.
func stems(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range subjectWord.FindAllString(strings.ToLower(text), -1) {
		w = strings.Trim(w, ".-")
		if len(w) > 1 && !smallWords[w] && w[0] > '9' {
			out[strings.TrimSuffix(w, "s")] = true
		}
	}
	return out
}
