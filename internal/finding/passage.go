package finding

import "imr/internal/casefile"

// closest returns the passage of the page that is most like the quote, or ""
// where they have too few words in common. It is a local alignment of words
// (Smith and Waterman 1981), stretched to the length of the quote.
func closest(p *casefile.Page, quote string) string {
	want, have := keys(foldString(quote).words), keys(p.Words)
	want = want[:min(len(want), 200)] // enough to know a passage by, and bounded in time
	best := align(want, have)
	if best.matches < 2 || best.matches*3 < len(want) {
		return ""
	}
	first := max(0, best.first-best.quoteFirst)
	end := min(len(p.Words), best.last+1+len(want)-1-best.quoteLast)
	return joinWords(p.Words[first:end])
}

// keys is the comparable form of each word; a word without one never matches.
func keys(words []casefile.Word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fold([]casefile.Word{w}).text
	}
	return out
}

// alignment is a path through the words of quote and page that end here.
type alignment struct {
	score, matches        int
	first, last           int // of the page
	quoteFirst, quoteLast int
}

// align returns the best local alignment of the quote's words with the page's.
func align(want, have []string) alignment {
	var best alignment
	row := make([]alignment, len(have)+1)
	for i, w := range want {
		var diagonal alignment // the row above, one to the left
		left := alignment{}
		for j, h := range have {
			above := row[j+1]
			here := diagonal.step(-1)
			if w != "" && w == h {
				here = diagonal.match(i, j)
			}
			here = better(here, above.step(-1))
			here = better(here, left.step(-1))
			if here.score > best.score {
				best = here
			}
			diagonal, row[j+1], left = above, here, here
		}
	}
	return best
}

func (a alignment) step(cost int) alignment {
	a.score += cost
	if a.score <= 0 {
		return alignment{}
	}
	return a
}

func (a alignment) match(i, j int) alignment {
	if a.score == 0 {
		a.first, a.quoteFirst = j, i
	}
	a.score, a.matches = a.score+3, a.matches+1
	a.last, a.quoteLast = j, i
	return a
}

func better(a, b alignment) alignment {
	if b.score > a.score {
		return b
	}
	return a
}
