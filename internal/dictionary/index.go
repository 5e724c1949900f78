package dictionary

import "strings"

// index is a tree of forms by their words, built once.
type index struct {
	words  map[string]int32 // number of each word that occurs in a form
	starts []int32          // per word the node of the forms that begin with it, or 0
	edges  map[edge]int32
	ends   [][]formRef // per node the forms that end there
}

// edge leads from a node by a word. A slash that stands beside a single letter,
// as in s/p, is part of the form: the edge is taken only where the text has it.
type edge struct {
	node, word int32
	slash      bool
}

// formRef is a form with the place of its concept.
type formRef struct {
	concept int
	form    Form
}

func newIndex(concepts []Concept) index {
	x := index{words: map[string]int32{}, edges: map[edge]int32{}, ends: [][]formRef{nil}}
	for i, c := range concepts {
		for _, f := range c.Forms {
			for _, s := range spellings(f.Text) {
				node := x.grow(s)
				x.ends[node] = with(x.ends[node], formRef{i, f})
			}
		}
	}
	literal := len(x.ends)
	for i, c := range concepts {
		for _, f := range c.Forms {
			for _, s := range spellings(f.Text) {
				x.addPlurals(s, formRef{i, f}, literal)
			}
		}
	}
	x.starts = make([]int32, len(x.words))
	for e, node := range x.edges {
		if e.node == 0 {
			x.starts[e.word] = node
		}
	}
	x.markShared()
	return x
}

// spelling is a form as words, and whether each comes after a slash that counts.
type spelling struct {
	words []string
	slash []bool
}

// spellings is the form as it stands and without its hyphens.
func spellings(form string) []spelling {
	list := []spelling{spell(form)}
	if joined := withoutHyphens(form); joined != form {
		list = append(list, spell(joined))
	}
	return list
}

// withoutHyphens joins what hyphens part, but no numbers: T1-2 is not T12.
func withoutHyphens(form string) string {
	var b strings.Builder
	for i := range len(form) {
		if form[i] != '-' || i+1 < len(form) && classOf[form[i+1]] == digit {
			b.WriteByte(form[i])
		}
	}
	return b.String()
}

func spell(form string) spelling {
	var s spelling
	scan := scanner{text: form}
	single := false
	for t, ok := scan.next(); ok; t, ok = scan.next() {
		one := len(scan.key) == 1
		s.slash = append(s.slash, t.gap == gapSlash && (one || single))
		s.words = append(s.words, string(scan.key))
		single = one
	}
	return s
}

// grow is the node at which the spelling ends, made where there was none.
func (x *index) grow(s spelling) int32 {
	node := int32(0)
	for i, word := range s.words {
		number, ok := x.words[word]
		if !ok {
			number = int32(len(x.words))
			x.words[word] = number
		}
		e := edge{node, number, s.slash[i]}
		if node, ok = x.edges[e]; !ok {
			node = int32(len(x.ends))
			x.edges[e] = node
			x.ends = append(x.ends, nil)
		}
	}
	return node
}

// addPlurals adds the plural of a form. It yields to another concept that has
// it as a form of its own, at a node below literal, unless capitals tell them
// apart.
func (x *index) addPlurals(s spelling, ref formRef, literal int) {
	for _, words := range plurals(s.words) {
		node := x.grow(spelling{words, s.slash})
		if int(node) >= literal || len(x.ends[node]) == 0 || ref.form.Exact {
			x.ends[node] = with(x.ends[node], ref)
		}
	}
}

// with is the forms with one more, unless the concept has one there already.
func with(refs []formRef, ref formRef) []formRef {
	for _, r := range refs {
		if r.concept == ref.concept && r.form.Exact == ref.form.Exact {
			return refs
		}
	}
	return append(refs, ref)
}

// markShared flags every form that several concepts claim.
func (x *index) markShared() {
	for _, refs := range x.ends {
		for i := range refs {
			if refs[i].concept != refs[0].concept {
				refs[0].form.Ambiguous, refs[i].form.Ambiguous = true, true
			}
		}
	}
}

// step follows the word from the node, or is 0 where no form goes on so.
func (x *index) step(node, word int32, g gap) int32 {
	if g == gapSlash {
		if next := x.edges[edge{node, word, true}]; next != 0 {
			return next
		}
	}
	return x.edges[edge{node, word, false}]
}

// whole is every form that the text is as a whole, one a concept.
func (x *index) whole(text string) []formRef {
	tokens := x.tokens(text)
	node := int32(0)
	for i, t := range tokens {
		if t.word < 0 || i > 0 && t.gap == gapBreak {
			return nil
		}
		if node = x.step(node, t.word, t.gap); node == 0 {
			return nil
		}
	}
	var refs []formRef
	for _, ref := range x.ends[node] {
		if len(refs) == 0 || refs[len(refs)-1].concept != ref.concept {
			refs = append(refs, ref)
		}
	}
	return refs
}
