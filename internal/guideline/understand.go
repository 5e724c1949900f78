package guideline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"imr/internal/dictionary"
)

// term is a word of a query with how well each entry of the index has it: 0 not at
// all, 4 as a word of its name, 3 as the beginning of one, 2 and 1 for other words.
type term struct {
	scores []uint8
	soft   bool // not insisted on
}

// mostTerms bounds the work of a query; nobody types that many words.
const mostTerms = 12

// softWords are those that people add without meaning a chapter that has them.
var softWords = map[string]bool{
	"pain": true, "syndrome": true, "disorder": true, "disorders": true, "complaint": true, "complaints": true, "injury": true,
	"injuries": true, "strain": true, "treatment": true, "guideline": true, "guidelines": true, "chapter": true, "edition": true,
	"and": true, "of": true, "the": true, "for": true,
}

// shortForms are abbreviations of the field that chapters have under their full words.
var shortForms = map[string][]string{
	"lbp": {"low", "back"}, "lb": {"low", "back"}, "cts": {"carpal", "tunnel"}, "ls": {"lumbar"}, "cs": {"cervical"},
	"tbi": {"head"}, "frp": {"functional", "restoration"}, "wc": {"work"}, "pta": {"physical"}, "meds": {"drugs"},
}

// understand parts the query into terms. What the person may still be typing counts
// as the beginning of a word.
func (x index) understand(query string) []term {
	words := strings.Fields(plain(query))
	words = words[:min(len(words), mostTerms)]
	hard := slices.ContainsFunc(words, func(w string) bool { return !softWords[w] })
	var terms []term
	for _, w := range words {
		t := term{make([]uint8, len(x.entries)), hard && softWords[w]}
		x.mark(t.scores, w)
		for _, form := range x.otherForms(w) {
			x.markAll(t.scores, form)
		}
		terms = append(terms, t)
	}
	return terms
}

// mark notes the entries with a word that begins so.
func (x index) mark(scores []uint8, word string) {
	from, to := x.begun(word)
	for i := from; i < to; i++ {
		score := uint8(1)
		if x.words[i] == word {
			score = 2
		}
		for _, p := range x.postings[i] {
			points := score
			if p.named {
				points += 2
			}
			scores[p.entry] = max(scores[p.entry], points)
		}
	}
}

// markAll notes, at the lowest score, the entries that have every word of the form.
func (x index) markAll(scores []uint8, form []string) {
	seen := make([]uint8, len(scores))
	for n, word := range form {
		one := make([]uint8, len(scores))
		x.mark(one, word)
		for i, score := range one {
			if score > 0 && seen[i] == uint8(n) {
				seen[i]++
			}
		}
	}
	for i, n := range seen {
		if int(n) == len(form) {
			scores[i] = max(scores[i], 1)
		}
	}
}

// otherForms are what the word may stand for: a usual abbreviation, and where
// nothing begins so a name of the dictionary, two words in one, or a slip.
func (x index) otherForms(word string) [][]string {
	var forms [][]string
	if full := shortForms[word]; full != nil {
		forms = append(forms, full)
	}
	if from, to := x.begun(word); from < to {
		return forms
	}
	forms = append(forms, x.named(word)...)
	if len(forms) == 0 {
		forms = append(forms, x.parted(word)...)
	}
	if len(forms) == 0 {
		forms = x.slips(word)
	}
	return forms
}

// named are the names of what the dictionary knows by the word, else of what includes
// it, else of where in the body it is: a brand is found under its drug or its class.
func (x index) named(word string) [][]string {
	d := dictionary.Standard()
	for _, related := range []func(string) []string{func(id string) []string { return []string{id} }, d.Broader, d.Sites} {
		var forms [][]string
		for _, c := range d.Lookup(word) {
			for _, id := range related(c.ID) {
				forms = append(forms, x.known(d.Forms(id))...)
			}
		}
		if len(forms) > 0 {
			return forms
		}
	}
	return nil
}

// known are the names of which the index has every word.
func (x index) known(names []string) [][]string {
	var out [][]string
	for _, name := range names {
		if words := strings.Fields(plain(name)); len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !x.has(w) }) {
			out = append(out, words)
		}
	}
	return out
}

// parted are the two words of which the word is made: “lowback”.
func (x index) parted(word string) [][]string {
	var forms [][]string
	for i := range word {
		if i >= 3 && len(word)-i >= 3 && x.has(word[:i]) && x.has(word[i:]) {
			forms = append(forms, []string{word[:i], word[i:]})
		}
	}
	return forms
}

// slips are the words that the word begins but for a letter or, where it is long,
// two. A number is never a slip.
func (x index) slips(word string) [][]string {
	typed := []rune(word)
	if len(typed) < 4 || strings.ContainsAny(word, "0123456789") {
		return nil
	}
	allowed := 1
	if len(typed) >= 8 {
		allowed = 2
	}
	var forms [][]string
	for _, w := range x.words {
		if w[0] == word[0] && utf8.RuneCountInString(w) >= len(typed)-allowed && slipsTo(typed, []rune(w), allowed) {
			forms = append(forms, []string{w})
		}
	}
	return forms
}

// slipsTo reports whether some beginning of the word is at most so many letters away
// from what was typed, two letters that changed places counting as one.
func slipsTo(typed, word []rune, allowed int) bool {
	word = word[:min(len(word), len(typed)+allowed)]
	var before, last []int
	row := make([]int, len(word)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(typed); i++ {
		before, last, row = last, row, make([]int, len(word)+1)
		row[0] = i
		for j := 1; j <= len(word); j++ {
			change := 1
			if typed[i-1] == word[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && typed[i-1] == word[j-2] && typed[i-2] == word[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return slices.Min(row) <= allowed
}
