package search

import (
	"database/sql"
	"os"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"imr/internal/dictionary"
)

// open is a database in memory with the table that pages are searched in.
func open(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec(`CREATE VIRTUAL TABLE fts USING fts5(text, tokenize='porter unicode61')`); err != nil {
		t.Fatal(err)
	}
	return db
}

// manyWords is every word of the dictionary, of a word list where the machine
// has one, and words built of stems and endings, some of them odd.
func manyWords() []string {
	seen := map[string]bool{}
	var list []string
	add := func(text string) {
		for _, w := range split(text) {
			if !seen[w.text] && len(w.text) <= 70 {
				seen[w.text] = true
				list = append(list, w.text)
			}
		}
	}
	for _, c := range dictionary.Standard().Concepts() {
		for _, f := range c.Forms {
			add(f.Text)
		}
	}
	if b, err := os.ReadFile("/usr/share/dict/words"); err == nil {
		add(string(b))
	}
	stems := strings.Fields("medic inject oper ther hop fil fall hiss y ay sy by cr tr agre feed plast motor conflat troubl siz tann fizz fail " +
		"relat condit valenc hesit digit conform radic different vile analog vietnam predic decis callous form sens reviv allow infer airlin " +
		"gyroscop adjust defens irrit replac adopt homolog effect bowdler prob rat ceas control rol yyy oy uy xax wow naive über žal x2 l5s abs ooo")
	ends := strings.Fields("s es ies ss ed eed ing ly y ation ational tional izer iveness fulness ousness ality iviti bility icate ative alize ical " +
		"ness al ance ence er ic able ible ant ement ment ent ion sion tion ou ism ate iti ous ive ize e ll le ogy ied ingly edly logi bli ator ance ss")
	for _, s := range stems {
		add(s)
		for _, e := range ends {
			add(s + e)
			for _, e2 := range ends {
				add(s + e + e2)
			}
		}
	}
	add(strings.Repeat("longing", 9) + " " + strings.Repeat("longing", 10) + " ied aed ing eds s es ies yed")
	return list
}

func TestStemAgreesWithFTS5(t *testing.T) {
	db := open(t)
	words := manyWords()
	const row = 1000 // words to a row
	for i := 0; i < len(words); i += row {
		text := strings.Join(words[i:min(len(words), i+row)], " ")
		if _, err := db.Exec(`INSERT INTO fts(rowid, text) VALUES (?, ?)`, i, text); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(`CREATE VIRTUAL TABLE vocab USING fts5vocab(fts, instance)`); err != nil {
		t.Fatal(err)
	}
	rows, err := db.Query(`SELECT doc + offset, term FROM vocab`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	count, wrong := 0, 0
	for rows.Next() {
		var at int
		var term string
		if err := rows.Scan(&at, &term); err != nil {
			t.Fatal(err)
		}
		count++
		if got := stem(words[at]); got != term {
			if wrong++; wrong <= 20 {
				t.Errorf("stem(%q) = %q; FTS5 has %q", words[at], got, term)
			}
		}
	}
	if err := rows.Err(); err != nil || count != len(words) {
		t.Errorf("%d terms of %d words: %v", count, len(words), err)
	}
	t.Logf("%d words, %d wrong", count, wrong)
}

func BenchmarkStem(b *testing.B) {
	words := strings.Fields("injections therapy conditionally radiculopathy documented L5 operations improvement")
	for b.Loop() {
		for _, w := range words {
			stem(w)
		}
	}
}
