package finding

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"imr/internal/casefile"
	"imr/internal/review"
)

// identityLeak finds words of the draft that name its reviewer or sign for one
// (LC 4610.6(f)): a signature, a name in the first person or behind “Reviewer:”, a
// licence number, a place of practice, a way to be reached, and the reviewer's own
// name where the input has it.
//
// Limits: persons whom the case or its records name may be named, and the records
// may be said to be signed by them. A name by itself in the midst of a sentence is
// not told from a physician's unless it is the one of the input. The reviewer's
// specialty and state of licence are printed in the letter and are no leak. What is
// left of the parties in a published copy is a matter of that copy.
var identityLeak = rule{
	CodeInfo{"identity-leak", Error, "The draft names or signs for its reviewer."},
	func(d *draft) []found {
		known := d.personsNamed()
		var out []found
		d.eachText(func(f Finding, text string, at int) {
			for _, span := range d.leaks(text, known) {
				f.Text = spanOf(text, span)
				f.Message = "These words name or sign for the reviewer, whose identity must not leave the organization; take them out."
				if !slices.ContainsFunc(out, func(o found) bool { return o.Text == f.Text && o.Item == f.Item && o.Section == f.Section }) {
					out = append(out, found{f, at + span[0]})
				}
			}
		})
		return out
	},
}

// eachText calls f for every text of the draft that the letter prints, with a
// finding that says where it stands.
func (d *draft) eachText(f func(where Finding, text string, at int)) {
	for i, s := range d.Review.Summary {
		f(Finding{Section: Summary}, s.Text, i)
	}
	d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
		f(Finding{Section: Citation, Item: it.ID}, dec.BasisReason, len(dec.Citations)+1)
		f(Finding{Section: Rationale, Item: it.ID}, dec.Rationale, 0)
		f(Finding{Section: Letter, Item: it.ID}, dec.PlainLanguage, 0)
	})
}

const (
	personName = `(?:(?:Dr|DR)\.?\s+)?\p{Lu}[\p{L}'’-]*\.?(?:\s+\p{Lu}\.?)?(?:\s+\p{Lu}[\p{L}'’-]+){1,2}`
	doctorName = `(?:Dr|DR)\.?\s+\p{Lu}[\p{L}'’-]+`
	credential = `,?\s+(?:M\.?\s?D|D\.?\s?O|D\.?\s?C|Ph\.?\s?D|Psy\.?\s?D|D\.?P\.?M|L\.?Ac|D\.?D\.?S|O\.?D)\b\.?`
)

// signing are the forms in which a person signs or is named as the author; the
// name is their first submatch, “” where the form itself tells.
var signing = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:[Ss]incerely(?: yours)?|[Rr]espectfully(?: submitted| yours)?|[Rr]egards|[Yy]ours truly|[Ss]igned(?: by)?|[Ss]ignature|/s/|[Ee]lectronically signed(?: by)?|[Dd]igitally signed(?: by)?|[Dd]ictated by|[Pp]repared by|[Aa]uthored by)\s*[,:]?\s*(` + personName + `|` + doctorName + `)`),
	regexp.MustCompile(`(?:^|\s)/s/\s*(` + personName + `|` + doctorName + `)`),
	regexp.MustCompile(`(?i:\breviewer(?:'s|’s)?(?: name)?|\bname of (?:the )?reviewer|\breview(?:ed)? (?:done |performed |completed )?by|\bphysician adviser)\s*(?::|–|—|\s-\s|\bis\b)\s*(` + personName + `|` + doctorName + `)`),
	regexp.MustCompile(`\b(?:(?i:expert|independent|physician|undersigned|medical|this|the) )(?i:reviewer),?\s+(` + personName + credential + `|` + doctorName + `)`),
	regexp.MustCompile(`(?i:\b(?:reviewed|prepared|written|decided|determined|completed|performed|conducted|done|made|rendered|opinion|review|determination|rationale|report of the reviewer) by)\s+(?:(?i:the )?(?i:expert |physician )?(?i:reviewer),?\s+)?(` + personName + credential + `|` + doctorName + `)`),
	regexp.MustCompile(`(?:^|\s)[–—-]{1,2}\s?(` + personName + credential + `)\s*\.?\s*$`),
	regexp.MustCompile(`(?:^|[.!?]["”)]?\s+|\n)\s*(` + personName + credential + `)(?:[,;\s]+[^.\n]{0,120})?\s*\.?\s*$`),
}

// inPerson are words in which a reviewer speaks of himself or herself by name,
// number or place.
var inPerson = []*regexp.Regexp{
	regexp.MustCompile(`\bI,\s+(?:` + personName + `|` + doctorName + `)\b`),
	regexp.MustCompile(`\b(?:I am|I'm|I’m|[Mm]y name is)\s+(?:` + doctorName + `|` + personName + credential + `|\p{Lu}\p{Ll}+\s+(?:\p{Lu}\.\s+)?\p{Lu}\p{Ll}+\b)`),
	regexp.MustCompile(`(?i)\b(?:my |reviewer'?s? )?(?:medical |physician(?:'s)? |california |ca |state )*licen[sc]e\s*(?:no\b\.?|number|num\b\.?|#|:)\s*(?:is\s*)?[:#]?\s*[A-Z]{0,3}-?\s?\d{4,}`),
	regexp.MustCompile(`(?i)\blicen[sc]e\s+(?-i:[A-Z]{1,3})-?\s?\d{4,}|\blicen[sc]e,?\s+(?:california|ca)\s+(?-i:[A-Z]{1,3})?-?\d{4,}`),
	regexp.MustCompile(`\bI (?:have )?(?:practi[cs]ed?|work(?:ed)?|teach|taught|trained|operate)\b[^.;]{0,50}?\b(?:in|at) (?:the )?(?:\p{Lu}\p{L}*[a-z]\p{L}*)`),
	regexp.MustCompile(`(?i)\bI,? the undersigned,?\s+(?-i:` + personName + `|` + doctorName + `)`),
	regexp.MustCompile(`(?i)\bNPI\s*(?:no\b\.?|number|#|:)?\s*[:#]?\s*\d{10}\b`),
	regexp.MustCompile(`(?i)\b(?:contact|reach|call|e-?mail|telephone|phone) me\b|\bI (?:can|may) be (?:reached|contacted|called|e-?mailed)\b|\bmy (?:e-?mail|telephone|phone|office|cell)(?: address| number)?\s*(?:is|:)`),
	regexp.MustCompile(`\b(?:[Mm]y|[Oo]ur) (?:own )?(?:practice|clinic|office|hospital|department|group|surgery center)\s*(?:,|at|in|of)\s+(?:the\s+)?\p{Lu}`),
	regexp.MustCompile(`\b(?:[Aa]s|I am)(?: an?| the)? [^.;]{0,60}\b(?:surgeon|physician|specialist|professor|director|chief|chair(?:man|person)?|faculty|attending)\b[^.;]{0,40}\b(?:at|of) (?:the )?\p{Lu}\p{L}+ (?:\p{L}+ ){0,4}(?:Hospital|University|Clinic|Medical|Center|Institute|School|Group|Health)\b`),
}

// leaks are the places of the text that name the reviewer or sign for one.
func (d *draft) leaks(text string, known [][]string) [][]int {
	var out [][]int
	for _, re := range inPerson {
		out = append(out, re.FindAllStringIndex(text, -1)...)
	}
	for _, re := range signing {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			if name := text[m[2]:m[3]]; !d.isOther(name, known) {
				out = append(out, []int{m[2], m[3]})
			}
		}
	}
	if re := reviewerName(d.Reviewer); re != nil {
		out = append(out, re.FindAllStringIndex(text, -1)...)
	}
	slices.SortFunc(out, func(a, b []int) int { return a[0] - b[0] })
	return out
}

// reviewerName matches the reviewer's name: the whole of it, or the family name behind
// a title or before a degree.
func reviewerName(name string) *regexp.Regexp {
	words := nameWords(name)
	if len(words) < 2 {
		return nil
	}
	first, last := regexp.QuoteMeta(words[0]), regexp.QuoteMeta(words[len(words)-1])
	return regexp.MustCompile(`(?i)\b` + first + `\s+(?:[\p{L}.'’-]+\s+){0,2}` + last + `\b|\b` + last + `,\s+` + first + `\b|\b(?:dr|doctor)\.?\s+` + last + `\b|\b` + last + `(?-i:` + credential + `)`)
}

var notName = wordSet("dr md do dc phd psyd dpm lac dds od pt dpt pa np rn mr mrs ms miss jr sr ii iii the esq qme ame facs mph pa-c fnp")

// nameWords is the words of a person's name in lower case, without titles and degrees.
func nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) || r == ',' }) {
		if w = strings.ReplaceAll(strings.Trim(w, ".()"), ".", ""); len(w) > 1 && !notName[w] {
			out = append(out, w)
		}
	}
	return out
}

// personsNamed lists the names that the case itself gives.
func (d *draft) personsNamed() [][]string {
	c := d.Case
	names := []string{c.Employee.Name, c.RequestingPhysician.Name, c.UR.Physician, c.ClaimsAdministrator.Name, c.Employer, c.UR.Organization}
	if c.Representative != nil {
		names = append(names, c.Representative.Name)
	}
	for _, doc := range c.Documents {
		names = append(names, doc.Author)
	}
	var out [][]string
	for _, n := range names {
		if words := nameWords(n); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// isOther reports whether the name is that of a person whom the case or a page names.
func (d *draft) isOther(name string, known [][]string) bool {
	words := nameWords(name)
	if len(words) == 0 {
		return true
	}
	last := words[len(words)-1]
	if slices.ContainsFunc(known, func(k []string) bool { return slices.Contains(k, last) }) {
		return true
	}
	for _, n := range d.records.words[stem(last)] {
		text := strings.ToLower(d.records.statements[n].text())
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			return true
		}
	}
	return false
}

// spanOf is the words of the text, whole sentences, that hold the place.
func spanOf(text string, place []int) string {
	from, to := place[0], place[1]
	for _, s := range sentences(text) {
		end := s.at + len(s.text)
		if s.at <= place[0] && place[0] < end {
			from = s.at
		}
		if s.at < place[1] && place[1] <= end {
			to = end
		}
	}
	return strings.TrimSpace(text[from:max(from, to)])
}
