package search

import (
	"strings"
	"testing"

	"imr/internal/dictionary"
)

// FuzzParse feeds any text to a real FTS5 table: it must be no syntax error,
// keep to the bounds, and every page that is found must hold a hit, unless the
// query says that some may not.
func FuzzParse(f *testing.F) {
	for _, tt := range queries {
		f.Add(tt.query, tt.found)
	}
	for _, odd := range []string{`"`, `""`, `-"`, `"*`, "*", "-", "NOT", "OR OR", "- -", "\x00", "a\x00b", "NEAR(", "{text}:x", "^x", "\xff\xfe", "ǅ", "x͏y", "𝒳",
		"OR -a", "NOT NOT b", `a"b"c`, "col:val", "L5-S1-L5", "99/99/99", "-\"a b\"*", "İ", "ß", "１２", "a\u0301"} {
		f.Add(odd, odd+" knee")
	}
	db, d := open(f), dictionary.Standard()
	f.Fuzz(func(t *testing.T, query, text string) {
		q := Parse(query, d)
		if len(q.Terms) > MaxTerms {
			t.Fatalf("%d terms", len(q.Terms))
		}
		spans := q.Highlights(strings.Fields(text))
		end := 0
		for _, s := range spans {
			if s.First < end || s.End <= s.First || s.End > len(strings.Fields(text)) {
				t.Fatalf("%q in %q: %v", query, text, spans)
			}
			end = s.End
		}
		if q.Match == "" {
			return
		}
		if _, err := db.Exec(`DELETE FROM fts; INSERT INTO fts(text) VALUES (?)`, text); err != nil {
			t.Fatal(err)
		}
		var count int
		if err := db.QueryRow(`SELECT count(*) FROM fts WHERE fts MATCH ?`, q.Match).Scan(&count); err != nil {
			t.Fatalf("%q gives %s: %v", query, q.Match, err)
		}
		if count > 0 && len(spans) == 0 && !q.Loose && isPlain(text) && isPlain(query) {
			t.Fatalf("%q finds %q without a hit; %s", query, text, q.Match)
		}
	})
}

// isPlain reports whether FTS5's older tables of Unicode know every letter.
func isPlain(s string) bool {
	for _, r := range s {
		if r >= 0x250 || r == 0 {
			return false
		}
	}
	return true
}

func BenchmarkParse(b *testing.B) {
	d := dictionary.Standard()
	for _, query := range []string{"C5-6", "10/16/12", "physical therapy denied", "opioid", "the patient has low back pain -knee"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				Parse(query, d)
			}
		})
	}
}

func BenchmarkHighlights(b *testing.B) {
	words := strings.Fields(strings.Repeat("The patient completed physical therapy for low back pain at L4-5 on 10/16/2012 with benefit. ", 40))
	q := Parse("physical therapy 10/16/12 L4/5 opioid", dictionary.Standard())
	for b.Loop() {
		q.Highlights(words)
	}
}

// BenchmarkSearch asks 3,000 pages, in page order, as the reader does.
func BenchmarkSearch(b *testing.B) {
	db, d := open(b), dictionary.Standard()
	text := strings.Repeat("The patient completed a course for the neck and complains of radiating symptoms in the arm. ", 30)
	for i := range 3000 {
		extra := ""
		if i%50 == 0 {
			extra = "physical therapy 10/16/2012 L4-5 Percocet"
		}
		if _, err := db.Exec(`INSERT INTO fts(text) VALUES (?)`, text+extra); err != nil {
			b.Fatal(err)
		}
	}
	for _, query := range []string{"L4/5", "10/16/12", "physical therapy", "opioid", "patient"} {
		q := Parse(query, d)
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				rows, err := db.Query(`SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid LIMIT 50`, q.Match)
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
				}
				rows.Close()
			}
		})
	}
}
