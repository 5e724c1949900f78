// Package search understands what people type into the search box of a case
// file. It turns it into an FTS5 expression for a table that is tokenized by
// “porter unicode61”, and finds the hits on a page so that they can be marked.
//
// Words must all be on the page; “or” in capitals makes two of them
// alternatives, a minus sign or NOT excludes, a star finds every word that
// begins so, and quotes ask for exactly these words in this order. Everything
// else that is typed is plain text: no input makes a faulty expression.
//
// Without quotes the other spellings of a spinal level and of a date are found
// too, and what the dictionary knows as the same thing: PT finds physical
// therapy, Norco finds hydrocodone, the name of a class of drugs finds its
// drugs. Within quotes nothing is added, though capitals, punctuation and the
// endings of words make no difference there either.
package search

import (
	"strings"
	"unicode/utf8"

	"imr/internal/dictionary"
)

// The bounds of a query: what is longer is cut and a note says so.
const (
	MaxBytes = 200
	MaxTerms = 32
)

// Query is a search as it was understood.
type Query struct {
	Match string   // the FTS5 expression; "" when nothing can match
	Terms []Term   // in the order in which they were typed
	Notes []string // whole sentences for people: what was cut or not understood

	// Loose tells that Match may find pages without a hit: an abbreviation such
	// as PT, added for physical therapy, counts in its capitals only, to which
	// FTS5 is blind. Such pages have no Highlights.
	Loose bool
}

// Kind is what a term was taken for.
type Kind string

// The kinds of terms.
const (
	Word    Kind = "word"
	Phrase  Kind = "phrase" // in quotes
	Prefix  Kind = "prefix"
	Level   Kind = "level"
	Day     Kind = "date"
	Concept Kind = "concept" // known to the dictionary
)

// Term is one part of a query.
type Term struct {
	Kind    Kind
	Text    string   // as it was typed
	Also    []string // what else it finds, as people write it
	Exclude bool     // pages that have it are left out
	Or      bool     // an alternative to the term before it

	phrases   []phrase // each of them is a hit
	scattered []string // so are all of these words together, wherever they stand on the page
}

// phrase is words that follow each other.
type phrase struct {
	words    []string // as the tokenizer cuts them
	stems    []string // the same, stemmed
	prefix   bool     // the last one may go on
	capitals string   // the only way to write it, or ""
}

func newPhrase(words ...string) phrase {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = stem(w)
	}
	return phrase{words: words, stems: stems}
}

// String says for people what the term finds: “C5-6 (also C5/6, C5-C6)”.
func (t Term) String() string {
	const shown = 4
	text := t.Text
	if t.Kind == Prefix {
		text += "*"
	}
	if t.Exclude {
		text = "not " + text
	}
	if t.Or {
		text = "or " + text
	}
	if len(t.Also) == 0 {
		return text
	}
	text += " (also " + strings.Join(t.Also[:min(shown, len(t.Also))], ", ")
	if len(t.Also) > shown {
		text += " …"
	}
	return text + ")"
}

// Parse understands the query. It takes any input.
func Parse(query string, d *dictionary.Dictionary) Query {
	var q Query
	if len(query) > MaxBytes {
		query = query[:cutAt(query, MaxBytes)]
		q.Notes = append(q.Notes, "Only the beginning of the search was used: it was too long.")
	}
	for _, p := range pieces(query) {
		terms := p.terms(d)
		if len(terms) > 0 {
			terms[0].Exclude, terms[0].Or = p.exclude, p.or && !p.exclude && len(q.Terms) > 0
		}
		q.Terms = append(q.Terms, terms...)
	}
	q.Terms = withoutFillers(q.Terms)
	if len(q.Terms) > MaxTerms {
		q.Terms = q.Terms[:MaxTerms]
		q.Notes = append(q.Notes, "Only the first 32 words were used.")
	}
	q.bound()
	q.Match = match(q.Terms)
	if q.Match == "" && len(q.Terms) > 0 {
		q.Notes = append(q.Notes, "There is nothing to find, only something to leave out.")
	}
	return q
}

// cutAt is the end of the last whole word within so many bytes, or of the last
// whole letter where a single word fills them.
func cutAt(s string, bytes int) int {
	if i := strings.LastIndexAny(s[:bytes], " \t\n"); i > 0 {
		return i
	}
	for bytes > 0 && !utf8.RuneStart(s[bytes]) {
		bytes--
	}
	return bytes
}

// maxPhrases bounds the expression: with more, the later terms find only what
// was typed.
const maxPhrases = 400

// bound keeps the expression within what is quickly searched, and drops from
// exclusions what is only found in its capitals.
func (q *Query) bound() {
	total := 0
	for i := range q.Terms {
		t := &q.Terms[i]
		if t.Exclude {
			t.phrases = withoutCapitals(t.phrases)
		}
		if total+len(t.phrases) > maxPhrases {
			t.phrases, t.Also = t.phrases[:min(1, len(t.phrases))], nil
		}
		total += len(t.phrases)
		for _, p := range t.phrases {
			q.Loose = q.Loose || p.capitals != ""
		}
	}
}

func withoutCapitals(phrases []phrase) []phrase {
	var kept []phrase
	for _, p := range phrases {
		if p.capitals == "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// fillers are words that say nothing about a page.
var fillers = map[string]bool{"a": true, "an": true, "and": true, "at": true, "by": true, "for": true, "in": true, "is": true,
	"of": true, "on": true, "or": true, "the": true, "to": true, "was": true, "were": true, "with": true}

// withoutFillers drops them where anything else is left to find.
func withoutFillers(terms []Term) []Term {
	var kept []Term
	found := false
	for _, t := range terms {
		if t.Kind == Word && fillers[strings.ToLower(t.Text)] && !t.Or && !t.Exclude {
			continue
		}
		kept = append(kept, t)
		found = found || !t.Exclude
	}
	if !found {
		return terms
	}
	return kept
}
