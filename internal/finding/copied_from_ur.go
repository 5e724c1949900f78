package finding

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
)

// copiedFromUR finds a sentence of the summary that repeats the UR decision nearly
// word for word: four of five of its words, a dozen at least, stand there in the
// same runs of four.
//
// Limits: words between quotation marks, the item as it was requested and words
// that a medical record has as well are not counted, since both may have them from
// there. The decision is known by the kind of its document, not by its text.
var copiedFromUR = rule{
	CodeInfo{"copied-from-ur", Warning, "A passage of the summary repeats the UR decision nearly word for word."},
	func(d *draft) []found {
		decision := d.decisionRuns()
		var out []found
		for i, s := range d.Review.Summary {
			if e, copied := d.copiedPassage(s.Text, decision); copied {
				out = append(out, found{Finding{Section: Summary, Text: s.Text, Evidence: []Evidence{e},
					Message: fmt.Sprintf("This sentence repeats page %d of %s nearly word for word; say it from the medical records, or quote it as the words of utilization review.",
						e.Page, d.title(e.Document))}, i})
			}
		}
		return out
	},
}

const (
	runLength   = 4  // words that must follow each other
	leastCopied = 12 // words
)

// quotedWords matches what stands between quotation marks.
var quotedWords = regexp.MustCompile(`“[^”]*”|"[^"]*"`)

// decisionRuns lists the runs of words of the UR decision, each with the statement
// in which it stands first; those of an item as requested are left out.
func (d *draft) decisionRuns() map[string]*statement {
	out := map[string]*statement{}
	for _, doc := range d.Case.Documents {
		if doc.Kind != casefile.URDecisionForm {
			continue
		}
		for _, p := range d.records.pages[doc.ID] {
			list := d.records.statementsOn(p)
			for i := range list {
				for _, run := range runs(wordsOf(list[i].text())) {
					out[run] = cmp.Or(out[run], &list[i])
				}
			}
		}
	}
	for _, it := range d.Case.Items {
		for _, run := range runs(wordsOf(it.Description)) {
			delete(out, run)
		}
	}
	return out
}

// inMedical reports whether a medical record has the run of words.
func (d *draft) inMedical(run string) bool {
	var rarest []int32
	for i, w := range strings.Fields(run) {
		if list := d.records.words[stem(w)]; i == 0 || len(list) < len(rarest) {
			rarest = list
		}
	}
	return slices.ContainsFunc(rarest, func(n int32) bool {
		st := d.records.statements[n]
		doc, _ := d.Case.Document(st.page.Document)
		return doc.Kind.Medical() && strings.Contains(" "+strings.Join(wordsOf(st.text()), " ")+" ", " "+run+" ")
	})
}

// wordsOf is the words of the text in lower case, what stands between quotation
// marks left out.
func wordsOf(text string) []string {
	var out []string
	eachWord(quotedWords.ReplaceAllString(text, " | "), func(w string, _, _ int) { out = append(out, w) })
	return out
}

// runs is every run of words; each is named by its words.
func runs(words []string) []string {
	var out []string
	for i := 0; i+runLength <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+runLength], " "))
	}
	return out
}

// copiedPassage reports whether the text is nearly that of the decision and of no
// medical record, and the statement there with which it has most in common.
func (d *draft) copiedPassage(text string, decision map[string]*statement) (Evidence, bool) {
	words := wordsOf(text)
	all := runs(words)
	if !mostly(words, all, func(run string) bool { return decision[run] != nil }) {
		return Evidence{}, false
	}
	var most *statement
	shared := map[*statement]int{}
	copied := mostly(words, all, func(run string) bool {
		at := decision[run]
		if at == nil || d.inMedical(run) {
			return false
		}
		if shared[at]++; most == nil || shared[at] > shared[most] {
			most = at
		}
		return true
	})
	if !copied {
		return Evidence{}, false
	}
	return most.evidence(), true
}

// mostly reports whether the runs that are so cover enough of the words.
func mostly(words, all []string, so func(string) bool) bool {
	taken := make([]bool, len(words))
	n := 0
	for i, run := range all {
		if !so(run) {
			continue
		}
		for j := i; j < i+runLength; j++ {
			if !taken[j] {
				taken[j] = true
				n++
			}
		}
	}
	return n >= leastCopied && n*5 >= len(words)*4
}
