package casefile

import (
	"testing"

	"imr/internal/calendar"
	"imr/internal/deadline"
)

func day(s string) calendar.Date { return calendar.MustDate(s) }

func TestDateThatCounts(t *testing.T) {
	c := Case{UR: URDecision{DecisionDate: day("2014-03-01")}}
	for name, tt := range map[string]struct {
		item DisputedItem
		want string
	}{
		"prospective":                         {DisputedItem{Timing: Prospective}, "2014-03-01"},
		"prospective with dates":              {DisputedItem{Timing: Prospective, ServiceDates: []calendar.Date{day("2013-09-25")}}, "2014-03-01"},
		"concurrent":                          {DisputedItem{Timing: Concurrent, ServiceDates: []calendar.Date{day("2013-09-25")}}, "2014-03-01"},
		"retrospective":                       {DisputedItem{Timing: Retrospective, ServiceDates: []calendar.Date{day("2013-09-25")}}, "2013-09-25"},
		"retrospective, the first of several": {DisputedItem{Timing: Retrospective, ServiceDates: []calendar.Date{day("2013-10-02"), day("2013-09-25"), day("2014-01-01")}}, "2013-09-25"},
		"retrospective without a date":        {DisputedItem{Timing: Retrospective}, "2014-03-01"},
	} {
		if got := c.DateThatCounts(tt.item); got.String() != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestOpeningEventsGiveTheDueDate(t *testing.T) {
	both := Case{Priority: Standard, Application: Application{Received: day("2014-03-14")}, RecordsComplete: day("2014-04-02"),
		UR: URDecision{ServedDate: day("2014-03-03")}, NoticeOfAssignment: day("2014-03-20"), Form: &Form{URService: Electronic}}
	for name, tt := range map[string]struct {
		c                       Case
		decision, file, records string
	}{
		"all":            {both, "2014-05-02", "2014-04-02", "2014-04-04"},
		"no records":     {Case{Priority: Standard, Application: both.Application}, "", "", ""},
		"no application": {Case{Priority: Standard, RecordsComplete: both.RecordsComplete}, "", "", ""},
		"late notice":    {Case{Priority: Standard, UR: both.UR, Form: &Form{RightsNotice: day("2014-05-01")}}, "", "2014-05-31", ""},
		"by mail":        {Case{UR: both.UR}, "", "2014-04-07", ""},
	} {
		l := deadline.Standard().Replay(tt.c.OpeningEvents())
		for code, want := range map[string]string{"decision": tt.decision, "file": tt.file, "records": tt.records} {
			if due, _ := l.Due(code); due.On.String() != want {
				t.Errorf("%s: %s is due %q, want %q", name, code, due.On, want)
			}
		}
	}
}

func TestItemAndDocumentByID(t *testing.T) {
	c := Case{Items: []DisputedItem{{ID: "1", Description: "a"}, {ID: "2", Description: "b"}}, Documents: []Document{{ID: "d1", Title: "x"}}}
	if it, ok := c.Item("2"); !ok || it.Description != "b" {
		t.Errorf("Item(2) = %+v, %v", it, ok)
	}
	if d, ok := c.Document("d1"); !ok || d.Title != "x" {
		t.Errorf("Document(d1) = %+v, %v", d, ok)
	}
	if it, ok := c.Item("3"); ok || it.ID != "" {
		t.Errorf("Item(3) = %+v, %v", it, ok)
	}
	if d, ok := c.Document(""); ok || d.ID != "" {
		t.Errorf("Document() = %+v, %v", d, ok)
	}
}

func TestMedicalKinds(t *testing.T) {
	papers := map[DocumentKind]bool{"application": true, "rfa": true, "ur_decision": true, "correspondence": true}
	for _, k := range DocumentKinds {
		if k.Medical() == papers[k] {
			t.Errorf("%s: Medical = %v", k, k.Medical())
		}
	}
}

func TestQuote(t *testing.T) {
	p := Page{Words: []Word{{Text: "Neck", Line: 0}, {Text: "and", Line: 0}, {Text: "back", Line: 1}, {Text: "pain.", Line: 3}}}
	for _, tt := range []struct {
		first, end int
		want       string
	}{
		{0, 4, "Neck and\nback\npain."}, {1, 3, "and\nback"}, {2, 3, "back"}, {2, 2, ""}, {3, 1, ""},
		{-5, 2, "Neck and"}, {3, 99, "pain."}, {99, 100, ""},
	} {
		if got := p.Quote(tt.first, tt.end); got != tt.want {
			t.Errorf("Quote(%d, %d) = %q, want %q", tt.first, tt.end, got, tt.want)
		}
	}
	if p.Text() != "Neck and\nback\npain." || (Page{}).Text() != "" {
		t.Errorf("Text = %q, of an empty page %q", p.Text(), Page{}.Text())
	}
}

func TestReadings(t *testing.T) {
	for r, want := range map[Reading]struct{ complete, byOCR, doubtful bool }{
		NotRead: {false, false, true}, Printed: {true, false, false}, HiddenOCR: {true, true, false}, AwaitsOCR: {false, false, true},
		OCR: {true, true, true}, NoText: {true, false, false}, Unreadable: {false, false, true},
	} {
		if r.Complete() != want.complete || r.ByOCR() != want.byOCR || (Page{Reading: r}).Doubtful() != want.doubtful {
			t.Errorf("%s: complete %v, by OCR %v, doubtful %v", r, r.Complete(), r.ByOCR(), Page{Reading: r}.Doubtful())
		}
	}
	for confidence, want := range map[float64]bool{PoorConfidence - 0.1: true, PoorConfidence: false} {
		if got := (Page{Reading: OCR, Confidence: confidence}).Doubtful(); got != want {
			t.Errorf("OCR with confidence %v: doubtful %v", confidence, got)
		}
	}
}
