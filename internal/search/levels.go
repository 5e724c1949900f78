package search

import (
	"slices"
	"strconv"
	"strings"

	"imr/internal/dictionary"
)

// levels is every spinal level of the text, with its other spellings.
func levels(text string) []found {
	var list []found
	for _, m := range dictionary.Levels(text) {
		if m.Region {
			continue // the dictionary has the words for it
		}
		t := Term{Kind: Level}
		withSpace(text, &m)
		if m.From == m.To {
			t.phrases = []phrase{newPhrase(strings.ToLower(m.From.String()))}
		} else {
			t.phrases = segmentPhrases(m.From, m.To)
			t.Also = slices.DeleteFunc(segmentNames(m.From, m.To), func(name string) bool {
				return strings.EqualFold(name, text[m.Start:m.End])
			})
		}
		list = append(list, found{t, m.Start, m.End})
	}
	return list
}

// withSpace takes in the next number where “C5 6” was typed: in a query, other
// than in a record, that is nothing else.
func withSpace(text string, m *dictionary.LevelMention) {
	rest := text[m.End:]
	words := split(rest)
	if m.From != m.To || len(words) == 0 || strings.TrimLeft(rest[:words[0].start], " ") != "" {
		return
	}
	next := dictionary.Vertebra{Region: m.From.Region, Number: m.From.Number + 1}
	if words[0].text == strconv.Itoa(next.Number) && strings.IndexAny(rest[words[0].end:], "/-.%") != 0 {
		m.To, m.End = next, m.End+words[0].end
	}
}

// segmentNames is the spellings that people should know of.
func segmentNames(from, to dictionary.Vertebra) []string {
	a, b := from.String(), to.String()
	names := []string{a + "-" + b, a + "/" + b}
	if from.Region == to.Region {
		n := strconv.Itoa(to.Number)
		names = append([]string{a + "-" + n, a + "/" + n}, names...)
	}
	return append(names, "ranges over it")
}

// segmentPhrases is every spelling of a motion segment, and of the ranges over
// up to three segments that include it.
func segmentPhrases(from, to dictionary.Vertebra) []phrase {
	list := rangePhrases(from, to, "to", "on")
	if to == (dictionary.Vertebra{Region: 'S', Number: 1}) {
		list = append(list, newPhrase("l5", "sl"), newPhrase("l5", "si"), // poor scans
			newPhrase("lumbosacral", "junction"))
	}
	spine := wholeSpine()
	at := -1
	for i, v := range spine {
		if v == from {
			at = i
		}
	}
	if at < 0 {
		return list
	}
	for length := 2; length <= 3; length++ {
		for i := max(0, at-length+1); i <= at && i+length < len(spine); i++ {
			list = append(list, rangePhrases(spine[i], spine[i+length], "to", "through", "thru")...)
			if length == 2 && spine[i].Region == spine[i+1].Region {
				list = append(list, newPhrase(append(short(spine[i], spine[i+1]), short(spine[i+1], spine[i+2])[1])...))
			}
		}
	}
	return list
}

// rangePhrases is the ways to write from and to as a pair, with the words that
// may stand between.
func rangePhrases(from, to dictionary.Vertebra, between ...string) []phrase {
	a, b := strings.ToLower(from.String()), strings.ToLower(to.String())
	list := []phrase{newPhrase(a, b), newPhrase(a + b)}
	for _, w := range between {
		list = append(list, newPhrase(a, w, b))
	}
	if from.Region == to.Region {
		n := strconv.Itoa(to.Number)
		list = append(list, newPhrase(a, n), newPhrase(a, "to", n))
	}
	return list
}

// short is the pair as written in short: l4 5, but l5 s1.
func short(from, to dictionary.Vertebra) []string {
	if from.Region != to.Region {
		return []string{strings.ToLower(from.String()), strings.ToLower(to.String())}
	}
	return []string{strings.ToLower(from.String()), strconv.Itoa(to.Number)}
}

// wholeSpine is the vertebrae from the head down.
func wholeSpine() []dictionary.Vertebra {
	var list []dictionary.Vertebra
	for _, r := range []struct {
		region byte
		count  int
	}{{'C', 7}, {'T', 12}, {'L', 5}, {'S', 2}} {
		for n := 1; n <= r.count; n++ {
			list = append(list, dictionary.Vertebra{Region: r.region, Number: n})
		}
	}
	return list
}
