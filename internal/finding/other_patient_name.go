package finding

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"imr/internal/spelling"
)

// kinship is how the name in a record stands to a person's own.
type kinship int

// The kinds: too little to tell; the person's own; in part the person's own, as
// after a marriage or of a relative; of nobody of that name.
const (
	noName kinship = iota
	ownName
	partlyOwn
	strangersName
)

// namePart is a word of a name with the forms in which it is compared.
type namePart struct {
	text    string // in lower case, without accents
	ocr     string // with what OCR takes for each other written in one way
	letters uint64 // a bit for each letter of ocr
}

func newNamePart(word string) namePart {
	n := namePart{text: word, ocr: asOCR.Replace(word)}
	for _, r := range n.ocr {
		n.letters |= 1 << (r % 64)
	}
	return n
}

// mayBe is a quick look whether so few changes can make one word of the other:
// each takes a letter away, brings one or both.
func (n namePart) mayBe(other namePart, changes int) bool {
	return bits.OnesCount64(n.letters^other.letters) <= 2*changes
}

// nameParts are the words of a name that tell people apart: lower case, without
// accents, titles, degrees and suffixes; a hyphen parts two names.
func nameParts(name string) []namePart {
	fields := strings.FieldsFunc(plainLetters(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '.' })
	out := make([]namePart, 0, len(fields))
	for _, f := range fields {
		f = withoutSigns.Replace(f)
		if f != "" && !slices.Contains(notOfTheName, f) {
			out = append(out, newNamePart(f))
		}
	}
	return out
}

var withoutSigns = strings.NewReplacer(".", "", "'", "")

var notOfTheName = []string{"mr", "mrs", "ms", "miss", "dr", "jr", "sr", "ii", "iii", "iv", "de", "la", "del", "da", "di", "van", "von", "der", "aka", "nee"}

// plainLetters is the text in lower case, each letter in the spelling that is compared.
func plainLetters(s string) string {
	var out []rune
	for _, r := range s {
		out = expand(out, r)
	}
	return string(out)
}

// kinshipOf compares the parts of a name in a record with those of a person.
func kinshipOf(written, own []namePart) kinship {
	if len(own) == 0 || len(written) == 0 {
		return noName
	}
	shared, initials, full := 0, 0, 0 // words in common, of one letter, and words longer than an initial
	used := make([]bool, len(own))
	for _, w := range written {
		if len(w.text) >= 3 {
			full++
		}
		i := slices.IndexFunc(own, func(o namePart) bool { return sameNamePart(w, o) })
		switch {
		case i < 0 || used[i]:
		case len(w.text) == 1 || len(own[i].text) == 1:
			initials++
		default:
			used[i] = true
			shared++
		}
	}
	switch {
	case shared >= 2 || shared == 1 && shared+initials == len(written) || shared == 1 && initials > 0:
		return ownName
	case shared == 1, full < 2 && initials > 0, runTogether(written, own):
		return partlyOwn
	case full == 0 || len(written) < 2:
		return noName
	}
	return strangersName
}

// sameNamePart reports whether two words may be one name: an initial, a short
// form, or up to a slip of the pen or of OCR.
func sameNamePart(a, b namePart) bool {
	if len(a.text) > len(b.text) {
		a, b = b, a
	}
	if a.text == b.text || len(a.text) == 1 && a.text[0] == b.text[0] || len(a.text) >= 3 && strings.HasPrefix(b.text, a.text) {
		return true
	}
	switch n := min(len(a.ocr), len(b.ocr)); {
	case n < 4:
		return a.ocr == b.ocr
	case n < 7:
		return a.mayBe(b, 1) && spelling.Slips(a.ocr, b.ocr) <= 1
	default:
		return a.mayBe(b, 2) && spelling.Slips(a.ocr, b.ocr) <= 2
	}
}

// asOCR writes what OCR takes for each other in one way.
var asOCR = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d", "0", "o", "1", "l", "i", "l", "5", "s", "8", "b")

// alike reports whether a badly read name may be the person's: half of the letters
// of one of its words are.
func alike(written, own []namePart) bool {
	return slices.ContainsFunc(written, func(w namePart) bool {
		return len(w.text) >= 3 && slices.ContainsFunc(own, func(o namePart) bool {
			return len(o.text) >= 3 && 2*spelling.Slips(w.text, o.text) <= max(len(w.text), len(o.text))
		})
	})
}

// runTogether finds a name whose words were written as one.
func runTogether(written, own []namePart) bool {
	all := ""
	for _, w := range written {
		all += w.text
	}
	return slices.ContainsFunc(own, func(o namePart) bool { return len(o.text) >= 4 && strings.Contains(all, o.text) })
}

// sameNumber reports whether two claim numbers may be one: a part of the other,
// or up to a few misread signs.
func sameNumber(a, b string) bool {
	a, b = asDigits.Replace(a), asDigits.Replace(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= 5 && strings.Contains(b, a) || spelling.Slips(a, b) <= max(1, len(b)/6)
}

var asDigits = strings.NewReplacer("o", "0", "i", "1", "l", "1", "s", "5", "b", "8", "z", "2")

// numberSigns are the letters and digits of a claim number, in lower case.
func numberSigns(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
