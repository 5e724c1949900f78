package chronology_test

import (
	"fmt"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
)

func TestDay(t *testing.T) {
	for text, want := range map[string]string{
		"3/14/2014": "2014-03-14", "03-14-14": "2014-03-14", "3.14.2014": "2014-03-14", "March 14, 2014": "2014-03-14", "mar 14 2014": "2014-03-14",
		"14 March 2014": "2014-03-14", "14-Mar-14": "2014-03-14", "March 14th, 2014": "2014-03-14", " 2014-03-14 ": "2014-03-14",
		"Friday, March 14, 2014": "2014-03-14", "Fri 3/14/14": "2014-03-14", "03142014": "2014-03-14", "031414": "2014-03-14", "20140314": "2014-03-14",
		"": "", "March 2014": "", "3/2014": "", "2014": "", "3/14": "", "2/30/2014": "", "13/14/2014": "", "3/14/2014 and 3/15/2014": "",
		"3/14/2014 at noon": "", "seen 3/14/2014": "", "soon": "", "00000000": "", "310414": "", "1234567": "",
	} {
		got, ok := chronology.Day(text)
		if got.String() != want || ok != (want != "") {
			t.Errorf("Day(%q) = %s, %v, want %q", text, got, ok, want)
		}
	}
}

func suggestion(f chronology.Field, value string, c chronology.Confidence) chronology.Suggestion {
	return chronology.Suggestion{Field: f, Value: value, Confidence: c}
}

func TestSettle(t *testing.T) {
	day := calendar.MustDate("2014-03-14")
	given := chronology.Description{Dated: day, Kind: "consultation", Author: "Nadia Kessell, MD", Title: "Consultation"}
	another := chronology.Description{Kind: "imaging"}
	says := func(date, kind, author, title string, c chronology.Confidence) []chronology.Suggestion {
		return []chronology.Suggestion{suggestion(chronology.DateField, date, c), suggestion(chronology.KindField, kind, c),
			suggestion(chronology.AuthorField, author, c), suggestion(chronology.TitleField, title, c), suggestion(chronology.StartField, "", c)}
	}
	same := says("2014-03-14", "consultation", "N. KESSELL, M.D.", "NEUROSURGICAL CONSULTATION", chronology.Sure)
	differs := says("2014-04-14", "imaging", "Milo Standish, MD", "MRI", chronology.Likely)
	for name, tt := range map[string]struct {
		given     chronology.Description
		confirmed *chronology.Description
		list      []chronology.Suggestion
		want      string // standing, guessed, doubts, values
		toCheck   bool
	}{
		"nothing":        {chronology.Description{}, nil, nil, "given [] 0  other  ", false},
		"given alone":    {given, nil, nil, "given [] 0 2014-03-14 consultation Nadia Kessell, MD Consultation", false},
		"pages agree":    {given, nil, same, "given [] 0 2014-03-14 consultation Nadia Kessell, MD Consultation", false},
		"pages differ":   {given, nil, differs, "given [] 3 2014-03-14 consultation Nadia Kessell, MD Consultation", true},
		"a weak hint":    {given, nil, says("2014-04-14", "imaging", "Milo Standish, MD", "MRI", chronology.ToCheck), "given [] 0 2014-03-14 consultation Nadia Kessell, MD Consultation", false},
		"pages alone":    {chronology.Description{}, nil, differs, "proposed [date kind author title] 0 2014-04-14 imaging Milo Standish, MD MRI", true},
		"given as other": {chronology.Description{Dated: day, Kind: "other", Title: "Scan 4"}, nil, differs, "proposed [kind author] 1 2014-03-14 imaging Milo Standish, MD Scan 4", true},
		"confirmed":      {given, &another, differs, "confirmed [] 0  imaging  ", false},
	} {
		t.Run(name, func(t *testing.T) {
			got := chronology.Settle(tt.given, tt.confirmed, tt.list)
			said := fmt.Sprintf("%s %s %d %s %s %s %s", got.Standing, got.Guessed, len(got.Doubts), got.Dated, got.Kind, got.Author, got.Title)
			if said != tt.want || got.ToCheck() != tt.toCheck {
				t.Errorf("%s, to check %v; want %s, %v", said, got.ToCheck(), tt.want, tt.toCheck)
			}
		})
	}
	taken := chronology.Settle(given, nil, differs).Taken()
	if want := (chronology.Description{Dated: calendar.MustDate("2014-04-14"), Kind: "imaging", Author: "Milo Standish, MD", Title: "Consultation"}); taken != want {
		t.Errorf("taken %+v, want %+v", taken, want)
	}
}

func TestSpans(t *testing.T) {
	for name, tt := range map[string]struct {
		proposed, confirmed []chronology.Span
		begins              map[int]bool
		want                string
	}{
		"nothing":                 {nil, nil, nil, "[{1 9}]"},
		"a whole document":        {[]chronology.Span{{}}, []chronology.Span{{}}, nil, "[{1 9}]"},
		"proposed":                {[]chronology.Span{{}, {First: 1, Last: 3}, {First: 4, Last: 9}}, nil, nil, "[{1 3} {4 9}]"},
		"confirmed as proposed":   {[]chronology.Span{{}, {First: 1, Last: 3}, {First: 4, Last: 9}}, []chronology.Span{{First: 4, Last: 9}}, nil, "[{1 3} {4 9}]"},
		"confirmed before parted": {[]chronology.Span{{First: 1, Last: 3}, {First: 4, Last: 5}, {First: 6, Last: 9}}, []chronology.Span{{First: 2, Last: 5}}, nil, "[{1 1} {2 5} {6 9}]"},
		"split":                   {[]chronology.Span{{First: 1, Last: 9}}, nil, map[int]bool{4: true}, "[{1 3} {4 9}]"},
		"joined":                  {[]chronology.Span{{First: 1, Last: 3}, {First: 4, Last: 9}}, nil, map[int]bool{4: false}, "[{1 9}]"},
		"split where confirmed":   {nil, []chronology.Span{{First: 2, Last: 5}}, map[int]bool{4: true}, "[{1 1} {2 3} {4 5} {6 9}]"},
		"joined where confirmed":  {nil, []chronology.Span{{First: 2, Last: 5}}, map[int]bool{2: false, 6: false}, "[{1 9}]"},
		"confirmed side by side":  {nil, []chronology.Span{{First: 1, Last: 2}, {First: 3, Last: 3}, {First: 4, Last: 8}}, nil, "[{1 2} {3 3} {4 8} {9 9}]"},
	} {
		if got := fmt.Sprint(chronology.Spans(9, tt.proposed, chronology.Said{Kept: tt.confirmed, Begins: tt.begins})); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	const note = "BAYVIEW ORTHO\nPROGRESS NOTE\nDate of visit: 05/%02d/2013\nSubjective: pain\nNadia Kessell, MD"
	pages := []casefile.Page{page(1, fmt.Sprintf(note, 2)), page(2, "Plan: rest"), page(3, fmt.Sprintf(note, 9)), page(4, fmt.Sprintf(note, 16))}
	for name, tt := range map[string]struct {
		pages  []casefile.Page
		kept   []chronology.Span
		begins map[int]bool
		want   string // of each record its pages and date
	}{
		"none":             {nil, nil, nil, ""},
		"one record":       {pages[:2], nil, nil, "0-0 2013-05-02; "},
		"several":          {pages, nil, nil, "0-0 ; 1-2 2013-05-02; 3-3 2013-05-09; 4-4 2013-05-16; "},
		"one kept whole":   {pages, []chronology.Span{{First: 1, Last: 3}}, nil, "0-0 ; 1-3 2013-05-02; 4-4 2013-05-16; "},
		"one kept as last": {pages, []chronology.Span{{First: 2, Last: 4}}, nil, "0-0 ; 1-1 2013-05-02; 2-4 2013-05-09; "},
		"joined by hand":   {pages, nil, map[int]bool{3: false}, "0-0 ; 1-3 2013-05-02; 4-4 2013-05-16; "},
		"split by hand":    {pages, nil, map[int]bool{2: true}, "0-0 ; 1-1 2013-05-02; 2-2 ; 3-3 2013-05-09; 4-4 2013-05-16; "},
		"all kept as one":  {pages, []chronology.Span{{First: 1, Last: 4}}, nil, "0-0 2013-05-02; "},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, d := range chronology.Describe(tt.pages, chronology.Said{Kept: tt.kept, Begins: tt.begins}) {
				got += fmt.Sprintf("%d-%d ", d.First, d.Last)
				for _, s := range d.Suggestions {
					if s.Field == chronology.DateField {
						got += s.Value
					}
					if s.Quote == "" && s.Because.Rule != "a person's word" {
						t.Errorf("no words led to %+v", s)
					}
				}
				got += "; "
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
