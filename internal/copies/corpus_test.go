package copies_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/copies"
)

// corpus makes pages whose relations are known: an original page and what became
// of it on its way, all from one seed. The clinics, people and findings are made up.
type corpus struct {
	rng   *rand.Rand
	pages []casefile.Page
	truth map[[2]int]copies.Kind
}

// pageOf puts each line of the text on a line of the page, with boxes as on a typewriter.
func pageOf(text string) casefile.Page {
	var p casefile.Page
	for n, line := range strings.Split(text, "\n") {
		x := 0
		for _, w := range strings.Fields(line) {
			p.Words = append(p.Words, casefile.Word{Text: w, X0: float64(x) * 6, X1: float64(x+len(w)) * 6,
				Y0: float64(n) * 12, Y1: float64(n)*12 + 10, Line: n})
			x += len(w) + 1
		}
	}
	return p
}

func (c *corpus) add(text string) int {
	c.pages = append(c.pages, pageOf(text))
	return len(c.pages) - 1
}

func (c *corpus) relate(pages []int, kind copies.Kind) {
	for i, b := range pages {
		for _, a := range pages[:i] {
			c.truth[[2]int{min(a, b), max(a, b)}] = kind
		}
	}
}

// newCorpus holds the given number of families of pages; a family has 1 to 5.
func newCorpus(seed uint64, families int) *corpus {
	c := &corpus{rng: rand.New(rand.NewPCG(seed, 7)), truth: map[[2]int]copies.Kind{}}
	for range families {
		text := c.note(c.rng.IntN(len(clinics)))
		first := c.add(text)
		switch c.rng.IntN(6) {
		case 0: // sent twice
			c.relate([]int{first, c.add(text)}, copies.Same)
		case 1: // scanned again, once or twice
			pages := []int{first}
			for range 1 + c.rng.IntN(2) {
				pages = append(pages, c.add(c.noisy(text, 0.01+0.02*c.rng.Float64())))
			}
			c.relate(pages, copies.Same)
		case 2: // faxed on, then faxed on again
			again := c.add(c.refaxed(text))
			c.relate([]int{first, again, c.add(c.noisy(c.refaxed(text), 0.01))}, copies.Same)
		case 3: // the next visits, written over the last one
			next := c.forward(text)
			second := c.add(next)
			c.relate([]int{first, second, c.add(c.forward(next))}, copies.Carried)
		case 4: // the next visit, and its page scanned again
			next := c.forward(text)
			second, scan := c.add(next), c.add(c.noisy(next, 0.015))
			c.relate([]int{first, second, scan}, copies.Carried)
			c.relate([]int{second, scan}, copies.Same)
		case 5: // short pages that look alike
			c.add(c.short())
			c.add(c.short())
		}
	}
	return c
}

// clinics are the houses: each has its own standing passages, which fill a part of
// every note of it.
var clinics = func() [][]string {
	rng := rand.New(rand.NewPCG(1, 1))
	out := make([][]string, 12)
	for i := range out {
		for range 8 {
			out[i] = append(out[i], sentence(rng, 9+rng.IntN(12)))
		}
	}
	return out
}()

var vocabulary = func() []string {
	rng := rand.New(rand.NewPCG(2, 2))
	words := strings.Fields(`patient reports pain lumbar cervical left right with without denies numbness weakness walking
		sitting standing after before therapy injection relief percent weeks months range motion flexion extension
		rotation tender spasm strength reflex sensation intact reduced positive negative straight leg raise medication
		continue refill hydrocodone naproxen gabapentin omeprazole work modified duty lifting pounds return follow
		review system history surgery plan request authorization exercise home program knee shoulder wrist hand the
		of and to in is was has at on for no not by from this that she he they will been which than`)
	for range 500 { // names, and the long tail of a vocabulary
		var b strings.Builder
		for range 2 + rng.IntN(3) {
			b.WriteString([]string{"ba", "cor", "del", "fen", "gra", "hil", "jan", "ker", "lor", "mi", "nas", "pol", "qui", "ros", "sta", "tur", "ven", "wil"}[rng.IntN(18)])
		}
		words = append(words, b.String())
	}
	return words
}()

func sentence(rng *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		if rng.IntN(3) > 0 {
			words[i] = vocabulary[rng.IntN(85)]
		} else {
			words[i] = vocabulary[rng.IntN(len(vocabulary))]
		}
	}
	return strings.Join(words, " ") + "."
}

// measured is a sentence with numbers in it, as notes have them.
func (c *corpus) measured() string {
	return fmt.Sprintf("%s %d/10 %s %d degrees.", strings.TrimSuffix(sentence(c.rng, 4+c.rng.IntN(6)), "."), c.rng.IntN(11),
		strings.TrimSuffix(sentence(c.rng, 3), "."), 5*c.rng.IntN(36))
}

func (c *corpus) date() string {
	return fmt.Sprintf("%02d/%02d/%d", 1+c.rng.IntN(12), 1+c.rng.IntN(28), 2009+c.rng.IntN(12))
}

func (c *corpus) note(clinic int) string {
	var body []string
	for range 8 + c.rng.IntN(10) {
		body = append(body, c.measured(), sentence(c.rng, 6+c.rng.IntN(14)))
	}
	for _, standing := range clinics[clinic] {
		if c.rng.IntN(4) > 0 {
			body = slices.Insert(body, c.rng.IntN(len(body)), standing)
		}
	}
	head := fmt.Sprintf("CLINIC %d OF THE VALLEY\nPatient number %d Date of visit %s", clinic, c.rng.IntN(90000), c.date())
	return head + "\n" + strings.Join(body, "\n") + fmt.Sprintf("\nPage %d of %d", 1+c.rng.IntN(3), 3)
}

func (c *corpus) short() string {
	return fmt.Sprintf("WORK STATUS\nDate of visit %s\nModified duty, no lifting over %d pounds.\nNext visit in 4 weeks.\nCopy given to the patient.", c.date(), 5*c.rng.IntN(5))
}

// forward is the note of the next visit: a new date, a third of the numbers
// changed, one sentence in eight written anew.
func (c *corpus) forward(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if i > 1 && i < len(lines)-1 && c.rng.IntN(8) == 0 {
			lines[i] = sentence(c.rng, 12)
			continue
		}
		words := strings.Fields(line)
		for j, w := range words {
			switch {
			case strings.Count(w, "/") == 2:
				words[j] = c.date()
			case strings.HasSuffix(w, "/10") && c.rng.IntN(3) == 0:
				words[j] = fmt.Sprintf("%d/10", c.rng.IntN(11))
			case strings.Trim(w, "0123456789") == "" && c.rng.IntN(3) == 0:
				words[j] = fmt.Sprint(5 * c.rng.IntN(36))
			}
		}
		lines[i] = strings.Join(words, " ")
	}
	return strings.Join(lines, "\n")
}

func (c *corpus) refaxed(text string) string {
	head := fmt.Sprintf("%s %02d:%02d From: RECORDS DESK To: 1555010%04d Page: %d/%d", c.date(), c.rng.IntN(24), c.rng.IntN(60),
		c.rng.IntN(10000), 1+c.rng.IntN(40), 41+c.rng.IntN(40))
	return head + "\n" + text + fmt.Sprintf("\nSCI %06d", c.rng.IntN(900000))
}

// confusions are what a reader of scans takes for each other.
var confusions = map[string][]string{"o": {"0", "c"}, "0": {"O", "o"}, "l": {"1", "I", "i"}, "1": {"l", "I"}, "i": {"l", "1"}, "e": {"c"},
	"c": {"e"}, "s": {"5"}, "5": {"S"}, "8": {"B"}, "b": {"6", "h"}, "6": {"b", "5"}, "n": {"m"}, "u": {"v"}, "v": {"y"}, "h": {"b"},
	"t": {"f", "l"}, "f": {"t"}, "g": {"9"}, "a": {"o"}, "m": {"rn"}, "d": {"cl"}, "3": {"8"}, "7": {"1"}, "2": {"Z"}, "9": {"g"}, "4": {"A"}}

// noisy spoils signs at the rate: three in four as scans do, the others at random
// or lost.
func (c *corpus) noisy(text string, rate float64) string {
	var b strings.Builder
	for _, r := range text {
		s := string(r)
		spared := r == '\n' || r == ' ' && c.rng.IntN(4) > 0 // gaps are wide: few are lost
		if spared || c.rng.Float64() >= rate {
			b.WriteString(s)
			continue
		}
		wrong := confusions[strings.ToLower(s)]
		switch n := c.rng.IntN(8); {
		case n < 6 && wrong != nil:
			b.WriteString(wrong[c.rng.IntN(len(wrong))])
		case n == 7: // lost
		default:
			b.WriteByte("abcdefghiklmnoprstuvwy.,'"[c.rng.IntN(25)])
		}
	}
	return b.String()
}

// rewrapped is the text with its lines broken anew, eighteen words a line.
func rewrapped(text string) string {
	words := strings.Fields(text)
	var lines []string
	for chunk := range slices.Chunk(words, 18) {
		lines = append(lines, strings.Join(chunk, " "))
	}
	return strings.Join(lines, "\n")
}
