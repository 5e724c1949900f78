package criteria

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// Asked is a criterion as it stands beside a decision. Answer holds the reviewer's
// judgement, in the words and the version of the list as it is now. Before is what
// the criterion said when it was judged, where that was something else. Dropped
// marks a judgement whose criterion is asked no more.
type Asked struct {
	ListName string
	Answer   review.Criterion
	Terms    []string
	Before   string
	Dropped  bool
}

// Panel is what is asked of an item that is decided so: the criteria of every list
// that goes with one of the citations, in the order of the lists, and then the
// judgements whose criteria are asked no more, which are never lost in silence.
func Panel(lists []List, library guideline.Library, it casefile.DisputedItem, d review.Decision) []Asked {
	var out []Asked
	for _, l := range lists {
		if !slices.ContainsFunc(d.Citations, func(c guideline.Citation) bool { return l.AppliesTo(it, c, library) }) {
			continue
		}
		for _, c := range l.Criteria {
			out = append(out, l.asked(c, d.Criteria))
		}
	}
	for _, a := range d.Criteria {
		asked := slices.ContainsFunc(out, func(o Asked) bool { return o.Answer.Same(a) })
		if !asked && a.Judged() {
			out = append(out, Asked{Answer: a, ListName: nameOf(lists, a.List), Dropped: true})
		}
	}
	return out
}

func (l List) asked(c Criterion, answers []review.Criterion) Asked {
	out := Asked{ListName: l.Name, Terms: c.Search(), Answer: review.Criterion{List: l.Key, Version: l.Version, Key: c.Key, Words: c.Words}}
	for _, a := range answers {
		if !a.Same(out.Answer) {
			continue
		}
		out.Answer.State, out.Answer.Sources, out.Answer.Note = a.State, a.Sources, a.Note
		if a.Judged() && folded(a.Words) != folded(c.Words) {
			out.Before = a.Words
		}
	}
	return out
}

// Search is what the records are searched for: the terms, or the words without them.
func (c Criterion) Search() []string {
	if len(c.Terms) > 0 {
		return c.Terms
	}
	return []string{c.Words}
}

func nameOf(lists []List, key string) string {
	for _, l := range lists {
		if l.Key == key {
			return l.Name
		}
	}
	return key
}

// Merged is the judgements before with those that were just given in their place
// or at the end. One that says nothing leaves the list; one that was not on the
// page stays.
func Merged(before, given []review.Criterion) []review.Criterion {
	var out []review.Criterion
	for _, b := range before {
		if !slices.ContainsFunc(given, b.Same) {
			out = append(out, b)
		}
	}
	for _, g := range given {
		if g.Judged() {
			out = append(out, g)
		}
	}
	return out
}

// Sentences begin a rationale: one for each judged criterion, in the order given,
// with the places on which it rests as place words them. A criterion that does not
// apply is left out unless a note says why.
func Sentences(judged []review.Criterion, place func(review.Source) string) []string {
	var out []string
	for _, c := range judged {
		if s := sentence(c, place); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func sentence(c review.Criterion, place func(review.Source) string) string {
	words := lowered(strings.TrimRight(strings.TrimSpace(c.Words), "."))
	var s string
	switch c.State {
	case review.Met:
		s = fmt.Sprintf("It is shown that %s", words)
	case review.NotMet:
		s = fmt.Sprintf("The criterion that %s is not met", words)
	case review.NotDocumented:
		s = fmt.Sprintf("It is not documented that %s", words)
	case review.NotApplicable:
		if strings.TrimSpace(c.Note) == "" {
			return ""
		}
		s = fmt.Sprintf("The criterion that %s does not apply", words)
	default:
		return ""
	}
	if len(c.Sources) > 0 {
		places := make([]string, len(c.Sources))
		for i, src := range c.Sources {
			places[i] = place(src)
		}
		s += ": " + strings.Join(places, "; ")
	}
	s += "."
	if note := strings.TrimSpace(c.Note); note != "" {
		s += " " + strings.TrimRight(note, ".") + "."
	}
	return s
}

// lowered begins with a small letter, unless the first word is written in capitals.
func lowered(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(second) || unicode.IsDigit(second) || n == 0 {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}
