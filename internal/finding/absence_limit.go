package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/dictionary"
)

// limits are what a claim itself bounds its search by.
type limits struct {
	kinds    []casefile.DocumentKind // of the documents that it speaks of
	day      calendar.Date           // of the report or visit that it speaks of
	latest   bool                    // the last report or visit
	from, to calendar.Date           // the span of time
	after    string                  // a procedure after which it must be
}

var (
	kindNames = []struct {
		words *regexp.Regexp
		kinds []casefile.DocumentKind
	}{
		{regexp.MustCompile(`\b(?:requests? for authorization|rfas?|authorization requests?|request form)\b`), []casefile.DocumentKind{casefile.RFA}},
		{regexp.MustCompile(`\b(?:mri|ct|imaging|x-?ray|radiology|radiologist'?s?|ultrasound)(?: \w+){0,4} (?:report|study|scan)\b|\bradiologist\b|\bimaging reports?\b`), []casefile.DocumentKind{"imaging"}},
		{regexp.MustCompile(`\b(?:physical |occupational )?therap(?:y|ist'?s?) (?:notes?|records?|reports?|evaluation|discharge summary|file)\b|\bphysical therapist\b|\bdischarge summary\b`), []casefile.DocumentKind{"therapy_note", "hospital"}},
		{regexp.MustCompile(`\b(?:operative|procedure) (?:report|note)s?\b`), []casefile.DocumentKind{"operative_report"}},
		{regexp.MustCompile(`\b(?:electrodiagnostic|emg|nerve conduction)(?: \w+){0,2} (?:report|study)\b`), []casefile.DocumentKind{"electrodiagnostics"}},
		{regexp.MustCompile(`\b(?:ame|qme|agreed medical \w+|qualified medical \w+|medical-legal)\b`), []casefile.DocumentKind{"ame_qme_report"}},
		{regexp.MustCompile(`\b(?:pharmacy|dispensing)(?: \w+)? records?\b`), []casefile.DocumentKind{"pharmacy"}},
		{regexp.MustCompile(`\b(?:laborator\w+|lab) (?:reports?|results?)\b`), []casefile.DocumentKind{"laboratory"}},
		{regexp.MustCompile(`\bwork status (?:reports?|notes?|slips?)\b`), []casefile.DocumentKind{"work_status"}},
	}
	reportWord = regexp.MustCompile(`\b(?:reports?|notes?|pr-?2|visits?|letters?|evaluation|re-evaluation|consult\w*|exam\w*|request|rfa|study|mri|emg|encounter|appointment|narrative|chart note)\b`)
	lastReport = regexp.MustCompile(`\b(?:most recent|latest|last|current|present) (?:\w+ ){0,3}?(?:reports?|notes?|visits?|pr-?2s?|evaluation|exam\w*|progress|consult\w*|follow-?up|letter)\b`)
	sinceWord  = regexp.MustCompile(`\b(?:since|after|following|from)\s*(?:the )?$`)
	beforeWord = regexp.MustCompile(`\b(?:before|prior to|until|up to|through|by|to|and)\s*(?:the )?$`)
	sinceYear  = regexp.MustCompile(`\b(since|after|before|prior to|in|during) ((?:19|20)\d\d)\b`)
	afterEvent = regexp.MustCompile(`\b(?:after|since|following) (?:the |an? |his |her |that |this )?([^,.;]+)`)
)

// limitsOf reads the limits of a claim.
func limitsOf(c claim) limits {
	var l limits
	outside := strings.Replace(c.clause, c.topic, " "+locative(c.topic)+" ", 1)
	for _, k := range kindNames {
		if k.words.MatchString(outside) {
			l.kinds = append(l.kinds, k.kinds...)
		}
	}
	l.latest = lastReport.MatchString(outside)
	l.readDates(c.clause)
	if m := afterEvent.FindStringSubmatch(c.clause); m != nil && l.from.IsZero() {
		for _, mention := range mentionsIn(m[1]) {
			if concept, _ := dictionary.Standard().Concept(mention.concept); concept.Class == "procedures" {
				l.after = mention.concept
				break
			}
		}
	}
	return l
}

var locativePhrase = regexp.MustCompile(`\b(?:in|on|by|from|within) (?:the|his|her|any) .*$`)

// locative is the part of a topic that says where a thing is missing.
func locative(topic string) string { return locativePhrase.FindString(topic) }

// readDates takes the dates of the clause as the day of a report or the ends of a span.
func (l *limits) readDates(clause string) {
	for _, d := range chronology.DatesNear(clause, 0) {
		before := clause[:d.Start]
		switch {
		case sinceWord.MatchString(before) && !beforeDated(before):
			l.from = d.Date
		case beforeWord.MatchString(before) && strings.HasSuffix(strings.TrimSpace(before), "and") && l.from.IsZero() && !strings.Contains(before, "between"):
			l.day = calendar.Date{} // two days: “of May 3 and June 16”
		case beforeWord.MatchString(before):
			l.to = lastDay(d)
		case strings.HasSuffix(strings.TrimSpace(before), "between"):
			l.from = d.Date
		case !d.Precise:
			l.from, l.to = d.Date, lastDay(d)
		default:
			l.day = d.Date
		}
	}
	if m := betweenMonths.FindStringSubmatch(clause); m != nil && l.to.Year > 0 && l.from.IsZero() {
		if first := chronology.Dates(m[1] + " 1, " + yearIn(clause)); len(first) == 1 {
			l.from = first[0].Date
		}
	}
	if m := sinceYear.FindStringSubmatch(clause); m != nil && l.from.IsZero() && l.to.IsZero() && l.day.IsZero() {
		first, last := calendar.MustDate(m[2]+"-01-01"), calendar.MustDate(m[2]+"-12-31")
		switch m[1] {
		case "since":
			l.from = first
		case "after":
			l.from = last
		case "before", "prior to":
			l.to = first
		default:
			l.from, l.to = first, last
		}
	}
}

var betweenMonths = regexp.MustCompile(`\b(?:between|from) (january|february|march|april|may|june|july|august|september|october|november|december)\b (?:and|to|through)`)

func yearIn(s string) string { return year.FindString(s) }

// beforeDated reports whether “from” names the report of the day and no beginning.
func beforeDated(before string) bool {
	return strings.HasSuffix(strings.TrimSpace(before), "from") && reportWord.MatchString(tail(before, 30))
}

// lastDay is the day itself, or the last of the month where only that is given.
func lastDay(d chronology.DateMention) calendar.Date {
	if d.Precise {
		return d.Date
	}
	next := calendar.Date{Year: d.Date.Year, Month: d.Date.Month + 1, Day: 1}
	if d.Date.Month == 12 {
		next = calendar.Date{Year: d.Date.Year + 1, Month: 1, Day: 1}
	}
	return next.AddDays(-1)
}

// within reports whether a statement lies within the limits.
func (l limits) within(d *draft, s statement) bool {
	doc, known := d.Case.Document(s.page.Document)
	if known && len(l.kinds) > 0 && !slices.Contains(l.kinds, doc.Kind) {
		return false
	}
	if !l.bound() {
		return true
	}
	day := d.dayOf(s, doc)
	switch {
	case day.IsZero():
		return l.day.IsZero() && !l.latest
	case !l.day.IsZero():
		return day == l.day || doc.Dated == l.day
	case l.latest:
		return doc.Dated == d.lastReport()
	}
	return (l.from.IsZero() || !day.Before(l.from)) && (l.to.IsZero() || !day.After(l.to))
}

// bound reports whether the limits speak of time.
func (l limits) bound() bool {
	return l.latest || !l.day.IsZero() || !l.from.IsZero() || !l.to.IsZero()
}

// dayOf is the day of which a statement speaks: a date in it, that of the entry
// that it belongs to, or that of its document.
func (d *draft) dayOf(s statement, doc casefile.Document) calendar.Date {
	all := d.records.statementsOn(s.page)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].start > s.start || s.start-all[i].start > 600 {
			continue
		}
		dates := chronology.Dates(all[i].text())
		if len(dates) > 0 && dates[0].Precise && (all[i].start == s.start || dates[0].Start < 20) {
			return dates[0].Date
		}
	}
	return doc.Dated
}

// lastReport is the day of the last medical record of the file.
func (d *draft) lastReport() calendar.Date {
	var last calendar.Date
	for _, doc := range d.Case.Documents {
		if (doc.Kind == "progress_report" || doc.Kind == "consultation") && doc.Dated.After(last) {
			last = doc.Dated
		}
	}
	return last
}
