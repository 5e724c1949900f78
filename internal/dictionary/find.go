package dictionary

import "strings"

// Mention is a place of a text where a concept is named.
type Mention struct {
	Concept    string // its id
	Start, End int    // byte offsets in the text
	Form       string // as the dictionary writes it
	Ambiguous  bool   // the form has other meanings, or its capitals say nothing here
}

// Find is every concept that the text names, in order. Of forms that overlap
// the longest counts, from the left: “low back pain” is not “low back”. A form
// that several concepts share gives a mention of each at the same place.
// Capitals, accents, hyphens, possessives and regular plurals make no
// difference, but an abbreviation that is a word in small letters, such as US
// or PT, counts in its capitals only; in a line all in capitals it is ambiguous.
// A word that was parted at the end of a line is read as one.
func (d *Dictionary) Find(text string) []Mention {
	tokens := d.index.tokens(text)
	found := make([]Mention, 0, len(tokens)/3)
	for i := 0; i < len(tokens); {
		refs, last := d.index.longest(text, tokens, i)
		for _, ref := range refs {
			found = append(found, Mention{
				Concept:   d.concepts[ref.concept].ID,
				Start:     tokens[i].start,
				End:       tokens[last].end,
				Form:      ref.form.Text,
				Ambiguous: ref.form.Ambiguous || ref.form.Exact && shouted(text, tokens, i, last),
			})
		}
		i = last + 1
	}
	return found
}

// numbered is a token with the number of its word, -1 for a word of no form.
type numbered struct {
	token
	word int32
}

func (x *index) tokens(text string) []numbered {
	list := make([]numbered, 0, len(text)/6+1)
	s := scanner{text: text, key: make([]byte, 0, 64)}
	var before []byte
	for t, ok := s.next(); ok; t, ok = s.next() {
		word, known := x.words[string(s.key)]
		if !known {
			word = -1
		}
		if t.gap == gapHyphen {
			n := len(list)
			if joined, ok := x.words[string(before)+string(s.key)]; ok && n > 0 && (word < 0 || list[n-1].word < 0) {
				list[n-1].word, list[n-1].end, list[n-1].next = joined, t.end, t.next
				continue
			}
		}
		list = append(list, numbered{t, word})
		before = append(before[:0], s.key...)
	}
	return list
}

// longest is the forms of the longest run of tokens from the i-th on, and its
// last token; without a form that is the i-th itself.
func (x *index) longest(text string, tokens []numbered, i int) ([]formRef, int) {
	if tokens[i].word < 0 {
		return nil, i
	}
	var refs []formRef
	last := i
	node := x.starts[tokens[i].word]
	for j := i; node != 0; {
		if here := fitting(x.ends[node], text, tokens[i:j+1]); len(here) > 0 {
			refs, last = here, j
		}
		if j++; j == len(tokens) || tokens[j].word < 0 || tokens[j].gap == gapBreak {
			break
		}
		node = x.step(node, tokens[j].word, tokens[j].gap)
	}
	return refs, last
}

// fitting is the forms whose capitals are those of the text, one a concept.
func fitting(refs []formRef, text string, tokens []numbered) []formRef {
	all := true
	for _, ref := range refs {
		all = all && !ref.form.Exact
	}
	if all {
		return refs
	}
	var fit []formRef
	written := text[tokens[0].start:tokens[len(tokens)-1].end]
	for _, ref := range refs {
		if ref.form.Exact && !sameCapitals(written, ref.form.Text) {
			continue
		}
		if len(fit) == 0 || fit[len(fit)-1].concept != ref.concept {
			fit = append(fit, ref)
		}
	}
	return fit
}

// sameCapitals reports whether the text has the letters and digits of the form
// in the same case; the s of a plural may follow.
func sameCapitals(written, form string) bool {
	i := 0
	for j := range len(written) {
		switch b := written[j]; {
		case classOf[b] == other:
		case i < len(form) && b == nextOf(form, &i):
			i++
		default:
			return strings.TrimRight(written[j:], "’'") == "s" && i == len(form)
		}
	}
	return i == len(form)
}

// nextOf is the next letter or digit of the form from i on, to which i moves.
func nextOf(form string, i *int) byte {
	for *i < len(form)-1 && classOf[form[*i]] == other {
		*i++
	}
	return form[*i]
}

// shouted reports whether the words around are all in capitals, so that those
// of the form say nothing.
func shouted(text string, tokens []numbered, first, last int) bool {
	around := 0
	for i := max(0, first-2); i < min(len(tokens), last+3); i++ {
		if i >= first && i <= last {
			continue
		}
		word := text[tokens[i].start:tokens[i].end]
		if len(word) < 4 || !isLetters(word) {
			continue
		}
		if strings.ToUpper(word) != word {
			return false
		}
		around++
	}
	return around > 0
}
