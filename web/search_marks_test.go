package web

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/search"
)

func TestWordsAtHand(t *testing.T) {
	page := casework.PageName{Document: "d4", Number: 2}
	for query, want := range map[string]markedWords{
		"at=d4.2&w=3-5":  {page, search.Span{First: 3, End: 6}},
		"at=d4.2&w=3-3":  {page, search.Span{First: 3, End: 4}},
		"at=d4.2&w=5-3":  {},
		"at=d4.2&w=-1-3": {},
		"at=d4.2&w=3":    {},
		"at=d4.2&w=x-y":  {},
		"at=d4.2":        {},
		"w=3-5":          {},
		"at=d4&w=3-5":    {},
	} {
		c := echo.New().NewContext(httptest.NewRequest("GET", "/cases/1/records?"+query, nil), httptest.NewRecorder())
		if got := wordsAtHand(c); got != want {
			t.Errorf("%s: %+v, want %+v", query, got, want)
		}
	}
}

func TestHitBoxes(t *testing.T) {
	p := casefile.Page{Document: "d4", Number: 2}
	for i, text := range strings.Fields("No neck pain today. Neck better.") {
		p.Words = append(p.Words, casefile.Word{Text: text, X0: float64(10 * i), X1: float64(10*i) + 8, Y0: 20, Y1: 32})
	}
	for name, tt := range map[string]struct {
		query string
		at    search.Span
		want  string
	}{
		"hits and the one at hand":  {"neck", search.Span{First: 4, End: 5}, "10.0 40.0*"},
		"hits and none at hand":     {"neck", search.Span{}, "10.0 40.0"},
		"words without a search":    {"", search.Span{First: 2, End: 4}, "20.0* 30.0*"},
		"words that are not there":  {"", search.Span{First: 90, End: 95}, ""},
		"words partly out of reach": {"", search.Span{First: 5, End: 95}, "50.0*"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, h := range hitBoxes(p, tt.query, markedWords{casework.PageName{Document: "d4", Number: 2}, tt.at}) {
				mark := ""
				if h.AtHand {
					mark = "*"
				}
				if h.Y != "20.0" || h.Width != "8.0" || h.Height != "12.0" {
					t.Errorf("box %+v", h)
				}
				got = append(got, fmt.Sprint(h.X, mark))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("%v, want %s", got, tt.want)
			}
		})
	}
}
