package finding

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed senses/*.txt
var senseFiles embed.FS

// senses are the meanings of the tables in the folder senses, tried on every claim.
// They are read when they are first needed: most processes, workers above all, never do.
var senses = sync.OnceValue(func() []*sense {
	list, err := readSenses(senseFiles)
	if err != nil {
		panic(err) // the files are built in
	}
	return list
})

// readSenses reads every table of the folder senses.
//
// A block begins with "# name". "said" lists how a claim puts it, "held" how the
// records do, "is" the concepts that are as good, and "keys" the words by one of
// which a statement that may hold it is found, for what the patterns do not tell.
// "not" lists the words with which a statement does not hold it, whatever else it says.
// "for" lists the concepts by any word for which a claim names it, and "like" the
// senses whose words count as well, parted by semicolons.
// "either" says that the words count whether denied or not, and "planned" that a
// plan counts, and "alone" that a claim of it names its object and nothing more.
// Patterns are parted by semicolons: see wordPattern; a line of one
// that begins with ~ is a regular expression. A line of two slashes is a comment.
func readSenses(files fs.FS) ([]*sense, error) {
	names, err := fs.Glob(files, "senses/*.txt")
	if err != nil {
		return nil, err
	}
	var out []*sense
	like := map[*sense][]string{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		for block := range strings.SplitSeq("\n"+string(text), "\n# ") {
			s, others, err := readSense(block)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if s != nil {
				out, like[s] = append(out, s), others
			}
		}
	}
	return out, join(out, like)
}

// join gives each sense the others that its table names as being as good.
func join(all []*sense, like map[*sense][]string) error {
	for _, s := range all {
		for _, name := range like[s] {
			i := slices.IndexFunc(all, func(o *sense) bool { return o.name == name && o != s })
			if i < 0 {
				return fmt.Errorf("%s: there is no %q", s.name, name)
			}
			if all[i].reaches(s) {
				return fmt.Errorf("%s: %q is like it already", s.name, name)
			}
			s.like = append(s.like, all[i])
		}
	}
	return nil
}

// reaches reports whether the sense is like the other, by however many steps.
func (s *sense) reaches(other *sense) bool {
	return slices.ContainsFunc(s.like, func(o *sense) bool { return o == other || o.reaches(other) })
}

// readSense reads one block, and the names of the senses that are like it; nil where
// it holds comments only.
func readSense(block string) (s *sense, like []string, err error) {
	lines := strings.Split(block, "\n")
	s = &sense{name: strings.TrimSpace(lines[0])}
	var said, held, veto []string
	for _, line := range lines[1:] {
		key, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch rest = strings.TrimSpace(rest); {
		case key == "said":
			said = append(said, patternsOf(rest, &s.hints)...)
		case key == "held":
			held = append(held, patternsOf(rest, &s.prefixes)...)
		case key == "not":
			veto = append(veto, patternsOf(rest, nil)...)
		case key == "is":
			s.concepts = append(s.concepts, strings.Fields(rest)...)
		case key == "for":
			s.named = append(s.named, strings.Fields(rest)...)
			s.concepts = append(s.concepts, strings.Fields(rest)...)
		case key == "like":
			like = append(like, namesIn(rest)...)
		case key == "keys":
			s.keys = append(s.keys, strings.Fields(rest)...)
		case key == "either":
			s.negative = true
		case key == "planned":
			s.planned = true
		case key == "alone":
			s.alone = true
		case key != "" && !strings.HasPrefix(key, "//"):
			return nil, nil, fmt.Errorf("%s: what is %q?", s.name, line)
		}
	}
	if len(said)+len(s.named) == 0 {
		return nil, nil, nil
	}
	if s.said, err = anyOf(said); err == nil {
		s.held, err = anyOf(held)
	}
	if err == nil {
		s.veto, err = anyOf(veto)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return s, like, nil
}

// anyOf matches what any of the regular expressions matches; nil where there are none.
func anyOf(patterns []string) (*regexp.Regexp, error) {
	if len(patterns) == 0 {
		return nil, nil
	}
	return regexp.Compile(strings.Join(patterns, "|"))
}

// namesIn is the names of a line, which are parted by semicolons.
func namesIn(line string) []string {
	var out []string
	for name := range strings.SplitSeq(line, ";") {
		out = append(out, strings.TrimSpace(name))
	}
	return out
}

// patternsOf is the regular expressions of a line; the words by which the phrases are
// found are added to words, where it is not nil, and "" for one that has none.
func patternsOf(line string, words *[]string) []string {
	if re, ok := strings.CutPrefix(line, "~"); ok {
		if words != nil {
			*words = append(*words, "")
		}
		return []string{re}
	}
	var out []string
	for phrase := range strings.SplitSeq(line, ";") {
		tokens := strings.Fields(phrase)
		if len(tokens) == 0 {
			continue
		}
		out = append(out, wordPattern(tokens))
		if words != nil {
			if w := rarestWord(tokens); len(w) > 0 {
				*words = append(*words, w...)
			} else {
				*words = append(*words, "")
			}
		}
	}
	return out
}

const (
	wordGap   = `(?:[\s/,:=()-]|'s)`
	patternOf = `\d+(?:[./]\d+)?`
)

// wordPattern makes a regular expression of a phrase: “*” stands for the rest of a
// word, “#” for a number, “..” for a few words of the same clause, “(a|b_c)” for one
// of several, with “_” for a blank, and “[a]” for one that may lack.
func wordPattern(tokens []string) string {
	var b strings.Builder
	glued := true
	for _, tok := range tokens {
		if tok == ".." {
			b.WriteString(`(?:[^.;]|\.\d){0,40}?`)
			glued = true
			continue
		}
		optional := strings.HasPrefix(tok, "[")
		re := tokenPattern(strings.Trim(tok, "[]"))
		gap := wordGap + "+"
		if !optional && strings.ContainsAny(tok[:1], "+%") {
			gap = wordGap + "*"
		}
		switch {
		case glued && optional:
			b.WriteString("(?:" + re + gap + ")?")
			continue // what follows it may be the first word
		case glued:
			b.WriteString(re)
		case optional:
			b.WriteString("(?:" + gap + re + ")?")
		default:
			b.WriteString(gap + re)
		}
		glued = false
	}
	return b.String()
}

// tokenPattern is the regular expression of one word of a phrase.
func tokenPattern(tok string) string {
	var alternatives []string
	for alt := range strings.SplitSeq(strings.Trim(tok, "()"), "|") {
		re := regexp.QuoteMeta(strings.ReplaceAll(alt, "_", " "))
		re = strings.NewReplacer(`\*`, `[\w-]*`, "#", patternOf).Replace(re)
		if alnum(rune(alt[0])) || alt[0] == '#' {
			re = `\b` + re
		}
		if last := alt[len(alt)-1]; alnum(rune(last)) || last == '#' || last == '*' {
			re += `\b`
		}
		alternatives = append(alternatives, re)
	}
	return "(?:" + strings.Join(alternatives, "|") + ")"
}

// rarestWord is the word of a phrase by which statements that may have it are found:
// the longest that must be there, in each of its forms.
func rarestWord(tokens []string) []string {
	var best []string
	length := 0
	for _, tok := range tokens {
		if tok == ".." || strings.HasPrefix(tok, "[") {
			continue
		}
		var forms []string
		shortest := len(tok)
		for alt := range strings.SplitSeq(strings.Trim(tok, "()"), "|") {
			words := strings.FieldsFunc(alt, func(r rune) bool { return !alnum(r) && r != '*' })
			if len(words) == 0 || words[0] == "*" {
				forms = nil
				break
			}
			word := slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
			forms, shortest = append(forms, word), min(shortest, len(word))
		}
		if len(forms) > 0 && shortest > length {
			best, length = forms, shortest
		}
	}
	return best
}

// stems lists the stems of the records' words by which statements that may hold the
// sense are found.
func (s *sense) stems(r *Prepared) []string {
	var out []string
	for _, k := range s.keys {
		out = append(out, stem(k))
	}
	for _, p := range s.prefixes {
		if p == "" {
			continue // it is found by the keys
		}
		begin, open := strings.CutSuffix(p, "*")
		if !open {
			out = append(out, stem(p))
			continue
		}
		for w := range r.words {
			if strings.HasPrefix(w, begin) || len(w) >= 4 && strings.HasPrefix(begin, w) {
				out = append(out, w)
			}
		}
	}
	for _, other := range s.like {
		out = append(out, other.stems(r)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
