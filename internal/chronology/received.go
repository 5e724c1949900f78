package chronology

import (
	"slices"

	"imr/internal/casefile"
)

// families are the kinds that papers name by each other's names: a visit is called
// a report, a note or a consultation. A kind in no family is its own.
var families = map[casefile.DocumentKind]string{
	"progress_report": "visit", "consultation": "visit", "work_status": "visit", "ame_qme_report": "visit",
	"hospital": "visit", "operative_report": "visit",
}

func familyOf(kind casefile.DocumentKind) string {
	if f := families[kind]; f != "" {
		return f
	}
	return string(kind)
}

// NotReceived lists the mentions whose record is not in the case file, each record
// once, where it is named first. A record is there when one of the same family of
// kinds is dated within a day, or in the month where the mention gives no day; a
// mention without a kind is content with any medical record of that day. A mention
// later than all that is held is taken for an appointment and left out.
func NotReceived(mentions []RecordMention, held []Held) []RecordMention {
	var out []RecordMention
	for _, m := range mentions {
		known := slices.ContainsFunc(held, func(h Held) bool { return m.answeredBy(h.Kind) && m.sameDay(h) })
		again := slices.ContainsFunc(out, func(o RecordMention) bool {
			return (o.Kind == m.Kind || m.Kind == "") && m.sameDay(Held{Date: o.Date})
		})
		if !known && !again && !m.afterAll(held) {
			out = append(out, m)
		}
	}
	return out
}

func (m RecordMention) answeredBy(kind casefile.DocumentKind) bool {
	if m.Kind == "" {
		return true
	}
	return kind == "other" || familyOf(kind) == familyOf(m.Kind)
}

func (m RecordMention) sameDay(h Held) bool {
	if !m.Precise {
		return h.Date.Year == m.Date.Year && h.Date.Month == m.Date.Month
	}
	days := m.Date.DaysUntil(h.Date)
	return -1 <= days && days <= 1
}

func (m RecordMention) afterAll(held []Held) bool {
	return !slices.ContainsFunc(held, func(h Held) bool { return !h.Date.Before(m.Date) })
}
