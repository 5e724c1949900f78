package chronology_test

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
)

func TestInOrder(t *testing.T) {
	day := func(s string) calendar.Date {
		if s == "" {
			return calendar.Date{}
		}
		return calendar.MustDate(s)
	}
	docs := []casefile.Document{{ID: "a", Received: day("2015-02-01")}, {ID: "b", Received: day("2015-01-01")}, {ID: "c"}, {ID: "e", Received: day("2015-02-01")}}
	records := chronology.Stream{
		{Document: "a", First: 1, Last: 2, Date: day("2014-05-01")},
		{Document: "a", First: 3, Last: 3},
		{Document: "a", First: 4, Last: 4, Date: day("2014-02-01")},
		{Document: "b", First: 1, Last: 1, Date: day("2014-05-01")},
		{Document: "b", First: 2, Last: 3, Date: day("2014-03-01")},
		{Document: "c", First: 1, Last: 1},
		{Document: "c", First: 2, Last: 2, Date: day("2013-01-01")},
		{Document: "e", First: 1, Last: 1, Date: day("2014-05-01")},
	}
	for order, want := range map[chronology.Order]string{
		chronology.ByArrival: "b1 b2 b3 a1 a2 a3 a4 e1 c1 c2",
		chronology.ByEvent:   "c2 a4 b2 b3 b1 a1 a2 a3 e1 c1",
	} {
		var got []string
		for doc, page := range chronology.InOrder(docs, records, order).Pages() {
			got = append(got, fmt.Sprint(doc, page))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("by %s: %s, want %s", order, strings.Join(got, " "), want)
		}
	}
	n := 0
	for range records.Pages() {
		if n++; n == 3 {
			break // a stream that goes on after this panics
		}
	}
}
