package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// rationaleMissing finds a decision without a rationale, and a rationale that
// names neither a fact of this case nor the criterion applied: nothing is left of
// it when the verdict, the item's own words, the names of sources and parties and
// phrases that fit every case are taken away.
//
// Limits: one word of substance is enough, so a rationale copied from another case
// passes here. A generic word that the list does not know counts as substance. A
// dependent item's reason may be the item that it depends on.
var rationaleMissing = rule{
	CodeInfo{"rationale-missing", Error, "A decision has no rationale, or one that names neither a fact of this case nor the criterion applied."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			f := Finding{Section: Rationale, Item: it.ID, Text: orElse(dec.Rationale, it.Description)}
			switch {
			case blank(dec.Rationale):
				f.Message = "This decision has no rationale; say which facts of the case meet or miss which criterion."
			case !substantial(d.Case, it, dec):
				f.Message = "This rationale would fit any case; name a fact of this case or the criterion that was applied."
			default:
				return
			}
			out = append(out, found{Finding: f})
		})
		return out
	},
}

// substantial reports whether the rationale says anything of its own.
func substantial(c casefile.Case, it casefile.DisputedItem, dec review.Decision) bool {
	text := strings.ToLower(straight.Replace(oneLine(dec.Rationale)))
	if dec.Basis == review.Dependent && dependence.MatchString(text) {
		return true
	}
	own := ownWords(c, it, dec)
	for _, s := range sentences(text) {
		if namesCriterion(s.text, own) {
			return true
		}
	}
	for _, date := range paperDates(c, it) {
		text = strings.ReplaceAll(text, date, " ")
	}
	text = reference.ReplaceAllString(text, " ")
	return slices.ContainsFunc(subjectWord.FindAllString(text, -1), func(w string) bool {
		w = strings.Trim(w, ".-/")
		return w != "" && !own[w] && !own[strings.TrimSuffix(w, "s")] && !genericWords[w] && !genericWords[strings.TrimSuffix(w, "s")]
	})
}

var (
	dependence = regexp.MustCompile(`\b(?:since|because|as the|depend\w*|associated|related|ancillary|primary|accompan\w*|post-?operative|pre-?operative|item \d)\b`)
	// reference is the place of a passage in a guideline, with its number.
	reference = regexp.MustCompile(`\b(?:pages?|pp?\.|sections?|chapters?|editions?|volume|tables?|§+)\s*\(?[\d.,§ -]*\d\)?|§+\s*[\d.]+|\b(?:8 ccr|title 8)\b|\b(?:section|lc|labor code)? ?4610[.\d]*|\b(?:2nd|3rd|second|third) edition\b`)
	// criterion is a guideline that says what it recommends or requires.
	criterion    = regexp.MustCompile(`\b(?:mtus|odg|acoem|guidelines?|schedule|label|fda|literature)\b[^.;]{0,60}?\b(?:recommend|require|allow|limit|advise|permit|call for|caution|endorse|restrict|reserve)\w*\b`)
	criterionToo = regexp.MustCompile(`\b(?:not )?(?:recommended|required|allowed|advised|permitted|limited|endorsed|reserved)\b[^.;]{0,40}?\b(?:by|under|in|per)\b[^.;]{0,30}?\b(?:mtus|odg|acoem|guidelines?|schedule)\b`)
	requesting   = regexp.MustCompile(`\brequest`)
)

// namesCriterion reports whether the sentence tells what a guideline recommends
// for the treatment by name, not for “the request”.
func namesCriterion(s string, own map[string]bool) bool {
	if !criterion.MatchString(s) && !criterionToo.MatchString(s) || requesting.MatchString(s) {
		return false
	}
	return slices.ContainsFunc(subjectWord.FindAllString(s, -1), func(w string) bool {
		w = strings.Trim(w, ".-/")
		return (own[w] || own[strings.TrimSuffix(w, "s")]) && !genericWords[w] && !sourceWords[w]
	})
}

// regions are words for one region of the body: an item that names one of them
// names them all.
var regions = [][]string{
	{"lumbar", "low", "lower", "back", "lumbosacral", "spine", "spinal"},
	{"cervical", "neck", "spine", "spinal"},
	{"thoracic", "mid", "upper", "back", "spine", "spinal"},
}

// ownWords are the words that the case gives anyway: the item's, those of the
// names of its parties and of the citations.
func ownWords(c casefile.Case, it casefile.DisputedItem, dec review.Decision) map[string]bool {
	text := []string{it.Description, it.ClaimsAdministratorGuideline, c.Employee.Name, c.Employer, c.ClaimsAdministrator.Name,
		c.RequestingPhysician.Name, c.RequestingPhysician.Facility, c.UR.Organization, c.UR.Physician, string(c.Number), c.ClaimNumber}
	for _, p := range it.BodyParts {
		text = append(text, p.Part, string(p.Side))
	}
	for _, cit := range dec.Citations {
		text = append(text, citationLine(cit), cit.EvidenceLevel)
	}
	own := map[string]bool{}
	for _, w := range subjectWord.FindAllString(strings.ToLower(strings.Join(text, " ")), -1) {
		w = strings.Trim(w, ".-/")
		own[w], own[strings.TrimSuffix(w, "s")] = true, true
	}
	for w, class := range classWords { // “the surgery” restates a fusion
		own[w] = own[w] || class == it.Category
	}
	for _, region := range regions {
		if own[region[0]] {
			for _, w := range region {
				own[w] = true
			}
		}
	}
	return own
}

// paperDates are the dates of the dispute's own papers, in lower case as a
// rationale may write them; longer forms come first.
func paperDates(c casefile.Case, it casefile.DisputedItem) []string {
	days := append([]calendar.Date{c.UR.DecisionDate, c.UR.ServedDate, c.RequestForAuthorization, c.Application.Received, c.Application.Signed}, it.ServiceDates...)
	var out []string
	for _, d := range days {
		if d.IsZero() {
			continue
		}
		us := d.US()
		out = append(out, strings.ToLower(d.Long()), d.String(), us, us[:6]+us[8:], shortUS(us), shortUS(us[:6]+us[8:]))
	}
	return out
}

// shortUS leaves out the leading zeros of month and day.
func shortUS(us string) string {
	return strings.ReplaceAll(strings.TrimPrefix(us, "0"), "/0", "/")
}

// sourceWords name a source without saying anything of it.
var sourceWords = wordSet(`mtus odg acoem fda guideline guidelines california medical treatment utilization schedule official disability
	american college occupational environmental medicine practice chapter section chronic pain evidence-based`)
