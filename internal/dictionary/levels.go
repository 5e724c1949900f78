package dictionary

import "strings"

// LevelMention is a place of a text where a spinal level is named. From and To
// are the vertebrae of a motion segment, or both the same for a single vertebra
// or nerve root.
type LevelMention struct {
	From, To   Vertebra
	Start, End int  // byte offsets in the text
	Region     bool // named by its region only: “lumbosacral” is L5-S1
}

// String is the level in its usual spelling: L5-S1 for a segment, L5 for a
// vertebra. Levels that mean the same are written the same.
func (m LevelMention) String() string {
	if m.From == m.To {
		return m.From.String()
	}
	return m.From.String() + "-" + m.To.String()
}

// Levels is every spinal level that the text names, in order, in whatever
// spelling: L4-5, L4/L5, L4 – 5, “L4 to L5”, “C3-4, 4-5”. A range such as
// “L4 through S1” gives each of its segments, at the same place. Heart sounds
// (S1, S2), the weighting of magnetic resonance images (T1, T2) and thyroid
// hormones (T3, T4) are no levels.
func Levels(text string) []LevelMention {
	var found []LevelMention
	tokens := levelTokens(text)
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.region {
			found = append(found, LevelMention{Vertebra{'L', 5}, Vertebra{'S', 1}, t.start, t.end, true})
			continue
		}
		if !t.vertebra.exists() || isOtherSense(text, t) {
			continue
		}
		run := chain(text, tokens, i)
		found = append(found, read(run)...)
		i += len(run) - 1
	}
	return found
}

// levelToken is a word that may be part of a level.
type levelToken struct {
	start, end int
	vertebra   Vertebra // zero for a bare number, before it is known to belong to one
	number     int      // of a bare number
	region     bool     // a word for the lumbosacral junction
}

// levelTokens reads the words that look like vertebrae, and bare numbers that
// directly follow one.
func levelTokens(text string) []levelToken {
	var list []levelToken
	s := scanner{text: text}
	for t, ok := s.next(); ok; t, ok = s.next() {
		k := s.key
		switch {
		case k[0] == 'l' && string(k) == "lumbosacral":
			list = append(list, levelToken{start: t.start, end: t.end, region: true})
		case len(k) <= 4 && strings.IndexByte("ctlsd", k[0]) >= 0 && !t.dotted:
			list = appendVertebrae(list, string(k), t)
		case len(k) == 1 && '1' <= k[0] && k[0] <= '9' || len(k) == 2 && k[0] == '1' && '0' <= k[1] && k[1] <= '2':
			list = append(list, levelToken{start: t.start, end: t.end, number: atoi(string(k))})
		}
	}
	return list
}

// appendVertebrae reads words such as l5, l5s1 and, after a vertebra, what
// poor scans make of S1 and L5: sl, si, ls.
func appendVertebrae(list []levelToken, word string, t token) []levelToken {
	add := func(v Vertebra, start, end int) {
		list = append(list, levelToken{start: start, end: end, vertebra: v})
	}
	if v, n := vertebraAt(word); n == len(word) {
		add(v, t.start, t.end)
	} else if n > 0 {
		if w, m := vertebraAt(word[n:]); n+m == len(word) && w.place() > v.place() {
			add(v, t.start, t.start+n)
			add(w, t.start+n, t.end)
		}
	} else if n := len(list); n > 0 && t.start-list[n-1].end == 1 && t.gap != gapBreak {
		if word == "sl" || word == "si" {
			add(Vertebra{'S', 1}, t.start, t.end)
		} else if word == "ls" && list[n-1].vertebra == (Vertebra{'L', 4}) {
			add(Vertebra{'L', 5}, t.start, t.end)
		}
	}
	return list
}

// vertebraAt reads a vertebra at the start of the word and says how long it is.
func vertebraAt(word string) (Vertebra, int) {
	n := 1
	for n < len(word) && classOf[word[n]] == digit && n < 3 {
		n++
	}
	region := word[0] &^ 0x20
	if region == 'D' {
		region = 'T' // D12 is an older name of T12
	}
	v := Vertebra{region, atoi(word[1:n])}
	if n == 1 || word[1] == '0' || !v.exists() || word[0] == 'd' && v.Number < 10 {
		return Vertebra{}, 0
	}
	return v, n
}

func atoi(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}
