package finding

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/dictionary"
	"imr/internal/review"
)

// polarityConflict finds two places of the draft, or a sentence and the page that
// it cites, that say opposite things of one concept: of the same side, level and
// part, and of the same day where both name one.
//
// Limits: where the page says both, of other days or other places on it, the
// sentence is taken to mean the one that fits. Two undated statements of the summary
// are not compared, as a course of treatment is told in them.
var polarityConflict = rule{
	CodeInfo{"polarity-conflict", Error, "Two places of the draft, or the draft and the page it cites, say opposite things of one concept."},
	func(d *draft) []found {
		return slices.Concat(d.againstPages(), d.againstSummary(), d.withinRationales(), d.claimsAgainstSummary())
	},
}

const amendOne = "amend the one that is wrong."

// againstPages compares each sentence of the summary with the pages that it cites.
func (d *draft) againstPages() []found {
	var out []found
	for i, s := range d.Review.Summary {
		cited := d.citedStatements(s)
		before := len(out)
		for _, a := range assertionsOf(s.Text) {
			e, ok := opposed(a, cited)
			if !ok {
				continue
			}
			out = append(out, found{at: i, Finding: Finding{Section: Summary, Text: s.Text, Evidence: []Evidence{e},
				Message: fmt.Sprintf("Page %d of %s says the opposite; %s", e.Page, d.title(e.Document), amendOne)}})
			break
		}
		if src, ok := echoed(s); ok && len(out) == before {
			out = append(out, found{at: i, Finding: Finding{Section: Summary, Text: s.Text, Evidence: []Evidence{Evidence(src)},
				Message: fmt.Sprintf("The words quoted from page %d of %s say the opposite; %s", src.Page, d.title(src.Document), amendOne)}})
		}
	}
	return out
}

// cited is what a page asserts at one place.
type cited struct {
	assertion
	at Evidence
}

// citedStatements lists what the pages cited by the sentence assert, the quoted
// places first.
func (d *draft) citedStatements(s review.Sentence) []cited {
	var quoted, rest []cited
	for _, src := range s.Sources {
		p := d.page(src.Document, src.Page)
		if p == nil {
			continue
		}
		words := foldString(src.Quote).text
		asserts := d.records.assertions(p)
		for i, st := range d.records.statementsOn(p) {
			if len(asserts[i]) == 0 {
				continue
			}
			list := &rest
			if text := foldString(st.text()).text; words != "" && (strings.Contains(text, words) || strings.Contains(words, text)) {
				list = &quoted
			}
			for _, a := range asserts[i] {
				*list = append(*list, cited{a, st.evidence()})
			}
		}
	}
	return append(quoted, rest...)
}

// opposed returns the place that says the opposite, where none says the same.
func opposed(a assertion, all []cited) (Evidence, bool) {
	var first *cited
	for i, b := range all {
		switch {
		case !a.comparable(b.assertion):
		case a.holds == b.holds && a.borneOut(b.assertion):
			return Evidence{}, false
		case first == nil && a.denies(b.assertion):
			first = &all[i]
		}
	}
	if first == nil {
		return Evidence{}, false
	}
	return first.at, true
}

// assertionsOf reads the sentences of a text of the draft.
func assertionsOf(text string) []assertion {
	var out []assertion
	for _, s := range sentences(text) {
		out = append(out, assertionsIn(statementOf(s))...)
	}
	return out
}

// statementOf is a sentence of the draft as a statement.
func statementOf(s sentence) statement {
	p := &page{Page: &casefile.Page{}, text: s.text}
	return statement{page: p, end: len(s.text), mentions: mentionsIn(s.text)}
}

// comparable reports whether the two are about the same thing.
func (a assertion) comparable(b assertion) bool {
	d := dictionary.Standard()
	if (isSign(a.key) || isSign(b.key)) && a.key != b.key {
		return false
	}
	if drug, ok := strings.CutPrefix(a.key, "takes "); ok {
		other, same := strings.CutPrefix(b.key, "takes ")
		return same && (drug == other || !a.holds && d.Covers(drug, other) || !b.holds && d.Covers(other, drug) || a.holds == b.holds && includes(drug, other))
	}
	alike := a.key == b.key || d.Covers(a.key, b.key) || d.Covers(b.key, a.key) ||
		slices.Contains(standIns[a.key], b.key) || slices.Contains(standIns[b.key], a.key)
	if !alike || !sidesMeet(a.side, b.side) {
		return false
	}
	if len(a.levels) > 0 && len(b.levels) > 0 && !slices.ContainsFunc(a.levels, func(l lvl) bool {
		return slices.ContainsFunc(b.levels, func(m lvl) bool { return l.From == m.From && l.To == m.To })
	}) {
		return false
	}
	if len(a.parts) > 0 && len(b.parts) > 0 && !slices.ContainsFunc(a.parts, func(p string) bool {
		return slices.ContainsFunc(b.parts, func(q string) bool { return relatedParts(p, q) })
	}) {
		return false
	}
	if a.which != "" && b.which != "" && a.which != b.which {
		return false
	}
	return len(a.about) == 0 || len(b.about) == 0 || slices.ContainsFunc(a.about, func(p string) bool {
		return slices.ContainsFunc(b.about, func(q string) bool {
			return d.Covers(p, q) || d.Covers(q, p) || p == q+"-injection" || q == p+"-injection"
		})
	})
}

type (
	lvl = dictionary.LevelMention
	day = chronology.DateMention
)

// denies reports whether the two cannot both be so. One side's normal finding and
// the other's abnormal one can, unless one of them speaks of both.
func (a assertion) denies(b assertion) bool {
	if a.holds == b.holds {
		return false
	}
	positive, negative := a, b
	if !a.holds {
		positive, negative = b, a
	}
	if positive.side != "" && negative.side != "" {
		return negative.side.Covers(positive.side) || positive.side.Covers(negative.side) && positive.side != dictionary.Bilateral || negative.side == positive.side || positive.side == dictionary.Bilateral
	}
	return true
}

// borneOut reports whether b, which says the same as a, is enough for it: that one
// reflex is normal does not bear out that all are.
func (a assertion) borneOut(b assertion) bool {
	if !a.holds && a.whole && len(a.parts) == 0 && len(b.parts) > 0 && b.key == "abnormal reflex" {
		return false
	}
	return a.holds || strings.HasPrefix(a.key, "intact") || a.side == b.side || b.side == "" || b.side == dictionary.Bilateral
}

// against is one place of the draft with what it asserts.
type against struct {
	assertion
	sentence string
	evidence []Evidence
}

// changing matches words of a course of time, in which a thing may be so and then not;
// spanning those of a while or a day, which for what a treatment did, and for having
// gone back to work, tell of no change.
var (
	changing = regexp.MustCompile(`(?i)\b(?:came back|come back|again|recur\w*|relaps\w*|at first|initially|then|later|until|by the (?:spring|summer|fall|autumn|winter|end)|since|before|no longer|still|(?:a|the|quiet) month|after (?:a|one|two|three|four|five|six|ten|\d+) (?:days|weeks|months)|(?:days|weeks|months) later|wore off|so far|at times|on and off|intermittent\w*|sometimes|occasional\w*)\b`)
	spanning = regexp.MustCompile(`(?i)\b(?:returned to|earlier|for (?:\w+ ){1,3}(?:days|weeks|months)|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b`)
	lasting  = wordSet("helped at-work")
)

// steady lists the assertions of the text that a course of time leaves standing.
func steady(text string, all []assertion) []assertion {
	switch {
	case changing.MatchString(text):
		return nil
	case spanning.MatchString(text):
		return slices.DeleteFunc(all, func(a assertion) bool { return !lasting[strings.ReplaceAll(a.key, " ", "-")] })
	}
	return all
}

// told lists what the summary asserts, with the pages that each sentence cites.
func (d *draft) told() []against {
	var out []against
	for _, s := range d.Review.Summary {
		var es []Evidence
		for _, src := range s.Sources {
			es = append(es, Evidence(src))
		}
		for _, a := range steady(s.Text, assertionsOf(s.Text)) {
			out = append(out, against{a, s.Text, es})
		}
	}
	return out
}

// againstSummary compares each sentence of the rationales with the summary.
func (d *draft) againstSummary() []found {
	var out []found
	told := d.told()
	d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
		for _, s := range sentences(dec.Rationale) {
			if ofGuide.MatchString(s.text) || conclusionOn.MatchString(s.text) {
				continue
			}
			for _, a := range steady(s.text, assertionsIn(statementOf(s))) {
				other, ok := contradicted(a, told)
				if !ok || spanning.MatchString(s.text+other.sentence) && !sameSubject(a, other.assertion) {
					continue
				}
				out = append(out, found{at: s.at, Finding: Finding{Section: Rationale, Item: it.ID, Text: s.text, Evidence: other.evidence,
					Message: "The summary says the opposite: “" + oneLine(other.sentence) + "”; " + amendOne}})
				break
			}
		}
	})
	return out
}

// contradicted returns the place that says the opposite of a, where none of the
// others that are comparable says the same.
func contradicted(a assertion, all []against) (against, bool) {
	var first *against
	for i, b := range all {
		switch {
		case !a.comparable(b.assertion) || apart(a, b.assertion):
		case a.holds == b.holds:
			return against{}, false
		case first == nil && a.denies(b.assertion) && a.includes(b.assertion):
			first = &all[i]
		}
	}
	if first == nil {
		return against{}, false
	}
	return *first, true
}

// includes reports whether what is denied takes in what is said to be so.
func (a assertion) includes(b assertion) bool {
	positive, negative := a, b
	if !a.holds {
		positive, negative = b, a
	}
	return slices.Contains(withNarrower(negative.key), positive.key) || negative.key == positive.key
}

// apart reports whether the two name different days.
func apart(a, b assertion) bool {
	return len(a.days) > 0 && len(b.days) > 0 && !slices.ContainsFunc(a.days, func(d day) bool { return slices.ContainsFunc(b.days, func(e day) bool { return sameDay(d, e) }) })
}

// withinRationales compares the sentences of each rationale with those before them.
func (d *draft) withinRationales() []found {
	var out []found
	d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
		var before []against
		for _, s := range sentences(dec.Rationale) {
			if ofGuide.MatchString(s.text) || conclusionOn.MatchString(s.text) {
				continue
			}
			var here []against
			for _, a := range assertionsIn(statementOf(s)) {
				if other, ok := contradicted(a, before); ok && sameSubject(a, other.assertion) {
					out = append(out, found{at: s.at, Finding: Finding{Section: Rationale, Item: it.ID, Text: s.text,
						Message: "The same rationale says the opposite: “" + oneLine(other.sentence) + "”; " + amendOne}})
				}
				here = append(here, against{assertion: a, sentence: s.text})
			}
			before = append(before, here...)
		}
	})
	return out
}

// sameSubject reports whether two undated statements of one rationale speak of the
// same: what helped must be the same treatment.
func sameSubject(a, b assertion) bool {
	return a.key != "helped" || len(a.about) > 0 && len(b.about) > 0
}

// claimsAgainstSummary finds a claim of absence of which the summary holds what it
// says is not there.
func (d *draft) claimsAgainstSummary() []found {
	summary := &draft{Input: Input{Case: d.Case}, records: preparedSummary(d.Review)}
	var out []found
	for _, c := range d.claims() {
		if c.section != Rationale {
			continue
		}
		for _, t := range c.topics() {
			hits := summary.search(t, limits{})
			if len(hits) == 0 {
				continue
			}
			s := d.Review.Summary[summary.records.statements[hits[0].place].page.Number-1]
			f := c.finding()
			for _, src := range s.Sources {
				f.Evidence = append(f.Evidence, Evidence(src))
			}
			f.Message = "The summary says that it is there: “" + oneLine(s.Text) + "”; " + amendOne
			out = append(out, found{f, c.at})
			break
		}
	}
	return out
}

// preparedSummary is the summary as records, each sentence a page.
func preparedSummary(r review.Review) *Prepared {
	out := &Prepared{concepts: map[string][]int32{}, words: map[string][]int32{}}
	for i, s := range r.Summary {
		p := &page{Page: &casefile.Page{Number: i + 1}, text: s.Text, first: len(out.statements)}
		for _, one := range sentences(s.Text) {
			st := statement{page: p, start: one.at, end: one.at + len(one.text)}
			st.mentions = mentionsIn(st.text())
			out.index(st)
			p.count++
		}
	}
	return out
}
