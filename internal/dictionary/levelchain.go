package dictionary

import "strings"

// link is how a token of a chain is tied to the one before it.
type link uint8

const (
	linkNone  link = iota
	linkDash       // a hyphen, a slash or a space between two vertebrae: a segment or a range
	linkRange      // to, through
	linkList       // a comma, and
)

// linked is a token of a chain with its link.
type linked struct {
	levelToken
	link link
}

// chain is the run of tokens from the i-th on that belong to one statement of
// levels, with bare numbers made vertebrae: “C3-4, 4-5 and C5-6”.
func chain(text string, tokens []levelToken, i int) []linked {
	run := []linked{{tokens[i], linkNone}}
	for j := i + 1; j < len(tokens); j++ {
		before, t := run[len(run)-1], tokens[j]
		l := linkOf(text[before.end:t.start])
		if t.region || l == linkNone || isOtherSense(text, t) {
			break
		}
		if t.number > 0 {
			if !takesNumber(text, tokens, j, l) {
				break
			}
			t.vertebra = Vertebra{before.vertebra.Region, t.number}
			if !t.vertebra.exists() || l != linkList && t.vertebra != before.vertebra.below() && l != linkRange {
				break
			}
		}
		run = append(run, linked{t, l})
	}
	return run
}

// takesNumber reports whether the bare number at j belongs to the vertebra
// before it. After a comma it does only where a segment of numbers follows
// (“C4-5, 5-6”), and a range needs its end in the same spelling (“L4 to 5”).
func takesNumber(text string, tokens []levelToken, j int, l link) bool {
	t := tokens[j]
	if t.end < len(text) && (text[t.end] == '.' || text[t.end] == '%') && t.end+1 < len(text) && text[t.end+1] != ' ' && text[t.end+1] != '\n' {
		return false
	}
	if l != linkList {
		return tight(text, tokens, j)
	}
	if j+1 >= len(tokens) || tokens[j+1].number != t.number+1 {
		return false
	}
	between := text[t.end:tokens[j+1].start]
	return between == "-" || between == "/" || between == "–"
}

// tight reports whether the number at j is written as part of the level: a space
// alone would also join “L5 5 days”, and a slash or a hyphen may go on as a date.
func tight(text string, tokens []levelToken, j int) bool {
	between := text[tokens[j-1].end:tokens[j].start]
	if strings.TrimSpace(between) == "" {
		return false
	}
	after := strings.TrimLeft(text[tokens[j].end:], "-/ ")
	unit := false
	for _, word := range [...]string{"day", "week", "wk", "month", "time", "mm", "year", "inch", "mg"} {
		unit = unit || strings.HasPrefix(after, word)
	}
	return !unit
}

// linkOf reads what stands between two tokens.
func linkOf(between string) link {
	switch b := strings.ToLower(strings.TrimSpace(between)); b {
	case "", "-", "/", "–", "—", "‑", "−", "--", "_", "\\":
		if len(between) > columnGap {
			return linkNone
		}
		return linkDash
	case "to", "through", "thru", "- to", "down to", "on":
		return linkRange
	case ",", "and", "&", ", and", "+", ";", "as well as", "or", ", or", "and/or", "and at", "and the", ", as well as":
		return linkList
	}
	return linkNone
}

// read turns a chain into the levels that it names.
func read(run []linked) []LevelMention {
	var found []LevelMention
	for i := 0; i < len(run); {
		j := i + 1
		for j < len(run) && (run[j].link == linkDash || run[j].link == linkRange) && run[j].vertebra.place() > run[j-1].vertebra.place() {
			j++
		}
		if j == i+1 {
			t := run[i]
			found = append(found, LevelMention{From: t.vertebra, To: t.vertebra, Start: t.start, End: t.end})
		}
		for _, s := range segments(run[i].vertebra, run[j-1].vertebra) {
			found = append(found, LevelMention{From: s[0], To: s[1], Start: run[i].start, End: run[j-1].end})
		}
		i = j
	}
	return found
}

// isOtherSense reports whether the words around give S1, T1 and the like
// another meaning.
func isOtherSense(text string, t levelToken) bool {
	v := t.vertebra
	before := strings.ToLower(text[max(0, t.start-40):t.start])
	after := strings.ToLower(text[t.end:min(len(text), t.end+40)])
	switch {
	case v.Region == 'S' && v.Number <= 4:
		return heartSound(before, after)
	case v.Region == 'T' && v.Number <= 2:
		return anyWord(before, "sagittal", "axial", "coronal", "weighted", "stir", "flair", "bright", "fat", "sequence", "echo") ||
			anyWord(after, "weighted", "stir", "flair", "signal", "image", "sequence", "hyperintens", "bright", "axial", "sagittal", "prolongation", "shortening", "fat")
	case v.Region == 'T' && (v.Number == 3 || v.Number == 4):
		return anyWord(before, "free", "tsh", "thyroid") || anyWord(after, "tsh", "uptake", "thyroid") ||
			anyWord(before, "tylenol")
	}
	return false
}

// heartSound reports whether the words around speak of the heart: S1 and S2
// named together without a lumbar level, or a murmur and the like beside them.
func heartSound(before, after string) bool {
	return anyWord(before, "rrr", "rhythm", "heart", "cardiac", "cardiovascular", "normal s1", "cv:", "murmur") ||
		anyWord(after, "murmur", "gallop", "heart", "rhythm", "s2 normal", "rub", "are normal") && !anyWord(after, "root", "radic", "dermatome")
}

func anyWord(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
