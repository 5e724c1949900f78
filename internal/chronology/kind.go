package chronology

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"imr/internal/casefile"
)

//go:embed kinds.txt
var kindsText string

// kindRule gives weight to a kind where its words stand.
type kindRule struct {
	kind   casefile.DocumentKind
	where  string // title, heading or text
	weight int
	words  []string
}

var kindRules = func() []kindRule {
	var out []kindRule
	for row := range strings.Lines(kindsText) {
		row = strings.TrimSpace(row)
		if row == "" || row[0] == '#' {
			continue
		}
		head, words, _ := strings.Cut(row, " | ")
		f := strings.Fields(head)
		names := strings.Split(words, " | ")
		for i := range names {
			names[i] = strings.TrimSpace(names[i])
		}
		weight, err := strconv.Atoi(f[2])
		if err != nil {
			panic("kinds.txt: " + row)
		}
		out = append(out, kindRule{casefile.DocumentKind(f[0]), f[1], weight, names})
	}
	return out
}()

const (
	titleLines    = 14 // a title stands within so many lines
	titleWords    = 14 // and has at most so many words
	headingWords  = 8
	strongTitle   = 8
	sureLead      = 5
	countedPlaces = 3 // how often one rule counts
)

// lowered is a line in lower case with straight signs, for the rules.
func lowered(text string) string { return straight.Replace(strings.ToLower(text)) }

var straight = strings.NewReplacer("’", "'", "‘", "'", "–", "-", "—", "-", "‑", "-")

// kindScore is what speaks for a kind, and the strongest place of it.
type kindScore struct {
	points, best int
	place        Evidence
	title        *line
}

// titleHit is whether a title rule applies to a line so far from the top: words
// after “see” or in a sentence are no title.
func titleHit(rule kindRule, l line, n int) []int {
	if n >= titleLines || len(l.words) > titleWords || isSentence(l.text) {
		return nil
	}
	span := rule.span(l.low)
	if span == nil || otherwise.MatchString(l.low[:span[0]]) {
		return nil
	}
	return span
}

// otherwise matches what before the words of a title makes them a mere reference.
var otherwise = regexp.MustCompile(`\b(see|per|of the|dated|your|my|attached|copy of|by|ordered|needs|dx|refer(red)? (by|to)|history|hx|type of|after|requesting|considered|reviewed|prior|previous|outside)\b[^:]*:?[^:]*$|^(s|o|a|p|plan|hpi|cc|objective|subjective|assessment|exam|imaging)\b ?:|^re\b|^(employer|claims administrator|adjuster|address|practice|facility|physician|specialty)\b([^']|$)`)

// isSentence reports whether a line is running text rather than a title.
func isSentence(text string) bool {
	return strings.HasSuffix(text, ".") && len(text) > 60 || strings.Count(text, ". ") > 1
}

// kindScores sums what speaks for each kind in the document.
func (r reading) kindScores() map[casefile.DocumentKind]*kindScore {
	scores := map[casefile.DocumentKind]*kindScore{}
	for _, rule := range kindRules {
		hits := 0
		for l := range r.spots() {
			span, weight := rule.hit(l.line, l.n)
			if span == nil || rule.where == "title" && (l.onPage > 0 || hits > 0 || scores[rule.kind].titledBy(l)) {
				continue
			}
			if hits++; hits > countedPlaces {
				break
			}
			scores[rule.kind] = scores[rule.kind].with(l.line, span, rule, weight)
		}
	}
	return scores
}

// hit is where the rule applies to the line, nil where it does not, and what that
// weighs: a title that stands alone or in capitals more than one in a longer line.
func (rule kindRule) hit(l line, n int) ([]int, int) {
	switch rule.where {
	case "title":
		span := titleHit(rule, l, n)
		if span != nil && 2*(span[1]-span[0]) >= len(l.text) {
			return span, rule.weight + 3
		}
		return span, rule.weight
	case "heading":
		if len(l.words) > headingWords && !strings.Contains(l.low[:min(len(l.low), 40)], ":") {
			return nil, 0
		}
	}
	return rule.span(l.low), rule.weight
}

// span is where the first of the rule's words stand in the text; a heading begins
// with them, after its number if it has one.
func (rule kindRule) span(text string) []int {
	from := 0
	if rule.where == "heading" {
		from = len(text) - len(strings.TrimLeft(text, "0123456789. "))
	}
	for _, words := range rule.words {
		if span := wholeWords(text, words, from); span != nil && (rule.where != "heading" || span[0] == from) {
			return span
		}
	}
	return nil
}

// wholeWords is where the words stand in the text from the byte on, not within
// longer ones.
func wholeWords(text, words string, from int) []int {
	for from < len(text) {
		at := strings.Index(text[from:], words)
		if at < 0 {
			return nil
		}
		start, end := from+at, from+at+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !isWordRune(before) && !isWordRune(after) {
			return []int{start, end}
		}
		from = end
	}
	return nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// titledBy reports whether the line has counted as a title of the kind already.
func (s *kindScore) titledBy(l spot) bool {
	return s != nil && s.title != nil && s.title.page == l.page && s.title.top == l.top
}

func (s *kindScore) with(l line, span []int, rule kindRule, weight int) *kindScore {
	if s == nil {
		s = &kindScore{}
	}
	s.points += weight
	if weight > s.best {
		s.best = weight
		s.place = l.evidence(span[0], min(span[1], len(l.text)), rule.where+" of "+string(rule.kind))
	}
	if rule.where == "title" && s.title == nil {
		s.title = &l
	}
	return s
}

// kind is the kind with the most points; in a tie the one that the exchange format
// lists first.
func (r reading) kind() (Guess[casefile.DocumentKind], *line) {
	scores := r.kindScores()
	var best, second *kindScore
	out := Guess[casefile.DocumentKind]{Value: "other", Confidence: ToCheck}
	for _, kind := range casefile.DocumentKinds {
		s := scores[kind]
		switch {
		case s == nil:
		case best == nil || s.points > best.points:
			best, second = s, best
			out.Value, out.Because = kind, s.place
		case second == nil || s.points > second.points:
			second = s
		}
	}
	if best == nil || best.points < 3 {
		return Guess[casefile.DocumentKind]{Value: "other", Confidence: ToCheck}, nil
	}
	lead := best.points
	if second != nil {
		lead -= second.points
	}
	switch {
	case best.best >= strongTitle && lead >= sureLead:
		out.Confidence = Sure
	case best.best >= strongTitle || lead >= sureLead:
		out.Confidence = Likely
	}
	return out, best.title
}
