package search

import (
	"slices"
	"strings"

	"imr/internal/dictionary"
)

// found is a term with the place in the text that it was read from.
type found struct {
	term       Term
	start, end int
}

// understand reads a text without operators: dates first, then spinal levels,
// doses, what the dictionary knows, and the words that are left.
func understand(text string, d *dictionary.Dictionary) []Term {
	all := dates(text)
	all = addFree(all, levels(text))
	all = addFree(all, doses(text))
	all = addFree(all, concepts(text, d, all))
	all = addFree(all, plainWords(text))
	slices.SortFunc(all, func(a, b found) int { return a.start - b.start })
	terms := make([]Term, len(all))
	for i, f := range all {
		terms[i] = f.term
		terms[i].Text = strings.TrimSpace(text[f.start:f.end])
	}
	return terms
}

// addFree adds what lies where nothing was found before.
func addFree(all, more []found) []found {
	known := all
	for _, m := range more {
		if !taken(known, m.start, m.end) {
			all = append(all, m)
		}
	}
	return all
}

func taken(all []found, start, end int) bool {
	for _, f := range all {
		if f.start < end && start < f.end {
			return true
		}
	}
	return false
}

// plainWords is every run without white space, as a phrase of its words:
// “follow-up”. A hyphenated word is found in one as well.
func plainWords(text string) []found {
	var list []found
	words := split(text)
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && !strings.ContainsAny(text[words[j-1].end:words[j].start], " \t\r\n\v\f,;()[]{}:") {
			j++
		}
		start, end := words[i].start, words[j-1].end
		last := j
		if j-i > 1 && words[j-1].text == "s" && strings.HasSuffix(strings.ReplaceAll(text[:words[j-1].start], "’", "'"), "'") {
			last-- // the s of a possessive
		}
		t := Term{Kind: Word, phrases: []phrase{newPhrase(texts(words[i:last])...)}}
		if j-i == 2 && text[words[i].end:words[i+1].start] == "-" {
			t.phrases = append(t.phrases, newPhrase(words[i].text+words[i+1].text))
		}
		list = append(list, found{t, start, end})
		i = j
	}
	return list
}

// units are the units of doses.
var units = map[string]bool{"mg": true, "mcg": true, "ml": true, "g": true, "mm": true, "cm": true, "lb": true, "lbs": true, "kg": true}

// doses is every number with its unit, found with and without a space between.
func doses(text string) []found {
	var list []found
	words := split(text)
	for i, w := range words {
		number := strings.TrimRight(w.text, "abcdefghijklmnopqrstuvwxyz")
		unit := w.text[len(number):]
		if number == "" || strings.Trim(number, "0123456789") != "" {
			continue
		}
		end := w.end
		if unit == "" && i+1 < len(words) && strings.TrimSpace(text[w.end:words[i+1].start]) == "" {
			unit, end = words[i+1].text, words[i+1].end
		}
		if !units[unit] {
			continue
		}
		start, before := w.start, []string(nil)
		if i > 0 && text[words[i-1].end:w.start] == "." {
			start, before = words[i-1].start, []string{words[i-1].text} // 7.5 mg
		}
		t := Term{Kind: Word, phrases: []phrase{
			newPhrase(append(slices.Clone(before), number, unit)...), newPhrase(append(slices.Clone(before), number+unit)...),
		}}
		list = append(list, found{t, start, end})
	}
	return list
}
