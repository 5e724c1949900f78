package search

import (
	"strings"

	"imr/internal/dictionary"
)

// piece is a part of a query between operators.
type piece struct {
	text    string
	quoted  bool
	prefix  bool // a star follows
	exclude bool // of its first term
	or      bool // likewise
}

// pieces cuts a query at its operators. Words without one between them stay
// together.
func pieces(query string) []piece {
	query = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(query)
	var list []piece
	next := piece{}
	open := false // the last piece may go on
	add := func(p piece) {
		if open && !next.exclude && !next.or && !p.exclude && !p.quoted && !p.prefix {
			list[len(list)-1].text += " " + p.text
			return
		}
		p.exclude, p.or = p.exclude || next.exclude, next.or
		list, next = append(list, p), piece{}
		open = !p.quoted && !p.prefix
	}
	for rest := strings.TrimSpace(query); rest != ""; rest = strings.TrimSpace(rest) {
		var chunk string
		chunk, rest = nextChunk(rest)
		switch {
		case chunk == "OR":
			next.or = true
		case chunk == "AND":
			open = false
		case chunk == "NOT":
			next.exclude = true
		default:
			p := chunkPiece(chunk)
			add(p)
			open = open && !p.exclude
		}
	}
	return list
}

// nextChunk takes a quoted text or a run without white space off the front,
// with the minus sign before and the star behind it.
func nextChunk(s string) (chunk, rest string) {
	quote := 0
	if s[0] == '-' {
		quote = 1
	}
	if quote < len(s) && s[quote] == '"' {
		end := strings.IndexByte(s[quote+1:], '"')
		if end < 0 {
			return s, ""
		}
		end += quote + 2
		if end < len(s) && s[end] == '*' {
			end++
		}
		return s[:end], s[end:]
	}
	for i := 1; i < len(s); i++ {
		if strings.IndexByte(" \t\r\n\v\f\"", s[i]) >= 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

func chunkPiece(chunk string) piece {
	var p piece
	if len(chunk) > 1 && chunk[0] == '-' && chunk[1] != '-' {
		p.exclude, chunk = true, chunk[1:]
	}
	if strings.HasPrefix(chunk, `"`) {
		p.quoted = true
		p.prefix = strings.HasSuffix(chunk, `"*`)
		p.text = strings.Trim(strings.TrimSuffix(chunk, "*"), `"`)
		return p
	}
	p.text = strings.TrimRight(chunk, "*")
	p.prefix = p.text != chunk
	return p
}

// minPrefix is how many letters a prefix has at least; a shorter one is a word.
const minPrefix = 2

// terms is what the piece asks for.
func (p piece) terms(d *dictionary.Dictionary) []Term {
	words := split(p.text)
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1].text
	text := strings.TrimSpace(p.text)
	switch {
	case p.prefix && len([]rune(last)) >= minPrefix:
		return []Term{prefixTerm(text, texts(words))}
	case p.quoted:
		return []Term{{Kind: Phrase, Text: text, phrases: []phrase{newPhrase(texts(words)...)}}}
	}
	return understand(p.text, d)
}

// endings are what may follow a prefix so that its stem becomes shorter than
// the prefix itself: medicat* must find medication, which is stored as medic.
var endings = []string{"e", "es", "ed", "ing", "ion", "ions", "ive", "or", "al", "ally", "y", "ies", "ity", "able", "ment", "ness", "ic", "er", "ance", "ent"}

func prefixTerm(text string, words []string) Term {
	t := Term{Kind: Prefix, Text: text, phrases: []phrase{newPhrase(words...)}}
	t.phrases[0].prefix = true
	last := words[len(words)-1]
	if len(words) > 1 || len(last) < 4 {
		return t
	}
	seen := map[string]bool{}
	for _, e := range endings {
		s := stem(last + e)
		if !seen[s] && !strings.HasPrefix(s, stem(last)) {
			seen[s] = true
			t.phrases = append(t.phrases, newPhrase(last+e))
		}
	}
	return t
}
