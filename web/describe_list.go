package web

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/review"
	"imr/templates"
)

// documentList parts the medical records from the papers of the dispute, and lists
// what they name and the case has not.
func (s *Server) documentList(c echo.Context, o casework.Opened) (list templates.DocumentList, err error) {
	records, err := s.desk.Descriptions(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return list, err
	}
	missing, err := s.desk.NotReceived(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return list, err
	}
	list.DatesURL = datesURL(o.Number)
	groups := []templates.DocumentGroup{
		{Heading: "Medical records"},
		{Heading: "Papers of the dispute", Note: "A decision may not rest on these alone: 8 CCR §9792.10.6(b)(2)."},
	}
	toCheck, all := 0, 0
	for _, r := range records {
		if r.Parts <= 1 {
			all++
		}
		if r.ToCheck() {
			toCheck++
		}
		if r.Last > 0 {
			continue
		}
		g := &groups[1]
		if r.Kind.Medical() {
			g = &groups[0]
		}
		g.Documents = append(g.Documents, listedDocument(o, r))
	}
	list.ToCheck = checkedWords(toCheck, all)
	for _, g := range groups {
		if len(g.Documents) > 0 {
			list.Groups = append(list.Groups, g)
		}
	}
	for _, m := range missing {
		list.Missing = append(list.Missing, missingRecord(o, m))
	}
	return list, nil
}

func listedDocument(o casework.Opened, r casework.Record) templates.ListedDocument {
	doc, _ := o.Document(r.Document)
	out := templates.ListedDocument{Date: orNone(r.Dated.US(), "no date"), Title: r.Title, URL: pageURL(o.Number, r.Document, 1),
		Kind: labelOr(kindLabel, r.Kind), Author: orNone(r.Author, "author not given"), Pages: strconv.Itoa(doc.Pages)}
	if r.Parts > 1 {
		out.Holds = count(r.Parts, "record")
	}
	if r.Standing != chronology.GivenIn {
		out.State, out.Tone = recordState(r)
	}
	for _, w := range r.Doubts {
		out.Doubts = append(out.Doubts, datesWords(o, r.Document, w))
	}
	return out
}

func missingRecord(o casework.Opened, m chronology.RecordMention) templates.MissingRecord {
	out := templates.MissingRecord{Kind: "Report", Date: m.Date.US(), Author: m.Author, Quote: m.Text,
		Where: sourceLabel(o, review.Source{Document: m.Document, Page: m.Page}), URL: pageURL(o.Number, m.Document, m.Page)}
	if m.Kind != "" {
		out.Kind = labelOr(kindLabel, m.Kind)
	}
	if !m.Precise {
		out.Date = m.Date.Month.String() + " " + strconv.Itoa(m.Date.Year)
	}
	return out
}
