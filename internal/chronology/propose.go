package chronology

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Confidence says how sure a proposal is.
type Confidence string

// The degrees: a reader need not look, may look, has to look.
const (
	Sure    Confidence = "sure"
	Likely  Confidence = "likely"
	ToCheck Confidence = "to check"
)

// Guess is a proposed value with the words that led to it. Where nothing did,
// Because has an empty Rule and the Value is the zero one or, of a kind, “other”.
type Guess[T any] struct {
	Value      T
	Confidence Confidence
	Because    Evidence
}

// Proposal is what a record seems to be.
type Proposal struct {
	Date   Guess[calendar.Date] // the day of the visit, study or letter
	Kind   Guess[casefile.DocumentKind]
	Author Guess[string] // with the degree as printed
	Title  Guess[string]
}

// Propose reads one record, whose pages are given in order.
func Propose(pages []casefile.Page) Proposal {
	return read(pages).propose()
}

func (r reading) propose() Proposal {
	var p Proposal
	var title *line
	p.Kind, title = r.kind()
	p.Date = r.date(p.Kind.Value)
	p.Author = r.author(p.Kind.Value)
	p.Title = r.title(title, p.Kind)
	return p
}

// title is the line of the title rule, else the first short line that is none of
// the letterhead's.
func (r reading) title(l *line, kind Guess[casefile.DocumentKind]) Guess[string] {
	if l != nil {
		return Guess[string]{titleText(l.text), kind.Confidence, l.evidence(0, len(l.text), "title")}
	}
	if len(r.lines) == 0 {
		return Guess[string]{Confidence: ToCheck}
	}
	for _, l := range r.lines[0][:min(titleLines, len(r.lines[0]))] {
		if len(l.words) <= headingWords && len(l.dates) == 0 && !strings.ContainsAny(l.text, "0123456789:") {
			return Guess[string]{titleText(l.text), ToCheck, l.evidence(0, len(l.text), "first line")}
		}
	}
	return Guess[string]{Confidence: ToCheck}
}

// longestTitle is how many letters of a title are kept.
const longestTitle = 120

// titleText is the line without what follows a label in it.
func titleText(text string) string {
	for _, d := range Dates(text) {
		if d.Start > 12 {
			text = text[:d.Start]
			break
		}
	}
	cut := []rune(strings.Trim(text, " ,;:–-|"))
	return string(cut[:min(len(cut), longestTitle)])
}

// roleBonus is what a kind adds to the labels of a role: a UR decision is dated by
// its letter, an application by the signature.
var roleBonus = map[casefile.DocumentKind]map[string]int{
	casefile.ApplicationForm: {"signed": 5, "plain": 5, "service": -9, "decision": -9, "request": -3, "report": -3},
	casefile.RFA:             {"signed": 3, "plain": 3, "request": 5, "service": -3, "decision": -9},
	casefile.URDecisionForm:  {"decision": 5, "plain": 1, "report": 1, "service": -3, "request": -9},
	casefile.Correspondence:  {"plain": 2, "service": -2, "request": -3, "decision": -3},
	"other":                  {"report": 2},
	"pharmacy":               {"printed": 3, "filled": 2, "report": 1},
	"laboratory":             {"filled": -1},
}

// papersOf are the roles that date the papers of one kind alone: elsewhere a
// decision or a request is that of another paper.
var papersOf = map[string]casefile.DocumentKind{"decision": casefile.URDecisionForm, "request": casefile.RFA}

// ownEvent matches the labels of what a kind is about, where several days of service
// stand side by side.
var ownEvent = map[casefile.DocumentKind]*regexp.Regexp{
	"operative_report":   regexp.MustCompile(`operat|surg|proced|inject`),
	"hospital":           regexp.MustCompile(`admi|arriv|reg`),
	"imaging":            regexp.MustCompile(`exam|stud|scan|perform|film`),
	"electrodiagnostics": regexp.MustCompile(`exam|stud|test|perform`),
	"laboratory":         regexp.MustCompile(`collect|draw`),
	"ame_qme_report":     regexp.MustCompile(`exam|eval`),
}

// weightFor is how well the label dates a record of the kind, in tenths; 0 or less
// where it does not.
func (l labelled) weightFor(kind casefile.DocumentKind) int {
	if l.weight == 0 || papersOf[l.role] != "" && papersOf[l.role] != kind {
		return 0
	}
	if l.role == "printed" && kind != "pharmacy" { // whose profiles have no other day of their own
		return 1
	}
	weight := 10*(l.weight+roleBonus[kind][l.role]) - min(l.page, 5)
	if own := ownEvent[kind]; own != nil && own.MatchString(l.name) {
		weight += 5
	}
	return weight
}

// candidate is a date that may be the record's.
type candidate struct {
	date   calendar.Date
	weight int
	place  Evidence
}

// date is the best labelled date, else one that stands where letters have theirs.
func (r reading) date(kind casefile.DocumentKind) Guess[calendar.Date] {
	var all []candidate
	for _, l := range r.labels {
		if weight := l.weightFor(kind); weight > 0 {
			all = append(all, candidate{l.date, weight, l.place})
		}
	}
	all = append(all, r.unlabelled(kind)...)
	if len(all) == 0 {
		return Guess[calendar.Date]{Confidence: ToCheck}
	}
	best := slices.MaxFunc(all, func(a, b candidate) int { return a.weight - b.weight })
	out := Guess[calendar.Date]{best.date, ToCheck, best.place}
	conflict := slices.ContainsFunc(all, func(c candidate) bool { return c.weight == best.weight && c.date != best.date })
	switch {
	case best.weight >= 35 && !conflict:
		out.Confidence = Sure
	case best.weight >= 18:
		out.Confidence = Likely
	}
	return out
}

// rowDate is how far into a row of a file its day may stand, after a number of the row.
const rowDate = 12

// visitTitle matches the title of a visit that elsewhere announces one.
var visitTitle = regexp.MustCompile(`(?i)^(follow-? ?up|recheck|return visit)\b[^:]*$`)

// unlabelled are the dates that stand alone on a line near the top, in a title, in
// a signature, or, of therapy and pharmacy files, in their last row.
func (r reading) unlabelled(kind casefile.DocumentKind) []candidate {
	var out []candidate
	rejected := map[calendar.Date]bool{}
	for _, l := range r.labels {
		if l.role == "birth" || l.role == "injury" {
			rejected[l.date] = true
		}
	}
	var rows []candidate
	for l := range r.spots() {
		for _, d := range l.dates {
			if !d.Precise || rejected[d.Date] || l.ownsDate(l.word(d.Start)) && !(l.n < edge && visitTitle.MatchString(l.text)) {
				continue
			}
			c := l.dateInPlace(d)
			out = append(out, c)
			if d.Start < rowDate {
				rows = append(rows, candidate{d.Date, c.weight, l.evidence(d.Start, d.End, "last row")})
			}
		}
	}
	if filed := kind == "therapy_note" || kind == "pharmacy"; filed && len(rows) > 1 {
		last := slices.MaxFunc(rows, func(a, b candidate) int { return -a.date.DaysUntil(b.date) })
		last.weight = 44
		out = append(out, last)
	}
	return out
}

// dateInPlace weighs a date without a label by where it stands.
func (l spot) dateInPlace(d DateMention) candidate {
	c := candidate{d.Date, 2, l.evidence(d.Start, d.End, "first date")}
	rest := strings.Trim(l.text[:d.Start]+l.text[d.End:], " ,.;:-()")
	switch {
	case l.onPage == 0 && l.n < 24 && len(rest) < 12 && !strings.ContainsAny(rest, "0123456789"):
		c.weight, c.place.Rule = 32, "date line"
	case l.onPage == 0 && l.n < titleLines && len(l.words) <= titleWords && !isSentence(l.text) && titled(l.line):
		c.weight, c.place.Rule = 30, "date in the title"
	case len(l.words) <= titleWords && credential.MatchString(l.text):
		c.weight, c.place.Rule = 16, "signature"
	case l.onPage == 0 && l.n < titleLines && d.Start == 0:
		c.weight, c.place.Rule = 12, "date at the beginning of a line"
	case l.onPage > 0:
		c.weight = 1
	}
	return c
}

// titled reports whether a line has the words of a title.
func titled(l line) bool {
	return slices.ContainsFunc(kindRules, func(rule kindRule) bool {
		return rule.where == "title" && rule.weight >= strongTitle && titleHit(rule, l, 0) != nil
	})
}
