package web

import (
	"fmt"
	"net/url"
	"strconv"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/search"
	"imr/templates"
	"imr/templates/part"
)

// recordElement is the id of a record's element.
func recordElement(doc casefile.DocumentID, first int) string {
	return fmt.Sprintf("record-%s-%d", url.PathEscape(string(doc)), first)
}

// wordsURL leads to a page with the words marked that led to something.
func wordsURL(n casefile.CaseNumber, doc casefile.DocumentID, e chronology.Evidence) string {
	span := search.Span{First: e.First, End: e.End}
	return pagePath(n, doc, e.Page) + "?" + wordsParam + "=" + wordsValue(span) + pageAnchor(doc, e.Page)
}

var fieldLabel = map[chronology.Field]string{chronology.DateField: "Date", chronology.KindField: "Kind", chronology.AuthorField: "Author",
	chronology.TitleField: "Title", chronology.StartField: "Begins here"}

var fieldOrder = []chronology.Field{chronology.DateField, chronology.KindField, chronology.TitleField, chronology.AuthorField, chronology.StartField}

func datesRecord(o casework.Opened, r casework.Record, at recordAtHand) templates.DatesRecord {
	doc, _ := o.Document(r.Document)
	change := url.Values{"document": {string(r.Document)}, "first": {strconv.Itoa(r.First)}}
	out := templates.DatesRecord{ID: recordElement(r.Document, r.First), Document: string(r.Document),
		First: strconv.Itoa(r.First), Last: strconv.Itoa(r.Last), Version: strconv.Itoa(r.Version),
		Date: orNone(r.Dated.US(), "no date"), Title: orNone(r.Title, labelOr(kindLabel, r.Kind)), About: aboutRecord(doc, r),
		URL: pageURL(o.Number, r.Document, max(r.First, 1)), ToCheck: r.ToCheck(),
		Shown: datesValues(r.Description), Taken: datesValues(r.Taken()),
		ChangeURL: datesURL(o.Number) + "?" + change.Encode() + "#" + recordElement(r.Document, r.First)}
	change.Set("close", "1")
	out.CancelURL = datesURL(o.Number) + "?" + change.Encode() + "#" + recordElement(r.Document, r.First)
	out.State, out.Tone = recordState(r)
	for _, field := range fieldOrder {
		for _, w := range r.Suggestions {
			if w.Field == field {
				out.Words = append(out.Words, datesWords(o, r.Document, w))
			}
		}
	}
	for _, w := range r.Doubts {
		out.Doubts = append(out.Doubts, datesWords(o, r.Document, w))
	}
	out.Parts = datesParts(o, r)
	if at.open && at.Document == r.Document && at.First == r.First {
		out.Form = datesForm(out, at)
	}
	return out
}

// aboutRecord is its kind, its author and where it stands.
func aboutRecord(doc casefile.Document, r casework.Record) string {
	where := count(doc.Pages, "page")
	switch {
	case r.Parts > 1:
		where += ", " + count(r.Parts, "record")
	case r.Last > r.First:
		where = fmt.Sprintf("pages %d to %d of %s", r.First, r.Last, doc.Title)
	case r.Last > 0:
		where = fmt.Sprintf("page %d of %s", r.First, doc.Title)
	}
	return labelOr(kindLabel, r.Kind) + " · " + orNone(r.Author, "author not given") + " · " + where
}

func recordState(r casework.Record) (words, tone string) {
	switch {
	case r.Standing == chronology.Confirmed:
		return "confirmed " + calendar.DateOf(r.At).US(), "done"
	case len(r.Doubts) > 0:
		return "the page says otherwise", "soon"
	case r.Standing == chronology.Proposed:
		return "by the page alone", "soon"
	}
	return "as given", "later"
}

func datesValues(d chronology.Description) templates.DatesValues {
	return templates.DatesValues{Dated: d.Dated.US(), Kind: string(d.Kind), Author: d.Author, Title: d.Title}
}

func datesWords(o casework.Opened, doc casefile.DocumentID, s chronology.Suggestion) templates.DatesWords {
	out := templates.DatesWords{Label: fieldLabel[s.Field], Value: s.Value, Quote: s.Quote, Rule: s.Because.Rule,
		Where: fmt.Sprintf("page %d", s.Because.Page), URL: wordsURL(o.Number, doc, s.Because)}
	switch s.Field {
	case chronology.DateField:
		out.Value = calendar.MustDate(s.Value).US()
	case chronology.KindField:
		out.Value = labelOr(kindLabel, casefile.DocumentKind(s.Value))
	}
	return out
}

// datesForm is the form of a record with what was typed, or else what it is.
func datesForm(r templates.DatesRecord, at recordAtHand) *templates.DatesForm {
	v := r.Shown
	if at.wrong != nil {
		v = templates.DatesValues{Dated: at.Dated, Kind: string(at.Kind), Author: at.Author, Title: at.Title}
	}
	field := func(name, label, value string) part.Field {
		return part.Field{ID: r.ID + "-" + name, Name: name, Label: label, Value: value, Error: at.wrong.Field(name)}
	}
	out := &templates.DatesForm{Dated: field("dated", "Date, such as 3/14/2014", v.Dated), Author: field("author", "Author", v.Author),
		Title: field("title", "Title", v.Title), Kind: field("kind", "Kind", v.Kind)}
	for _, k := range casefile.DocumentKinds {
		out.Kinds = append(out.Kinds, part.Option{Value: string(k), Label: labelOr(kindLabel, k), Selected: string(k) == v.Kind})
	}
	return out
}
