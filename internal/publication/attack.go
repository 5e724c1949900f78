package publication

import (
	"slices"
	"strings"
	"unicode"

	"imr/internal/spelling"
)

// Surface is one thing of a published copy that somebody can read: a text, the
// metadata of a file, a file's name.
type Surface struct{ Name, Text string }

// Leak is a place where a known identity can still be read.
type Leak struct {
	Surface string
	Words   string // as they stand
	Role    string // of whom or what
	How     string // such as “spelled alike”
}

// Surfaces are the texts of the copy, each with its place.
func (c Copy) Surfaces() []Surface {
	var out []Surface
	c.texts(func(place string, text *string) { out = append(out, Surface{place, *text}) })
	out = append(out, Surface{"documents", strings.Join(c.Documents, "\n")})
	for _, it := range c.Items {
		out = append(out, Surface{"item " + string(it.ID) + ", citations and body parts", strings.Join(append(slices.Clone(it.Citations), it.BodyParts...), "\n")})
	}
	return out
}

// Attack looks for every identity on every surface as somebody would who wants to
// know: as it is written, in another order or spacing, misspelled by a letter or
// two, as OCR misreads it, by initials, and numbers without their punctuation.
//
// Limits: a name that is also an everyday word counts with a capital only, and
// nicknames are not known.
func Attack(surfaces []Surface, known []Identity) []Leak {
	var out []Leak
	for _, s := range surfaces {
		words := tokens(s.Text)
		for _, id := range known {
			for _, l := range id.in(words, s.Text) {
				l.Surface, l.Role = s.Name, id.Role
				if !slices.ContainsFunc(out, func(o Leak) bool { return o.Surface == l.Surface && o.Words == l.Words }) {
					out = append(out, l)
				}
			}
		}
	}
	return out
}

func (id Identity) in(words []token, text string) []Leak {
	switch id.Kind {
	case Number:
		return numberIn(id.Text, text)
	case Organization:
		return organizationIn(id.Text, words)
	default:
		return personIn(id.Text, words, id.Role == employeeRole || id.Role == ReviewerRole)
	}
}

// token is a word of a text: as typed, and plain, without case, accents, signs that
// cannot be seen, and punctuation.
type token struct {
	typed, plain string
	opens        bool // begins a sentence
}

func tokens(text string) []token {
	var out []token
	opens := true
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '–' || r == '—' }) {
		if p := plain(w); p != "" {
			out = append(out, token{w, p, opens})
		}
		opens = strings.ContainsAny(w[len(w)-1:], ".!?:")
	}
	return joinLetters(out)
}

// joinLetters makes one word of letters that stand apart: H a l l o r a n.
func joinLetters(in []token) []token {
	var out []token
	for i := 0; i < len(in); {
		n := i
		for n < len(in) && len([]rune(in[n].plain)) == 1 {
			n++
		}
		if n-i < 4 {
			out = append(out, in[i])
			i++
			continue
		}
		joined := token{opens: in[i].opens}
		for ; i < n; i++ {
			joined.typed += in[i].typed
			joined.plain += in[i].plain
		}
		out = append(out, joined)
	}
	return out
}

// plain is the word in lower case, letters and digits alone; 's falls away.
func plain(word string) string {
	word = strings.NewReplacer("’s", "", "'s", "").Replace(strings.ToLower(word))
	return strings.Map(func(r rune) rune {
		if u, ok := unaccented[r]; ok {
			return u
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, word)
}

var unaccented = func() map[rune]rune {
	out := map[rune]rune{}
	for _, row := range []string{"aàáâãäåāăąа", "cçćĉċčс", "dďđ", "eèéêëēĕėęěе", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıі", "jĵ", "kķ", "lĺļľł", "nñńņňŉ",
		"oòóôõöøōŏőо", "rŕŗřг", "sśŝşšѕ", "tţťŧ", "uùúûüũūŭůűų", "wŵ", "yýÿŷу", "zźżž", "pр", "xх"} {
		letters := []rune(row)
		for _, r := range letters[1:] {
			out[r] = letters[0]
		}
	}
	return out
}()

// misread is the word as OCR may have it, one form for all: 0 and o, 1, i and l, 5
// and s, 8 and b, rn and m, vv and w, cl and d.
func misread(word string) string {
	word = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d").Replace(word)
	return strings.Map(func(r rune) rune {
		switch r {
		case '0':
			return 'o'
		case '1', 'i', '|', 'j':
			return 'l'
		case '5':
			return 's'
		case '8':
			return 'b'
		case '6':
			return 'g'
		}
		return r
	}, word)
}

// personIn finds the name: its last word, and for persons whose first name or
// initials alone tell them, those.
func personIn(name string, words []token, alone bool) []Leak {
	parts := NameParts(name)
	if len(parts) == 0 {
		return nil
	}
	sought := parts[len(parts)-1:]
	if alone && len(parts) > 1 {
		sought = []string{parts[0], parts[len(parts)-1]}
	}
	var out []Leak
	for _, part := range sought {
		p := plain(part)
		for _, w := range words {
			if how := alike(w, p, part); how != "" {
				out = append(out, Leak{Words: w.typed, How: how})
			}
		}
	}
	if alone && len(parts) > 1 {
		out = append(out, initialsIn(parts, words)...)
	}
	return out
}

// alike says how the word gives the name away, or "".
func alike(w token, name, typed string) string {
	capital := w.typed != strings.ToLower(w.typed)
	switch {
	case len(name) < 2:
		return ""
	case w.plain == name || w.plain == name+"s":
		if isOrdinary(typed) && (!capital || w.opens) {
			return ""
		}
		return "as it is written"
	case len(name) >= 4 && misread(w.plain) == misread(name) && w.plain != name:
		return "as OCR misreads it"
	case len(name) >= 4 && strings.Contains(w.plain, name) && !isOrdinary(w.typed) && !isOrdinary(typed):
		return "within a word"
	case len(name) >= 5 && capital && !isOrdinary(strings.Trim(w.typed, ".,;:()")) && near(w.plain, name):
		return "spelled alike"
	}
	return ""
}

// near reports whether the words differ by one letter, or by two where they are long.
func near(a, b string) bool {
	limit := 1
	if len(b) >= 8 {
		limit = 2
	}
	if a == b || abs(len(a)-len(b)) > limit || a[0] != b[0] && limit == 1 && a[1:] != b[1:] {
		return false
	}
	return spelling.Slips(a, b) <= limit
}

func abs(n int) int { return max(n, -n) }

// initialsIn finds J.H. and J. H., never bare capitals, which are abbreviations.
func initialsIn(parts []string, words []token) []Leak {
	want := strings.ToUpper(plain(parts[0])[:1] + plain(parts[len(parts)-1])[:1])
	var out []Leak
	for i, w := range words {
		dotted := strings.ToUpper(strings.Trim(w.typed, ",;:()"))
		if dotted == want[:1]+"."+want[1:]+"." {
			out = append(out, Leak{Words: w.typed, How: "by initials"})
		}
		if i > 0 && dotted == want[1:]+"." && strings.ToUpper(strings.Trim(words[i-1].typed, ",;:()")) == want[:1]+"." {
			out = append(out, Leak{Words: words[i-1].typed + " " + w.typed, How: "by initials"})
		}
	}
	return out
}

// organizationIn finds the words of the name that are its own, in a row.
func organizationIn(name string, words []token) []Leak {
	var own []string
	for _, w := range tokens(trimCompany(name)) {
		own = append(own, w.plain)
	}
	if len(own) == 0 || len(own) == 1 && isOrdinary(own[0]) {
		return nil
	}
	var out []Leak
	for i := 0; i+len(own) <= len(words); i++ {
		how := "as it is written"
		for k, w := range own {
			switch at := words[i+k].plain; {
			case at == w:
			case len(w) >= 4 && misread(at) == misread(w):
				how = "as OCR misreads it"
			case len(w) >= 5 && near(at, w):
				how = "spelled alike"
			default:
				how = ""
			}
			if how == "" {
				break
			}
		}
		if how != "" {
			typed := make([]string, len(own))
			for k := range own {
				typed[k] = words[i+k].typed
			}
			out = append(out, Leak{Words: strings.Join(typed, " "), How: how})
		}
	}
	return out
}

// numberIn finds the identifier whatever its punctuation and as OCR misreads it.
func numberIn(number, text string) []Leak {
	want := string(misreadRunes([]rune(plain(strings.Join(strings.Fields(number), "")))))
	if len(want) < 5 {
		return nil
	}
	var stream []rune
	var from []int
	for i, r := range strings.ToLower(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			stream, from = append(stream, r), append(from, i)
		}
	}
	folded := misreadRunes(stream)
	var out []Leak
	for i := 0; i+len(want) <= len(folded); i++ {
		if string(folded[i:i+len(want)]) == want && (i == 0 || from[i]-from[i-1] > 1 || !unicode.IsDigit(stream[i-1])) {
			end := from[i+len(want)-1] + 1
			if end <= len(text) && from[i] < end {
				out = append(out, Leak{Words: text[from[i]:end], How: "by its digits and letters"})
			}
		}
	}
	return out
}

// misreadRunes is misread letter by letter, so that places stay.
func misreadRunes(in []rune) []rune {
	out := make([]rune, len(in))
	for i, r := range in {
		if m := []rune(misread(string(r))); len(m) == 1 {
			r = m[0]
		}
		out[i] = r
	}
	return out
}
