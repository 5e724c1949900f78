package sqlite

import (
	"bytes"
	"compress/flate"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"

	"imr/internal/casefile"
)

// A page's words are stored as deflated JSON: an array for each word, of its
// text, its box in tenths of a point and its line. That is a fifth of plain JSON,
// and a tenth of a point is finer than anyone can point at.
type packedWord [6]any

func packWords(words []casefile.Word) ([]byte, error) {
	packed := make([]packedWord, len(words))
	for i, w := range words {
		packed[i] = packedWord{w.Text, tenths(w.X0), tenths(w.Y0), tenths(w.X1), tenths(w.Y1), w.Line}
	}
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(z).Encode(packed); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func tenths(points float64) int { return int(points*10 + 0.5) }

func unpackWords(blob []byte) ([]casefile.Word, error) {
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(blob)))
	if err != nil {
		return nil, err
	}
	var packed []packedWord
	if err := json.Unmarshal(text, &packed); err != nil {
		return nil, err
	}
	words := make([]casefile.Word, len(packed))
	for i, p := range packed {
		text, ok := p[0].(string)
		var n [5]float64
		for j := range n {
			var isNumber bool
			n[j], isNumber = p[j+1].(float64)
			ok = ok && isNumber
		}
		if !ok {
			return nil, fmt.Errorf("word %d of a stored page is damaged", i)
		}
		words[i] = casefile.Word{Text: text, X0: n[0] / 10, Y0: n[1] / 10, X1: n[2] / 10, Y1: n[3] / 10, Line: int(n[4])}
	}
	return words, nil
}

// AddPages stores the pages of the document at position at within the case.
func (t *Tx) AddPages(key int64, at int, pages []casefile.Page) error {
	for _, p := range pages {
		words, err := packWords(p.Words)
		if err != nil {
			return err
		}
		if _, err := t.exec("case.insert-page", append(append([]any{key, at}, pageColumns(&p)[1:]...), words)...); err != nil {
			return err
		}
	}
	return nil
}

// pageColumns are the columns of a page but for its words.
func pageColumns(p *casefile.Page) []any {
	return []any{&p.Document, &p.Number, &p.Width, &p.Height, &p.Reading, &p.Engine, &p.Confidence}
}

func scanPage(s scanner) (casefile.Page, error) {
	var p casefile.Page
	var words []byte
	if err := s.Scan(append(pageColumns(&p), &words)...); err != nil {
		return p, err
	}
	var err error
	p.Words, err = unpackWords(words)
	return p, err
}

// Page returns one page with its words.
func (t *Tx) Page(key int64, doc casefile.DocumentID, number int) (p casefile.Page, found bool, err error) {
	ps, err := all(t, "case.page", []any{sql.Named("case_id", key), sql.Named("document", string(doc)), sql.Named("number", number)}, scanPage)
	if err != nil || len(ps) == 0 {
		return casefile.Page{}, false, err
	}
	return ps[0], true, nil
}

// Pages returns every page of the case with its words, in the order of the documents.
func (t *Tx) Pages(key int64) ([]casefile.Page, error) {
	return all(t, "case.pages", []any{key}, scanPage)
}

// PageSizes returns every page of the case without its words, in the order of the documents.
func (t *Tx) PageSizes(key int64) ([]casefile.Page, error) {
	return all(t, "case.page-sizes", []any{key}, func(s scanner) (p casefile.Page, err error) {
		return p, s.Scan(pageColumns(&p)...)
	})
}
