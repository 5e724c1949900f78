package web

import (
	"net/url"
	"testing"

	"imr/internal/casework"
)

func TestFoundCount(t *testing.T) {
	hits := []casework.Hit{{}}
	for want, f := range map[string]casework.Found{
		"Nothing found. What is not read yet, or read badly, cannot be found.": {},
		"1 hit on 1 page":                                  {Hits: hits, Count: 1, Pages: 1},
		"57 hits on 12 pages":                              {Hits: hits, Count: 57, Pages: 12},
		"90 hits on 25 pages; 10 pages more":               {Hits: hits, Count: 90, Pages: 25, Rest: 10},
		"90 hits on 25 pages, after 25 pages; 1 page more": {Hits: hits, Count: 90, Pages: 25, From: 25, Rest: 1},
	} {
		t.Run(want, func(t *testing.T) {
			if got := foundCount(f); got != want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestFoldedNote(t *testing.T) {
	for want, h := range map[string]casework.Hit{
		"":                       {},
		"also on 1 copy of it":   {Copies: 1},
		"also on 4 copies of it": {Copies: 4, Further: 2},
	} {
		if got := foldedNote(h); got != want {
			t.Errorf("%+v: %q, want %q", h, got, want)
		}
	}
}

func TestMoreLabel(t *testing.T) {
	for want, h := range map[string]casework.Hit{
		"":                                   {},
		"2 more on this page":                {More: make([]casework.Hit, 2)},
		"96 more on this page, the first 56": {More: make([]casework.Hit, 56), Further: 40},
	} {
		if got := moreLabel(h); got != want {
			t.Errorf("%d and %d: %q, want %q", len(h.More), h.Further, got, want)
		}
	}
}

func TestSearchStaysInTheAddress(t *testing.T) {
	for want, a := range map[string]casework.Asked{
		"q=C5-6":                  {Query: "C5-6"},
		"q=%22knee+pain%22+-left": {Query: `"knee pain" -left`},
		"from=25&q=PT&ranked=1":   {Query: "PT", Ranked: true, From: 25},
	} {
		got := searchValues(a).Encode()
		if got != want {
			t.Errorf("%+v is %s, want %s", a, got, want)
		}
		if back, err := url.ParseQuery(got); err != nil || back.Get(searchParam) != a.Query || (back.Get(rankedParam) != "") != a.Ranked {
			t.Errorf("%s reads as %v, %v", got, back, err)
		}
	}
}
