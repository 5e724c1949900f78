package sqlite

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"sync"

	"imr/internal/casefile"
)

// A page's words are stored as deflated JSON: an array for each word, of its
// text, its box in tenths of a point and its line. That is a fifth of plain JSON,
// and a tenth of a point is finer than anyone can point at.
type packedWord [6]any

// Both keep large tables, which are dear to make for every page.
var (
	deflaters = sync.Pool{New: func() any { z, _ := flate.NewWriter(nil, flate.DefaultCompression); return z }}
	inflaters = sync.Pool{New: func() any { return &inflater{z: flate.NewReader(nil)} }}
)

type inflater struct {
	z    io.ReadCloser
	text bytes.Buffer
}

func packWords(words []casefile.Word) ([]byte, error) {
	packed := make([]packedWord, len(words))
	for i, w := range words {
		packed[i] = packedWord{w.Text, tenths(w.X0), tenths(w.Y0), tenths(w.X1), tenths(w.Y1), w.Line}
	}
	var out bytes.Buffer
	z := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(z)
	z.Reset(&out)
	if err := json.NewEncoder(z).Encode(packed); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func tenths(points float64) int { return int(points*10 + 0.5) }

func points(tenths int) float64 { return float64(tenths) / 10 }

// unpackWords reads what packWords wrote.
func unpackWords(blob []byte) ([]casefile.Word, error) {
	words := []casefile.Word{}
	err := eachPacked(blob, func(text string, numbers []byte) error {
		n, err := fiveNumbers(numbers)
		words = append(words, casefile.Word{Text: text, X0: points(n[0]), Y0: points(n[1]), X1: points(n[2]), Y1: points(n[3]), Line: n[4]})
		return err
	})
	return words, err
}

// unpackTexts is unpackWords without the boxes.
func unpackTexts(blob []byte) ([]string, error) {
	var words []string
	err := eachPacked(blob, func(text string, _ []byte) error {
		words = append(words, text)
		return nil
	})
	return words, err
}

var errPacked = errors.New("the words of a stored page are damaged")

// eachPacked calls do with each word and its numbers as they are written. A search
// reads dozens of pages, which takes package json longer than the search itself.
func eachPacked(blob []byte, do func(text string, numbers []byte) error) error {
	in := inflaters.Get().(*inflater)
	defer inflaters.Put(in)
	in.text.Reset()
	if err := in.z.(flate.Resetter).Reset(bytes.NewReader(blob), nil); err != nil {
		return err
	}
	if _, err := in.text.ReadFrom(in.z); err != nil {
		return err
	}
	rest := bytes.TrimSpace(in.text.Bytes())
	if string(rest) == "null" {
		return nil
	}
	if len(rest) < 2 || rest[0] != '[' || rest[len(rest)-1] != ']' {
		return errPacked
	}
	for rest = rest[1 : len(rest)-1]; len(rest) > 0; rest = bytes.TrimPrefix(rest, []byte{','}) {
		text, numbers, after, err := onePacked(rest)
		if err != nil {
			return err
		}
		if err := do(text, numbers); err != nil {
			return err
		}
		rest = after
	}
	return nil
}

// onePacked reads ["text",1,2,3,4,5] off the front.
func onePacked(s []byte) (text string, numbers, rest []byte, err error) {
	if len(s) < 3 || s[0] != '[' || s[1] != '"' {
		return "", nil, nil, errPacked
	}
	end, escaped := 2, false
	for ; end < len(s) && s[end] != '"'; end++ {
		if s[end] == '\\' {
			escaped = true
			end++
		}
	}
	if end >= len(s) {
		return "", nil, nil, errPacked
	}
	if text = string(s[2:end]); escaped {
		if err := json.Unmarshal(s[1:end+1], &text); err != nil {
			return "", nil, nil, err
		}
	}
	after := bytes.IndexByte(s[end:], ']')
	if after < 0 {
		return "", nil, nil, errPacked
	}
	return text, s[end+1 : end+after], s[end+after+1:], nil
}

// fiveNumbers reads ,1,2,3,4,5.
func fiveNumbers(s []byte) (numbers [5]int, err error) {
	for i := range numbers {
		if len(s) < 2 || s[0] != ',' {
			return numbers, errPacked
		}
		end := len(s)
		if next := bytes.IndexByte(s[1:], ','); next >= 0 {
			end = next + 1
		}
		if numbers[i], err = strconv.Atoi(string(s[1:end])); err != nil {
			return numbers, errPacked
		}
		s = s[end:]
	}
	if len(s) > 0 {
		return numbers, errPacked
	}
	return numbers, nil
}
