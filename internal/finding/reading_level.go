package finding

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
	"imr/internal/review"
)

// readingLevel finds a plain-language part that reads above grade 8 by the formula
// of Flesch and Kincaid (1975), and an abbreviation of the draft that is spelled out
// nowhere in it.
//
// An abbreviation is a word of capitals, or a short form of dictation such as s/p,
// that the dictionary knows with a longer form. It is spelled out where the longer
// form stands beside it in brackets, either way round, or anywhere in the draft.
//
// Limits: syllables are counted by letters, so the grade is off by a little for a
// short text; below 15 words none is told. Units, spinal levels, degrees, names of
// forms (PR-2, RFA) and of the agency are left, and so are the names of guidelines that
// the letter writes out in the citation. A capital word that is not in the
// dictionary is not taken for an abbreviation.
var readingLevel = rule{
	CodeInfo{"reading-level", Warning, "The plain-language part reads above grade 8, or an abbreviation of the draft is never spelled out."},
	func(d *draft) []found {
		out := d.unspelled()
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			if grade, told := gradeOf(dec.PlainLanguage); told && grade > mostGrade {
				out = append(out, found{Finding: Finding{Section: Letter, Item: it.ID, Text: strings.TrimSpace(dec.PlainLanguage),
					Message: fmt.Sprintf("This reads at grade %.0f and should be at grade %d or below; use shorter sentences and everyday words.", grade, mostGrade)}})
			}
		})
		return out
	},
}

const mostGrade = 8 // for a reader of the worker's part of the letter

// unspelled are the findings on sentences with abbreviations that are not spelled
// out, each at the first place of its abbreviation.
func (d *draft) unspelled() []found {
	var all strings.Builder
	d.eachText(func(_ Finding, text string, _ int) { all.WriteString(text + "\n") })
	whole := newDraftWords(all.String())
	var out []found
	seen := map[string]bool{}
	d.eachText(func(f Finding, text string, at int) {
		for _, s := range sentences(text) {
			var short []string
			for _, a := range abbreviationsIn(s.text) {
				if !seen[a] && !whole.spells(a) && !d.isPartyName(a) {
					short = append(short, a)
				}
				seen[a] = true
			}
			if len(short) == 0 {
				continue
			}
			f.Text = s.text
			f.Message = fmt.Sprintf("The draft never says what %s means; write it out where it first stands.", andList(short))
			out = append(out, found{f, at + s.at})
		}
	})
	return out
}

// isPartyName reports whether the short word is part of the name of a party.
func (d *draft) isPartyName(a string) bool {
	c := d.Case
	return slices.ContainsFunc([]string{c.ClaimsAdministrator.Name, c.Employer, c.UR.Organization, c.RequestingPhysician.Facility}, func(name string) bool {
		return slices.Contains(strings.Fields(name), a)
	})
}

var (
	capitals = regexp.MustCompile(`\b[A-Z][A-Z&/]{0,6}[A-Z]s?\b`)
	dictated = regexp.MustCompile(`(?:^|[\s(])(s/p|c/o|h/o|w/o|r/o|y/o|f/u|d/c|hx|dx|tx|rx|sx|prn|bid|tid|qid|qhs|qd|qam|po|b\.i\.d|t\.i\.d|n/t|fx|pt|pts)(?:$|[\s.,;)])`)
	// leftAsTheyAre are capital words that a letter need not explain: the agency's own
	// words, degrees, and what is no abbreviation of medicine.
	leftAsTheyAre = wordSet(`MTUS ODG ACOEM UR IMR IMRO RFA PR DWC WCAB LC CCR CA US USA FDA ICD CPT MD DO DC PHD PSYD DPM PA NP RN DPT PT-C OK AM PM ID NO II III IV
		VI VII IX XI TV PDF DOI DOB MR MS DR JR SR AN AT BY HE IN IS IT OF ON OR SO TO WE AS BE IF MY UP THE AND NOT`)
)

// abbreviationsIn lists the abbreviations of the sentence that the dictionary knows,
// each once. A sentence all in capitals has none that could be told.
func abbreviationsIn(text string) []string {
	text = head(text, longestAsserted)
	var found []string
	if strings.ToUpper(text) != text {
		found = capitals.FindAllString(text, -1)
	}
	for _, m := range dictated.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	var out []string
	for _, a := range found {
		bare := strings.TrimSuffix(a, "s")
		if strings.ToLower(a) == a {
			bare = a
		}
		if !leftAsTheyAre[bare] && !slices.Contains(out, bare) && len(longForms(bare)) > 0 {
			out = append(out, bare)
		}
	}
	return out
}

// longForms are the ways to write out the abbreviation, in lower case.
func longForms(a string) []string {
	var out []string
	for _, c := range dictionary.Standard().Lookup(a) {
		if c.Class == "levels" || c.Class == "sides" {
			continue
		}
		for _, f := range c.Forms {
			if len(f.Text) > len(a)+3 && strings.ToUpper(f.Text) != f.Text && !strings.Contains(f.Text, a) {
				out = append(out, strings.ToLower(f.Text))
			}
		}
	}
	return out
}

// draftWords is the text of a draft as it is searched for what an abbreviation means.
type draftWords struct {
	text  string
	lower string
}

func newDraftWords(text string) draftWords {
	line := " " + oneLine(strings.ReplaceAll(text, "-", " ")) + " "
	return draftWords{line, strings.ToLower(line)}
}

// spells reports whether the draft says what the abbreviation means: in words
// before or in brackets behind it whose first letters it is, or by a longer form of
// the dictionary anywhere.
func (s draftWords) spells(a string) bool {
	for _, long := range longForms(a) {
		if i := strings.Index(s.lower, strings.ReplaceAll(long, "-", " ")); i > 0 && !alnum(rune(s.lower[i-1])) {
			return true
		}
	}
	q := regexp.QuoteMeta(strings.ReplaceAll(a, "-", " "))
	return regexp.MustCompile(`\pL{3,} \(`+q+`s?[),;]`).MatchString(s.text) || regexp.MustCompile(`\b`+q+`s? \(\pL+ \pL+`).MatchString(s.text)
}
