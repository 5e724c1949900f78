package chronology

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// RecordMention is a dated report that a page names. Kind is empty where the page
// says no more than that it is a report; Author is empty where it names nobody.
type RecordMention struct {
	Kind       casefile.DocumentKind
	Date       calendar.Date
	Precise    bool // false where the page gives the month only
	Author     string
	Text       string // as the page has it
	Document   casefile.DocumentID
	Page       int // number of the page
	First, End int // its words
}

// reportName gives the kind of a record that is named by these words.
type reportName struct {
	kind  casefile.DocumentKind
	words string
}

// reportNames are tried in order, so that the narrower name comes first.
var reportNames = []reportName{
	{"electrodiagnostics", `emg(?:s|/ncs|/ncv| and ncs)?|ncs|ncv|nerve conduction (?:study|studies|test)|electrodiagnostic (?:study|studies|testing|report|consultation)|electromyograph\w+`},
	{"imaging", `mris?|magnetic resonance imaging|ct(?: scan| myelogram)?|x-?rays?|radiographs?|plain films|ultrasound report|arthrogram|bone scan|discogram|myelogram|dexa scan`},
	{"ame_qme_report", `(?:p?qme|ame|agreed medical|qualified medical|panel qme|medical-legal)(?: supplemental)?(?: (?:report|evaluation|examination|re-?evaluation|evaluator|examiner|deposition))*`},
	{"operative_report", `(?:operative|operation|surgical|procedure) (?:report|note)|op(?:erative)? note`},
	{"therapy_note", `(?:physical|occupational|hand|aquatic) therapy (?:notes?|reports?|records?|evaluations?|discharge summary|progress notes?)|pt (?:notes?|evaluation|eval|discharge)|(?:acupuncture|chiropractic) (?:notes?|reports?)`},
	{"laboratory", `(?:urine )?(?:drug|toxicology) screen(?: report| result)?|uds|lab(?:oratory)? (?:report|results?|work)|urine drug test`},
	{"hospital", `hospital discharge summary|(?:emergency (?:department|room)|er|ed|hospital) (?:notes?|records?|reports?|summary)`},
	{casefile.RFA, `rfas?|requests? for authorization`},
	{casefile.URDecisionForm, `(?:ur|utilization review) (?:denial|decision|determination|letter|report)|denial letter`},
	{"work_status", `work status (?:report|note|slip|form)`},
	{"consultation", `(?:\w+ )?consult(?:ation|ative)?(?: (?:report|note))|(?:pain|orthop\w+|neurosurg\w+|psych\w+|initial) (?:evaluation|consultation) (?:report|note)|consultation`},
	{"progress_report", `(?:primary treating physician'?s? )?(?:progress|follow-?up|interim|visit|office|clinic|chart|telehealth|medical|treatment) (?:reports?|notes?)|pr-?2s?|doctor'?s first report|office visit notes?`},
	{"", `discharge summary|(?:medical |narrative |supplemental |initial )?reports?`},
}

var reportWords = func() *regexp.Regexp {
	var all []string
	for _, n := range reportNames {
		all = append(all, "("+n.words+")")
	}
	return regexp.MustCompile(`(?i)(?:^|[^\pL\d-])(?:` + strings.Join(all, "|") + `)(?:$|[^\pL\d])`)
}()

var (
	// joins matches what may stand between the name of a report and its date.
	joins = regexp.MustCompile(`(?i)^[^.;?!\d]{0,70}?(?:\b(?:dated|of|from|on|performed(?: on)?|done(?: on)?|taken(?: on)?|completed(?: on)?|obtained(?: on)?|signed|date)|[:,(–-])\s*\(?$|^\s*\(?$`)
	// listed matches it in a list of records, where the two may just follow each other.
	listed = regexp.MustCompile(`^[^;?!\d]{0,70}$`)
	// precedes matches what may stand between a date and the name of a report after it.
	precedes = regexp.MustCompile(`^[,:)–\s-]*(?:[\pL./'’&-]+ ){0,4}$`)
	// noReport matches words around a date that make it one of something else.
	noReport = regexp.MustCompile(`(?i)\b(scheduled|schedule|appointment|appt|return|rtc|next|upcoming|pending|planned|will|to be|plan to|recheck|until|tentative\w*|shall|injur\w*|born|birth|dob|doi|onset|accident|authorized through|valid|expires?|due|awaiting|underwent|hired?|effective|request(?:ed|ing)? (?:an?|for an?) (?:mri|emg|ct)|ordered|prior to|before|since|after|has not yet|deadline|(?:was|were) (?:requested|ordered|asked))\b`)
	// listHead matches the heading of a list of records.
	listHead = regexp.MustCompile(`(?i)^\W*(?:(?:medical )?(?:records?|documents?|papers|documentation|materials|reports)(?: and \w+)? (?:reviewed|looked at|received|considered|provided|submitted|relied on|available)|review of (?:medical )?records|records review|(?:diagnostic|imaging) (?:studies|results)(?: reviewed)?)\b`)
)

// Mentions lists the dated reports that the pages name, in page order; a report's own
// heading counts as one. Appointments to come, days of birth and
// injury and the dates of visits and treatments as such are none.
func Mentions(pages []casefile.Page) []RecordMention { return read(pages).mentions(pages) }

// mentions is Mentions of the pages that were read.
func (r reading) mentions(pages []casefile.Page) []RecordMention {
	named := make([][]RecordMention, len(pages))
	eachOf(len(pages), func(i int) { named[i] = mentionsOn(pages[i].Document, r.lines[i]) })
	return slices.Concat(named...)
}

// mentionsOn are the mentions on one page.
func mentionsOn(doc casefile.DocumentID, lines []line) []RecordMention {
	var out []RecordMention
	inList := false
	for n := range lines {
		switch {
		case listHead.MatchString(lines[n].text):
			inList = true
		case inList && endsList(lines[n].text):
			inList = false
		}
		out = append(out, mentionsIn(doc, lines, n, inList)...)
	}
	return out
}

// endsList reports whether a line is a heading or running text after a list.
func endsList(text string) bool {
	return len(Dates(text)) == 0 && !reportWords.MatchString(text)
}

// stretch is the text of a line between the end of the one before and the beginning
// of the next one, since sentences run over lines.
type stretch struct {
	text       string
	start, end int // the line itself
}

// around is how much of the lines before and after counts.
const around = 90

// fullLine is the least length of a line that a sentence may run on from.
const fullLine = 50

func stretchOf(lines []line, n int) stretch {
	var s stretch
	if n > 0 && len(lines[n-1].text) >= fullLine {
		before := lines[n-1].text
		for len(before) > around {
			_, before, _ = strings.Cut(before, " ")
		}
		s.text = before + " "
	}
	s.start = len(s.text)
	s.text += lines[n].text
	s.end = len(s.text)
	if n+1 < len(lines) && len(lines[n].text) >= fullLine {
		s.text += " " + lines[n+1].text[:min(around, len(lines[n+1].text))]
	}
	return s
}

// mentionsIn are the mentions whose date begins on the line.
func mentionsIn(doc casefile.DocumentID, lines []line, n int, inList bool) []RecordMention {
	if len(lines[n].dates) == 0 && (n+1 == len(lines) || !unicode.IsDigit(firstRune(lines[n+1].text))) {
		return nil // nor does a date run over to the next line
	}
	s := stretchOf(lines, n)
	dates := Dates(s.text)
	var out []RecordMention
	var rowKind casefile.DocumentKind // of the date before, for “of May 2 and June 3”
	inRow := false
	for i, d := range dates {
		if d.Start < s.start || d.Start >= s.end || lines[n].isPersonal(d.Start-s.start) {
			continue
		}
		from, to := sentenceAround(s.text, d, dates, i)
		kind, name, ok := reportOf(s.text, from, to, d, inList)
		if i > 0 && inRow && andAlso.MatchString(s.text[dates[i-1].End:d.Start]) {
			kind, name, ok = rowKind, [2]int{d.Start, d.End}, true
		}
		rowKind, inRow = kind, ok
		if !ok {
			continue
		}
		l := lines[n]
		begin, end := max(min(name[0], d.Start)-s.start, 0), min(max(name[1], d.End)-s.start, len(l.text))
		place := l.evidence(begin, end, "")
		out = append(out, RecordMention{Kind: kind, Date: d.Date, Precise: d.Precise, Author: authorNear(s.text[from:to]),
			Text: strings.TrimSpace(l.text[begin:end]), Document: doc, Page: l.page, First: place.First, End: place.End})
	}
	return out
}

// andAlso matches what stands between the dates of several reports of one kind.
var andAlso = regexp.MustCompile(`^\s*(?:,|&|and|, and)\s*$`)

// isPersonal reports whether the date at the byte is labelled as that of the birth
// or the injury.
func (l line) isPersonal(at int) bool {
	w := l.word(at)
	for j := max(0, w-longestLabel); j < w; j++ {
		found, n := l.labelAt(j)
		if n > 0 && j+n >= w-1 && (found.role == "birth" || found.role == "injury") {
			return true
		}
	}
	return false
}

// sentenceAround is the part of the text that speaks of a date: from the date
// before or the end of a sentence to the next of either.
func sentenceAround(text string, d DateMention, dates []DateMention, i int) (from, to int) {
	from, to = 0, len(text)
	if i > 0 {
		from = dates[i-1].End
	}
	if i+1 < len(dates) {
		to = dates[i+1].Start
	}
	if ends := sentenceEnd.FindAllStringIndex(text[from:d.Start], -1); ends != nil {
		from += ends[len(ends)-1][1]
	}
	if end := sentenceEnd.FindStringIndex(text[d.End:to]); end != nil {
		to = d.End + end[0]
	}
	return from, to
}

var sentenceEnd = regexp.MustCompile(`[\pL\d)]{3,}[.?!] |; | [•▪] `)

// reportOf is the kind of the report that has the date and where its name stands.
func reportOf(text string, from, to int, d DateMention, inList bool) (casefile.DocumentKind, [2]int, bool) {
	before, after := text[from:d.Start], text[d.End:to]
	if noReport.MatchString(before) || noReport.MatchString(after[:min(len(after), 40)]) && !inList {
		return "", [2]int{}, false
	}
	if kind, at, ok := lastReport(before); ok {
		between := before[at[1]:]
		if joins.MatchString(between) || inList && listed.MatchString(between) {
			return kind, [2]int{from + at[0], from + at[1]}, true
		}
	}
	if kind, at, ok := firstReport(after); ok && precedes.MatchString(after[:at[0]]) && (inList || kind != "" || at[0] < 3) {
		return kind, [2]int{d.End + at[0], d.End + at[1]}, true
	}
	return "", [2]int{}, false
}

// firstReport is the first name of a report in the text.
func firstReport(text string) (casefile.DocumentKind, [2]int, bool) {
	m := reportWords.FindStringSubmatchIndex(text)
	if m == nil {
		return "", [2]int{}, false
	}
	for i, n := range reportNames {
		if at := m[2*i+2]; at >= 0 {
			return n.kind, [2]int{at, m[2*i+3]}, true
		}
	}
	return "", [2]int{}, false
}

// lastReport is the last name of a report in the text; a plain “report” after a
// narrower name belongs to it.
func lastReport(text string) (kind casefile.DocumentKind, at [2]int, ok bool) {
	for from := 0; from < len(text); {
		k, span, found := firstReport(text[from:])
		if !found {
			break
		}
		span = [2]int{span[0] + from, span[1] + from}
		if k != "" || !ok || span[0]-at[1] > 40 {
			kind = k
		}
		at, ok, from = span, true, span[1]
	}
	return kind, at, ok
}

// authorNear is who wrote the report, as far as the words around its date say.
func authorNear(text string) string {
	if m := drName.FindString(text); m != "" {
		return strings.TrimSuffix(strings.TrimSuffix(m, "'s"), "’s")
	}
	if m := person.FindStringSubmatch(text); m != nil {
		return m[1] + ", " + strings.TrimRight(m[2], ". ")
	}
	return ""
}

// Held is a record that the case file has: its kind and one of its dates.
type Held struct {
	Kind casefile.DocumentKind
	Date calendar.Date
}

// HeldIn lists what a document holds: itself under its confirmed and its proposed
// date, the encounters in it, and each labelled day and dated row on its pages.
func HeldIn(doc casefile.Document, pages []casefile.Page) []Held { return read(pages).held(doc, pages) }

// Contents is HeldIn and Mentions at once, which is half the work.
func Contents(doc casefile.Document, pages []casefile.Page) ([]Held, []RecordMention) {
	r := read(pages)
	return r.held(doc, pages), r.mentions(pages)
}

// held is HeldIn of the pages that were read.
func (r reading) held(doc casefile.Document, pages []casefile.Page) []Held {
	out := []Held{{doc.Kind, doc.Dated}, {doc.Kind, r.date(doc.Kind).Value}}
	for _, e := range r.encounters(pages, Said{}) {
		out = append(out, Held{e.Kind.Value, e.Date.Value}, Held{doc.Kind, e.Date.Value})
	}
	for _, l := range r.labels {
		if l.weight > 1 {
			out = append(out, Held{doc.Kind, l.date})
		}
	}
	for _, lines := range r.lines {
		for _, l := range lines {
			if list := l.dates; len(list) > 0 && list[0].Start < 3 {
				out = append(out, Held{doc.Kind, list[0].Date})
			}
		}
	}
	return AddHeld(nil, out...)
}

// AddHeld puts records into a list of what is held: in order of their days, each
// once, those without a day left out.
func AddHeld(list []Held, more ...Held) []Held {
	list = slices.DeleteFunc(append(list, more...), func(h Held) bool { return h.Date.IsZero() })
	slices.SortFunc(list, func(a, b Held) int { return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Kind, b.Kind)) })
	return slices.Compact(list)
}
