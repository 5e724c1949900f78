package search

import (
	"slices"
	"strings"

	"imr/internal/dictionary"
)

// longestConcept is the most words that a known term has.
const longestConcept = 7

// maxAlso bounds what is added to one term.
const maxAlso = 60

// concepts is everything in the free parts of the text that the dictionary
// knows, the longest terms first.
func concepts(text string, d *dictionary.Dictionary, known []found) []found {
	var list []found
	words := split(text)
	for i := 0; i < len(words); i++ {
		for n := min(longestConcept, len(words)-i); n > 0; n-- {
			start, end := words[i].start, words[i+n-1].end
			if taken(known, start, end) || n == 1 && fillers[words[i].text] {
				continue
			}
			if t, ok := conceptTerm(text[start:end], texts(words[i:i+n]), d); ok {
				list = append(list, found{t, start, end})
				i += n - 1
				break
			}
		}
	}
	return list
}

// conceptTerm is the typed words with everything that means the same. Several
// words count wherever they stand on a page, as they do when they are unknown.
func conceptTerm(typed string, words []string, d *dictionary.Dictionary) (Term, bool) {
	senses := slices.DeleteFunc(d.Lookup(typed), func(c dictionary.Concept) bool {
		return c.Class == "dictation" && isEveryday(c, words)
	})
	if len(senses) == 0 {
		return Term{}, false
	}
	t := Term{Kind: Concept, phrases: []phrase{newPhrase(words...)}}
	if len(words) > 1 {
		t.scattered = words
		if joined := strings.Join(words, ""); strings.Contains(typed, "-") {
			t.phrases = append(t.phrases, newPhrase(joined))
		}
	}
	side := sideOf(typed)
	for _, c := range senses {
		for _, f := range c.Forms {
			if side == "" || sideOf(f.Text) == side {
				t.add(f)
			}
		}
	}
	for _, c := range senses {
		switch {
		case c.Class == "drugs":
			t.addKinds(d, d.Narrower(c.ID))
		case c.Class == "procedures" && len(c.Broader) > 0 && side == "":
			t.addKinds(d, d.Narrower(c.ID))
		}
	}
	return t, true
}

// sideOf is the side of the body that the text names, or "". What was typed with
// a side is not to find the other one: the left knee's MRI is not the right one's.
func sideOf(text string) dictionary.Side {
	if sides := dictionary.Sides(text); len(sides) > 0 {
		return sides[0].Side
	}
	return ""
}

// isEveryday reports whether the typed words are, of the concept, a form that
// mostly means something else: no is hardly ever number.
func isEveryday(c dictionary.Concept, words []string) bool {
	return slices.ContainsFunc(c.Forms, func(f dictionary.Form) bool {
		return f.Ambiguous && slices.Equal(texts(split(f.Text)), words)
	})
}

// addKinds adds the drugs of a class, or the ways to do a procedure, by their names
// without spaces: Percocet, TFESI.
func (t *Term) addKinds(d *dictionary.Dictionary, ids []string) {
	for _, id := range ids {
		kind, _ := d.Concept(id)
		names := 0
		for _, f := range kind.Forms {
			if names < 3 && !strings.ContainsAny(f.Text, " /") {
				t.add(f)
				names++
			}
		}
	}
}

// add adds a form, unless it is found already or would find too much: single
// letters and everyday words that only sometimes mean the concept.
func (t *Term) add(f dictionary.Form) {
	words := texts(split(f.Text))
	upper := strings.ToUpper(f.Text) == f.Text
	if len(t.Also) >= maxAlso || len(strings.Join(words, "")) < 2 || f.Ambiguous && !upper {
		return
	}
	p := newPhrase(words...)
	for _, known := range t.phrases {
		if known.capitals == "" && within(known.stems, p.stems) {
			return
		}
	}
	if f.Exact {
		p.capitals = f.Text
	}
	t.phrases = append(t.phrases, p)
	t.Also = append(t.Also, f.Text)
}

// within reports whether the words of a phrase stand within others.
func within(inner, outer []string) bool {
	for i := 0; i+len(inner) <= len(outer); i++ {
		if slices.Equal(inner, outer[i:i+len(inner)]) {
			return true
		}
	}
	return false
}
